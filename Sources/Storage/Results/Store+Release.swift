public import Assessment
import ExamDelivery
public import Foundation

extension Store {
    /// Says that the marked results are right as they stand.
    ///
    /// - Throws: ``ResultsRefusal/unconfirmed(_:)`` while a person must still look at responses.
    public func confirmResults(of id: SittingID, by actor: Actor, now: Date) async throws {
        let scored = try await scored(id, isReplayed: true)
        let (unconfirmed, decisionCount) = (scored.unconfirmed, scored.decisions.count)
        guard unconfirmed.isEmpty else { throw ResultsRefusal.unconfirmed(unconfirmed) }
        try await change(.sittingMoved, of: id.rawValue, by: actor, now: now) { transaction in
            try Self.requireStep(of: id, to: .confirmed, in: transaction)
            try requireDecisions(decisionCount, of: id, in: transaction)
            try Self.setState(.confirmed, of: id, now: now, in: transaction)
        }
    }

    /// The first of two people proposes to release the results with this digest.
    ///
    /// - Throws: ``ResultsRefusal/changedSince`` when the results are not the ones that the person saw;
    ///   ``ResultsRefusal/noPassMark`` while they say nothing of passing.
    public func proposeRelease(of id: SittingID, digest: String, by person: PersonID, now: Date) async throws {
        let scored = try await scored(id, isReplayed: true)
        guard scored.digest == digest else { throw ResultsRefusal.changedSince }
        guard scored.record.sitting.passMark != nil else { throw ResultsRefusal.noPassMark }
        try await change(.releaseProposed, of: id.rawValue, by: .person(person), now: now) { transaction in
            try Self.requireStep(of: id, to: .released, in: transaction)
            try transaction.execute(
                """
                INSERT INTO release (sitting, digest, proposed_by, proposed_at)
                VALUES ($1, $2, $3, $4)
                ON CONFLICT (sitting) DO UPDATE SET
                    digest = excluded.digest, proposed_by = excluded.proposed_by,
                    proposed_at = excluded.proposed_at, confirmed_by = NULL, confirmed_at = NULL
                """,
                [.text(id.rawValue), .text(digest), .text(person.rawValue), .instant(now)]
            )
        }
    }

    /// The second person confirms having seen the same results; from now on candidates see theirs.
    ///
    /// - Throws: ``ResultsRefusal``; nothing is released then.
    public func confirmRelease(of id: SittingID, digest: String, by person: PersonID, now: Date) async throws {
        guard try await scored(id, isReplayed: true).digest == digest else { throw ResultsRefusal.changedSince }
        try await change(.resultsReleased, of: id.rawValue, by: .person(person), now: now) { transaction in
            try Self.requireStep(of: id, to: .released, in: transaction)
            guard let release = try Self.release(of: id, in: transaction) else { throw ResultsRefusal.nothingProposed }
            guard release.digest == digest else { throw ResultsRefusal.changedSince }
            guard release.proposedBy != person else { throw ResultsRefusal.samePerson }
            try transaction.execute(
                """
                UPDATE release
                SET confirmed_by = $1, confirmed_at = $2
                WHERE sitting = $3
                """,
                [.text(person.rawValue), .instant(now), .text(id.rawValue)]
            )
            try Self.setState(.released, of: id, now: now, in: transaction)
        }
    }

    /// The release of a sitting as it stands.
    public func release(of id: SittingID) async throws -> ReleaseRecord? {
        try await database.read { try Self.release(of: id, in: $0) }
    }

    private static func release(of id: SittingID, in transaction: Transaction) throws -> ReleaseRecord? {
        try transaction.row(
            """
            SELECT digest, proposed_by, proposed_at, confirmed_by, confirmed_at
            FROM release
            WHERE sitting = $1
            """,
            [.text(id.rawValue)]
        ).map { row in
            ReleaseRecord(
                digest: try row.text("digest"),
                proposedBy: PersonID(rawValue: try row.text("proposed_by")),
                proposedAt: try row.instant("proposed_at"),
                confirmedBy: try row.ifPresent("confirmed_by", row.text).map(PersonID.init(rawValue:)),
                confirmedAt: try row.ifPresent("confirmed_at", row.instant)
            )
        }
    }

    /// Sets or takes back the pass mark of a sitting that is not released.
    public func setPassMark(_ passMark: Mark?, of id: SittingID, by actor: Actor, now: Date) async throws {
        try await change(.decisionRecorded, of: id.rawValue, by: actor, now: now) { transaction in
            guard let record = try Self.sitting(id, in: transaction) else { throw ResultsRefusal.unknown }
            guard record.state != .released, record.state != .archived else {
                throw ResultsRefusal.noSuchStep(from: record.state, to: .marked)
            }
            var sitting = record.sitting
            sitting.passMark = passMark
            try transaction.execute(
                "UPDATE sitting SET body = $1, updated_at = $2 WHERE id = $3",
                [.text(CanonicalJSON.text(sitting.json)), .instant(now), .text(id.rawValue)]
            )
            try transaction.execute("DELETE FROM release WHERE sitting = $1", [.text(id.rawValue)])
            if record.state == .marked || record.state == .confirmed {
                try Self.setState(.closed, of: id, now: now, in: transaction)
            }
        }
    }
}
