import Solver

/// The rules of an assembly as an integer program without an objective, to decide whether there is a paper.
///
/// Variables: how many of each group, then the size, then what the percentages come to. Each rule that people can
/// change is a constraint of its own, counted in items, so that a conflict or a relaxation of the program speaks of
/// rules. What cannot be changed has no rule: enemies, one version an item, case sets as a whole, and the meaning of size and percentages.
struct RuleProgram {
    private(set) var program = IntegerProgram()
    /// Rule of each constraint; `nil` for what cannot be changed.
    private(set) var rules: [AssemblyRule?] = []
    let groups: CandidateGroups
    private let size: Int

    init(_ assembly: Assembly, pool: AssemblyPool, groups: CandidateGroups? = nil) {
        let blueprint = assembly.blueprint
        let groups = groups ?? CandidateGroups(pool, minding: blueprint.meanFacility != nil)
        self.groups = groups
        for group in groups.groups {
            let count = group.members.count
            _ = program.addVariable(in: (group.isKept ? count : 0)...count)
        }
        let total = pool.entries.count
        size = program.addVariable(in: 0...total)
        require(nil, groups.terms { _ in 1 } + [.init(size, times: -1)], atLeast: 0, atMost: 0)
        require(.size, [.init(size)], atLeast: blueprint.size.minimum, atMost: blueprint.size.maximum)
        for (position, target) in blueprint.targets.enumerated() { add(target, at: position, total: total) }
        if let window = blueprint.meanFacility { add(window, total: total) }
        if assembly.restsSince != nil {
            require(.resting, groups.terms { $0.rests ? 1 : 0 }, atMost: assembly.restingAllowed)
        }
        for exclusion in pool.exclusions {
            require(nil, exclusion.map { .init(groups.groupOfEntry[$0]) }, atMost: 1)
        }
        for tie in pool.ties { require(nil, groups.difference(tie), atLeast: 0, atMost: 0) }
    }

    private mutating func add(_ target: Blueprint.Target, at position: Int, total: Int) {
        let cell = groups.terms { $0.targets.contains(position) ? 1 : 0 }
        guard target.unit == .percent else {
            require(.target(position), cell, atLeast: target.minimum, atMost: target.maximum)
            return
        }
        // A variable for the whole number that a percentage comes to keeps the rule itself counted in items.
        if let minimum = target.minimum {
            let least = program.addVariable(in: 0...total)
            require(nil, [.init(least, times: 100), .init(size, times: -minimum)], atLeast: 0)
            require(.target(position), cell + [.init(least, times: -1)], atLeast: 0)
        }
        if let maximum = target.maximum {
            let most = program.addVariable(in: 0...total)
            require(nil, [.init(most, times: 100), .init(size, times: -maximum)], atMost: 0)
            require(.target(position), cell + [.init(most, times: -1)], atMost: 0)
        }
    }

    /// A change of the mean is counted in tenths of one item's facility: finer steps would be no use to people, and
    /// hard to prove smallest.
    private mutating func add(_ window: Blueprint.FacilityWindow, total: Int) {
        let (minimum, maximum) = (window.minimum.inThousandths, window.maximum.inThousandths)
        let (below, above) = (program.addVariable(in: 0...10 * total), program.addVariable(in: 0...10 * total))
        let lowest = groups.terms { group in group.facility.map { $0 - minimum } ?? 0 }
        let highest = groups.terms { group in group.facility.map { $0 - maximum } ?? 0 }
        require(nil, lowest + [.init(below, times: 100)], atLeast: 0)
        require(.meanFacility, [.init(below, times: -1)], atLeast: 0)
        require(nil, highest + [.init(above, times: -100)], atMost: 0)
        require(.meanFacility, [.init(above)], atMost: 0)
    }

    private mutating func require(
        _ rule: AssemblyRule?,
        _ terms: [IntegerProgram.Term],
        atLeast: Int? = nil,
        atMost: Int? = nil
    ) {
        program.require("", terms, atLeast: atLeast, atMost: atMost)
        rules.append(rule)
    }

    /// Limits that people can change, in the order of the blueprint.
    var limits: [IntegerProgram.Limit] { program.limits.filter { rules[$0.constraint] != nil } }

    /// The program for remedies: an empty paper is none.
    var programOfPapers: IntegerProgram {
        var program = program
        program.require("", [.init(size)], atLeast: 1)
        return program
    }

    /// The program with only those changeable limits.
    func program(keeping kept: Set<IntegerProgram.Limit>) -> IntegerProgram {
        var smaller = IntegerProgram()
        for variable in program.variables { _ = smaller.addVariable(in: variable.range) }
        let limits = Dictionary(grouping: program.limits, by: \.constraint)
        for (position, constraint) in program.constraints.enumerated() {
            let isChangeable = rules[position] != nil
            let sides = (limits[position] ?? []).filter { !isChangeable || kept.contains($0) }
            smaller.require(
                constraint.label,
                constraint.terms,
                atLeast: sides.first { $0.side == .atLeast }?.amount,
                atMost: sides.first { $0.side == .atMost }?.amount
            )
        }
        return smaller
    }

    /// The price of changing `limit` by 1; `nil` when it must hold.
    ///
    /// The size is what regulations fix first, so it counts three times an item of a target. A change of the mean
    /// facility by .01 counts like one item in a paper of 50.
    func cost(of limit: IntegerProgram.Limit) -> Int? {
        guard rules.indices.contains(limit.constraint) else { return nil }
        return switch rules[limit.constraint] {
        case .target, .resting: 5
        case .size: 15
        case .meanFacility: 1
        case nil: nil
        }
    }

    /// Items of the paper that `values` stand for.
    func size(of values: [Int]) -> Int { values[size] }

    /// Items in groups for which `belongs` says so.
    func count(of values: [Int], where belongs: (CandidateGroups.Group) -> Bool) -> Int {
        zip(groups.groups, values).reduce(0) { belongs($1.0) ? $0 + $1.1 : $0 }
    }

    /// Sum and number of the facilities, in thousandths, of the paper that `values` stand for.
    func facilities(of values: [Int]) -> (sum: Int, count: Int) {
        zip(groups.groups, values).reduce(into: (sum: 0, count: 0)) { result, part in
            guard let facility = part.0.facility else { return }
            result.sum += facility * part.1
            result.count += part.1
        }
    }
}
