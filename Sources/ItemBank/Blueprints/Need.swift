/// How many items a cell must hold in a paper of a given size.
public struct Need: Hashable, Sendable {
    public var minimum: Int
    /// `nil` where any number will do.
    public var maximum: Int?

    public init(minimum: Int = 0, maximum: Int? = nil) {
        self.minimum = minimum
        self.maximum = maximum
    }

    public func allows(_ count: Int) -> Bool { count >= minimum && count <= maximum ?? .max }

    /// What meets both.
    public func narrowed(by other: Need) -> Need {
        let maxima = [maximum, other.maximum].compactMap(\.self)
        return Need(minimum: max(minimum, other.minimum), maximum: maxima.min())
    }
}

extension Blueprint.Target {
    /// The whole numbers of items that meet this target in a paper of `size` items.
    ///
    /// A percentage is of `size`: its minimum is rounded up and its maximum down, so that the share itself is kept.
    public func need(inPaperOf size: Int) -> Need {
        switch unit {
        case .count: Need(minimum: minimum ?? 0, maximum: maximum)
        case .percent:
            Need(
                minimum: minimum.map { ($0 * size + 99) / 100 } ?? 0,
                maximum: maximum.map { $0 * size / 100 }
            )
        }
    }
}

extension Blueprint.Size {
    public var need: Need { Need(minimum: minimum, maximum: maximum) }
}

extension Blueprint {
    /// What each cell that has a target must hold in a paper of `size` items; targets of one cell are taken together.
    public func needs(inPaperOf size: Int) -> [[String: String]: Need] {
        var needs: [[String: String]: Need] = [:]
        for target in targets {
            let need = target.need(inPaperOf: size)
            needs[target.cell] = needs[target.cell]?.narrowed(by: need) ?? need
        }
        return needs
    }
}
