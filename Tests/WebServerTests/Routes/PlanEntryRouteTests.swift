import Assessment
import Foundation
import HTTPTypes
import Storage
import Testing

@testable import WebServer

/// What differs in an item that was changed here and there, as people and programs see it.
@Suite struct PlanEntryRouteTests {
    private static func version(_ title: String, stem: String) -> ItemVersion {
        var version = TestWebsite.items[0]
        version.title = title
        version.body = [.text(stem)] + version.body.dropFirst()
        return version
    }

    @discardableResult
    private static func bring(
        _ version: ItemVersion,
        in package: String,
        to website: TestWebsite,
        applying: Bool = true
    )
        async throws -> String
    {
        let plan = try await website.store.stageImport(
            fileName: "\(package).zip",
            problems: [],
            package: package,
            items: [IncomingItem(path: "a.xml", version: version, resource: "r1")],
            by: .operatorAtMachine,
            now: TestWebsite.start
        )
        if applying { try await website.store.applyImport(plan.id, by: .operatorAtMachine, now: TestWebsite.start) }
        return plan.id
    }

    /// A bank and a plan whose one item both sides have changed.
    private static func contested() async throws -> (website: TestWebsite, plan: String) {
        try await contested(in: try await TestWebsite())
    }

    /// The same at a website that has these items or not.
    static func contested(in website: TestWebsite) async throws -> (website: TestWebsite, plan: String) {
        try await bring(version("Vessel", stem: "A man of 40 coughs."), in: "theirs", to: website)
        try await bring(version("Vessel", stem: "A woman of 40 coughs."), in: "export", to: website)
        let plan = try await bring(
            version("Vessels", stem: "A man of 50 coughs."),
            in: "theirs",
            to: website,
            applying: false
        )
        return (website, plan)
    }

    private static func titles(_ website: TestWebsite) async throws -> [String] {
        try await website.store.versions(of: TestWebsite.items[0].item).map(\.title)
    }

    @Test func `the page shows before, bank and file with words put in and taken out, and is reached from the plan`()
        async throws
    {
        let (website, plan) = try await Self.contested()
        let list = try await website.ask(.get, "/bank/imports/\(plan)", as: .examiner).text
        #expect(list.contains("href=\"/bank/imports/\(plan)/entries/1\"") && list.contains("the bank’s stays"))
        let page = try await website.ask(.get, "/bank/imports/\(plan)/entries/1", as: .examiner).text
        #expect(page.contains("A <ins><span class=\"unseen\">") == false)
        #expect(page.contains("taken out: </span>man </del>") && page.contains("put in: </span>woman </ins>"))
        #expect(page.contains("taken out: </span>40 </del>") && page.contains("put in: </span>50 </ins>"))
        #expect(page.contains("changed here and there") && page.contains("changed in the file"))
        #expect(page.contains("value=\"ours\" required checked"))
        #expect(try await website.ask(.get, "/bank/imports/\(plan)/entries/2", as: .examiner).status == 404)
        #expect(try await website.ask(.get, "/bank/imports/\(plan)/entries/x", as: .examiner).status == 404)
    }

    @Test(arguments: [
        ("ours", ["Vessel", "Vessel"]), ("theirs", ["Vessels", "Vessel", "Vessel"]), ("fork", ["Vessel", "Vessel"]),
    ])
    func `what is chosen on the page becomes of the item`(choice: String, titles: [String]) async throws {
        let (website, plan) = try await Self.contested()
        let entry = "/bank/imports/\(plan)/entries/1"
        let reply = try await website.ask(.post, entry, as: .examiner, form: ["choice": choice])
        #expect(reply.status == 303)
        #expect(try await website.ask(.get, entry, as: .examiner).text.contains("value=\"\(choice)\" required checked"))
        let apply = try await website.ask(.post, "/bank/imports/\(plan)/apply", as: .examiner, form: [:])
        #expect(apply.status == 303)
        #expect(try await Self.titles(website) == titles)
        #expect(try await website.store.items().total == (choice == "fork" ? 2 : 1))
        let late = try await website.ask(.post, entry, as: .examiner, form: ["choice": "theirs"])
        #expect(late.status == 409)
        #expect(try await website.ask(.get, entry, as: .examiner).text.contains("name=\"choice\"") == false)
    }

    @Test func `a word that is no choice is refused`() async throws {
        let (website, plan) = try await Self.contested()
        for path in ["/bank/imports/\(plan)/entries/1", "/bank/imports/\(plan)/choices"] {
            #expect(try await website.ask(.post, path, as: .examiner, form: ["choice": "mine"]).status == 422)
        }
    }

    @Test func `one button chooses for all`() async throws {
        let (website, plan) = try await Self.contested()
        let form = try await website.ask(.get, "/bank/imports/\(plan)", as: .examiner).text
        #expect(form.contains("action=\"/bank/imports/\(plan)/choices\""))
        let path = "/bank/imports/\(plan)/choices"
        #expect(try await website.ask(.post, path, as: .examiner, form: ["choice": "theirs"]).status == 303)
        #expect(try await website.store.planEntries(of: plan).map(\.choice) == [.theirs])
        let missing = "/bank/imports/nothing/choices"
        #expect(try await website.ask(.post, missing, as: .examiner, form: ["choice": "theirs"]).status == 404)
    }

    @Test func `programs read the parts that differ and choose`() async throws {
        let (website, plan) = try await Self.contested()
        func ask(_ method: String, _ path: String, _ json: JSONValue = [:]) async throws -> (Int, JSONValue) {
            let reply = await website.server.answer(
                method,
                "/api/v1/imports/\(plan)\(path)",
                contentType: "application/json",
                body: method == "GET" ? Data() : CanonicalJSON.data(json)
            )
            return (reply.status, try StrictJSON.value(reply.body, maximumDepth: 64))
        }
        let entry = try #require(try await ask("GET", "").1["entries"]?.elements?.first)
        #expect(entry["outcome"] == "changedBoth" && entry["choice"] == "ours" && entry["hasBase"] == true)
        let changes = entry["changes"]?.elements ?? []
        let text = try #require(changes.first { $0["part"] == "text" })
        #expect(text["side"] == "both")
        #expect(
            ["base", "ours", "theirs"].map { text[$0]?.elements?.first?.text?.contains("coughs") } == [
                true, true, true,
            ]
        )
        #expect(changes.first { $0["part"] == "title" }?["side"] == "theirs")
        #expect(try await ask("GET", "/entries/1").1 == entry)
        #expect(try await ask("POST", "/entries/1/choice", ["choice": "fork"]).0 == 200)
        #expect(try await ask("GET", "/entries/1").1["choice"] == "fork")
        #expect(try await ask("POST", "/choices", ["choice": "mine"]).0 == 422)
        for body: JSONValue in [[:], ["choice": 1], ["choice": "theirs", "chocie": "fork"]] {
            #expect(try await ask("POST", "/choices", body).0 >= 400)
            #expect(try await ask("POST", "/entries/1/choice", body).0 >= 400)
        }
        for body: JSONValue in [["perItem": "yes"], ["peritem": true]] {
            #expect(try await ask("POST", "/apply", body).0 >= 400)
        }
        #expect(try await ask("GET", "").1["state"] == "staged")
        #expect(try await ask("POST", "/choices", ["choice": "theirs"]).0 == 200)
    }

    @Test func `what is blocked is left out on request, and said to be`() async throws {
        let website = try await TestWebsite()
        var items = TestWebsite.incoming
        items[0].blockers = ["line 3: not well-formed"]
        let plan = try await website.store.stageImport(
            fileName: "broken.zip",
            problems: [],
            items: items,
            by: .operatorAtMachine,
            now: TestWebsite.start
        )
        let path = "/bank/imports/\(plan.id)"
        #expect(try await website.ask(.get, path, as: .examiner).text.contains("name=\"leaving-out\""))
        #expect(try await website.ask(.post, "\(path)/apply", as: .examiner, form: [:]).status == 422)
        #expect(try await website.store.items().total == 0)
        let form = ["leaving-out": "yes"]
        #expect(try await website.ask(.post, "\(path)/apply", as: .examiner, form: form).status == 303)
        #expect(try await website.store.items().total == items.count - 1)
        let page = try await website.ask(.get, path, as: .examiner).text
        #expect(page.contains("1 blocked entry was left out.") && page.contains("not well-formed"))
    }
}
