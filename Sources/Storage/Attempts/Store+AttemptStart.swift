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
        @Sendable func start(_ record: SittingRecord) throws(AttemptRefusal) -> AttemptEvent.Start {
            do throws(StartRule.Refusal) {
                return try StartRule.start(
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
        }
        guard let known = try await sitting(id) else { throw AttemptRefusal.unknown }
        let form = known.sitting.form
        // Drawn before the transaction, as templates may run long and saves would wait; not for who cannot start.
        let draws = try await formDraws(of: form).draws(seed: start(known).seed)
        let attempt = AttemptID(rawValue: newID(now))
        do {
            return try await change(.attemptStarted, of: attempt.rawValue, by: .person(person), now: now) {
                transaction in
                // Asked here, where the sitting cannot be closed meanwhile.
                guard let record = try Self.sitting(id, in: transaction) else { throw AttemptRefusal.unknown }
                // Another form was put in meanwhile: asked again, its own draws are made.
                guard record.sitting.form == form else { throw StorageError.busy }
                var started = try start(record)
                started.draws = draws
                try begin(attempt, started, changeID: changeID ?? ChangeID(UUID.version7(now: now)), in: transaction)
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
