public import Assessment

/// What a paper must hold: how many items, and how many of which content, task and difficulty.
///
/// A target is about one cell: a crossing of categories of one, two or more axes. An item with several categories on
/// an axis counts in each of their cells. Percentages are of the paper's items.
public struct Blueprint: Hashable, Sendable {
    public var id: String
    public var name: String
    public var size: Size
    public var axes: [Axis]
    public var targets: [Target]
    /// Where the mean expected facility of the paper must lie, if that is asked for.
    public var meanFacility: FacilityWindow?

    public init(
        id: String,
        name: String,
        size: Size,
        axes: [Axis],
        targets: [Target],
        meanFacility: FacilityWindow? = nil
    ) {
        self.id = id
        self.name = name
        self.size = size
        self.axes = axes
        self.targets = targets
        self.meanFacility = meanFacility
    }

    /// How many items the paper may hold.
    public struct Size: Hashable, Sendable {
        public var minimum: Int
        public var maximum: Int

        public init(minimum: Int, maximum: Int) {
            self.minimum = minimum
            self.maximum = maximum
        }

        public var isFixed: Bool { minimum == maximum }

        /// The allowed size nearest to `count`.
        public func nearest(to count: Int) -> Int { max(minimum, min(count, maximum)) }
    }

    public struct Axis: Hashable, Sendable {
        public var id: String
        public var name: String
        public var categories: [Category]

        public init(id: String, name: String, categories: [Category]) {
            self.id = id
            self.name = name
            self.categories = categories
        }
    }

    public struct Category: Hashable, Sendable {
        public var id: String
        public var name: String

        public init(id: String, name: String) {
            self.id = id
            self.name = name
        }
    }

    /// How many items, or which share of the paper, one cell must hold; either side may be open.
    public struct Target: Hashable, Sendable {
        /// Category by axis; an item counts when it lies in all of them.
        public var cell: [String: String]
        public var unit: Unit
        public var minimum: Int?
        public var maximum: Int?

        public init(_ cell: [String: String], unit: Unit = .count, minimum: Int? = nil, maximum: Int? = nil) {
            self.cell = cell
            self.unit = unit
            self.minimum = minimum
            self.maximum = maximum
        }
    }

    public enum Unit: String, Hashable, Sendable, CaseIterable { case count, percent }

    /// Bounds of a mean facility, in 0…1, with at most three decimals.
    public struct FacilityWindow: Hashable, Sendable {
        public var minimum: Mark
        public var maximum: Mark

        public init(minimum: Mark, maximum: Mark) {
            self.minimum = minimum
            self.maximum = maximum
        }
    }
}

extension Blueprint {
    /// The axis that no tag fills: ``DifficultyBand`` of the expected facility.
    public static let difficulty = "difficulty"

    /// The axes that targets may name: the listed ones and, where it is not listed, the difficulty axis.
    public var allAxes: [Axis] {
        guard !axes.contains(where: { $0.id == Self.difficulty }) else { return axes }
        let bands = DifficultyBand.allCases.map { band in
            Category(id: band.rawValue, name: band.rawValue.prefix(1).uppercased() + band.rawValue.dropFirst())
        }
        return axes + [Axis(id: Self.difficulty, name: "Difficulty", categories: bands)]
    }

    /// The categories of `cell` in the order of the axes, by name, as in “Cardiovascular × Management”.
    public func name(of cell: [String: String]) -> String {
        let names = allAxes.compactMap { axis in
            cell[axis.id].map { id in axis.categories.first { $0.id == id }?.name ?? id }
        }
        return names.joined(separator: " × ")
    }
}
