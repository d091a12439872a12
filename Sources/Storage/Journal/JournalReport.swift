/// What verifying the journal found.
public struct JournalReport: Hashable, Sendable {
    public internal(set) var events: Int64 = 0
    public internal(set) var streams: Int64 = 0
    /// Everything that does not fit, at most ``limit``; empty when the journal is what was appended.
    public internal(set) var findings: [JournalFinding] = []

    public static let limit = 1_000

    public var isSound: Bool { findings.isEmpty }

    mutating func add(_ problem: JournalFinding.Problem, stream: String? = nil, number: Int64? = nil) {
        guard findings.count < Self.limit else { return }
        findings.append(JournalFinding(problem: problem, stream: stream, number: number))
    }
}

/// One thing in the journal that does not fit, with stream and number as the database gives them.
public struct JournalFinding: Hashable, Sendable {
    public let problem: Problem
    public let stream: String?
    public let number: Int64?

    public enum Problem: String, Hashable, Sendable {
        /// Events are missing before this one.
        case gap
        /// The event before this one has been changed, or this one's link.
        case brokenLink
        /// A column holds something that no event has.
        case unreadable
        /// The positions of all events do not count from 1 without gaps.
        case position
        case headMissing
        /// The stream's head speaks of another last event than there is: changed, added or cut off.
        case headDiffers
        case headWithoutEvents
        case tallyMissing
        /// There are more or fewer events or streams than were sealed: streams were taken away, or added.
        case tallyDiffers
        case tallySeal
        /// All events joined give another chain than the sealed one: something was changed, added, left out or moved.
        case chainDiffers
        case anchorSeal
        /// The journal no longer holds what it held when the anchor was taken.
        case anchorDiffers
    }
}
