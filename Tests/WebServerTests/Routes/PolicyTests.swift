import Assessment
import Foundation
import HTTPTypes
import Storage
import Testing

@testable import WebServer

/// Every route against every role; the table beside this file says what is meant.
@Suite struct PolicyTests {
    /// One line a route: method, path, who may come in, body limit, rate class, audit event, cache rule, and
    /// whether an expired session may deliver.
    ///
    /// Recorded by `RECORD=1 swift test --filter PolicyTests`; the difference is read before it is committed.
    private static let table = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "policy.txt")

    @Test func `every route is in the table, and the table has no other`() throws {
        let lines = WebServer.routes.map(\.policyLine).sorted()
        if ProcessInfo.processInfo.environment["RECORD"] == "1" {
            try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: Self.table)
        }
        let written = try String(contentsOf: Self.table, encoding: .utf8).split(separator: "\n").map(String.init)
        #expect(lines == written)
    }

    @Test func `nobody comes in where a role is needed, and no role where another is`() async throws {
        let website = try await TestWebsite()
        var checked = 0
        // Signing out ends the session that the other requests need.
        let (last, first) = (WebServer.routes.filter(\.endsSession), WebServer.routes.filter { !$0.endsSession })
        for route in first + last {
            for role in [nil] + Role.allCases.map(Optional.some) {
                let reply = try await website.ask(route, as: role)
                let isAllowed = route.access.allows(role)
                let isTurnedAway = reply.isTurnedAway(isAPI: route.isAPI)
                #expect(
                    isTurnedAway == !isAllowed,
                    "\(route.method.rawValue) \(route.path) as \(role?.rawValue ?? "nobody"): \(reply.status) \(reply.text.prefix(200))"
                )
                checked += 1
            }
        }
        #expect(checked == WebServer.routes.count * (Role.allCases.count + 1))
    }

    @Test func `every answer carries the headers of the house, errors too`() async throws {
        let website = try await TestWebsite()
        for route in WebServer.routes where !route.endsSession {
            for role in [nil, Role.candidate, .examiner] {
                let reply = try await website.ask(route, as: role)
                #expect(reply.headers[.xContentTypeOptions] == "nosniff")
                #expect(reply.headers[.parsed("X-Request-ID")] != nil)
                let cache = reply.headers[.cacheControl] ?? ""
                #expect(cache == "no-store" || (cache == route.cache.rawValue && reply.status == 200))
                if reply.headers[.contentType]?.hasPrefix("text/html") == true {
                    #expect(reply.headers[.contentSecurityPolicy]?.contains("default-src 'none'") == true)
                }
            }
        }
    }

    @Test func `a change from another site is refused before anything is read`() async throws {
        let website = try await TestWebsite()
        for route in WebServer.routes where route.method != .get && route.access != .operatorAtMachine {
            for header in ["cross-site", "same-site"] {
                let role = Role.allCases.first { route.access.allows($0) }
                let reply = try await website.ask(route, as: role, headers: ["Sec-Fetch-Site": header])
                #expect(reply.status == 403, "\(route.method.rawValue) \(route.path)")
            }
        }
    }

    @Test func `a form token is another one on each page, and only its own session takes it`() {
        let (own, other) = (SessionToken(), SessionToken())
        let (first, second) = (CrossSiteRule.token(of: own), CrossSiteRule.token(of: own))
        #expect(first != second)
        #expect(CrossSiteRule.accepts(first, for: own) && CrossSiteRule.accepts(second, for: own))
        #expect(!CrossSiteRule.accepts(first, for: other))
        let flipped = String(first.dropLast()) + (first.last == "0" ? "1" : "0")
        for wrong in [nil, "", "zz", flipped, String(repeating: "é", count: 64), String(repeating: "0", count: 64)] {
            #expect(!CrossSiteRule.accepts(wrong, for: own))
        }
    }

    @Test func `an unknown address is 404, a wrong method 405, and neither says more`() async throws {
        let website = try await TestWebsite()
        #expect(try await website.ask(.get, "/nowhere").status == 404)
        #expect(try await website.ask(.delete, "/sign-in").status == 405)
        let api = try await website.ask(.get, "/api/v1/nowhere")
        #expect(api.status == 404)
        #expect(api.headers[.contentType] == "application/problem+json")
    }

    @Test func `the API description names every route of the API once`() throws {
        let document = OpenAPI.document(WebServer.routes)
        #expect(document["openapi"] == "3.1.0")
        let described = (document["paths"]?.members ?? [:]).reduce(0) { $0 + ($1.value.members?.count ?? 0) }
        #expect(described == WebServer.routes.count(where: \.isAPI))
    }
}

extension Route {
    var endsSession: Bool { path == "/sign-out" }

    var policyLine: String {
        let roles =
            switch access {
            case .everyone: "everyone"
            case .signedIn: "signed-in"
            case .operatorAtMachine: "operator"
            case .roles(let roles): roles.map(\.rawValue).sorted().joined(separator: "+")
            }
        let size =
            switch body {
            case .none: "no-body"
            case .form(let limit): "form:\(limit)"
            case .json(let limit): "json:\(limit)"
            case .file(let limit): "file:\(limit)"
            }
        let parts =
            [
                method.rawValue, path, roles, size, "\(body.time.components.seconds)s", rate.rawValue,
                audit?.rawValue ?? "-",
                cacheWord,
            ] + (delivers ? ["expired-sessions-deliver"] : [])
        return parts.joined(separator: "  ")
    }

    private var cacheWord: String {
        switch cache {
        case .noStore: "no-store"
        case .immutable: "immutable"
        case .sealed: "sealed"
        }
    }
}

extension Route.Access {
    /// What the declaration says about somebody with one role, or nobody.
    func allows(_ role: Role?) -> Bool {
        switch self {
        case .everyone: true
        case .signedIn: role != nil
        case .operatorAtMachine: false
        case .roles(let roles): role.map(roles.contains) ?? false
        }
    }
}

extension TestWebsite.Reply {
    /// Whether the answer is that the asker may not: by status, or for pages by being sent to sign in.
    func isTurnedAway(isAPI: Bool) -> Bool {
        if status == 401 { return true }
        if status == 403 { return text.contains("forbidden") || text.contains("your role does not allow this") }
        return !isAPI && status == 303 && headers[.location]?.hasPrefix("/sign-in?next=") == true
    }
}

extension TestWebsite {
    /// Asks a route with a body of its kind; what is in it does not matter to who may come in.
    func ask(_ route: Route, as role: Role?, headers: [String: String] = [:]) async throws -> Reply {
        let id = "018f0000-0000-7000-8000-000000000000"
        let target = route.path.split(separator: "/").map { $0.hasPrefix("{") ? id : String($0) }
        let path = "/" + target.joined(separator: "/")
        let method = HTTPRequest.Method(rawValue: route.method.rawValue) ?? .get
        return switch route.body {
        case .none: try await ask(method, path, as: role, headers: headers)
        case .form: try await ask(method, path, as: role, form: [:], headers: headers)
        case .json: try await ask(method, path, as: role, json: [:], headers: headers)
        case .file: try await ask(method, path, as: role, bytes: Data("number,name\n".utf8), headers: headers)
        }
    }
}
