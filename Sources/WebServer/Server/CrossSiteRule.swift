import Crypto
import Foundation
import HTTPTypes
import Storage

/// Keeps other sites from making a signed-in browser change something here.
///
/// A request that changes something must come from our own pages: by the browser's own word where it gives one, and
/// by the token in the form or a JSON or CSV body, which a foreign page cannot send without asking first.
///
/// Source: OWASP Cross-Site Request Forgery Prevention Cheat Sheet (2025), fetch metadata with fallback to Origin.
enum CrossSiteRule {
    /// Whether the browser says that the request comes from another site.
    static func isForeign(_ headers: HTTPFields, host: String?) -> Bool {
        if let site = headers.first(.secFetchSite) { return site != "same-origin" && site != "none" }
        guard let origin = headers.first(.origin) else { return false }
        guard let host, let authority = origin.split(separator: "/", maxSplits: 2).last else { return true }
        return String(authority) != host
    }

    /// Whether a body of this type is one that another site's page may send only with our leave, which we never give.
    ///
    /// Forms and plain text go anywhere unasked; `text/csv` and a type of our own are not among these types, so a browser
    /// asks first by a preflight request, and no answer of ours allows it. The type has to be named: what comes without one is not asked
    /// about either.
    ///
    /// Source: WHATWG Fetch, section 2.2.2, CORS-safelisted request-header, `content-type`.
    static func needsLeave(_ contentType: String) -> Bool {
        let essence = contentType.prefix { $0 != ";" }.trimmingCharacters(in: .whitespaces)
        return ["text/csv", handedFile].contains(essence.lowercased())
    }

    /// The type under which our own script hands in a file, whatever is in it.
    static let handedFile = "application/vnd.avicenna.handed-file"

    /// A token for one page of a session: other digits each time, so that compressed pages tell nothing of it.
    ///
    /// Source: Gluck, Harris and Prado (2013), BREACH, mitigation by masking secrets.
    static func token(of session: SessionToken) -> String {
        let mask = (0..<16).map { _ in UInt8.random(in: .min ... .max) }
        return hexadecimal(mask) + hexadecimal(zip(mask, secret(of: session)).map { $0 ^ $1 })
    }

    private static func secret(of session: SessionToken) -> [UInt8] {
        let code = HMAC<SHA256>.authenticationCode(
            for: Data("avicenna form token 1".utf8),
            using: SymmetricKey(data: Data(session.text.utf8))
        )
        return Array(code.prefix(16))
    }

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    private static func bytes(hexadecimal text: String) -> [UInt8]? {
        let digits = text.compactMap { $0.isASCII ? $0.hexDigitValue.map(UInt8.init) : nil }
        guard digits.count == text.utf8.count, digits.count == 64 else { return nil }
        return stride(from: 0, to: 64, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }

    /// Compares in constant time.
    static func accepts(_ given: String?, for session: SessionToken) -> Bool {
        guard let bytes = given.flatMap(bytes(hexadecimal:)) else { return false }
        let unmasked = zip(bytes.prefix(16), bytes.suffix(16)).map { $0 ^ $1 }
        return zip(unmasked, secret(of: session)).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}

extension HTTPField.Name {
    fileprivate static let secFetchSite = parsed("Sec-Fetch-Site")

    /// A header name that we wrote ourselves and that is well-formed.
    static func parsed(_ name: String) -> HTTPField.Name {
        guard let parsed = HTTPField.Name(name) else { preconditionFailure("\(name) is no header name") }
        return parsed
    }
}
