public import Assessment
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
}

extension Store {
    /// Stores a change of a response: returns only when it is on disk, and says what it is worth.
    ///
    /// Sending the same change again returns the first answer.
    ///
    /// - Throws: ``AttemptRefusal``; a ``StorageError`` when nothing was saved.
    public func saveResponse(
        _ change: Change,
        to id: AttemptID,
        changeID: ChangeID,
        now: Date
    ) async throws -> SavedChange {
        for _ in 0..<Self.mostTries {
            let verdict = try await judged(change, of: id, now: now)
            guard case .responded(let responded) = verdict.event else { throw AttemptRefusal.unknown }
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
                // Somebody appended meanwhile: the stream is read anew and the change judged by it.
                live.drop(id)
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
    }

    /// Keeps no copy of the attempt, so that it can be moved on in place when the event is on disk.
    private func judged(_ change: Change, of id: AttemptID, now: Date) async throws -> Verdict {
        let entry = try await liveEntry(id)
        do throws(Attempt.Refusal) {
            let event = try entry.attempt.accept(change, interactions: entry.interactions.positions, now: now)
            return Verdict(event: event, stream: entry.stream, number: entry.number, endsAt: entry.attempt.endsAt)
        } catch {
            throw AttemptRefusal.refused(error)
        }
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
                live.drop(id)
            }
        }
        throw StorageError.busy
    }

    private static let mostTries = 20

    /// The attempt as it stands after its last stored event.
    public func attempt(_ id: AttemptID) async throws -> Attempt { try await liveEntry(id).attempt }

    /// Ends an attempt whose time is over.
    ///
    /// - Returns: Whether the attempt has ended.
    @discardableResult
    public func closeAttemptIfDue(_ id: AttemptID, now: Date) async throws -> Bool {
        let attempt = try await record(on: id, now: now) { attempt throws(Attempt.Refusal) in attempt.close(now: now) }
        return attempt.phase != .running
    }

    /// Every candidate of a sitting with the attempt, where one was begun, by candidate number.
    ///
    /// `isReplayed` reads each anew from the journal, whatever memory holds: results rest on nothing else.
    public func attempts(
        of id: SittingID,
        isReplayed: Bool = false
    ) async throws -> [(candidate: CandidateRecord, attempt: Attempt?)] {
        var attempts: [(CandidateRecord, Attempt?)] = []
        for candidate in try await candidates(of: id) {
            if let attempt = candidate.attempt {
                if isReplayed { live.drop(attempt) }
                attempts.append((candidate, try await self.attempt(attempt)))
            } else {
                attempts.append((candidate, nil))
            }
        }
        return attempts
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

    private func liveEntry(_ id: AttemptID) async throws -> LiveAttempts.Entry {
        if let entry = live.entry(id) { return entry }
        let stream = try stream(of: id)
        let events = try await database.read { try journal.events(of: stream, in: $0) }
        let replayed = try events.map { (try AttemptEvent($0), receivedAt: $0.receivedAt) }
        guard let attempt = Attempt(id: id, replaying: replayed), let record = try await sitting(attempt.start.sitting)
        else { throw AttemptRefusal.unknown }
        let entry = LiveAttempts.Entry(
            stream: stream,
            attempt: attempt,
            number: Int64(events.count),
            interactions: try await interactions(of: record.sitting.form)
        )
        live.keep(entry)
        return entry
    }

    private func interactions(of hash: ContentHash) async throws -> SharedInteractions {
        if let shared = live.interactions(of: hash) { return shared }
        guard let form = try await form(hash) else {
            throw StorageError.corrupt("a sitting names a form that is not there")
        }
        let shared = SharedInteractions(form)
        live.keep(shared, of: hash)
        return shared
    }

    private func standing(of change: ChangeID, in stream: StreamName) async throws -> Standing? {
        let event = try await database.read { try journal.event(of: stream, changeID: change, in: $0) }
        guard let event, case .responded(let responded) = try AttemptEvent(event) else { return nil }
        return responded.standing
    }

    func stream(of id: AttemptID) throws -> StreamName {
        // One spelling only: under another one the attempt would be held a second time, and that copy left behind.
        guard let uuid = UUID(uuidString: id.rawValue), uuid.uuidString.lowercased() == id.rawValue else {
            throw AttemptRefusal.unknown
        }
        return StreamName("attempt", uuid)
    }

    /// All events of an attempt with the time they were stored and their digest, in order.
    public func timeline(of id: AttemptID) async throws -> [(event: AttemptEvent, receipt: JournalReceipt)] {
        let stream = try stream(of: id)
        return try await database.read { try journal.events(of: stream, in: $0) }
            .map { (try AttemptEvent($0), $0.receipt) }
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

extension AttemptEvent {
    /// - Throws: ``StorageError/corrupt(_:)``: what is stored and cannot be read is no fault of who asks.
    init(_ event: JournalEvent) throws(StorageError) {
        do throws(FormatProblem) {
            try self.init(body: event.body)
        } catch {
            throw .corrupt("event \(event.number) of \(event.stream.rawValue) cannot be read")
        }
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
            && first.response == sent.response
    }
}
