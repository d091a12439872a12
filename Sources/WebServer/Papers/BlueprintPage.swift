import ItemBank

/// One blueprint: its grid of targets, the numbers to change, the file to replace it by.
///
/// Posts to `/blueprints/{id}/targets` (`csrf`, `basis`, `size.minimum`, `size.maximum`, and `minimum.{n}`,
/// `maximum.{n}` for the n-th target, from 0; empty is open) and, multipart, to `/blueprints/{id}` (`csrf`, `basis`,
/// `file`). `/blueprints/{id}/file` gives the JSON.
struct BlueprintPage: Page {
    let title: String
    let name: String
    let id: String
    /// Such as "20 items", "18–20 items".
    let size: String
    let facility: String?
    let problems: [FieldProblem]
    let hasProblems: Bool
    let sizeProblem: String?
    let fileProblem: String?
    let grid: CoverageGrid
    let path: String
    /// The edition that the page was drawn from; numbers go by the place of a target, so they fit no other.
    let basis: String
    let canEdit: Bool
    let minimumSize: String
    let maximumSize: String
    let largestSize: String
    let targets: [Row]
    let uses: [Way]
    let hasUses: Bool

    struct Row: Sendable {
        let number: String
        let cell: String
        let unit: String
        let minimum: String
        let maximum: String
        let minimumLabel: String
        let maximumLabel: String
        /// The largest number that its fields take.
        let largest: String
        /// What is wrong with one of its numbers.
        let problem: String?
    }

    struct Way: Sendable {
        let href: String
        let label: String
    }

    /// Makes the finished words from facts.
    ///
    /// - `basis`: The hash of the JSON that the other facts are from.
    /// - `facilityTarget`: Window of the mean expected facility, in 0…1.
    /// - `papers`: Those made from it.
    /// - `problems`: Why the last change was refused, each at its field.
    /// - `typed`: What stands in the fields of a refused change, by name; else the blueprint's own numbers do.
    init(
        id: String,
        name: String,
        basis: String,
        plan: CoverageGrid.Plan,
        facilityTarget: ClosedRange<Double>? = nil,
        papers: [(name: String, href: String)],
        problems: [FieldProblem] = [],
        typed: [String: String] = [:],
        canEdit: Bool,
        texts: Texts
    ) {
        let heading = texts("blueprint.title", ["name": name])
        title = problems.isEmpty ? heading : texts("form.error-title", ["title": heading])
        self.name = name
        self.id = id
        size =
            plan.minimumSize == plan.maximumSize
            ? texts("papers.items", count: plan.maximumSize)
            : texts("blueprint.size", ["from": String(plan.minimumSize), "to": String(plan.maximumSize)])
        facility = facilityTarget.map {
            texts(
                "blueprint.facility",
                ["from": NumberText.share($0.lowerBound), "to": NumberText.share($0.upperBound)]
            )
        }
        self.problems = problems
        hasProblems = !problems.isEmpty
        sizeProblem = Self.problem(of: "size", problems)
        fileProblem = problems.beside("file")
        grid = CoverageGrid(plan, holding: nil, texts: texts)
        path = "/blueprints/\(Href.component(id))"
        self.basis = basis
        self.canEdit = canEdit
        minimumSize = typed["size.minimum"] ?? String(plan.minimumSize)
        maximumSize = typed["size.maximum"] ?? String(plan.maximumSize)
        largestSize = String(Blueprint.largestBound(in: .count))
        targets = plan.targets.enumerated().map { index, target in
            let cell = CoverageGrid.name(of: target.cell, in: plan, texts)
            return Row(
                number: String(index),
                cell: cell,
                unit: texts(target.isPercent ? "blueprint.unit.percent" : "blueprint.unit.count"),
                minimum: typed["minimum.\(index)"] ?? target.minimum.map(String.init) ?? "",
                maximum: typed["maximum.\(index)"] ?? target.maximum.map(String.init) ?? "",
                minimumLabel: texts("blueprint.minimum.of", ["cell": cell]),
                maximumLabel: texts("blueprint.maximum.of", ["cell": cell]),
                largest: String(Blueprint.largestBound(in: target.isPercent ? .percent : .count)),
                problem: Self.problem(of: String(index), problems)
            )
        }
        uses = papers.map { Way(href: $0.href, label: $0.name) }
        hasUses = !uses.isEmpty
    }

    /// What is said once for both numbers of a row.
    private static func problem(of row: String, _ problems: [FieldProblem]) -> String? {
        let (first, second) =
            row == "size" ? ("size.minimum", "size.maximum") : ("minimum.\(row)", "maximum.\(row)")
        let said = [problems.beside(first), problems.beside(second)].compactMap(\.self)
        return said.isEmpty ? nil : said.joined(separator: " ")
    }
}
