import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// What Hummingbird knows about a request, with the connection that it came by.
struct ConnectionContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }
}

/// A request as it came in, from a connection or from a command in this process.
struct Inbound: Sendable {
    let method: HTTPRequest.Method
    /// Percent-encoded.
    let path: String
    let query: String
    let headers: HTTPFields
    let authority: String?
    let body: RequestBody
    /// Names the request in logs and error texts.
    let id: String
    private let channel: (any Channel)?
    private let givenPeer: String?

    init(_ request: Request, _ context: ConnectionContext) {
        method = request.method
        path = request.uri.path
        query = request.uri.query ?? ""
        headers = request.headers
        authority = request.head.authority
        body = request.body
        id = context.id
        channel = context.channel
        givenPeer = nil
    }

    /// A request in this process; `target` is path and query, `peer` the other end that it stands for.
    init(_ method: HTTPRequest.Method, _ target: String, headers: HTTPFields, body: [UInt8], peer: String? = nil) {
        let halves = target.split(separator: "?", maxSplits: 1).map(String.init)
        self.method = method
        path = halves.first ?? "/"
        query = halves.count > 1 ? halves[1] : ""
        self.headers = headers
        authority = nil
        self.body = RequestBody(buffer: ByteBuffer(bytes: body))
        id = "command"
        channel = nil
        givenPeer = peer
    }

    /// The other end of the connection, `nil` within this machine; written only when asked for, which saves do not.
    private var peer: String? {
        // A socket for both families names IPv4 addresses in IPv6.
        givenPeer
            ?? channel?.remoteAddress?.ipAddress.map { $0.hasPrefix("::ffff:") ? String($0.dropFirst(7)) : $0 }
    }

    /// Who asks, as throttling counts it: the other end of the connection, or whom the trusted proxy names.
    ///
    /// The proxy adds the address that it saw at the end; what stands before it is anybody's word.
    func address(trusting proxy: String?) -> String {
        guard let peer else { return "local" }
        guard peer == proxy, let named = headers[values: .forwardedFor].last?.split(separator: ",").last else {
            return peer
        }
        return named.trimmingCharacters(in: .whitespaces)
    }

    /// Whether a proxy is named that speaks TLS for us, and the request came from another machine without it.
    func hasPassedBy(_ proxy: String?) -> Bool {
        guard let proxy, let peer else { return false }
        return peer != proxy && peer != "::1" && !peer.hasPrefix("127.")
    }
}

extension HTTPField.Name {
    fileprivate static let forwardedFor = parsed("X-Forwarded-For")
}
