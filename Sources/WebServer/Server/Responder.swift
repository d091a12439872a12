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
        return Rendering(isSecure: website.settings.isSecure, request: request.headers).response(
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
        guard isSocket || !request.hasPassedBy(website.settings.trustedProxy) else {
            throw Failure(.forbidden, "proxy.passed-by", "this server is reached through its proxy alone")
        }
        let principal = try await principal(request.headers, route, now: now)
        try authorise(principal, route)
        if route.method != .get, !isSocket, CrossSiteRule.isForeign(request.headers, host: request.authority) {
            throw Failure(.forbidden, "origin.foreign", "the request comes from another site")
        }
        try throttle(request, principal, route, now: now)
        let uploads = route.rate == .save ? website.handedFiles : website.uploads
        let place = route.body.limit > Uploads.smallest ? uploads.place() : nil
        // Until the handler is done: only then the bytes are let go.
        defer { place?.leave() }
        let body = try await BodyReader(website: website, route: route, place: place).read(request)
        let call = Call(
            website: website,
            principal: principal,
            path: request.path,
            parameters: parameters,
            query: try FormFields(urlEncoded: Substring(request.query)),
            body: body,
            upload: place,
            // Read anew: the body may have taken its time to arrive.
            now: website.now(),
            requestID: request.id,
            headers: request.headers
        )
        try checkToken(call, route)
        return try await route.handle(call)
    }

    private func principal(_ headers: HTTPFields, _ route: Route, now: Date) async throws -> Call.Principal {
        if isSocket { return .operatorAtMachine }
        guard let token = Cookies.value(of: Cookies.session, in: headers).flatMap(SessionToken.init(text:)),
            let signedIn = try await website.sessions.signedIn(
                token,
                orDelivers: route.delivers,
                store: website.store,
                now: now
            )
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

    private func throttle(
        _ request: Inbound,
        _ principal: Call.Principal,
        _ route: Route,
        now: Date
    ) throws(Failure) {
        guard !isSocket, route.cache != .immutable,
            let tries = route.rate.triesAMinute(isSignedIn: principal.person != nil)
        else { return }
        // Guessing is counted by address, whoever the guesser says to be.
        let who = route.rate == .signIn ? nil : principal.person?.id.rawValue
        let key = "\(route.rate.rawValue) \(who ?? request.address(trusting: website.settings.trustedProxy))"
        guard website.throttle.allows(key, tries: tries, now: now) else {
            throw Failure(.tooMany, "too-many", "too many tries from here; wait a minute")
        }
    }

    /// Forms carry the token of the session; JSON and bare CSV need none, since other sites cannot send them unasked.
    private func checkToken(_ call: Call, _ route: Route) throws(Failure) {
        guard route.method != .get, case .signedIn(_, let token) = call.principal else { return }
        switch call.body {
        case .file where route.isAPI && CrossSiteRule.needsLeave(call.headers[.contentType] ?? ""): return
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
        let isAPI = route?.isAPI ?? request.path.hasPrefix("/api/")
        var reply: Reply
        if isAPI || isSocket {
            reply = Reply(status: failure.status.rawValue, .problem(failure.json(requestID: request.id)))
        } else if failure.status == .unauthorised {
            reply = .seeOther("/sign-in?next=\(Cookies.escaped(request.path))")
        } else {
            let cookies = Cookies.read(request.headers)
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
