import Solver

/// The rules of an assembly with an objective; only for rules that are known to be possible.
struct PlanProgram {
    private(set) var program = IntegerProgram(.minimise)
    let groups: CandidateGroups
    private let blueprint: Blueprint
    /// What each item of distance from a middle is worth.
    private let price: Int
    private var distances: [IntegerProgram.Term] = []
    /// Variable of the size when that is not fixed.
    private var size: Int?

    enum Aim {
        /// As near the middles of the targets as can be.
        case middles
        /// At most this far from the middles, with items that come early in the draw.
        ///
        /// An item of level n counts n. Levels double in width: `first` is the share of the pool that has level 0.
        case spread(distance: Int, first: Double)
    }

    init(_ assembly: Assembly, pool: AssemblyPool, aim: Aim) {
        blueprint = assembly.blueprint
        let mindsFacility = blueprint.meanFacility != nil
        switch aim {
        case .middles:
            groups = CandidateGroups(pool, minding: mindsFacility)
            price = 1
        case .spread(_, let first):
            groups = CandidateGroups(pool, minding: mindsFacility) { Self.level(of: $0.draw, first: first) }
            price = 0
        }
        for group in groups.groups {
            let count = group.members.count
            _ = program.addVariable(
                in: (group.isKept ? count : 0)...count,
                objective: group.isKept ? 0 : group.level
            )
        }
        addSize()
        for (position, target) in blueprint.targets.enumerated() { add(target, at: position) }
        if let window = blueprint.meanFacility {
            let (minimum, maximum) = (window.minimum.inThousandths, window.maximum.inThousandths)
            program.require("", terms { group in group.facility.map { $0 - minimum } ?? 0 }, atLeast: 0)
            program.require("", terms { group in group.facility.map { $0 - maximum } ?? 0 }, atMost: 0)
        }
        if assembly.restsSince != nil {
            program.require("", terms { $0.rests ? 1 : 0 }, atMost: assembly.restingAllowed)
        }
        for exclusion in pool.exclusions {
            program.require("", exclusion.map { .init(groups.groupOfEntry[$0]) }, atMost: 1)
        }
        if case .spread(let distance, _) = aim, !distances.isEmpty {
            program.require("", distances, atMost: distance)
        }
    }

    private static func level(of draw: UInt64, first: Double) -> Int {
        let place = Double(draw) * 0x1p-64
        var (end, level) = (max(first, 1e-6), 0)
        while place >= end, end < 1 { (end, level) = (end * 2, level + 1) }
        return level
    }

    private mutating func addSize() {
        let range = blueprint.size
        guard !range.isFixed else {
            program.require("", terms { _ in 1 }, exactly: range.minimum)
            return
        }
        let size = program.addVariable(in: range.minimum...range.maximum)
        self.size = size
        program.require("", terms { _ in 1 } + [.init(size, times: -1)], exactly: 0)
        requireNearMiddle([.init(size)], between: range.minimum, and: range.maximum)
    }

    private mutating func add(_ target: Blueprint.Target, at position: Int) {
        let cell = terms { $0.targets.contains(position) ? 1 : 0 }
        if let size, target.unit == .percent {
            add(target, cell: cell, size: size)
            return
        }
        let need = target.need(inPaperOf: blueprint.size.minimum)
        if target.minimum != nil, let maximum = need.maximum {
            requireNearMiddle(cell, between: need.minimum, and: maximum)
        } else {
            program.require("", cell, atLeast: target.minimum.map { _ in need.minimum }, atMost: need.maximum)
        }
    }

    /// A percentage of a size that is still open: count − share · size, in hundredths of an item.
    private mutating func add(_ target: Blueprint.Target, cell: [IntegerProgram.Term], size: Int) {
        let hundred = cell.map { IntegerProgram.Term($0.variable, times: 100) }
        if let minimum = target.minimum {
            program.require("", hundred + [.init(size, times: -minimum)], atLeast: 0)
        }
        if let maximum = target.maximum {
            program.require("", hundred + [.init(size, times: -maximum)], atMost: 0)
        }
        guard let minimum = target.minimum, let maximum = target.maximum, minimum < maximum else { return }
        let below = program.addVariable(in: 0...blueprint.size.maximum, objective: price)
        let above = program.addVariable(in: 0...blueprint.size.maximum, objective: price)
        distances += [.init(below), .init(above)]
        let twice = cell.map { IntegerProgram.Term($0.variable, times: 200) }
        program.require(
            "",
            twice + [
                .init(size, times: -(minimum + maximum)), .init(below, times: 200), .init(above, times: -200),
            ],
            atLeast: -199,
            atMost: 199
        )
    }

    /// Demands a sum between the sides and counts its distance from the whole numbers nearest to their middle.
    private mutating func requireNearMiddle(
        _ terms: [IntegerProgram.Term],
        between minimum: Int,
        and maximum: Int
    ) {
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

    private func terms(_ coefficient: (CandidateGroups.Group) -> Int) -> [IntegerProgram.Term] {
        groups.groups.enumerated().compactMap { index, group in
            let coefficient = coefficient(group)
            return coefficient == 0 ? nil : .init(index, times: coefficient)
        }
    }
}
