import Assessment
import ExamDelivery
import Foundation
import HTTPTypes
import Storage
import Testing

@testable import WebServer

/// One school in which every route that changes something is used once, in the order of the work.
struct AuditedSchool {
    let website: TestWebsite
    private(set) var driven: Set<String> = []
    private var form = ContentHash(of: .null)
    /// Two sittings, as pages and as programs lead them.
    private var sittings: [String] = []

    private static let blueprint: JSONValue = [
        "format": 1, "id": "paper", "name": "Paper", "size": ["minimum": 1, "maximum": 1], "axes": [], "targets": [],
    ]

    init() async throws {
        website = try await TestWebsite()
        form = try await website.sealedForm()
    }

    private enum Body {
        case json(JSONValue)
        case form([String: String])
        case upload(Data, upon: ContentHash? = nil)
        case csv(String)
        /// Through the socket, by the operator at the machine.
        case socket(Data)
    }

    /// Uses a route and looks for its event among those that came with it; answers what the route answered.
    @discardableResult
    private mutating func drive(
        _ name: String,
        _ target: String,
        as role: Role?,
        _ body: Body
    ) async throws -> TestWebsite.Reply {
        let route = try #require(WebServer.routes.first { $0.name == name }, "\(name) is no route")
        let audit = try #require(route.audit, "\(name) declares no event")
        let before = try await website.store.events(of: .audit).count
        let reply = try await ask(route, target, as: role, body)
        #expect((200..<400).contains(reply.status), "\(name): \(reply.status) \(reply.text.prefix(300))")
        let actions = try await website.store.events(of: .audit).dropFirst(before).map {
            try StrictJSON.value($0.body)["action"]?.text
        }
        #expect(actions.contains(audit.rawValue), "\(name) declares \(audit.rawValue) and wrote \(actions)")
        driven.insert(name)
        return reply
    }

    private func ask(_ route: Route, _ target: String, as role: Role?, _ body: Body) async throws -> TestWebsite.Reply {
        let method = try #require(HTTPRequest.Method(rawValue: route.method.rawValue))
        switch body {
        case .json(let json): return try await website.ask(method, target, as: role, json: json)
        case .form(let form): return try await website.ask(method, target, as: role, form: form)
        case .csv(let text):
            let headers = ["Content-Type": "text/csv"]
            return try await website.ask(method, target, as: role, bytes: Data(text.utf8), headers: headers)
        case .upload(let bytes, let basis):
            let token = try #require(role.flatMap { website.tokens[$0] })
            let head =
                "--x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n\(CrossSiteRule.token(of: token))\r\n"
                + (basis.map { "--x\r\nContent-Disposition: form-data; name=\"basis\"\r\n\r\n\($0.rawValue)\r\n" } ?? "")
                + "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"file.zip\"\r\n\r\n"
            let headers = ["Content-Type": "multipart/form-data; boundary=x"]
            let whole = Data(head.utf8) + bytes + Data("\r\n--x--\r\n".utf8)
            return try await website.ask(method, target, as: role, bytes: whole, headers: headers)
        case .socket(let bytes):
            let answer = await website.server.answer(
                route.method.rawValue,
                target,
                contentType: "application/octet-stream",
                body: bytes
            )
            return TestWebsite.Reply(status: answer.status, headers: [:], body: answer.body)
        }
    }

    /// The last part of where a page leads after its form.
    private func place(_ reply: TestWebsite.Reply) throws -> String {
        String(try #require(reply.headers[.location]?.split(separator: "/").last))
    }

    mutating func importItems() async throws {
        let bank = try await website.ask(.get, "/api/v1/exports/avicenna", as: .examiner).body
        for verb in ["apply", "discard"] {
            let staged = try await drive(
                "POST /api/v1/imports",
                "/api/v1/imports?wait=30&name=b.zip",
                as: nil,
                .socket(bank)
            )
            let id = try #require(try staged.json["import"]?.text)
            let name = "POST /api/v1/imports/{import}/\(verb)"
            try await drive(name, "/api/v1/imports/\(id)/\(verb)", as: .examiner, .json([:]))
            let page = try await drive("POST /bank/import", "/bank/import", as: .examiner, .upload(bank))
            let plan = try place(page)
            await website.readingEnds(of: plan)
            let path = "/bank/imports/\(plan)/\(verb)"
            try await drive("POST /bank/imports/{import}/\(verb)", path, as: .examiner, .form([:]))
        }
        try await chooseInImports()
        let pack: JSONValue = ["format": 1, "id": "open", "title": "Open book", "language": "en", "pages": []]
        try await drive("POST /api/v1/resources", "/api/v1/resources", as: .examiner, .json(pack))
    }

    /// By program and by page, for one item and for all.
    private mutating func chooseInImports() async throws {
        let (_, plan) = try await PlanEntryRouteTests.contested(in: website)
        for (way, entry, body) in [
            ("/api/v1/imports", "/entries/1/choice", Body.json(["choice": "ours"])),
            ("/bank/imports", "/entries/1", .form(["choice": "theirs"])),
        ] {
            let one = entry.replacing("1", with: "{number}")
            try await drive("POST \(way)/{import}\(one)", "\(way)/\(plan)\(entry)", as: .examiner, body)
            try await drive("POST \(way)/{import}/choices", "\(way)/\(plan)/choices", as: .examiner, body)
        }
    }

    /// By program, then by page: the revision is one more each time.
    private mutating func saveSections(of program: String) async throws {
        let revision = try await website.ask(.get, program, as: .examiner).json["revision"]?.number ?? 0
        let name = "/api/v1/papers/{paper}/sections"
        let change: JSONValue = ["revision": .integer(revision), "lockpoints": ["atEnd"]]
        try await drive("PUT \(name)", "\(program)/sections", as: .examiner, .json(change))
        let page = program.replacingOccurrences(of: "/api/v1", with: "")
        let form = ["revision": String(revision + 1), "lockpoint.0": "none", "do": "lockpoints"]
        try await drive("POST /papers/{paper}/sections", "\(page)/sections", as: .examiner, .form(form))
    }

    mutating func savePapers() async throws {
        let file = CanonicalJSON.data(Self.blueprint)
        try await drive("POST /blueprints", "/blueprints", as: .examiner, .upload(file))
        let basis = ContentHash(of: Self.blueprint)
        try await drive("POST /blueprints/{blueprint}", "/blueprints/paper", as: .examiner, .upload(file, upon: basis))
        let size = ["basis": basis.rawValue, "size.minimum": "1", "size.maximum": "2"]
        try await drive("POST /blueprints/{blueprint}/targets", "/blueprints/paper/targets", as: .examiner, .form(size))
        try await drive(
            "PUT /api/v1/blueprints/{blueprint}",
            "/api/v1/blueprints/paper",
            as: .examiner,
            .json(Self.blueprint)
        )

        let begun = try await drive(
            "POST /api/v1/papers",
            "/api/v1/papers",
            as: .examiner,
            .json(["title": "A", "blueprint": "paper"])
        )
        let program = "/api/v1/papers/\(try #require(try begun.json["paper"]?.text))"
        try await drive("POST /api/v1/papers/{paper}/assemble", "\(program)/assemble", as: .examiner, .json([:]))
        let revision = try #require(try await website.ask(.get, program, as: .examiner).json["revision"])
        let items = JSONValue.array(TestWebsite.items.prefix(1).map { .string($0.item.rawValue) })
        let change: JSONValue = ["revision": revision, "items": items]
        try await drive("PUT /api/v1/papers/{paper}/items", "\(program)/items", as: .examiner, .json(change))
        try await saveSections(of: program)
        let review: JSONValue = ["state": "in-review"]
        try await drive("POST /api/v1/papers/{paper}/state", "\(program)/state", as: .examiner, .json(review))

        let fields = ["title": "B", "blueprint": "", "seed": "1"]
        let page = "/papers/\(try place(try await drive("POST /papers", "/papers", as: .examiner, .form(fields))))"
        let set = ["revision": "1", "set": TestWebsite.items[0].item.rawValue]
        try await drive("POST /papers/{paper}/entries", "\(page)/entries", as: .examiner, .form(set))
        try await drive("POST /papers/{paper}/state", "\(page)/state", as: .examiner, .form(["to": "in-review"]))
    }

    mutating func planSittings() async throws {
        let paper = try #require(try await website.store.papers().first { $0.state == .sealed }?.paper.id.rawValue)
        let fields = [
            "title": "Page", "paper": paper, "opens": "2027-01-15T08:00", "closes": "2027-01-15T10:00", "minutes": "60",
            "zone": "UTC", "resources": "",
        ]
        sittings.append(try place(try await drive("POST /sittings", "/sittings", as: .examOfficer, .form(fields))))
        let plan: JSONValue = [
            "title": "Program", "form": .string(form.rawValue), "opensAt": "2027-01-15T08:00:00Z",
            "closesAt": "2027-01-15T10:00:00Z", "minutes": 60, "zone": "UTC", "passMark": "1/2",
        ]
        let planned = try await drive("POST /api/v1/sittings", "/api/v1/sittings", as: .examOfficer, .json(plan))
        sittings.append(try #require(try planned.json["sitting"]?.text))

        let list = "number,name\n1,Candidate\n"
        let (page, program) = ("/sittings/\(sittings[0])", "/api/v1/sittings/\(sittings[1])")
        let apply = "POST /sittings/{sitting}/candidates/apply"
        try await drive(apply, "\(page)/candidates/apply", as: .examOfficer, .form(["list": list]))
        let take = "POST /api/v1/sittings/{sitting}/candidates"
        try await drive(take, "\(program)/candidates", as: .examOfficer, .csv(list))
        let renew = "POST /api/v1/sittings/{sitting}/candidates/{number}/ticket"
        try await drive(renew, "\(program)/candidates/1/ticket", as: .examOfficer, .json([:]))
        let person = try #require(
            try await website.store.candidates(of: SittingID(rawValue: sittings[0])).first?.person
        )
        let ticket = try await drive(
            "POST /sittings/{sitting}/tickets",
            "\(page)/tickets",
            as: .examOfficer,
            .form(["candidate": person.rawValue])
        )
        // A person who is signed in as a candidate, so that both ways of starting are used.
        for sitting in sittings {
            try await website.store.addCandidate(
                try website.person(.candidate),
                number: "7",
                to: SittingID(rawValue: sitting),
                by: .person(try website.person(.examOfficer)),
                now: TestWebsite.start
            )
        }
        let moved = "POST /sittings/{sitting}/state"
        try await drive(moved, "\(page)/state", as: .examOfficer, .form(["to": "open"]))
        let opened = "POST /api/v1/sittings/{sitting}/state"
        try await drive(opened, "\(program)/state", as: .examOfficer, .json(["state": "open"]))
        let code = try #require(ticket.text.firstMatch(of: /[0-9A-Z]{4}(-[0-9A-Z]{4}){3}/)).0
        let signIn = ["code": String(code), "candidate": "1"]
        try await drive("POST /sign-in/code", "/sign-in/code", as: nil, .form(signIn))
    }

    mutating func holdSittings() async throws {
        let (page, program) = ("/sittings/\(sittings[0])", "/api/v1/sittings/\(sittings[1])")
        try await drive("POST /sit/{sitting}", "/sit/\(sittings[0])", as: .candidate, .form(["agree": "on"]))
        try await drive("POST /api/v1/sittings/{sitting}/attempts", "\(program)/attempts", as: .candidate, .json([:]))
        let said = "POST /sittings/{sitting}/messages"
        try await drive(said, "\(page)/messages", as: .invigilator, .form(["candidate": "", "text": "Fire"]))
        let sent = "POST /api/v1/sittings/{sitting}/messages"
        try await drive(sent, "\(program)/messages", as: .invigilator, .json(["text": "Fire"]))
        website.clock.move(by: 3 * 3600)
        try await drive("POST /sittings/{sitting}/state", "\(page)/state", as: .examOfficer, .form(["to": "closed"]))
        let closed = "POST /api/v1/sittings/{sitting}/state"
        try await drive(closed, "\(program)/state", as: .examOfficer, .json(["state": "closed"]))
    }

    mutating func releaseResults() async throws {
        let (pages, programs) = ("POST /results/{sitting}", "POST /api/v1/sittings/{sitting}")
        let (page, program) = ("/results/\(sittings[0])", "/api/v1/sittings/\(sittings[1])")
        let decided = "\(pages)/items/{position}/decision"
        try await drive(decided, "\(page)/items/1/decision", as: .board, .form(["decision": "exclude"]))
        let decision: JSONValue = ["position": 1, "decision": ItemDecision.exclude.json]
        try await drive("\(programs)/decisions", "\(program)/decisions", as: .board, .json(decision))
        try await drive("\(pages)/pass-mark", "\(page)/pass-mark", as: .examOfficer, .form(["percent": "50"]))
        try await drive("\(programs)/pass-mark", "\(program)/pass-mark", as: .examOfficer, .json(["passMark": "0.5"]))
        try await drive("\(pages)/score", "\(page)/score", as: .examOfficer, .form([:]))
        try await drive("\(programs)/score", "\(program)/score", as: .examOfficer, .json([:]))
        try await drive("\(pages)/confirm", "\(page)/confirm", as: .examOfficer, .form([:]))
        try await drive("\(programs)/confirm", "\(program)/confirm", as: .examOfficer, .json([:]))

        let digests = try await sittings.asyncMap { try await website.store.scored(SittingID(rawValue: $0)).digest }
        let first: JSONValue = ["digest": .string(digests[1])]
        try await drive("\(programs)/release/propose", "\(program)/release/propose", as: .board, .json(first))
        try await drive("\(programs)/release/confirm", "\(program)/release/confirm", as: .examOfficer, .json(first))
        try await drive("\(pages)/release", "\(page)/release", as: .board, .form(["digest": digests[0]]))
        // The page needs a second person of the board.
        let officer = try website.person(.examOfficer).rawValue
        let roles: JSONValue = ["roles": ["board"]]
        let put = try await website.ask(.put, "/api/v1/people/\(officer)/roles", as: .administrator, json: roles)
        #expect(put.status == 200)
        let second = "\(pages)/release/confirm"
        try await drive(second, "\(page)/release/confirm", as: .examOfficer, .form(["digest": digests[0]]))
    }

    mutating func keepPeople() async throws {
        let person: JSONValue = ["name": "Ada", "login": "ada", "password": "correct horse", "roles": ["examiner"]]
        let added = try await drive("POST /api/v1/people", "/api/v1/people", as: .administrator, .json(person))
        let id = try #require(try added.json["person"]?.text)
        let roles: JSONValue = ["roles": ["board"]]
        let replaced = "PUT /api/v1/people/{person}/roles"
        try await drive(replaced, "/api/v1/people/\(id)/roles", as: .administrator, .json(roles))
        let password: JSONValue = ["password": "battery staple"]
        let changed = "POST /api/v1/logins/{login}/password"
        try await drive(changed, "/api/v1/logins/ada/password", as: .administrator, .json(password))
        try await drive("POST /sign-in", "/sign-in", as: nil, .form(["login": "ada", "password": "battery staple"]))
        try await drive("POST /sign-out", "/sign-out", as: .board, .form([:]))
    }
}

extension [String] {
    /// `map` for work that waits.
    fileprivate func asyncMap<Value>(_ change: (String) async throws -> Value) async rethrows -> [Value] {
        var values: [Value] = []
        for element in self { values.append(try await change(element)) }
        return values
    }
}
