/// Names one candidate's run of one sitting.
public struct AttemptID: RawRepresentable, Hashable, Sendable, Comparable {
    public let rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }

    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// Names one change that a device made; sending it again is harmless.
public struct ChangeID: RawRepresentable, Hashable, Sendable {
    public let rawValue: String

    /// - Returns: `nil` unless `rawValue` has 8 to 64 letters, digits or hyphens.
    public init?(rawValue: String) {
        guard (8...64).contains(rawValue.utf8.count),
            rawValue.utf8.allSatisfy({
                (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) || $0 == 0x2D
            })
        else { return nil }
        self.rawValue = rawValue
    }
}
