import Solver

/// Candidates that no rule tells apart, counted together: a bank of 20,000 items has some hundred groups.
struct CandidateGroups {
    private(set) var groups: [Group] = []
    /// Group of each entry of the pool.
    private(set) var groupOfEntry: [Int] = []

    struct Group {
        let targets: [Int]
        let facility: Int?
        let isKept: Bool
        let rests: Bool
        let level: Int
        /// Entries of the pool, in the order of the draw.
        var members: [Int]
    }

    private struct Key: Hashable {
        let targets: [Int]
        let facility: Int?
        let isKept: Bool
        let rests: Bool
        let level: Int
        let exclusive: Int?
    }

    /// Groups the entries of `pool`, those apart whose facility or level differs; entries that clash or
    /// are tied stay alone.
    init(_ pool: AssemblyPool, minding facility: Bool, level: (AssemblyPool.Entry) -> Int = { _ in 0 }) {
        let exclusive = Set(pool.exclusions.joined()).union(pool.ties.flatMap { $0.first + $0.second })
        var known: [Key: Int] = [:]
        for (place, entry) in pool.entries.enumerated() {
            let key = Key(
                targets: entry.targets,
                facility: facility ? entry.facility : nil,
                isKept: entry.isKept,
                rests: entry.rests,
                level: level(entry),
                exclusive: exclusive.contains(place) ? place : nil
            )
            if let group = known[key] {
                groups[group].members.append(place)
                groupOfEntry.append(group)
            } else {
                known[key] = groups.count
                groupOfEntry.append(groups.count)
                groups.append(
                    Group(
                        targets: key.targets,
                        facility: key.facility,
                        isKept: key.isKept,
                        rests: key.rests,
                        level: key.level,
                        members: [place]
                    )
                )
            }
        }
        for group in groups.indices {
            groups[group].members.sort { (pool.entries[$0].draw, $0) < (pool.entries[$1].draw, $1) }
        }
    }

    /// A sum over the groups, whose variables stand first in every program and in the groups' order.
    func terms(_ coefficient: (Group) -> Int) -> [IntegerProgram.Term] {
        groups.enumerated().compactMap { index, group in
            let coefficient = coefficient(group)
            return coefficient == 0 ? nil : .init(index, times: coefficient)
        }
    }

    /// How many more of the first item's versions than of the second's are taken.
    func difference(_ tie: AssemblyPool.Tie) -> [IntegerProgram.Term] {
        tie.first.map { .init(groupOfEntry[$0]) } + tie.second.map { .init(groupOfEntry[$0], times: -1) }
    }

    /// The entries that a solution takes, `counts[g]` of group g, first in the draw first; ascending.
    func entries(taking counts: some Collection<Int>) -> [Int] {
        zip(groups, counts).flatMap { $0.members.prefix($1) }.sorted()
    }
}
