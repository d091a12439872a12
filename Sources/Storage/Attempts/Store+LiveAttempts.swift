public import Assessment
public import ExamDelivery
import Foundation

/// Attempts as they stand, from memory or from their stream.
extension Store {
    /// The attempt as it stands after its last stored event.
    public func attempt(_ id: AttemptID) async throws -> Attempt { try await liveEntry(id).attempt }

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

    func liveEntry(_ id: AttemptID) async throws -> LiveAttempts.Entry {
        if let entry = live.entry(id) { return entry }
        let stream = try stream(of: id)
        let events = try await database.read { try journal.events(of: stream, in: $0) }
        let replayed = try events.map { (try AttemptEvent($0), receivedAt: $0.receivedAt) }
        guard let attempt = Attempt(id: id, replaying: replayed), let record = try await sitting(attempt.start.sitting)
        else { throw AttemptRefusal.unknown }
        let interactions = try await interactions(of: record.sitting.form)
        let entry = LiveAttempts.Entry(
            stream: stream,
            attempt: attempt,
            number: Int64(events.count),
            interactions: interactions,
            order: interactions.order(seed: attempt.start.seed)
        )
        live.keep(entry)
        return entry
    }

    /// Brings the attempt in memory up to its stream, unless somebody has done so since it stood at `number`.
    ///
    /// Only what is new is read: many saves of one attempt at once would else read the whole stream each.
    func catchUp(_ id: AttemptID, after number: Int64) async throws {
        guard let entry = live.entry(id), entry.number <= number else { return }
        let events = try await database.read { transaction in
            try journal.events(of: entry.stream, from: entry.number + 1, in: transaction)
        }
        guard !events.isEmpty else { return live.drop(id) }
        for event in events { live.apply(try AttemptEvent(event), event.receipt, to: id) }
    }

    private func interactions(of hash: ContentHash) async throws -> SharedInteractions {
        if let shared = live.interactions(of: hash) { return shared }
        guard let form = try await form(hash) else {
            throw StorageError.corrupt("a sitting names a form that is not there")
        }
        guard let key = try await key(ofForm: hash) else {
            throw StorageError.corrupt("a sitting names a form that has no key")
        }
        let shared = SharedInteractions(form, turns: FormTurns(key, catalogue: catalogue))
        live.keep(shared, of: hash)
        return shared
    }

    /// Where candidates stand in the items of the form that are answered in turns, made ready once.
    public func formTurns(of hash: ContentHash) async throws -> FormTurns { try await interactions(of: hash).turns }

    /// What the form draws for each candidate, made ready once.
    func formDraws(of hash: ContentHash) async throws -> FormDraws {
        if let draws = live.draws(of: hash) { return draws }
        guard let key = try await key(ofForm: hash) else {
            throw StorageError.corrupt("a sitting names a form that has no key")
        }
        let draws = FormDraws(key, catalogue: catalogue)
        live.keep(draws, of: hash)
        return draws
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
