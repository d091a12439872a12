import Assessment

extension Blueprint {
    /// Targets that contradict each other, or the size, in a paper of every allowed size.
    ///
    /// Every bound must be in range, since they are added up here.
    func contradictions() -> [Problem] {
        var search = ContradictionSearch(self)
        // Most blueprints have one size; the search begins at the largest, so that messages speak of it.
        var found = search.findings()
        for items in (size.minimum..<size.maximum).reversed() where !found.isEmpty {
            search.turn(to: items)
            found.removeAll { !$0.again.contains(where: search.fails) }
        }
        return found.map(\.problem)
    }
}
