public import Assessment
public import Foundation

extension Store {
    /// Plans a sitting of a sealed form; the id in `sitting` is replaced by a new one.
    public func planSitting(_ sitting: Sitting, by actor: Actor, now: Date) async throws -> SittingID {
        var planned = sitting
        planned.id = SittingID(rawValue: newID(now))
        let sitting = planned
        return try await change(.sittingPlanned, of: sitting.id.rawValue, by: actor, now: now) { transaction in
            let form = try transaction.row(
                "SELECT 1 AS one FROM form WHERE hash = $1",
                [.text(sitting.form.rawValue)]
            )
            guard form != nil else { throw SittingRefusal.noSuchForm }
            try transaction.execute(
                """
                INSERT INTO sitting (id, title, state, form, body, opens_at, updated_at)
                VALUES ($1, $2, 'planned', $3, $4, $5, $6)
                """,
                [
                    .text(sitting.id.rawValue), .text(sitting.title), .text(sitting.form.rawValue),
                    .text(CanonicalJSON.text(sitting.json)), .instant(sitting.window.opens), .instant(now),
                ]
            )
            return sitting.id
        }
    }

    /// All sittings, the next to open last.
    public func sittings() async throws -> [SittingRecord] {
        try await database.read { transaction in
            try transaction.rows("SELECT body, state FROM sitting ORDER BY opens_at DESC, id").map(SittingRecord.init)
        }
    }

    public func sitting(_ id: SittingID) async throws -> SittingRecord? {
        try await database.read { try Self.sitting(id, in: $0) }
    }

    static func sitting(_ id: SittingID, in transaction: Transaction) throws -> SittingRecord? {
        try transaction.row("SELECT body, state FROM sitting WHERE id = $1", [.text(id.rawValue)])
            .map(SittingRecord.init)
    }

    /// Moves a sitting one step; scoring, confirming and releasing have verbs of their own.
    ///
    /// - Throws: ``SittingRefusal/attemptsRunning(_:)`` when closing while candidates still have time.
    public func moveSitting(_ id: SittingID, to state: SittingState, by actor: Actor, now: Date) async throws {
        let ended = state == .closed ? try await closeAttempts(of: id, now: now) : nil
        try await change(.sittingMoved, of: id.rawValue, by: actor, now: now) { transaction in
            guard let record = try Self.sitting(id, in: transaction) else { throw SittingRefusal.unknown }
            // The steps of results have verbs of their own, which ask for more.
            guard record.state.successors.contains(state), ![.marked, .confirmed, .released].contains(state) else {
                throw SittingRefusal.noSuchStep(from: record.state, to: state)
            }
            if let ended {
                // One begun since then still has time.
                let begun = try transaction.row(
                    "SELECT COUNT(*) AS begun FROM attempt WHERE sitting = $1",
                    [.text(id.rawValue)]
                )?.integer("begun")
                let running = Int(begun ?? 0) - ended
                guard running <= 0 else { throw SittingRefusal.attemptsRunning(running) }
            }
            try Self.setState(state, of: id, now: now, in: transaction)
        }
    }

    static func setState(_ state: SittingState, of id: SittingID, now: Date, in transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE sitting
            SET state = $1, updated_at = $2
            WHERE id = $3
            """,
            [.text(state.rawValue), .instant(now), .text(id.rawValue)]
        )
    }

    /// Ends every attempt whose time is over.
    ///
    /// - Returns: How many attempts have ended.
    /// - Throws: ``SittingRefusal/attemptsRunning(_:)`` with the number of those that still have time.
    private func closeAttempts(of id: SittingID, now: Date) async throws -> Int {
        var (running, ended) = (0, 0)
        for candidate in try await candidates(of: id) {
            guard let attempt = candidate.attempt else { continue }
            if try await closeAttemptIfDue(attempt, now: now) { ended += 1 } else { running += 1 }
        }
        guard running == 0 else { throw SittingRefusal.attemptsRunning(running) }
        return ended
    }
}
