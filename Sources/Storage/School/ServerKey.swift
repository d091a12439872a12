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

    /// The name under which this installation's bank is exported: other for every installation, always the same for one,
    /// and no help to whoever wants to know the secret.
    var bankID: String {
        let key = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(data: secret),
            info: Data("avicenna bank identifier 1".utf8),
            outputByteCount: 10
        )
        return "avicenna-"
            + key.withUnsafeBytes { bytes in bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) } }
            .joined()
    }

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
