/// Where a candidate stands in an item that is answered in turns: what the turns taken so far have come to.
///
/// An adaptive item of QTI is answered so: each turn is processed, its outcomes last, and they say what is shown next.
///
/// Source: QTI 3.0 information model, "adaptive items".
public struct TurnsTaken: Hashable, Sendable {
    /// How many turns were processed, up to the one that completed the item.
    public let count: Int
    /// Whether the item takes no further turn.
    public let isCompleted: Bool
    /// The values of the outcomes as texts, by name, and what the session knows itself: `completionStatus` and
    /// `numAttempts`.
    public let outcomes: [String: [String]]

    public init(count: Int, isCompleted: Bool, outcomes: [String: [String]]) {
        self.count = count
        self.isCompleted = isCompleted
        self.outcomes = outcomes
    }

    /// What the session has come to.
    public init(_ session: ItemSession) {
        var outcomes = session.outcomes.mapValues { $0.elements.map(\.text) }
        outcomes[ProcessingProgram.Session.status] = [session.state.status]
        outcomes[ProcessingProgram.Session.attempts] = [String(session.state.attempts)]
        self.init(count: session.state.attempts, isCompleted: session.isCompleted, outcomes: outcomes)
    }
}

extension ItemSession {
    /// Whether the item says that nothing more is to be done; only an adaptive one does.
    public var isCompleted: Bool { program.processing.isAdaptive && state.status == "completed" }
}
