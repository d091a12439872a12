public import Assessment

/// How a set of items fills a blueprint.
public struct Coverage: Hashable, Sendable {
    /// Items in the set.
    public let size: Tally
    /// One a target, in the order of the blueprint.
    ///
    /// Percentages are of the allowed size nearest to the present one, so that needs stand still while a paper grows.
    public let targets: [Tally]
    /// `nil` when the blueprint asks for none.
    public let meanFacility: MeanFacility?
    /// Pairs that may not stand in one paper, each once, in the order of the set.
    public let clashes: [Clash]

    /// Have and need of one cell, or of the whole.
    public struct Tally: Hashable, Sendable {
        public let have: Int
        public let need: Need

        public init(have: Int, need: Need) {
            self.have = have
            self.need = need
        }

        public enum State: Hashable, Sendable {
            case met
            case short(by: Int)
            case over(by: Int)
        }

        public var state: State {
            if have < need.minimum { return .short(by: need.minimum - have) }
            if let maximum = need.maximum, have > maximum { return .over(by: have - maximum) }
            return .met
        }

        /// Items too few or too many.
        public var miss: Int {
            switch state {
            case .met: 0
            case .short(let count), .over(let count): count
            }
        }
    }

    /// The mean of the items' expected facilities, each rounded half up to thousandths.
    public struct MeanFacility: Hashable, Sendable {
        /// `nil` when no item has an estimate.
        public let value: Mark?
        public let window: Blueprint.FacilityWindow
        /// Items without an estimate; they take no part in the mean.
        public let unknown: Int
        /// Thousandths, rounded up, that the mean is outside the window.
        public let miss: Int

        public var isMet: Bool { miss == 0 }
    }

    public struct Clash: Hashable, Sendable {
        public let first: ItemID
        public let second: ItemID
    }

    /// Whether the set is a paper of the blueprint.
    public var isMet: Bool { miss == 0 && meanFacility?.isMet ?? true && clashes.isEmpty }

    /// Items too few or too many, added up over the size and all targets.
    public var miss: Int { targets.reduce(size.miss) { $0 + $1.miss } }
}

extension Blueprint {
    /// Compares `items` with this blueprint.
    public func coverage(of items: [AssemblyCandidate]) -> Coverage {
        var index = TargetIndex(targets.map(\.cell))
        var counts = [Int](repeating: 0, count: targets.count)
        for item in items {
            for target in index.targets(of: item) { counts[target] += 1 }
        }
        let reference = size.nearest(to: items.count)
        return Coverage(
            size: .init(have: items.count, need: size.need),
            targets: zip(targets, counts).map { .init(have: $1, need: $0.need(inPaperOf: reference)) },
            meanFacility: meanFacility.map { .init(of: items, window: $0) },
            clashes: clashes(among: items)
        )
    }

    private func clashes(among items: [AssemblyCandidate]) -> [Coverage.Clash] {
        items.indices.flatMap { first in
            items[(first + 1)...].filter { $0.clashes(with: items[first]) }
                .map { Coverage.Clash(first: items[first].item, second: $0.item) }
        }
    }
}

extension Coverage.MeanFacility {
    init(of items: [AssemblyCandidate], window: Blueprint.FacilityWindow) {
        let known = items.compactMap(\.facilityInThousandths)
        self.init(sum: known.reduce(0, +), count: known.count, unknown: items.count - known.count, window: window)
    }

    /// The mean of `count` facilities whose sum is `sum` thousandths.
    init(sum: Int, count: Int, unknown: Int, window: Blueprint.FacilityWindow) {
        self.window = window
        self.unknown = unknown
        value = Mark(Int64(sum), over: Int64(count) * 1000)
        let below = window.minimum.inThousandths * count - sum
        let above = sum - window.maximum.inThousandths * count
        miss = count == 0 ? 0 : (max(0, below, above) + count - 1) / count
    }
}
