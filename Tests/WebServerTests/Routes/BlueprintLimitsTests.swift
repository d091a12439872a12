import Assessment
import Foundation
import HTTPTypes
import ItemBank
import Storage
import Testing

@testable import WebServer

/// What no blueprint may ask for, at every door through which one comes in.
@Suite struct BlueprintLimitsTests {
    /// One axis of `count` categories with a target each; the first is a percentage.
    private static func blueprint(targets count: Int) -> JSONValue {
        let names = (0..<count).map { JSONValue.string("c\($0)") }
        return [
            "format": 1, "id": "paper", "name": "Paper", "size": ["minimum": 10, "maximum": 12],
            "axes": [
                ["id": "content", "name": "Content", "categories": .array(names.map { ["id": $0, "name": $0] })]
            ],
            "targets": .array(
                names.enumerated().map { index, name in
                    ["where": ["content": name], "unit": index == 0 ? "percent" : "count", "minimum": 0, "maximum": 9]
                }
            ),
        ]
    }

    private static func website(targets: Int = 3) async throws -> TestWebsite {
        let website = try await TestWebsite()
        try await website.store.saveBlueprint(
            id: "paper",
            name: "Paper",
            body: try Blueprint(json: blueprint(targets: targets)).json,
            by: .operatorAtMachine,
            now: TestWebsite.start
        )
        return website
    }

    /// The fields of the form as the page shows them.
    private static func fields(_ website: TestWebsite) async throws -> [String: String] {
        let page = try await website.ask(.get, "/blueprints/paper", as: .examiner).text
        let inputs = page.matches(of: /<input [^>]*name="([^"]+)"[^>]* value="([^"]*)"/)
        return Dictionary(inputs.map { (String($0.1), String($0.2)) }) { first, _ in first }.filter { $0.key != "csrf" }
    }

    @Test(
        .timeLimit(.minutes(1)),
        arguments: [
            ["minimum.0": "9223372036854775807"], ["maximum.0": "9223372036854775807"],
            ["minimum.1": "9223372036854775807", "minimum.2": "9223372036854775807"],
            ["maximum.1": "-9223372036854775808", "maximum.2": "-1"],
            ["size.maximum": "9000000000000000000", "minimum.1": "8", "maximum.1": "2"],
            ["minimum.1": "2001"], ["size.maximum": "2001"],
        ]
    )
    func `a number beyond every bound is named beside its field, and the server goes on`(
        typed: [String: String]
    ) async throws {
        let website = try await Self.website()
        let before = try await website.store.blueprint("paper")
        let form = try await Self.fields(website).merging(typed) { _, own in own }
        let reply = try await website.ask(.post, "/blueprints/paper/targets", as: .examiner, form: form)
        #expect(reply.status == 422)
        #expect(
            reply.text.contains("aria-invalid=\"true\"") && reply.text.contains("2000") || typed["minimum.0"] != nil
        )
        #expect(try await website.store.blueprint("paper") == before)
        #expect(try await website.ask(.get, "/blueprints/paper", as: .examiner).status == 200)
    }

    @Test func `the form of the largest blueprint is taken whole`() async throws {
        let website = try await Self.website(targets: 500)
        var form = try await Self.fields(website)
        for index in 1..<500 {
            form["minimum.\(index)"] = "0"
            form["maximum.\(index)"] = "2000"
        }
        let reply = try await website.ask(.post, "/blueprints/paper/targets", as: .examiner, form: form)
        #expect(reply.status == 303)
        let stored = try Blueprint(json: try #require(try await website.store.blueprint("paper")))
        #expect(stored.targets.dropFirst().allSatisfy { $0.maximum == 2000 })
    }

    @Test func `fields take what the rules take`() async throws {
        let website = try await Self.website()
        let page = try await website.ask(.get, "/blueprints/paper", as: .examiner).text
        let inputs = page.matches(of: /<input [^>]*name="((?:size|minimum|maximum)\.[^"]+)"[^>]*max="(\d+)"/)
        let largest = Dictionary(uniqueKeysWithValues: inputs.map { (String($0.1), String($0.2)) })
        let expected = [
            "size.minimum": "2000", "size.maximum": "2000", "minimum.0": "100", "maximum.0": "100",
            "minimum.1": "2000", "maximum.1": "2000", "minimum.2": "2000", "maximum.2": "2000",
        ]
        #expect(largest == expected)
    }

    @Test func `one target too many is refused by the program's door and blocks an import`() async throws {
        let website = try await TestWebsite()
        let refused = try await website.ask(
            .put,
            "/api/v1/blueprints/paper",
            as: .examiner,
            json: Self.blueprint(targets: 501)
        )
        #expect(refused.status == 422 && refused.text.contains("at most 500"))
        #expect(try await website.store.blueprints().isEmpty)
        let taken = try await website.ask(
            .put,
            "/api/v1/blueprints/paper",
            as: .examiner,
            json: Self.blueprint(targets: 500)
        )
        #expect(taken.status == 200)

        let bank = try await Self.website(targets: 501).ask(.get, "/api/v1/exports/avicenna", as: .examiner).body
        let staged = await website.server.answer(
            "POST",
            "/api/v1/imports?wait=30&name=bank.zip",
            contentType: "application/octet-stream",
            body: bank
        )
        let plan = try StrictJSON.value(staged.body, maximumDepth: 64)
        #expect(plan["counts"] == ["blocked": 1])
        let notes = plan["entries"]?.elements?.first?["notes"]?.elements?.compactMap(\.text) ?? []
        #expect(notes == ["targets: a blueprint has at most 500 targets"])
    }
}
