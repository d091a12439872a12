import Assessment
import Foundation
import HTTPTypes
import Storage
import Testing

@testable import WebServer

/// Import plans as people and programs see them.
@Suite struct ImportRouteTests {
    /// A blueprint of one target; a paper of more than `maximum` items would be needed to meet it.
    private static func blueprint(minimum: Int, maximum: Int) -> JSONValue {
        [
            "format": 1, "id": "year-5", "name": "Year 5",
            "size": ["minimum": 10, "maximum": .integer(Int64(maximum))],
            "axes": [
                ["id": "content", "name": "Content", "categories": [["id": "renal", "name": "Renal"]]]
            ],
            "targets": [
                ["where": ["content": "renal"], "unit": "count", "minimum": .integer(Int64(minimum))]
            ],
        ]
    }

    /// The bank folder of a school that has this blueprint and nothing else.
    private static func bank(_ blueprint: JSONValue) async throws -> Data {
        let website = try await TestWebsite()
        try await website.store.saveBlueprint(
            id: "year-5",
            name: "Year 5",
            body: blueprint,
            by: .operatorAtMachine,
            now: TestWebsite.start
        )
        return try await website.ask(.get, "/api/v1/exports/avicenna", as: .examiner).body
    }

    /// The plan of `bank`, made through the socket.
    private static func plan(_ bank: Data, in website: TestWebsite) async throws -> JSONValue {
        let staged = await website.server.answer(
            "POST",
            "/api/v1/imports?wait=30&name=bank.zip",
            contentType: "application/octet-stream",
            body: bank
        )
        #expect(staged.status == 201)
        return try StrictJSON.value(staged.body, maximumDepth: 64)
    }

    @Test func `a blueprint that no paper can meet is named with file and place, and nothing comes in`() async throws {
        let website = try await TestWebsite()
        let plan = try await Self.plan(try await Self.bank(Self.blueprint(minimum: 20, maximum: 12)), in: website)
        #expect(plan["counts"] == ["blocked": 1])
        let entry = try #require(plan["entries"]?.elements?.first)
        #expect(entry["subject"] == "blueprint" && entry["outcome"] == "blocked" && entry["item"] == "year-5")
        #expect(entry["path"] == "blueprints/year-5.json")
        let notes = (entry["notes"]?.elements ?? []).compactMap(\.text)
        #expect(notes.contains { $0.hasPrefix("targets[0]") }, "\(notes)")
        let id = try #require(plan["import"]?.text)
        let page = try await website.ask(.get, "/bank/imports/\(id)", as: .examiner).text
        #expect(page.contains("blueprints/year-5.json") && page.contains("targets[0]"))
        #expect(!page.contains("/apply\""))
        #expect(try await website.ask(.post, "/bank/imports/\(id)/apply", as: .examiner, form: [:]).status == 422)
        #expect(try await website.store.blueprints().isEmpty)
    }

    @Test func `a bank of one blueprint is applied from the page, and the next edition says that it replaces it`()
        async throws
    {
        let website = try await TestWebsite()
        for (minimum, words) in [(2, "New"), (3, "Newer version"), (3, "Same")] {
            let bank = try await Self.bank(Self.blueprint(minimum: minimum, maximum: 12))
            let id = try #require(try await Self.plan(bank, in: website)["import"]?.text)
            let page = try await website.ask(.get, "/bank/imports/\(id)", as: .examiner).text
            #expect(page.contains("<td class=\"nowrap\">\(words)</td>"))
            #expect(page.contains("Replaces the blueprint") == (words == "Newer version"))
            #expect(page.contains("Import 1 entry") == (words != "Same"))
            guard words != "Same" else { continue }
            let reply = try await website.ask(.post, "/bank/imports/\(id)/apply", as: .examiner, form: [:])
            #expect(reply.status == 303)
            let target = try await website.store.blueprint("year-5")?["targets"]?.elements?.first
            #expect(target?["minimum"] == .integer(Int64(minimum)))
            let done = try await website.ask(.get, "/bank/imports/\(id)", as: .examiner).text
            #expect(done.contains("href=\"/blueprints/year-5\""))
        }
    }

    @Test func `a plan of many entries is drawn by five hundred, with ways to the others`() async throws {
        let website = try await TestWebsite()
        let items = (1...1001).map { number in
            var version = TestWebsite.items[0]
            version.item = ItemID(rawValue: "item-\(number)")
            return IncomingItem(path: "items/\(number).json", version: version)
        }
        let plan = try await website.store.stageImport(
            fileName: "many.zip",
            problems: [],
            items: items,
            by: .operatorAtMachine,
            now: TestWebsite.start
        )
        let path = "/bank/imports/\(plan.id)"
        func page(_ query: String) async throws -> (rows: Int, text: String) {
            let text = try await website.ask(.get, path + query, as: .examiner).text
            return (text.split(separator: "<th scope=\"row\">").count - 1, text)
        }
        let first = try await page("")
        #expect(first.rows == 500)
        #expect(first.text.contains("href=\"\(path)?from=500\"") && !first.text.contains("rel=\"prev\""))
        let second = try await page("?outcome=new&from=500")
        #expect(second.rows == 500)
        #expect(second.text.contains("href=\"\(path)?outcome=new&amp;from=1000\""))
        #expect(second.text.contains("href=\"\(path)?outcome=new\""))
        let last = try await page("?from=1000")
        #expect(last.rows == 1 && last.text.contains("item-1001") && !last.text.contains("rel=\"next\""))
        #expect(try await page("?from=-3").rows == 500)
        #expect(try await page("?from=5000").rows == 0)
    }
}
