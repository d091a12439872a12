import Solver

/// The rules of an assembly with an objective.
struct PlanProgram {
    private(set) var program = IntegerProgram(.minimise)
    private let groups: CandidateGroups
    /// What each item of distance from a middle is worth.
    private let price: Int
    private var distances: [IntegerProgram.Term] = []

    enum Aim {
        /// As near the middles of the targets as can be in a paper of this size.
        case middles
        /// At most this far from the middles, with items of low levels: an item of level n counts n.
        case spread(distance: Int)
    }

    /// The choice among `groups` for a paper of `size` items.
    init(_ assembly: Assembly, pool: AssemblyPool, groups: CandidateGroups, size: Int, aim: Aim) {
        self.init(groups, aim: aim)
        program.require("", groups.terms { _ in 1 }, exactly: size)
        for (position, target) in assembly.blueprint.targets.enumerated() {
            let cell = groups.terms { $0.targets.contains(position) ? 1 : 0 }
            let need = target.need(inPaperOf: size)
            if target.minimum != nil, let maximum = need.maximum {
                requireNearMiddle(cell, between: need.minimum, and: maximum)
            } else {
                program.require("", cell, atLeast: target.minimum.map { _ in need.minimum }, atMost: need.maximum)
            }
        }
        addCommonRules(of: assembly, pool: pool)
        if case .spread(let distance) = aim, !distances.isEmpty {
            program.require("", distances, atMost: distance)
        }
    }

    /// A program whose best distance, size included, no paper of any allowed size can beat.
    ///
    /// With the size open, the middle of a percentage is known only to the item, so that part is counted one item
    /// too near: the objective is a bound, and its solution no plan.
    init(boundOf assembly: Assembly, pool: AssemblyPool, groups: CandidateGroups) {
        self.init(groups, aim: .middles)
        let range = assembly.blueprint.size
        let size = program.addVariable(in: range.minimum...range.maximum)
        program.require("", groups.terms { _ in 1 } + [.init(size, times: -1)], exactly: 0)
        requireNearMiddle([.init(size)], between: range.minimum, and: range.maximum)
        for (position, target) in assembly.blueprint.targets.enumerated() {
            let cell = groups.terms { $0.targets.contains(position) ? 1 : 0 }
            if target.unit == .percent {
                requireShare(target, cell: cell, of: size, most: range.maximum)
            } else if let minimum = target.minimum, let maximum = target.maximum {
                requireNearMiddle(cell, between: minimum, and: maximum)
            } else {
                program.require("", cell, atLeast: target.minimum, atMost: target.maximum)
            }
        }
        addCommonRules(of: assembly, pool: pool)
    }

    private init(_ groups: CandidateGroups, aim: Aim) {
        self.groups = groups
        price = if case .middles = aim { 1 } else { 0 }
        for group in groups.groups {
            let count = group.members.count
            _ = program.addVariable(
                in: (group.isKept ? count : 0)...count,
                objective: group.isKept ? 0 : group.level
            )
        }
    }

    private mutating func addCommonRules(of assembly: Assembly, pool: AssemblyPool) {
        if let window = assembly.blueprint.meanFacility {
            let (minimum, maximum) = (window.minimum.inThousandths, window.maximum.inThousandths)
            program.require("", groups.terms { group in group.facility.map { $0 - minimum } ?? 0 }, atLeast: 0)
            program.require("", groups.terms { group in group.facility.map { $0 - maximum } ?? 0 }, atMost: 0)
        }
        if assembly.restsSince != nil {
            program.require("", groups.terms { $0.rests ? 1 : 0 }, atMost: assembly.restingAllowed)
        }
        for exclusion in pool.exclusions {
            program.require("", exclusion.map { .init(groups.groupOfEntry[$0]) }, atMost: 1)
        }
        for tie in pool.ties { program.require("", groups.difference(tie), exactly: 0) }
    }

    /// Demands a sum between the sides and counts its distance from the whole numbers nearest to their middle.
    private mutating func requireNearMiddle(
        _ terms: [IntegerProgram.Term],
        between minimum: Int,
        and maximum: Int
    ) {
        // Without this, a minimum above the maximum would pass as a target between them.
        guard minimum <= maximum else {
            program.require("", terms, atLeast: minimum, atMost: maximum)
            return
        }
        let (lower, upper) = ((minimum + maximum) / 2, (minimum + maximum + 1) / 2)
        var terms = terms
        if lower > minimum {
            let below = program.addVariable(in: 0...(lower - minimum), objective: price)
            let above = program.addVariable(in: 0...(maximum - upper), objective: price)
            distances += [.init(below), .init(above)]
            terms += [.init(below), .init(above, times: -1)]
        }
        program.require("", terms, atLeast: lower, atMost: upper)
    }

    /// Demands a share of a size that is open, counted in hundredths of an item.
    private mutating func requireShare(
        _ target: Blueprint.Target,
        cell: [IntegerProgram.Term],
        of size: Int,
        most: Int
    ) {
        let hundred = cell.map { IntegerProgram.Term($0.variable, times: 100) }
        if let minimum = target.minimum {
            program.require("", hundred + [.init(size, times: -minimum)], atLeast: 0)
        }
        if let maximum = target.maximum {
            program.require("", hundred + [.init(size, times: -maximum)], atMost: 0)
        }
        guard let minimum = target.minimum, let maximum = target.maximum else { return }
        let below = program.addVariable(in: 0...most, objective: price)
        let above = program.addVariable(in: 0...most, objective: price)
        let twice = cell.map { IntegerProgram.Term($0.variable, times: 200) }
        let away: [IntegerProgram.Term] = [
            .init(size, times: -(minimum + maximum)), .init(below, times: 200), .init(above, times: -200),
        ]
        program.require("", twice + away, atLeast: -200, atMost: 200)
    }
}
