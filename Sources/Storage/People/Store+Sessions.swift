public import Assessment
import Crypto
public import ExamDelivery
public import Foundation

/// A secret that a browser holds; only its digest is stored.
public struct SessionToken: Hashable, Sendable {
    /// 32 random bytes as 64 hexadecimal digits.
    public let text: String

    /// A new secret.
    public init() {
        let bytes = SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }
        text = bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// - Returns: `nil` unless `text` has the shape of a token.
    public init?(text: String) {
        guard text.utf8.count == 64, text.utf8.allSatisfy(Self.isDigit) else { return nil }
        self.text = text
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"): true
        default: false
        }
    }

    var digest: Data { Data(SHA256.hash(data: Data(text.utf8))) }
}

/// Who is signed in, and for which sitting when that was by exam ticket.
public struct SignedIn: Hashable, Sendable {
    public let person: Person
    /// The only sitting that a ticket opens; `nil` for an account.
    public let sitting: SittingID?
    public let beganAt: Date
    /// From then on it opens nothing; it only delivers, as ``mayDeliver(to:at:)`` says.
    public let expiresAt: Date

    /// Whether responses of this attempt are taken in: while the sign-in lasts, and after it for what was begun before.
    ///
    /// An answer that waited on a device for a day must not fail for want of a session. The store refuses it once
    /// the results are confirmed, and signing out ends this too.
    public func mayDeliver(to start: AttemptEvent.Start, at now: Date) -> Bool {
        guard start.candidate == person.id, sitting == nil || sitting == start.sitting else { return false }
        return now < expiresAt || start.startedAt < expiresAt
    }

    /// Whether this sign-in came by ticket when the attempt had ended, so that it may only deliver what a device still
    /// holds, and see the receipt.
    public func onlyDelivers(to attempt: Attempt) -> Bool { sitting != nil && beganAt >= attempt.inputsEnd }
}

extension Store {
    /// Begins a session; expired ones of the same person that can deliver nothing any more are swept away.
    public func beginSession(
        of person: PersonID,
        for sitting: SittingID?,
        until expiresAt: Date,
        now: Date
    ) async throws -> SessionToken {
        let token = SessionToken()
        return try await change(.signedIn, of: person.rawValue, by: .person(person), now: now) { transaction in
            try transaction.execute(
                """
                DELETE FROM session
                WHERE person = $1 AND expires_at < $2 AND NOT EXISTS (
                    SELECT 1
                    FROM attempt a
                    JOIN sitting s ON s.id = a.sitting
                    WHERE a.person = $1 AND a.started_at < session.expires_at
                        AND (session.sitting IS NULL OR session.sitting = a.sitting)
                        AND s.state IN ('planned', 'open', 'closed', 'marked')
                )
                """,
                [.text(person.rawValue), .instant(now)]
            )
            try transaction.execute(
                """
                INSERT INTO session (token_hash, person, sitting, created_at, expires_at)
                VALUES ($1, $2, $3, $4, $5)
                """,
                [
                    .bytes(token.digest), .text(person.rawValue), .optional(sitting) { .text($0.rawValue) },
                    .instant(now), .instant(expiresAt),
                ]
            )
            return token
        }
    }

    /// Who holds `token`, or held it: the caller asks whether the session has expired.
    public func session(_ token: SessionToken) async throws -> SignedIn? {
        try await database.read { transaction in
            guard
                let row = try transaction.row(
                    """
                    SELECT person, sitting, created_at, expires_at
                    FROM session
                    WHERE token_hash = $1
                    """,
                    [.bytes(token.digest)]
                ),
                let person = try Self.person(PersonID(rawValue: try row.text("person")), in: transaction)
            else { return nil }
            return SignedIn(
                person: person,
                sitting: try row.ifPresent("sitting", row.text).map(SittingID.init(rawValue:)),
                beganAt: try row.instant("created_at"),
                expiresAt: try row.instant("expires_at")
            )
        }
    }

    /// Ends a session; ending it again is harmless.
    public func endSession(_ token: SessionToken, of person: PersonID, now: Date) async throws {
        try await change(.signedOut, of: person.rawValue, by: .person(person), now: now) { transaction in
            try transaction.execute("DELETE FROM session WHERE token_hash = $1", [.bytes(token.digest)])
        }
    }

    /// Makes a link that signs `person` in, any number of times until it expires; for demonstration schools.
    public func makeSignInLink(for person: PersonID, until expiresAt: Date) async throws -> SessionToken {
        let token = SessionToken()
        return try await database.write { transaction in
            try transaction.execute(
                """
                INSERT INTO sign_in_link (token_hash, person, expires_at)
                VALUES ($1, $2, $3)
                """,
                [.bytes(token.digest), .text(person.rawValue), .instant(expiresAt)]
            )
            return token
        }
    }

    /// Whom a sign-in link belongs to.
    public func person(signingInWith link: SessionToken, now: Date) async throws -> PersonID? {
        try await database.read { transaction in
            try transaction.row(
                """
                SELECT person
                FROM sign_in_link
                WHERE token_hash = $1 AND expires_at > $2
                """,
                [.bytes(link.digest), .instant(now)]
            ).map { PersonID(rawValue: try $0.text("person")) }
        }
    }

    /// Whom a ticket belongs to, and in which sitting; the caller asks whether it is still good.
    public func candidate(
        withTicket ticket: Ticket
    ) async throws -> (person: PersonID, sitting: SittingID, number: String)? {
        let digest = key.digest(ofTicket: ticket)
        return try await database.read { transaction in
            try transaction.row(
                """
                SELECT person, sitting, number
                FROM candidate
                WHERE ticket_digest = $1
                """,
                [.bytes(digest)]
            ).map { row in
                (
                    PersonID(rawValue: try row.text("person")), SittingID(rawValue: try row.text("sitting")),
                    try row.text("number")
                )
            }
        }
    }
}
