import Assessment
import Foundation
import HTTPTypes
import ItemBank
import Storage
import Testing

@testable import WebServer

/// Two people at one blueprint: what one of them saved is never overwritten by a page opened before.
@Suite struct BlueprintChangeTests {
    /// Targets change places with `isTurned`, as in a new edition from outside.
    private static func blueprint(minimum: Int = 2, isTurned: Bool = false) -> JSONValue {
        let targets: [JSONValue] = [
            ["where": ["content": "cardio"], "unit": "count", "minimum": .integer(Int64(minimum))],
            ["where": ["content": "renal"], "unit": "count", "minimum": 3],
        ]
        return [
            "format": 1, "id": "paper", "name": "Paper", "size": ["minimum": 10, "maximum": 12],
            "axes": [
                [
                    "id": "content", "name": "Content",
                    "categories": [["id": "cardio", "name": "Cardio"], ["id": "renal", "name": "Renal"]],
                ]
            ],
            "targets": .array(isTurned ? targets.reversed() : targets),
        ]
    }

    private static func save(_ json: JSONValue, in website: TestWebsite) async throws {
        try await website.store.saveBlueprint(
            id: "paper",
            name: "Paper",
            body: json,
            by: .operatorAtMachine,
            now: TestWebsite.start
        )
    }

    /// What the page of the blueprint says it was drawn from.
    private static func basis(_ website: TestWebsite) async throws -> String {
        let page = try await website.ask(.get, "/blueprints/paper", as: .examiner).text
        let fields = Set(page.matches(of: /name="basis" value="([^"]+)"/).map { String($0.1) })
        #expect(page.matches(of: /name="basis"/).count == 2 && fields.count == 1, "both forms carry it")
        return fields.first ?? ""
    }

    private static func numbers(_ minimum: Int, upon basis: String?) -> [String: String] {
        var form = [
            "size.minimum": "10", "size.maximum": "12", "minimum.0": String(minimum), "maximum.0": "",
            "minimum.1": "3", "maximum.1": "",
        ]
        form["basis"] = basis
        return form
    }

    private static func upload(
        _ file: JSONValue,
        to path: String,
        upon basis: String? = nil,
        in website: TestWebsite
    ) async throws -> TestWebsite.Reply {
        var fields = ["csrf": CrossSiteRule.token(of: try #require(website.tokens[.examiner]))]
        fields["basis"] = basis
        let parts = fields.map { "--x\r\nContent-Disposition: form-data; name=\"\($0.key)\"\r\n\r\n\($0.value)\r\n" }
        let body =
            parts.joined() + "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"b.json\"\r\n\r\n"
            + "\(CanonicalJSON.text(file))\r\n--x--\r\n"
        return try await website.ask(
            .post,
            path,
            as: .examiner,
            bytes: Data(body.utf8),
            headers: ["Content-Type": "multipart/form-data; boundary=x"]
        )
    }

    @Test func `numbers typed upon an older edition change nothing, and the page shows the present ones`() async throws
    {
        let website = try await TestWebsite()
        try await Self.save(Self.blueprint(), in: website)
        let basis = try await Self.basis(website)
        try await Self.save(Self.blueprint(isTurned: true), in: website)
        let form = Self.numbers(7, upon: basis)
        let refused = try await website.ask(.post, "/blueprints/paper/targets", as: .examiner, form: form)
        #expect(refused.status == 409)
        #expect(refused.text.contains("changed since you opened this page"))
        #expect(!refused.text.contains("value=\"7\""))
        #expect(try await website.store.blueprint("paper") == Self.blueprint(isTurned: true))
        // The answer carries the present edition, so that typing once more is enough.
        let now = try #require(refused.text.firstMatch(of: /name="basis" value="([^"]+)"/)).1
        let again = Self.numbers(4, upon: String(now))
        #expect(try await website.ask(.post, "/blueprints/paper/targets", as: .examiner, form: again).status == 303)
        let stored = try Blueprint(json: try #require(try await website.store.blueprint("paper")))
        #expect(stored.targets.map(\.minimum) == [4, 3] && stored.targets[0].cell == ["content": "renal"])
    }

    @Test func `wrong numbers upon an older edition are not laid beside other targets`() async throws {
        let website = try await TestWebsite()
        try await Self.save(Self.blueprint(), in: website)
        var form = Self.numbers(7, upon: try await Self.basis(website))
        form["minimum.0"] = "many"
        try await Self.save(Self.blueprint(isTurned: true), in: website)
        let refused = try await website.ask(.post, "/blueprints/paper/targets", as: .examiner, form: form)
        #expect(refused.status == 409 && !refused.text.contains("many"))
    }

    @Test func `the same form sent twice is saved once and refused never`() async throws {
        let website = try await TestWebsite()
        try await Self.save(Self.blueprint(), in: website)
        let form = Self.numbers(7, upon: try await Self.basis(website))
        for _ in 0..<2 {
            let reply = try await website.ask(.post, "/blueprints/paper/targets", as: .examiner, form: form)
            #expect(reply.status == 303)
        }
        #expect(try await website.store.blueprint("paper") == Self.blueprint(minimum: 7))
    }

    @Test func `a form that does not say what it changes is refused`() async throws {
        let website = try await TestWebsite()
        try await Self.save(Self.blueprint(), in: website)
        let form = Self.numbers(7, upon: nil)
        #expect(try await website.ask(.post, "/blueprints/paper/targets", as: .examiner, form: form).status == 422)
        let file = Self.blueprint(minimum: 7)
        #expect(try await Self.upload(file, to: "/blueprints/paper", in: website).status == 422)
        #expect(try await website.store.blueprint("paper") == Self.blueprint())
    }

    @Test func `a file replaces the edition that the page showed, no later one`() async throws {
        let website = try await TestWebsite()
        try await Self.save(Self.blueprint(), in: website)
        let basis = try await Self.basis(website)
        try await Self.save(Self.blueprint(isTurned: true), in: website)
        let file = Self.blueprint(minimum: 7)
        let refused = try await Self.upload(file, to: "/blueprints/paper", upon: basis, in: website)
        #expect(refused.status == 409 && refused.text.contains("changed since you opened this page"))
        #expect(try await website.store.blueprint("paper") == Self.blueprint(isTurned: true))
        let now = try await Self.basis(website)
        #expect(try await Self.upload(file, to: "/blueprints/paper", upon: now, in: website).status == 303)
        #expect(try await website.store.blueprint("paper") == file)
    }

    @Test func `a file added under the id of a blueprint that is there says so and changes nothing`() async throws {
        let website = try await TestWebsite()
        #expect(try await Self.upload(Self.blueprint(), to: "/blueprints", in: website).status == 303)
        let refused = try await Self.upload(Self.blueprint(minimum: 7), to: "/blueprints", in: website)
        #expect(refused.status == 409)
        #expect(refused.text.contains("There is a blueprint “paper” already"))
        #expect(try await website.store.blueprint("paper") == Self.blueprint())
    }

    @Test func `a program that names the edition it knows changes that one or none`() async throws {
        let website = try await TestWebsite()
        func put(_ json: JSONValue, _ headers: [String: String]) async throws -> TestWebsite.Reply {
            try await website.ask(.put, "/api/v1/blueprints/paper", as: .examiner, json: json, headers: headers)
        }
        #expect(try await put(Self.blueprint(), ["If-None-Match": "*"]).status == 200)
        #expect(try await put(Self.blueprint(minimum: 7), ["If-None-Match": "*"]).status == 409)
        let first = try await website.ask(.get, "/api/v1/blueprints/paper", as: .examiner)
        let tag = try #require(first.headers[.eTag])
        #expect(try await put(Self.blueprint(minimum: 4), ["If-Match": tag]).status == 200)
        let refused = try await put(Self.blueprint(minimum: 5), ["If-Match": tag])
        #expect(refused.status == 409)
        #expect(try refused.json["code"] == "blueprint.outdated")
        #expect(try await put(Self.blueprint(minimum: 5), ["If-Match": "W/\"x\", nonsense"]).status == 400)
        #expect(try await website.store.blueprint("paper") == Self.blueprint(minimum: 4))
        // Whoever names none replaces what there is, as before.
        #expect(try await put(Self.blueprint(minimum: 5), [:]).status == 200)
        #expect(try await website.store.blueprint("paper") == Self.blueprint(minimum: 5))
    }
}
