import Crypto
public import Foundation

/// The secret that seals the journal's heads.
///
/// It is kept outside the database: who can write the database file but does not have the key cannot make a state that
/// verifies.
public struct JournalKey: Sendable {
    private let key: SymmetricKey

    /// - Parameter secret: At least 32 random bytes. The sealing key is derived from it by HKDF-SHA256, so the same
    ///   secret may serve other purposes under other labels.
    /// - Throws: ``StorageError/badValue(_:)`` when the secret is too short.
    public init(secret: Data) throws {
        guard secret.count >= 32 else { throw StorageError.badValue("a journal key of less than 32 bytes") }
        key = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(data: secret),
            info: Data("avicenna journal seal 1".utf8),
            outputByteCount: 32
        )
    }

    func seal(_ encoding: JournalEncoding) -> Data {
        Data(HMAC<SHA256>.authenticationCode(for: encoding.bytes, using: key))
    }

    /// Compares in constant time.
    func accepts(_ seal: Data, for encoding: JournalEncoding) -> Bool {
        HMAC<SHA256>.isValidAuthenticationCode(seal, authenticating: encoding.bytes, using: key)
    }
}
