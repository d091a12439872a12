import Archive
import Assessment
import ExamDelivery
import Foundation
import HTTPTypes
import Hummingbird
import ItemKinds
import Logging
import NIOCore
import Storage
import Synchronization
import Testing

@testable import WebServer

/// A server over a store in memory, asked in this process by the very responder that connections use.
struct TestWebsite {
    let server: WebServer
    let store: Store
    let clock: TestClock
    /// One signed-in person of each role.
    let tokens: [Role: SessionToken]
    let people: [Role: PersonID]

    static let start = Date(timeIntervalSince1970: 1_800_000_000)

    init(trustedProxy: String? = nil, freeBytes: Int? = nil) async throws {
        let clock = TestClock(Self.start)
        let store = try Store(
            database: .inMemory(),
            key: ServerKey(secret: Data(repeating: 7, count: 32)),
            catalogue: .standard
        )
        try await store.migrate(now: Self.start)
        var tokens: [Role: SessionToken] = [:]
        var people: [Role: PersonID] = [:]
        for role in Role.allCases {
            let person = try await store.addPerson(
                name: "<b>\(role.rawValue)</b>",
                login: role.rawValue,
                password: nil,
                roles: [role],
                by: .operatorAtMachine,
                now: Self.start
            )
            people[role] = person
            tokens[role] = try await store.beginSession(
                of: person,
                for: nil,
                until: Self.start + 24 * 3600,
                now: Self.start
            )
        }
        self.store = store
        self.clock = clock
        self.tokens = tokens
        self.people = people
        server = try WebServer(
            store: store,
            settings: WebSettings(trustedProxy: trustedProxy, hasPseudoLocales: true),
            gzip: { try Gzip.compress($0) },
            freeBytes: { freeBytes },
            now: { clock.now }
        )
    }

    struct Reply {
        let status: Int
        let headers: HTTPFields
        let body: Data

        var text: String { String(decoding: body, as: UTF8.self) }
        var json: JSONValue { get throws { try StrictJSON.value(body, maximumDepth: 64) } }
    }

    /// Asks as `role` (`nil` is nobody), with the session's own form token where a form is sent.
    func ask(
        _ method: HTTPRequest.Method,
        _ target: String,
        as role: Role? = nil,
        json: JSONValue? = nil,
        form: [String: String]? = nil,
        bytes: Data? = nil,
        headers extra: [String: String] = [:],
        cookies: [String: String] = [:],
        from peer: String? = nil
    ) async throws -> Reply {
        var headers = HTTPFields()
        var cookies = cookies
        let token = role.flatMap { tokens[$0] }
        if let token { cookies[Cookies.session] = token.text }
        headers[.cookie] = cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
        var body: [UInt8] = []
        if let json {
            headers[.contentType] = "application/json"
            body = Array(CanonicalJSON.data(json))
        } else if let form {
            headers[.contentType] = "application/x-www-form-urlencoded"
            let fields = form.merging(["csrf": token.map(CrossSiteRule.token(of:)) ?? ""]) { own, _ in own }
            body = Array(fields.map { "\($0.key)=\(Cookies.escaped($0.value))" }.joined(separator: "&").utf8)
        } else if let bytes {
            headers[.contentType] = "application/octet-stream"
            body = Array(bytes)
        }
        for (name, value) in extra { headers[.parsed(name)] = value }
        let request = Inbound(method, target, headers: headers, body: body, peer: peer)
        let response = await server.responder(isSocket: false).respond(to: request, logger: Logger(label: "test"))
        let collected = CollectedBody()
        try await response.body.write(collected)
        return Reply(
            status: response.status.code,
            headers: response.headers,
            body: collected.bytes.withLock { $0 }
        )
    }
}

/// A clock that stands still until a test moves it.
final class TestClock: Sendable {
    private let instant: Mutex<Date>

    init(_ now: Date) { instant = Mutex(now) }

    var now: Date { instant.withLock { $0 } }

    func move(by seconds: TimeInterval) { instant.withLock { $0 += seconds } }
}

private final class CollectedBody: ResponseBodyWriter, Sendable {
    let bytes = Mutex(Data())

    func write(_ buffer: ByteBuffer) async throws { bytes.withLock { $0.append(contentsOf: buffer.readableBytesView) } }

    func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
