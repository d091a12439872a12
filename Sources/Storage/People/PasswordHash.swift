import COpenSSL
import Crypto
import Foundation

/// A password as it is stored: scrypt with its parameters and salt in the text, so that they can be raised later.
///
/// One hash takes 32 MiB and some tens of milliseconds; callers run it in a bounded pool.
///
/// Source: RFC 7914; N = 2^15, r = 8, p = 3, an equivalent that the OWASP Password Storage Cheat Sheet (2025) lists.
public struct PasswordHash: Sendable {
    /// The text that is stored: `scrypt$15$8$3$salt$hash`, both in base64.
    public let stored: String

    private static let costExponent = 15
    private static let blockSize = 8
    private static let parallelism = 3

    public init(stored: String) { self.stored = stored }

    /// Hashes `password` with a salt of 16 random bytes.
    public init(hashing password: String) throws {
        let salt = SymmetricKey(size: .bits128).withUnsafeBytes { Data($0) }
        let hash = try Self.derive(
            password,
            salt: salt,
            costExponent: Self.costExponent,
            blockSize: Self.blockSize,
            parallelism: Self.parallelism
        )
        let parameters = "scrypt$\(Self.costExponent)$\(Self.blockSize)$\(Self.parallelism)"
        stored = "\(parameters)$\(salt.base64EncodedString())$\(hash.base64EncodedString())"
    }

    /// Whether `password` is the one that was hashed; compares in constant time.
    public func matches(_ password: String) throws -> Bool {
        let parts = stored.split(separator: "$")
        guard parts.count == 6, parts[0] == "scrypt", let exponent = Int(parts[1]), let blockSize = Int(parts[2]),
            let parallelism = Int(parts[3]), (10...20).contains(exponent), (1...32).contains(blockSize),
            let salt = Data(base64Encoded: String(parts[4])), let expected = Data(base64Encoded: String(parts[5]))
        else { return false }
        let hash = try Self.derive(
            password,
            salt: salt,
            costExponent: exponent,
            blockSize: blockSize,
            parallelism: parallelism
        )
        return hash.count == expected.count && zip(hash, expected).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }

    private static func derive(
        _ password: String,
        salt: Data,
        costExponent: Int,
        blockSize: Int,
        parallelism: Int
    ) throws -> Data {
        let password = Data(password.utf8)
        var derived = Data(count: 32)
        let isDerived = derived.withUnsafeMutableBytes { key in
            salt.withUnsafeBytes { salt in
                password.withUnsafeBytes { password in
                    EVP_PBE_scrypt(
                        password.baseAddress?.assumingMemoryBound(to: CChar.self),
                        password.count,
                        salt.baseAddress?.assumingMemoryBound(to: UInt8.self),
                        salt.count,
                        1 << UInt64(costExponent),
                        UInt64(blockSize),
                        UInt64(parallelism),
                        256 << 20,
                        key.baseAddress?.assumingMemoryBound(to: UInt8.self),
                        key.count
                    ) == 1
                }
            }
        }
        guard isDerived else { throw StorageError.badValue("scrypt refuses the parameters of a stored password hash") }
        return derived
    }
}
