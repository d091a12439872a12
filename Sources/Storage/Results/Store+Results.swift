public import Assessment
public import ExamDelivery
public import Foundation

/// A release on its way: proposed by one person, confirmed by another who saw the same results.
public struct ReleaseRecord: Hashable, Sendable {
    /// The hash of all results that the proposal is about.
    public let digest: String
    public let proposedBy: PersonID
    public let proposedAt: Date
    public let confirmedBy: PersonID?
    public let confirmedAt: Date?
}

/// Why results cannot be scored or released.
public enum ResultsRefusal: Error, Hashable, Sendable {
    case unknown
    case noSuchStep(from: SittingState, to: SittingState)
    case unmarkable(FormMarker.Refusal)
    case nothingProposed
    /// Results have changed since the proposal; propose again.
    case changedSince
    /// The person who proposed cannot confirm.
    case samePerson
    /// Nobody has looked at the new responses to these positions yet.
    case unconfirmed([Int])
    case noPassMark
}

/// One candidate's marks with everything that a board looks at.
public struct ScoredCandidate: Hashable, Sendable {
    public let candidate: CandidateRecord
    public let responses: [Int: ItemResponse]
    /// What was drawn for the candidate, by position.
    public let draws: [Int: ItemSession.State]
    /// The turns that were taken in items that are answered so, by position.
    public let turns: [Int: [ItemResponse]]
    /// Positions that were shown to the candidate.
    public let seen: Set<Int>
    public let marked: MarkedResponses
    /// `nil` when no marks are available at all.
    public let result: CandidateResult?
}

/// A sitting as scored by the one path: form, key, decisions and every attempt.
public struct ScoredSitting: Sendable {
    public internal(set) var record: SittingRecord
    public let form: Form
    public let key: FormKey
    public let marker: FormMarker
    public let decisions: [(position: Int, decision: ItemDecision)]
    public let candidates: [ScoredCandidate]

    /// The hash of all results in the order of candidate numbers: what a release is about.
    public var digest: String {
        let results = candidates.map { $0.result?.json ?? .null }
        return ContentHash(of: .array(results)).rawValue
    }

    /// Positions that count and hold a response about which a person must decide, in their order.
    public var unconfirmed: [Int] {
        let positions = candidates.reduce(into: Set<Int>()) { positions, candidate in
            for (index, position) in candidate.marked.positions.enumerated()
            where !position.isExcluded && position.outcomes.contains(where: \.needsMarker) {
                positions.insert(index + 1)
            }
        }
        return positions.sorted()
    }
}

extension Store {
    /// Scores a sitting from its sealed form, its decisions and the journal; writes nothing.
    ///
    /// Whatever is stored or released rests on attempts replayed from the journal; looking takes them from memory.
    ///
    /// - Throws: ``ResultsRefusal``.
    public func scored(_ id: SittingID, isReplayed: Bool = false) async throws -> ScoredSitting {
        guard let record = try await sitting(id), let form = try await form(record.sitting.form),
            let key = try await key(ofForm: record.sitting.form)
        else { throw ResultsRefusal.unknown }
        let decisions = try await decisions(of: id)
        let attempts = try await attempts(of: id, isReplayed: isReplayed)
        do throws(FormMarker.Refusal) {
            let marker = try FormMarker(key, decisions: decisions, catalogue: catalogue)
            var candidates: [ScoredCandidate] = []
            for (candidate, attempt) in attempts {
                guard let attempt else { continue }
                candidates.append(try ScoredCandidate(candidate, attempt, marker: marker, sitting: record.sitting))
            }
            return ScoredSitting(
                record: record,
                form: form,
                key: key,
                marker: marker,
                decisions: decisions,
                candidates: candidates
            )
        } catch {
            throw ResultsRefusal.unmarkable(error)
        }
    }

    /// Stores the results of a closed sitting and marks it so; scoring again replaces them.
    public func scoreSitting(_ id: SittingID, by actor: Actor, now: Date) async throws -> ScoredSitting {
        var scored = try await scored(id, isReplayed: true)
        let (candidates, decisionCount) = (scored.candidates, scored.decisions.count)
        try await change(.resultsScored, of: id.rawValue, by: actor, now: now) { transaction in
            try Self.requireStep(of: id, to: .marked, in: transaction)
            try requireDecisions(decisionCount, of: id, in: transaction)
            try transaction.execute("DELETE FROM result WHERE sitting = $1", [.text(id.rawValue)])
            for candidate in candidates {
                guard let result = candidate.result else { continue }
                try transaction.execute(
                    """
                    INSERT INTO result (sitting, person, body)
                    VALUES ($1, $2, $3)
                    """,
                    [
                        .text(id.rawValue), .text(candidate.candidate.person.rawValue),
                        .text(CanonicalJSON.text(result.json)),
                    ]
                )
            }
            try transaction.execute("DELETE FROM release WHERE sitting = $1", [.text(id.rawValue)])
            try Self.setState(.marked, of: id, now: now, in: transaction)
        }
        scored.record = SittingRecord(sitting: scored.record.sitting, state: .marked)
        return scored
    }

    /// Nobody has decided anything since these results were computed.
    ///
    /// - Throws: ``ResultsRefusal/changedSince``.
    func requireDecisions(_ count: Int, of id: SittingID, in transaction: Transaction) throws {
        guard try journal.lastNumber(of: try decisionStream(of: id), in: transaction) == Int64(count) else {
            throw ResultsRefusal.changedSince
        }
    }

    static func requireStep(of id: SittingID, to state: SittingState, in transaction: Transaction) throws {
        guard let record = try sitting(id, in: transaction) else { throw ResultsRefusal.unknown }
        guard record.state.successors.contains(state) else {
            throw ResultsRefusal.noSuchStep(from: record.state, to: state)
        }
    }

    /// Records a decision about one position; the sitting goes back to be scored anew.
    public func decide(
        _ decision: ItemDecision,
        onPosition position: Int,
        of id: SittingID,
        by actor: Actor,
        now: Date
    ) async throws {
        let stream = try decisionStream(of: id)
        try await change(.decisionRecorded, of: id.rawValue, by: actor, now: now) { transaction in
            guard let record = try Self.sitting(id, in: transaction) else { throw ResultsRefusal.unknown }
            guard [.closed, .marked, .confirmed].contains(record.state) else {
                throw ResultsRefusal.noSuchStep(from: record.state, to: .marked)
            }
            let body: JSONValue = ["position": .integer(Int64(position)), "decision": decision.json]
            let entry = JournalEntry(
                stream: stream,
                changeID: ChangeID(UUID.version7(now: now)),
                receivedAt: now,
                body: CanonicalJSON.data(body)
            )
            _ = try journal.append(entry, in: transaction)
            try transaction.execute("DELETE FROM release WHERE sitting = $1", [.text(id.rawValue)])
            if record.state != .closed { try Self.setState(.closed, of: id, now: now, in: transaction) }
        }
    }

    /// All decisions about a sitting, in the order in which they were taken.
    public func decisions(of id: SittingID) async throws -> [(position: Int, decision: ItemDecision)] {
        let stream = try decisionStream(of: id)
        return try await database.read { try journal.events(of: stream, in: $0) }.map { event in
            var fields = try Fields(try StrictJSON.value(event.body))
            let position = try fields.integer("position")
            return (position, try ItemDecision(json: try fields.value("decision")))
        }
    }

    private func decisionStream(of id: SittingID) throws -> StreamName {
        guard let uuid = UUID(uuidString: id.rawValue) else { throw ResultsRefusal.unknown }
        return StreamName("sitting", uuid)
    }
}

extension ScoredCandidate {
    fileprivate init(
        _ candidate: CandidateRecord,
        _ attempt: Attempt,
        marker: FormMarker,
        sitting: Sitting
    ) throws(FormMarker.Refusal) {
        let responses = attempt.held.mapValues(\.response)
        let marked = try marker.mark(responses, draws: attempt.start.draws, turns: attempt.turns)
        self.init(
            candidate: candidate,
            responses: responses,
            draws: attempt.start.draws,
            turns: attempt.turns,
            seen: attempt.seen,
            marked: marked,
            result: CandidateResult(
                candidate: candidate.person,
                marks: marked.total,
                available: marker.total,
                passMark: sitting.passMark
            )
        )
    }
}
