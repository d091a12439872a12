public import Assessment

/// Adaptive items, which are answered in turns.
extension ProcessingRuleMarking {
    public var takesTurns: Bool { program.processing.isAdaptive }

    /// The mark of what the turns come to; turns after the one that completed the item count for nothing.
    ///
    /// The caller adds what was saved after the last: who answered and never pressed the button has answered.
    public func mark(turns: [ItemResponse], drawn draw: ItemSession.State?) -> Marking {
        guard let (session, isSound) = replayed(turns, draw) else { return Marking(.zero, needsMarker: true) }
        var marking = marking(session.outcomes)
        // What a turn has come to whose rules cannot be run, only a person can tell.
        if !isSound { marking.needsMarker = true }
        return marking
    }

    public func taken(_ turns: [ItemResponse], drawn draw: ItemSession.State?) -> TurnsTaken? {
        replayed(turns, draw).map { TurnsTaken($0.session) }
    }

    /// A pure function of the rules, the draw and the turns; a turn that faults leaves the session as it was.
    private func replayed(
        _ turns: [ItemResponse],
        _ draw: ItemSession.State?
    ) -> (session: ItemSession, isSound: Bool)? {
        guard takesTurns, draw != nil || !isDrawn else { return nil }
        var session = draw.map { ItemSession(program, restoring: $0) } ?? session
        var isSound = true
        for turn in turns where !session.isCompleted {
            do throws(ProcessingFault) {
                _ = try session.submit(repeatably: values(of: turn, isTurn: true))
            } catch {
                isSound = false
            }
        }
        return (session, isSound)
    }
}
