public import Foundation

/// Names one sitting.
public struct SittingID: RawRepresentable, Hashable, Sendable {
    public let rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }
}

/// One scheduled delivery of a sealed form.
public struct Sitting: Hashable, Sendable {
    public var id: SittingID
    public var title: String
    /// The sealed form that is delivered.
    public var form: ContentHash
    public var window: Window
    /// Working time without adjustments.
    public var duration: Duration
    /// An IANA name, such as `Europe/London`: the zone in which times are shown to everyone.
    public var zone: String
    /// Practice sittings show feedback at once and count for nothing.
    public var isPractice: Bool
    /// The frozen resource pack, when the sitting is open-book.
    public var resources: ContentHash?
    /// The lowest passing share of the marks available, in 0…1; `nil` until a standard is set.
    public var passMark: Mark?

    public init(
        id: SittingID,
        title: String,
        form: ContentHash,
        window: Window,
        duration: Duration,
        zone: String,
        isPractice: Bool = false,
        resources: ContentHash? = nil,
        passMark: Mark? = nil
    ) {
        self.id = id
        self.title = title
        self.form = form
        self.window = window
        self.duration = duration
        self.zone = zone
        self.isPractice = isPractice
        self.resources = resources
        self.passMark = passMark
    }
}

/// The period in which a candidate may start.
public struct Window: Hashable, Sendable {
    public var opens: Date
    public var closes: Date

    public init(opens: Date, closes: Date) {
        self.opens = opens
        self.closes = closes
    }
}

/// Where a sitting stands on its way from plan to archive.
public enum SittingState: String, Hashable, Sendable, CaseIterable {
    case planned, open, closed, marked, confirmed, released, archived

    /// The states that may follow this one.
    public var successors: Set<SittingState> {
        switch self {
        case .planned: [.open]
        case .open: [.closed]
        case .closed: [.open, .marked]
        case .marked: [.marked, .confirmed]
        case .confirmed: [.marked, .released]
        case .released: [.archived]
        case .archived: []
        }
    }
}

/// A change of conditions for one candidate, never of the standard.
public enum Adjustment: Hashable, Sendable {
    /// Added working time in per cent of the duration, 0…900.
    case extraTime(percent: Int)
    /// Added working time in minutes.
    case extraMinutes(Int)
    /// An own window, earlier or later than the sitting's.
    case ownStart(Window)
}

/// The times of one candidate in one sitting.
public struct PersonalTimes: Hashable, Sendable {
    public let window: Window
    public let duration: Duration

    /// Applies adjustments in a fixed order: own window, then per cent of the sitting's duration, then minutes.
    ///
    /// Per cents add up and never compound, so that their order cannot matter.
    public init(_ sitting: Sitting, adjustments: [Adjustment]) {
        var window = sitting.window
        var percent = 0
        var minutes = 0
        for adjustment in adjustments {
            switch adjustment {
            case .ownStart(let own): window = own
            case .extraTime(let added): percent += added
            case .extraMinutes(let added): minutes += added
            }
        }
        self.window = window
        self.duration = sitting.duration * (100 + percent) / 100 + .seconds(60 * minutes)
    }
}

extension Duration {
    /// This span in seconds, for adding to an instant.
    public var seconds: TimeInterval {
        let (seconds, attoseconds) = components
        return Double(seconds) + Double(attoseconds) / 1e18
    }
}
