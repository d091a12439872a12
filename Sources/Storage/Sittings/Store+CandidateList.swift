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
        guard !isDryRun else { return try await database.read { try Self.compare(list, with: id, in: $0) } }
        let tickets = try await newTickets(for: list, of: id)
        return try await change(.candidatesImported, of: id.rawValue, by: actor, now: now) { transaction in
            var outcome = try Self.compare(list, with: id, in: transaction)
            for (incoming, effect) in zip(list, outcome.effects) {
                switch effect {
                case .same: continue
                case .changed(let before, let adjustments):
                    try Self.update(before, incoming.name, adjustments, of: id, in: transaction)
                case .added:
                    let made = tickets[incoming.number] ?? newTicket()
                    try insert(incoming, into: id, ticketDigest: made.digest, now: now, in: transaction)
                    outcome.tickets[incoming.number] = made.ticket
                }
            }
            return outcome
        }
    }

    /// Tickets for those who are not on the list yet, made before the transaction: exams may be running, and their
    /// saves wait for the one writer.
    private func newTickets(
        for list: [IncomingCandidate],
        of id: SittingID
    ) async throws -> [String: (ticket: Ticket, digest: Data)] {
        let known = try await database.read { transaction in
            Set(
                try transaction.rows("SELECT number FROM candidate WHERE sitting = $1", [.text(id.rawValue)])
                    .map { try $0.text("number") }
            )
        }
        let new = list.lazy.map(\.number).filter { !known.contains($0) }
        return Dictionary(new.map { ($0, newTicket()) }) { first, _ in first }
    }

    private func newTicket() -> (ticket: Ticket, digest: Data) {
        var generator = SystemRandomNumberGenerator()
        let ticket = Ticket(using: &generator)
        return (ticket, key.digest(ofTicket: ticket))
    }

    private static func compare(
        _ list: [IncomingCandidate],
        with id: SittingID,
        in transaction: Transaction
    ) throws -> CandidateListOutcome {
        guard let record = try sitting(id, in: transaction) else { throw SittingRefusal.unknown }
        guard record.state == .planned || record.state == .open else {
            throw SittingRefusal.listIsFixed(record.state)
        }
        let known = Dictionary(
            try candidates(of: id, in: transaction).map { ($0.number, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        var outcome = CandidateListOutcome()
        outcome.effects = list.map { incoming in
            guard let before = known[incoming.number] else { return .added }
            let adjustments = incoming.adjustments(after: before.adjustments)
            // Per cents and minutes add up, and there is one own start: the order of adjustments means nothing.
            let isSame =
                before.name == incoming.name && before.adjustments.count == adjustments.count
                && Set(before.adjustments) == Set(adjustments)
            return isSame ? .same : .changed(before: before, adjustments: adjustments)
        }
        return outcome
    }

    private static func update(
        _ candidate: CandidateRecord,
        _ name: String,
        _ adjustments: [Adjustment],
        of id: SittingID,
        in transaction: Transaction
    ) throws {
        try transaction.execute(
            "UPDATE person SET name = $1 WHERE id = $2",
            [.text(name), .text(candidate.person.rawValue)]
        )
        try transaction.execute(
            """
            UPDATE candidate
            SET adjustments = $1
            WHERE sitting = $2 AND person = $3
            """,
            [.text(adjustments.text), .text(id.rawValue), .text(candidate.person.rawValue)]
        )
    }

    private func insert(
        _ incoming: IncomingCandidate,
        into id: SittingID,
        ticketDigest: Data,
        now: Date,
        in transaction: Transaction
    ) throws {
        let person = newID(now)
        try Self.insertPerson(id: person, name: incoming.name, now: now, in: transaction)
        try Self.insertRoles([.candidate], of: person, in: transaction)
        try transaction.execute(
            """
            INSERT INTO candidate (sitting, person, number, ticket_digest, adjustments)
            VALUES ($1, $2, $3, $4, $5)
            """,
            [
                .text(id.rawValue), .text(person), .text(incoming.number), .bytes(ticketDigest),
                .text(incoming.adjustments.text),
            ]
        )
    }
}

extension [Adjustment] {
    /// As the table of candidates keeps them.
    var text: String { CanonicalJSON.text(.array(map(\.json))) }
}
