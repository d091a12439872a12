public import Assessment
public import ExamDelivery
public import Foundation

extension Store {
    /// Begins the attempt of a candidate, or returns the one already begun.
    ///
    /// `changeID` names the start in its stream, when the caller wants to know its own again.
    ///
    /// - Throws: ``AttemptRefusal`` when the sitting is not open to this candidate now.
    public func startAttempt(
        of person: PersonID,
        in id: SittingID,
        seed: UInt64,
        device: String,
        changeID: ChangeID? = nil,
        now: Date
    ) async throws -> AttemptID {
        guard let candidate = try await candidate(person, in: id) else { throw AttemptRefusal.unknown }
        if let attempt = candidate.attempt { return attempt }
        guard let form = try await sitting(id)?.sitting.form else { throw AttemptRefusal.unknown }
        let draws = try await formDraws(of: form)
        let attempt = AttemptID(rawValue: newID(now))
        do {
            return try await change(.attemptStarted, of: attempt.rawValue, by: .person(person), now: now) {
                transaction in
                // Asked here, where the sitting cannot be closed meanwhile.
                guard let record = try Self.sitting(id, in: transaction) else { throw AttemptRefusal.unknown }
                // Another form was put in meanwhile: asked again, its own draws are made.
                guard record.sitting.form == form else { throw StorageError.busy }
                var start: AttemptEvent.Start
                do throws(StartRule.Refusal) {
                    start = try StartRule.start(
                        record.sitting,
                        state: record.state,
                        adjustments: candidate.adjustments,
                        candidate: person,
                        seed: seed,
                        device: device,
                        now: Date(milliseconds: now.milliseconds)
                    )
                } catch {
                    throw AttemptRefusal.start(error)
                }
                start.draws = draws.draws(seed: start.seed)
                try begin(attempt, start, changeID: changeID ?? ChangeID(UUID.version7(now: now)), in: transaction)
                return attempt
            }
        } catch StorageError.conflict {
            // The same candidate pressed Start in two windows; the first one counts.
            guard let attempt = try await self.candidate(person, in: id)?.attempt else { throw AttemptRefusal.unknown }
            return attempt
        }
    }

    private func begin(
        _ id: AttemptID,
        _ start: AttemptEvent.Start,
        changeID: ChangeID,
        in transaction: Transaction
    ) throws {
        try transaction.execute(
            """
            INSERT INTO attempt (id, sitting, person, started_at)
            VALUES ($1, $2, $3, $4)
            """,
            [
                .text(id.rawValue), .text(start.sitting.rawValue), .text(start.candidate.rawValue),
                .instant(start.startedAt),
            ]
        )
        let entry = JournalEntry(
            stream: try stream(of: id),
            changeID: changeID,
            receivedAt: start.startedAt,
            body: AttemptEvent.started(start).body
        )
        _ = try journal.append(entry, expecting: 0, in: transaction)
    }
}
