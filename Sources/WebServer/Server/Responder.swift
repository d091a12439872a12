import Assessment
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Storage

/// Takes a request through everything that its route declares, to its handler and back.
struct Responder: HTTPResponder {
    typealias Context = ConnectionContext

    let website: Website
    let table: RouteTable
    /// Whether requests come through the socket in the data folder, whose mode lets only the operator in.
    let isSocket: Bool

    func respond(to request: Request, context: ConnectionContext) async throws -> Response {
        await respond(to: Inbound(request, context), logger: context.logger)
    }

    /// Answers a request however it came in; every failure is an answer too.
    func respond(to request: Inbound, logger: Logger) async -> Response {
        let reply: Reply
        var route: Route?
        do {
            let found = try find(request)
            route = found.route
            reply = try await answer(request, found.route, found.parameters)
        } catch {
            reply = failed(error, request, route: route, logger: logger)
        }
        let acceptsGzip = request.headers[.acceptEncoding]?.contains("gzip") ?? false
        return Rendering(isSecure: website.settings.isSecure, acceptsGzip: acceptsGzip).response(
            reply,
            cache: route?.cache ?? .noStore,
            requestID: request.id,
            isHead: request.method == .head
        )
    }

    private func find(_ request: Inbound) throws(Failure) -> (route: Route, parameters: [String: String]) {
        let method = request.method == .head ? Route.Method.get : Route.Method(rawValue: request.method.rawValue)
        switch table.find(method, request.path) {
        case .route(let route, let parameters): return (route, parameters)
        case .methodNotAllowed(let allowed):
            let names = allowed.map(\.rawValue).joined(separator: ", ")
            throw Failure(.methodNotAllowed, "method", "this address knows only \(names)")
        case .nothing: throw .notFound
        }
    }

    private func answer(
        _ request: Inbound,
        _ route: Route,
        _ parameters: [String: String]
    ) async throws -> Reply {
        let now = website.now()
        let cookies = Cookies.read(request.headers)
        let principal = try await principal(cookies, now: now)
        try authorise(principal, route)
        if route.method != .get, !isSocket, CrossSiteRule.isForeign(request.headers, host: request.authority) {
            throw Failure(.forbidden, "origin.foreign", "the request comes from another site")
        }
        if route.rate == .signIn, !website.throttle.allows("address \(request.address)", tries: 600, now: now) {
            throw Failure(.tooMany, "sign-in.too-many", "too many tries from here; wait a minute")
        }
        let body = try await BodyReader(route: route).read(request)
        let call = Call(
            website: website,
            principal: principal,
            path: request.path,
            parameters: parameters,
            query: try FormFields(urlEncoded: Substring(request.query)),
            body: body,
            now: now,
            requestID: request.id,
            cookies: cookies,
            texts: website.site.texts(for: Self.locale(cookies, request.headers)),
            userAgent: String((request.headers[.userAgent] ?? "").prefix(400)),
            isPrefetch: request.headers[.purpose] == "prefetch",
            address: request.address
        )
        try checkToken(call, route)
        return try await route.handle(call)
    }

    private func principal(_ cookies: [String: String], now: Date) async throws -> Call.Principal {
        if isSocket { return .operatorAtMachine }
        guard let token = cookies[Cookies.session].flatMap(SessionToken.init(text:)),
            let signedIn = try await website.sessions.signedIn(token, store: website.store, now: now)
        else { return .nobody }
        return .signedIn(signedIn, token)
    }

    private func authorise(_ principal: Call.Principal, _ route: Route) throws(Failure) {
        switch (route.access, principal) {
        case (.everyone, _): return
        case (_, .nobody): throw .signInNeeded
        case (.signedIn, _), (.operatorAtMachine, .operatorAtMachine): return
        case (.operatorAtMachine, .signedIn): throw .forbidden
        case (.roles(let roles), .signedIn(let signedIn, _)):
            guard !roles.isDisjoint(with: signedIn.person.roles) else { throw .forbidden }
        case (.roles(let roles), .operatorAtMachine):
            guard roles != [.candidate] else { throw .forbidden }
        }
    }

    /// Forms carry the token of the session; JSON needs none, since other sites cannot send it unasked.
    private func checkToken(_ call: Call, _ route: Route) throws(Failure) {
        guard route.method != .get, case .signedIn(_, let token) = call.principal else { return }
        switch call.body {
        case .form(let fields), .file(_, _, let fields):
            guard CrossSiteRule.accepts(fields["csrf"], for: token) else {
                throw Failure(.forbidden, "form.stale", "this form is from an earlier sign-in; open the page again")
            }
        case .json, .none: return
        }
    }

    private func failed(_ error: any Error, _ request: Inbound, route: Route?, logger: Logger) -> Reply {
        let failure = Failure(error)
        if failure.status.rawValue >= 500 {
            logger.error("request failed", metadata: ["code": "\(failure.code)", "error": "\(error)"])
        }
        let cookies = Cookies.read(request.headers)
        let isAPI = route?.isAPI ?? request.path.hasPrefix("/api/")
        var reply: Reply
        if isAPI || isSocket {
            reply = Reply(status: failure.status.rawValue, .problem(failure.json(requestID: request.id)))
        } else if failure.status == .unauthorised {
            reply = .seeOther("/sign-in?next=\(Cookies.escaped(request.path))")
        } else {
            let texts = website.site.texts(for: Self.locale(cookies, request.headers))
            reply = Pages.failure(failure, website, texts, cookies: cookies, requestID: request.id)
        }
        if failure.status == .unavailable || failure.status == .tooMany { reply.headers.append(("Retry-After", "5")) }
        return reply
    }

    /// The language that the person chose, else the first one the browser asks for.
    static func locale(_ cookies: [String: String], _ headers: HTTPFields) -> String {
        if let chosen = cookies["language"] { return chosen }
        let wanted = headers[.acceptLanguage]?.prefix { $0 != "," && $0 != ";" }
        return wanted.map(String.init) ?? "en"
    }
}

/// What Hummingbird knows about a request, with the address of the other end.
struct ConnectionContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    let address: String

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        address = source.channel.remoteAddress?.ipAddress ?? "local"
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
    let address: String

    init(_ request: Request, _ context: ConnectionContext) {
        method = request.method
        path = request.uri.path
        query = request.uri.query ?? ""
        headers = request.headers
        authority = request.head.authority
        body = request.body
        id = context.id
        address = context.address
    }

    /// A request of a command; `target` is path and query.
    init(_ method: HTTPRequest.Method, _ target: String, headers: HTTPFields, body: [UInt8]) {
        let halves = target.split(separator: "?", maxSplits: 1).map(String.init)
        self.method = method
        path = halves.first ?? "/"
        query = halves.count > 1 ? halves[1] : ""
        self.headers = headers
        authority = nil
        self.body = RequestBody(buffer: ByteBuffer(bytes: body))
        id = "command"
        address = "local"
    }
}

extension HTTPField.Name {
    fileprivate static let purpose = parsed("X-Purpose")
}
