public import Assessment

/// One row of a candidate list on its way in.
public struct IncomingCandidate: Hashable, Sendable {
    public var number: String
    public var name: String
    public var adjustments: [Adjustment]
    /// The kinds of adjustment that the list speaks of; of every other kind a candidate keeps what is stored.
    ///
    /// A list that adds one student has often no column of extra time: it must not take that of all others away.
    public var decides: Set<AdjustmentKind>

    /// Where `decides` is not given, it is the kinds of `adjustments`.
    public init(
        number: String,
        name: String,
        adjustments: [Adjustment] = [],
        decides: Set<AdjustmentKind>? = nil
    ) {
        self.number = number
        self.name = name
        self.adjustments = adjustments
        self.decides = decides ?? Set(adjustments.map(\.kind))
    }

    /// The adjustments of a candidate who has had `stored` until now.
    func adjustments(after stored: [Adjustment]) -> [Adjustment] {
        stored.filter { !decides.contains($0.kind) } + adjustments
    }
}

/// What an adjustment changes.
public enum AdjustmentKind: Hashable, Sendable {
    case extraTime, extraMinutes, ownStart
}

extension Adjustment {
    fileprivate var kind: AdjustmentKind {
        switch self {
        case .extraTime: .extraTime
        case .extraMinutes: .extraMinutes
        case .ownStart: .ownStart
        }
    }
}

/// What a candidate list did or would do.
public struct CandidateListOutcome: Hashable, Sendable {
    /// One a row of the list, in its order.
    public var effects: [Effect] = []
    /// The tickets made for those added, by candidate number; they cannot be read again later.
    public var tickets: [String: Ticket] = [:]

    /// What a row does to its candidate.
    public enum Effect: Hashable, Sendable {
        case added
        case same
        /// Another name, or other adjustments than `before` had.
        case changed(before: CandidateRecord, adjustments: [Adjustment])
    }

    public init() {}

    public var added: Int { effects.count { $0 == .added } }
    public var same: Int { effects.count { $0 == .same } }
    public var changed: Int { effects.count - added - same }
}
