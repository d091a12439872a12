public import Assessment

/// Where candidates stand in the items of one sealed form that are answered in turns.
///
/// A turn is a change of the response like any other: one event of the attempt's stream, with a change id of its own,
/// acknowledged when it is on disk. What the turns come to is never stored and never sent by a device: it is computed from
/// the sealed rules, the stored draw and the turns, by ``taken(by:at:first:)``, for pages as for marks.
///
/// What is saved without taking a turn is kept and shown again, and counts at the end as the last turn (``FormMarker``).
///
/// Source: our notes on interchange, section 6.5; QTI 3.0 information model, "adaptive items".
public struct FormTurns: Sendable {
    /// The rules that take turns, by position from 1.
    private let rules: [Int: any ScoringRule]

    /// How many turns an item takes at most: each is processed again whenever the question is shown.
    public static let limit = 100

    /// A form without items that are answered in turns.
    public init() { rules = [:] }

    /// A position whose rule cannot be made is passed over: ``FormMarker`` refuses it by name.
    public init(_ key: FormKey, catalogue: Catalogue) {
        var rules: [Int: any ScoringRule] = [:]
        for (index, entry) in key.entries.enumerated() {
            for use in entry.scoring {
                // No rule, no turns: the marker says so.
                if let rule = try? catalogue.rule(use), rule.takesTurns { rules[index + 1] = rule }
            }
        }
        self.rules = rules
    }

    /// Whether the item at a position is answered in turns.
    public func areTaken(at position: Int) -> Bool { rules[position] != nil }

    /// Where a candidate stands at a position, after the `first` turns or all of them.
    ///
    /// - Returns: `nil` where the item is not answered in turns, or what was drawn for it is not known.
    public func taken(by attempt: Attempt, at position: Int, first: Int? = nil) -> TurnsTaken? {
        guard let rule = rules[position] else { return nil }
        let turns = attempt.turns[position] ?? []
        return rule.taken(Array(turns.prefix(first ?? turns.count)), drawn: attempt.start.draws[position])
    }
}

extension Attempt {
    /// Why a change cannot be what it says it is of an item that is answered in turns; `nil` where it can.
    ///
    /// A completed item takes nothing more, so that what is shown stays what was marked. A turn is the one after those that
    /// were stored: the same sent again under another change id, or from a page that is older, is none.
    func turnMisfit(of change: Change, in turns: FormTurns) -> String? {
        guard turns.areTaken(at: change.position) else { return change.turn == nil ? nil : "takes-no-turns" }
        if turns.taken(by: self, at: change.position)?.isCompleted == true { return "turns-completed" }
        guard let turn = change.turn else { return nil }
        let count = self.turns[change.position]?.count ?? 0
        guard turn == count + 1 else { return "turn-passed" }
        return turn <= FormTurns.limit ? nil : "too-many-turns"
    }
}
