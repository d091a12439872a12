import Archive
import Assessment
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// Turns a reply into bytes with the headers that every answer carries.
struct Rendering {
    let isSecure: Bool
    /// What the browser takes; asked only for what can be compressed.
    let request: HTTPFields

    private var acceptsGzip: Bool { request.first(.acceptEncoding)?.contains("gzip") ?? false }

    private static let contentSecurityPolicy = [
        "default-src 'none'", "style-src 'self'", "script-src 'self'", "img-src 'self'", "connect-src 'self'",
        "font-src 'self'", "media-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
        "manifest-src 'self'",
    ].joined(separator: "; ")

    func response(_ reply: Reply, cache: Route.CacheRule, requestID: String, isHead: Bool) -> Response {
        var headers = HTTPFields()
        headers.reserveCapacity(8)
        func add(_ name: HTTPField.Name, _ value: String) { headers.append(HTTPField(name: name, value: value)) }
        add(.xContentTypeOptions, "nosniff")
        add(.requestID, requestID)
        // No browser may keep what is not the thing itself: a way to the sign-in page is gone a moment later.
        add(.cacheControl, reply.status == 200 ? cache.rawValue : Route.CacheRule.noStore.rawValue)
        if isSecure { add(.strictTransportSecurity, "max-age=31536000") }
        for (name, value) in reply.headers { headers[.parsed(name)] = value }
        for cookie in reply.cookies { add(.setCookie, setCookie(cookie)) }
        let bytes = body(reply.content, &headers)
        add(.contentLength, String(bytes.count))
        return Response(
            status: HTTPResponse.Status(code: reply.status),
            headers: headers,
            body: isHead ? ResponseBody() : Self.body(bytes)
        )
    }

    private static let pieceLength = 256 << 10

    /// Large files go out piece by piece, as fast as they are taken: in one buffer they would be in memory twice for as
    /// long as the slowest browser reads.
    private static func body(_ bytes: Data) -> ResponseBody {
        if bytes.isEmpty { return ResponseBody() }
        if bytes.count <= pieceLength { return ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)) }
        return ResponseBody(contentLength: bytes.count) { writer in
            var rest = bytes
            while !rest.isEmpty {
                try await writer.write(ByteBuffer(bytes: rest.prefix(pieceLength)))
                rest = rest.dropFirst(pieceLength)
            }
            try await writer.finish(nil)
        }
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
            headers.append(HTTPField(name: .contentType, value: "application/json"))
            return CanonicalJSON.data(json)
        case .members(let members):
            headers.append(HTTPField(name: .contentType, value: "application/json"))
            return CanonicalJSON.data(members: members)
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
