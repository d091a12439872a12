public import Assessment
import ExamDelivery
public import Foundation

extension Store {
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

    /// Makes a new ticket for a candidate; the old one stops working, and sessions begun with it end.
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
            // Whoever signed in with the old ticket is out, too.
            try transaction.execute(
                """
                DELETE FROM session
                WHERE person = $1 AND sitting = $2
                """,
                [.text(person.rawValue), .text(id.rawValue)]
            )
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
