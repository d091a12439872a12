import Archive
import Assessment
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// Turns a reply into bytes with the headers that every answer carries.
struct Rendering {
    let isSecure: Bool
    let acceptsGzip: Bool

    private static let contentSecurityPolicy = [
        "default-src 'none'", "style-src 'self'", "script-src 'self'", "img-src 'self'", "connect-src 'self'",
        "font-src 'self'", "media-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
        "manifest-src 'self'",
    ].joined(separator: "; ")

    func response(_ reply: Reply, cache: Route.CacheRule, requestID: String, isHead: Bool) -> Response {
        var headers = HTTPFields()
        headers[.xContentTypeOptions] = "nosniff"
        headers[.requestID] = requestID
        headers[.cacheControl] = reply.status < 400 ? cache.rawValue : Route.CacheRule.noStore.rawValue
        if isSecure { headers[.strictTransportSecurity] = "max-age=31536000" }
        for (name, value) in reply.headers { headers[.parsed(name)] = value }
        for cookie in reply.cookies { headers.append(HTTPField(name: .setCookie, value: setCookie(cookie))) }
        let bytes = body(reply.content, &headers)
        headers[.contentLength] = String(bytes.count)
        let isEmpty = isHead || bytes.isEmpty
        return Response(
            status: HTTPResponse.Status(code: reply.status),
            headers: headers,
            body: isEmpty ? ResponseBody() : ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
        )
    }

    private func body(_ content: Reply.Content, _ headers: inout HTTPFields) -> Data {
        switch content {
        case .none: return Data()
        case .html(let html):
            headers[.contentType] = "text/html; charset=utf-8"
            headers[.contentSecurityPolicy] = Self.contentSecurityPolicy
            headers[.referrerPolicy] = "same-origin"
            headers[.crossOriginOpenerPolicy] = "same-origin"
            return compressed(Data(html.utf8), &headers)
        case .json(let json):
            headers[.contentType] = "application/json"
            return CanonicalJSON.data(json)
        case .problem(let json):
            headers[.contentType] = "application/problem+json"
            return CanonicalJSON.data(json)
        case .bytes(let data, let type, let fileName):
            headers[.contentType] = type
            // Whatever a bank's file is, it can do nothing in our origin.
            headers[.contentSecurityPolicy] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
            if let fileName { headers[.contentDisposition] = "attachment; filename=\"\(fileName)\"" }
            return data
        case .asset(let asset):
            headers[.contentType] = asset.contentType
            headers[.vary] = "Accept-Encoding"
            guard acceptsGzip, let gzipped = asset.gzipped else { return asset.body }
            headers[.contentEncoding] = "gzip"
            return gzipped
        }
    }

    /// Pages hold no secret that stays the same from one to the next, so they may be compressed.
    private func compressed(_ page: Data, _ headers: inout HTTPFields) -> Data {
        headers[.vary] = "Accept-Encoding"
        // Where compressing fails, the page itself is sent.
        guard acceptsGzip, page.count > 1024, let packed = try? Gzip.compress(page) else { return page }
        headers[.contentEncoding] = "gzip"
        return packed
    }

    private func setCookie(_ cookie: (name: String, value: String, seconds: Int?)) -> String {
        let age = cookie.seconds.map { "; Max-Age=\($0)" } ?? ""
        return "\(cookie.name)=\(cookie.value)\(age); Path=/; HttpOnly; SameSite=Lax\(isSecure ? "; Secure" : "")"
    }
}

extension HTTPField.Name {
    fileprivate static let requestID = parsed("X-Request-ID")
    fileprivate static let referrerPolicy = parsed("Referrer-Policy")
    fileprivate static let crossOriginOpenerPolicy = parsed("Cross-Origin-Opener-Policy")
}
