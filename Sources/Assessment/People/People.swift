/// Names one natural person of this installation.
public struct PersonID: RawRepresentable, Hashable, Sendable, Comparable {
    public let rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }

    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// What a person may do here; a person can hold several roles.
public enum Role: String, Hashable, Sendable, CaseIterable {
    /// Sits exams and sees own results.
    case candidate
    /// Writes items and builds papers from blueprints.
    case examiner
    /// Plans sittings, keeps candidates, closes and scores.
    case examOfficer = "exam-officer"
    /// Supervises sittings while they run.
    case invigilator
    /// Ratifies and releases results.
    case board
    /// Keeps people and roles; sees no keys.
    case administrator
}
