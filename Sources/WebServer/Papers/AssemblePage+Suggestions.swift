import Assessment

extension AssemblePage.Suggestions {
    init(
        _ items: [AssemblePage.Item],
        swapped: AssemblePage.Item?,
        cell: String?,
        isFiltered: Bool,
        path: String,
        _ clock: ClockText,
        _ texts: Texts
    ) {
        heading =
            if let swapped {
                texts("assemble.suggestions.swap", ["name": swapped.name])
            } else if let cell, isFiltered {
                texts("assemble.suggestions.cell", count: items.count, ["cell": cell])
            } else {
                texts("assemble.suggestions", count: items.count)
            }
        self.swapped = swapped?.item.rawValue
        allHref = isFiltered || swapped != nil ? "\(path)#suggestions" : nil
        rows = items.map { item in
            AssemblePage.Suggestion(
                href: AssemblePage.href(item.item),
                name: item.name,
                id: item.item.rawValue,
                facility: item.facility.map { NumberText.share($0.approximate) } ?? "–",
                used: item.lastUsed.map { clock.day($0, texts: texts) } ?? texts("bank.never-used"),
                clash: item.clashes.isEmpty
                    ? nil
                    : texts(
                        "assemble.clash",
                        ["items": texts.list(item.clashes.map(\.rawValue))]
                    ),
                doLabel: texts(
                    swapped == nil ? "assemble.add.label" : "assemble.swap-in.label",
                    ["name": item.name]
                ),
                isSwap: swapped != nil,
                action: swapped == nil ? "add" : "with"
            )
        }
        hasSuggestions = !items.isEmpty
    }
}
