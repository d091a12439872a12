import Assessment
public import ExamDelivery
public import Foundation

/// What a device gets back for one change: only after it is on disk.
public struct SavedChange: Hashable, Sendable {
    public let standing: Standing
    public let savedAt: Date
    /// The digest of the journal event, which proves what was saved.
    public let digest: String
    /// The candidate's end as it stands.
    public let endsAt: Date
}

/// Why an attempt cannot be reached or begun.
public enum AttemptRefusal: Error, Hashable, Sendable {
    /// There is no such attempt for this person.
    case unknown
    case start(StartRule.Refusal)
    case refused(Attempt.Refusal)
    /// The change id stands for another change already; that one counts, this one is kept as evidence.
    case differs
    /// The results are confirmed; nothing is taken in any more.
    case confirmed
    /// The response names a file that has not arrived.
    case fileMissing
}

extension Store {
    /// Stores a change of a response: returns only when it is on disk, and says what it is worth.
    ///
    /// Sending the same change again returns the first answer. After the end responses are stored as late until the
    /// results of the sitting are confirmed.
    ///
    /// - Throws: ``AttemptRefusal``; a ``StorageError`` when nothing was saved.
    public func saveResponse(
        _ change: Change,
        to id: AttemptID,
        changeID: ChangeID,
        now: Date
    ) async throws -> SavedChange {
        try await requireFiles(of: change.response, in: id)
        for _ in 0..<Self.mostTries {
            let verdict = try await judged(change, of: id, now: now)
            guard case .responded(let responded) = verdict.event else { throw AttemptRefusal.unknown }
            if let sitting = verdict.endedSitting {
                try await requireUnconfirmed(sitting, unlessStored: changeID, in: verdict.stream)
            }
            do {
                let outcome = try await append(
                    verdict.event,
                    to: verdict.stream,
                    changeID: changeID,
                    epoch: change.epoch,
                    expecting: verdict.number,
                    now: now
                )
                switch outcome {
                case .appended(let receipt):
                    live.apply(verdict.event, receipt, to: id)
                    return SavedChange(responded.standing, receipt, endsAt: verdict.endsAt)
                case .repeated(let receipt):
                    let standing = try await standing(of: changeID, in: verdict.stream) ?? responded.standing
                    return SavedChange(standing, receipt, endsAt: verdict.endsAt)
                case .differs: throw AttemptRefusal.differs
                }
            } catch StorageError.outOfDate {
                // Somebody appended meanwhile: what came is read, and the change judged by it.
                try await catchUp(id, after: verdict.number)
            }
        }
        throw StorageError.busy
    }

    /// What a change is worth by the events up to `number`.
    private struct Verdict {
        let event: AttemptEvent
        let stream: StreamName
        let number: Int64
        let endsAt: Date
        /// The sitting of an attempt that has ended; its results may be confirmed by now.
        let endedSitting: SittingID?
    }

    /// Keeps no copy of the attempt, so that it can be moved on in place when the event is on disk.
    private func judged(_ change: Change, of id: AttemptID, now: Date) async throws -> Verdict {
        let entry = try await liveEntry(id)
        do throws(Attempt.Refusal) {
            let event = try entry.attempt.accept(
                change,
                interactions: entry.interactions.positions,
                order: entry.order,
                turns: entry.interactions.turns,
                now: now
            )
            return Verdict(
                event: event,
                stream: entry.stream,
                number: entry.number,
                endsAt: entry.attempt.endsAt,
                endedSitting: entry.attempt.phase == .running ? nil : entry.attempt.start.sitting
            )
        } catch {
            throw AttemptRefusal.refused(error)
        }
    }

    /// What was stored before keeps its answer; nothing new comes to confirmed results.
    private func requireUnconfirmed(
        _ sitting: SittingID,
        unlessStored change: ChangeID,
        in stream: StreamName
    ) async throws {
        let isTaken = try await database.read { transaction in
            try Self.sitting(sitting, in: transaction)?.state.takesResponses == true
                || journal.event(of: stream, changeID: change, in: transaction) != nil
        }
        guard isTaken else { throw AttemptRefusal.confirmed }
    }

    /// Stores a change as ``saveResponse(_:to:changeID:now:)`` does, unless it says what is held already.
    ///
    /// For forms, which send what a question's fields hold whenever it is left.
    ///
    /// - Returns: `nil` when the response was held already by the journal as it stands now.
    public func saveResponseUnlessHeld(
        _ change: Change,
        to id: AttemptID,
        changeID: ChangeID,
        now: Date
    ) async throws -> SavedChange? {
        for _ in 0..<Self.mostTries {
            let entry = try await liveEntry(id)
            guard entry.attempt.holds(change) else {
                return try await saveResponse(change, to: id, changeID: changeID, now: now)
            }
            // Nothing will be appended, so the journal itself is asked whether another node has written meanwhile.
            let number = try await database.read { try journal.lastNumber(of: entry.stream, in: $0) }
            if number == entry.number { return nil }
            live.drop(id)
        }
        throw StorageError.busy
    }

    /// Appends any other event of an attempt that the rules allow now; `nil` means there is nothing to do.
    @discardableResult
    public func record(
        on id: AttemptID,
        now: Date,
        _ rule: @Sendable (Attempt) throws(Attempt.Refusal) -> AttemptEvent?
    ) async throws -> Attempt {
        let changeID = ChangeID(UUID.version7(now: now))
        // The rule is asked about the stream as it stands: whoever appended meanwhile is read first.
        for _ in 0..<Self.mostTries {
            let entry = try await liveEntry(id)
            let event: AttemptEvent?
            do throws(Attempt.Refusal) {
                event = try rule(entry.attempt)
            } catch {
                throw AttemptRefusal.refused(error)
            }
            guard let event else { return entry.attempt }
            do {
                let epoch = entry.attempt.epoch
                let outcome = try await append(
                    event,
                    to: entry.stream,
                    changeID: changeID,
                    epoch: epoch,
                    expecting: entry.number,
                    now: now
                )
                live.apply(event, outcome.receipt, to: id)
                // The state right after this event: a later lease of somebody else must not be taken for one's own.
                var attempt = entry.attempt
                attempt.apply(event, at: outcome.receipt.receivedAt)
                return attempt
            } catch StorageError.outOfDate {
                try await catchUp(id, after: entry.number)
            }
        }
        throw StorageError.busy
    }

    private static let mostTries = 20

    /// Ends an attempt whose time is over.
    ///
    /// - Returns: Whether the attempt has ended.
    @discardableResult
    public func closeAttemptIfDue(_ id: AttemptID, now: Date) async throws -> Bool {
        let attempt = try await record(on: id, now: now) { attempt throws(Attempt.Refusal) in attempt.close(now: now) }
        return attempt.phase != .running
    }

    private func append(
        _ event: AttemptEvent,
        to stream: StreamName,
        changeID: ChangeID,
        epoch: Int,
        expecting number: Int64? = nil,
        now: Date
    ) async throws -> JournalOutcome {
        let entry = JournalEntry(
            stream: stream,
            changeID: changeID,
            epoch: Int64(clamping: epoch),
            receivedAt: now,
            body: event.body,
            isRepeat: { $0.isSameRequest(as: event) }
        )
        return try await log.append(entry, expecting: number)
    }

    private func standing(of change: ChangeID, in stream: StreamName) async throws -> Standing? {
        let event = try await database.read { try journal.event(of: stream, changeID: change, in: $0) }
        guard let event, case .responded(let responded) = try AttemptEvent(event) else { return nil }
        return responded.standing
    }
}

extension SavedChange {
    fileprivate init(_ standing: Standing, _ receipt: JournalReceipt, endsAt: Date) {
        self.init(
            standing: standing,
            savedAt: receipt.receivedAt,
            digest: receipt.hash.hexadecimal,
            endsAt: endsAt
        )
    }
}

extension JournalEvent {
    /// Whether this event came from the same request as `event`: all that the device said is equal, whatever the
    /// standing that the time gave it.
    fileprivate func isSameRequest(as event: AttemptEvent) -> Bool {
        guard case .responded(let sent) = event else { return body == event.body }
        // A body that cannot be read is not the same request; it is reported by the caller's own replay.
        guard let stored = try? AttemptEvent(self), case .responded(let first) = stored else { return false }
        return first.position == sent.position && first.epoch == sent.epoch && first.sequence == sent.sequence
            && first.response == sent.response && first.turn == sent.turn
    }
}
