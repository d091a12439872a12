import Crypto
public import Foundation

/// The secret of an installation, kept in a file outside the database.
///
/// From it come the key that seals the journal and the key under which exam tickets are stored: a stolen database
/// file gives away neither.
public struct ServerKey: Sendable {
    private let secret: Data

    /// - Throws: ``StorageError/badValue(_:)`` when `secret` has less than 32 bytes.
    public init(secret: Data) throws {
        guard secret.count >= 32 else { throw StorageError.badValue("a server key of less than 32 bytes") }
        self.secret = secret
    }

    var journalKey: JournalKey { get throws { try JournalKey(secret: secret) } }

    /// The keyed digest under which a ticket is stored and found again.
    func digest(ofTicket ticket: Ticket) -> Data {
        let key = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(data: secret),
            info: Data("avicenna exam ticket 1".utf8),
            outputByteCount: 32
        )
        return Data(HMAC<SHA256>.authenticationCode(for: Data(ticket.letters.utf8), using: key))
    }
}
