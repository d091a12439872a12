public import Assessment

extension Paper {
    /// This paper with `chosen` for its items, in this order, but the steps of a case set together and in theirs.
    ///
    /// An item stays in its section. A new one goes to the section of its case set, to that of the item whose place in
    /// the list it takes, or to the first one without a lockpoint; a section that is left empty goes. A paper
    /// without sections gets one, with this title, that shuffles.
    public func holding(_ chosen: [AssemblyCandidate], title: String) -> Paper {
        var places: [ItemID: Int] = [:]
        for (section, entry) in sections.enumerated().flatMap({ index, section in section.entries.map { (index, $0) } })
        {
            places[entry.item] = section
        }
        var sets: [CaseSetID: Int] = [:]
        for candidate in chosen {
            guard let set = candidate.caseSet?.set, let section = places[candidate.item] else { continue }
            if sets[set] == nil { sets[set] = section }
        }
        let (old, items) = (entries, Set(chosen.map(\.item)))
        let open = sections.firstIndex { $0.lockpoint == .none } ?? 0
        var parts: [[AssemblyCandidate]] = Array(repeating: [], count: max(1, sections.count))
        for (index, candidate) in chosen.enumerated() {
            let replaced = old.count == chosen.count && !items.contains(old[index].item) ? places[old[index].item] : nil
            let ofSet = candidate.caseSet.flatMap { sets[$0.set] }
            parts[places[candidate.item] ?? ofSet ?? replaced ?? open].append(candidate)
        }
        var paper = self
        if paper.sections.isEmpty { paper.sections = [Section(title: title, entries: [], shuffles: true)] }
        for (index, part) in parts.enumerated() {
            paper.sections[index].entries = part.keepingCaseSetsTogether().map {
                Entry(item: $0.item, version: $0.version)
            }
        }
        paper.sections.removeAll(where: \.entries.isEmpty)
        return paper
    }
}

extension [AssemblyCandidate] {
    /// The same with each case set in one piece, where its first item stands, its steps in order.
    public func keepingCaseSetsTogether() -> [AssemblyCandidate] {
        var sets = Dictionary(grouping: filter { $0.caseSet != nil }) { $0.caseSet?.set }
        return flatMap { candidate -> [AssemblyCandidate] in
            guard let set = candidate.caseSet?.set else { return [candidate] }
            return (sets.removeValue(forKey: set) ?? []).sorted {
                ($0.caseSet?.step ?? 0, $0.item) < ($1.caseSet?.step ?? 0, $1.item)
            }
        }
    }
}
