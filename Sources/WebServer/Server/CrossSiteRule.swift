import Crypto
import Foundation
import HTTPTypes
import Storage

/// Keeps other sites from making a signed-in browser change something here.
///
/// A request that changes something must come from our own pages: by the browser's own word where it gives one, and
/// by the token in the form or a JSON body, which a foreign page cannot send without asking first.
///
/// Source: OWASP Cross-Site Request Forgery Prevention Cheat Sheet (2025), fetch metadata with fallback to Origin.
enum CrossSiteRule {
    /// Whether the browser says that the request comes from another site.
    static func isForeign(_ headers: HTTPFields, host: String?) -> Bool {
        if let site = headers[.secFetchSite] { return site != "same-origin" && site != "none" }
        guard let origin = headers[.origin] else { return false }
        guard let host, let authority = origin.split(separator: "/", maxSplits: 2).last else { return true }
        return String(authority) != host
    }

    /// The token that belongs to a session.
    static func token(of session: SessionToken) -> String {
        let code = HMAC<SHA256>.authenticationCode(
            for: Data("avicenna form token 1".utf8),
            using: SymmetricKey(data: Data(session.text.utf8))
        )
        return code.prefix(16).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// Compares in constant time.
    static func accepts(_ given: String?, for session: SessionToken) -> Bool {
        let expected = token(of: session)
        guard let given, given.utf8.count == expected.utf8.count else { return false }
        return zip(given.utf8, expected.utf8).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
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
