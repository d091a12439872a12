/// Names one item for its whole life; its versions share it.
///
/// Imported items carry the identifier their package gave them.
public struct ItemID: RawRepresentable, Hashable, Sendable, Comparable {
    public let rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }

    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// Names what sort of item an item is, such as `single-best-answer`.
public struct KindName: RawRepresentable, Hashable, Sendable {
    public let rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }

    /// An item that no kind recognises: kept bit for bit, not markable, never destroyed.
    public static let unknown = KindName(rawValue: "unknown")
}

/// Names one interaction of an item and the response given to it (QTI's response identifier).
public struct ResponseID: RawRepresentable, Hashable, Sendable, Comparable {
    public let rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }

    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// Names one offered answer, row or column of an interaction; presentation letters are never stored.
public struct OptionID: RawRepresentable, Hashable, Sendable, Comparable {
    public let rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }

    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// Names one mark that an item yields; an extended-matching item yields one a stem.
public struct OutcomeID: RawRepresentable, Hashable, Sendable, Comparable {
    public let rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }

    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
