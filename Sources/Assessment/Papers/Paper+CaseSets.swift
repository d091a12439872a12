extension Paper {
    /// This paper with each case set in a section of its own, its steps in order, after the section it began in.
    ///
    /// Steps that stood elsewhere join their set. The new sections have the lockpoint of the one they came from; a
    /// section that holds one whole set and nothing else stays as it is, and one that is left empty goes.
    ///
    /// `places` says where the versions of this paper stand in their case sets, but for those that stand alone; `title`
    /// names the new section of that number, from 1.
    public func separatingCaseSets(
        _ places: [ContentHash: CaseSetPlace],
        title: (_ number: Int) -> String
    ) -> Paper {
        var steps: [CaseSetID: [Entry]] = [:]
        for entry in entries {
            if let place = places[entry.version] { steps[place.set, default: []].append(entry) }
        }
        func isEarlier(_ first: Entry, _ second: Entry) -> Bool {
            (places[first.version]?.step ?? 0) < (places[second.version]?.step ?? 0)
        }
        var paper = self
        paper.sections = []
        var number = 0
        for section in sections {
            var sets: [CaseSetID] = []
            for entry in section.entries {
                if let set = places[entry.version]?.set, steps[set] != nil, !sets.contains(set) { sets.append(set) }
            }
            var rest = section
            rest.entries = section.entries.filter { places[$0.version] == nil }
            if !rest.entries.isEmpty || section.entries.isEmpty { paper.sections.append(rest) }
            for set in sets {
                let entries = (steps.removeValue(forKey: set) ?? []).sorted(by: isEarlier)
                let isAlone = Set(section.entries) == Set(entries)
                if !isAlone { number += 1 }
                paper.sections.append(
                    Section(
                        title: isAlone ? section.title : title(number),
                        entries: entries,
                        shuffles: isAlone && section.shuffles,
                        lockpoint: section.lockpoint
                    )
                )
            }
        }
        return paper
    }
}
