public import Assessment
import ExamDelivery
public import Foundation

extension Store {
    /// Compares a candidate list with the sitting and, unless it is a dry run, takes it in whole.
    ///
    /// The candidate number decides who is who: the same list again changes nothing. Nobody is removed.
    ///
    /// - Throws: ``SittingRefusal`` when the list cannot change any more.
    public func importCandidates(
        _ list: [IncomingCandidate],
        into id: SittingID,
        isDryRun: Bool,
        by actor: Actor,
        now: Date
    ) async throws -> CandidateListOutcome {
        guard !isDryRun else {
            return try await database.read { try candidateList(list, id, now: now, isDryRun: true, in: $0) }
        }
        return try await change(.candidatesImported, of: id.rawValue, by: actor, now: now) { transaction in
            try candidateList(list, id, now: now, isDryRun: false, in: transaction)
        }
    }

    private func candidateList(
        _ list: [IncomingCandidate],
        _ id: SittingID,
        now: Date,
        isDryRun: Bool,
        in transaction: Transaction
    ) throws -> CandidateListOutcome {
        guard let record = try Self.sitting(id, in: transaction) else { throw SittingRefusal.unknown }
        guard record.state == .planned || record.state == .open else {
            throw SittingRefusal.listIsFixed(record.state)
        }
        let known = Dictionary(
            try Self.candidates(of: id, in: transaction).map { ($0.number, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        var outcome = CandidateListOutcome()
        for incoming in list {
            if let candidate = known[incoming.number] {
                guard candidate.name != incoming.name || candidate.adjustments != incoming.adjustments else {
                    outcome.same += 1
                    continue
                }
                outcome.changed += 1
                if !isDryRun { try Self.update(candidate, to: incoming, of: id, in: transaction) }
            } else {
                outcome.added += 1
                if !isDryRun {
                    outcome.tickets[incoming.number] = try insert(incoming, into: id, now: now, in: transaction)
                }
            }
        }
        return outcome
    }

    private static func update(
        _ candidate: CandidateRecord,
        to incoming: IncomingCandidate,
        of id: SittingID,
        in transaction: Transaction
    ) throws {
        try transaction.execute(
            "UPDATE person SET name = $1 WHERE id = $2",
            [.text(incoming.name), .text(candidate.person.rawValue)]
        )
        try transaction.execute(
            """
            UPDATE candidate
            SET adjustments = $1
            WHERE sitting = $2 AND person = $3
            """,
            [.text(incoming.adjustments.text), .text(id.rawValue), .text(candidate.person.rawValue)]
        )
    }

    private func insert(
        _ incoming: IncomingCandidate,
        into id: SittingID,
        now: Date,
        in transaction: Transaction
    ) throws -> Ticket {
        let person = newID(now)
        var generator = SystemRandomNumberGenerator()
        let ticket = Ticket(using: &generator)
        try Self.insertPerson(id: person, name: incoming.name, now: now, in: transaction)
        try Self.insertRoles([.candidate], of: person, in: transaction)
        try transaction.execute(
            """
            INSERT INTO candidate (sitting, person, number, ticket_digest, adjustments)
            VALUES ($1, $2, $3, $4, $5)
            """,
            [
                .text(id.rawValue), .text(person), .text(incoming.number), .bytes(key.digest(ofTicket: ticket)),
                .text(incoming.adjustments.text),
            ]
        )
        return ticket
    }

    /// Puts someone who has an account on the list of a sitting, such as the candidate of a demonstration.
    public func addCandidate(
        _ person: PersonID,
        number: String,
        to id: SittingID,
        adjustments: [Adjustment] = [],
        by actor: Actor,
        now: Date
    ) async throws {
        try await change(.candidatesImported, of: id.rawValue, by: actor, now: now) { transaction in
            try transaction.execute(
                """
                INSERT INTO candidate (sitting, person, number, ticket_digest, adjustments)
                VALUES ($1, $2, $3, NULL, $4)
                """,
                [.text(id.rawValue), .text(person.rawValue), .text(number), .text(adjustments.text)]
            )
        }
    }

    /// Makes a new ticket for a candidate; the old one stops working.
    public func renewTicket(
        of person: PersonID,
        in id: SittingID,
        by actor: Actor,
        now: Date
    ) async throws -> Ticket {
        var generator = SystemRandomNumberGenerator()
        let ticket = Ticket(using: &generator)
        return try await change(.candidatesImported, of: id.rawValue, by: actor, now: now) { transaction in
            let changed = try transaction.execute(
                """
                UPDATE candidate
                SET ticket_digest = $1
                WHERE sitting = $2 AND person = $3
                """,
                [.bytes(key.digest(ofTicket: ticket)), .text(id.rawValue), .text(person.rawValue)]
            )
            guard changed == 1 else { throw SittingRefusal.unknown }
            return ticket
        }
    }

    /// All candidates of a sitting, by number.
    public func candidates(of id: SittingID) async throws -> [CandidateRecord] {
        try await database.read { try Self.candidates(of: id, in: $0) }
    }

    static func candidates(of id: SittingID, in transaction: Transaction) throws -> [CandidateRecord] {
        try transaction.rows(
            """
            SELECT c.person, p.name, c.number, c.adjustments, a.id AS attempt
            FROM candidate c
            JOIN person p ON p.id = c.person
            LEFT JOIN attempt a ON a.sitting = c.sitting AND a.person = c.person
            WHERE c.sitting = $1
            ORDER BY c.number
            """,
            [.text(id.rawValue)]
        ).map(CandidateRecord.init)
    }

    /// One candidate of a sitting; `nil` when the person is not on its list.
    public func candidate(_ person: PersonID, in id: SittingID) async throws -> CandidateRecord? {
        try await database.read { transaction in
            try transaction.row(
                """
                SELECT c.person, p.name, c.number, c.adjustments, a.id AS attempt
                FROM candidate c
                JOIN person p ON p.id = c.person
                LEFT JOIN attempt a ON a.sitting = c.sitting AND a.person = c.person
                WHERE c.sitting = $1 AND c.person = $2
                """,
                [.text(id.rawValue), .text(person.rawValue)]
            ).map(CandidateRecord.init)
        }
    }

    /// The sittings on whose list a person is.
    public func sittings(of person: PersonID) async throws -> [SittingRecord] {
        try await database.read { transaction in
            try transaction.rows(
                """
                SELECT s.body, s.state
                FROM sitting s
                JOIN candidate c ON c.sitting = s.id
                WHERE c.person = $1
                ORDER BY s.opens_at, s.id
                """,
                [.text(person.rawValue)]
            ).map(SittingRecord.init)
        }
    }

    /// Replaces the adjustments of a candidate; an attempt that has begun keeps its own end.
    public func setAdjustments(
        _ adjustments: [Adjustment],
        of person: PersonID,
        in id: SittingID,
        by actor: Actor,
        now: Date
    ) async throws {
        try await change(.adjustmentsChanged, of: id.rawValue, by: actor, now: now) { transaction in
            let changed = try transaction.execute(
                """
                UPDATE candidate
                SET adjustments = $1
                WHERE sitting = $2 AND person = $3
                """,
                [.text(adjustments.text), .text(id.rawValue), .text(person.rawValue)]
            )
            guard changed == 1 else { throw SittingRefusal.unknown }
        }
    }
}

extension [Adjustment] {
    fileprivate var text: String { CanonicalJSON.text(.array(map(\.json))) }
}
