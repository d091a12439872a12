import Assessment
import ExamDelivery
import Foundation
import HTTPTypes
import ItemKinds
import Storage
import Testing

@testable import WebServer

/// An item with drawn parts, from the page of the candidate to the page of the bank.
@Suite struct DrawnItemRouteTests {
    private static let incoming = [
        IncomingItem(path: "drawn.xml", version: ProcessedItem.drawnDose)
    ]

    private static func weight(_ page: String) throws -> Int {
        let match = try #require(page.firstMatch(of: /A woman of ([0-9]+) kg/))
        return try #require(Int(match.1))
    }

    @Test func `a candidate reads the own draw every time, and is marked by it`() async throws {
        let room = try await Room(Self.incoming)
        let texts = try SiteFolder.texts("en")
        let weight = try Self.weight(try await room.page("\(room.exam)/q/1"))
        let attempt = try await room.website.store.attempt(room.attempt)
        #expect(attempt.start.draws[1]?.shown["WEIGHT"] == ["\(weight)"])
        #expect(try Self.weight(try await room.page("\(room.exam)/q/1")) == weight)
        let fields = [
            "change": UUID().uuidString, "epoch": "1", "go": "stay", "response.RESPONSE": "\(weight * 2)",
            "response.RESPONSE.unit": "mg",
        ]
        let sent = try await room.website.ask(.post, "\(room.exam)/q/1", as: .candidate, form: fields)
        #expect(sent.status == 303)
        let scored = try await room.website.store.scored(room.id)
        #expect(scored.candidates.first?.marked.positions.first?.mark == .one)

        // The board reads one draw, not a gap where it stands.
        let page = try await room.website.ask(.get, "/results/\(room.id.rawValue)/items/1", as: .board).text
        #expect(try Self.weight(page) > 0)
        #expect(page.contains(texts("item.draw.hint")))

        // A program that marks the same response needs the same draw.
        func score(_ draws: JSONValue?) async throws -> TestWebsite.Reply {
            var candidate: [String: JSONValue] = [
                "id": "a",
                "responses": ["1": ["RESPONSE": ResponseValue.number("\(weight * 2)", unit: "mg").json]],
            ]
            candidate["draws"] = draws
            return try await room.website.ask(
                .post,
                "/api/v1/forms/\(scored.record.sitting.form.rawValue)/score",
                as: .board,
                json: ["candidates": [.object(candidate)]]
            )
        }
        let missing = try await score(nil)
        #expect(missing.status == 422)
        #expect(try missing.json["code"] == "form.drawn")
        let draw = try #require(attempt.start.draws[1])
        #expect(try await score(["1": draw.json]).json["candidates"]?.elements?.first?["total"] == "1")
    }

    @Test func `candidates of one sitting read draws of their own from one fragment`() async throws {
        let room = try await Room(Self.incoming)
        let sitting = try #require(try await room.website.store.sitting(room.id)).sitting
        let form = try #require(try await room.website.store.form(sitting.form))
        let texts = try SiteFolder.texts("en")
        let fragment = DrawnForm(form, of: sitting, texts: texts).fragments[0]
        let shown = ["40", "66"].map {
            ItemFragment.markup(of: fragment.vignette, for: ItemFragment.State(variables: ["WEIGHT": [$0]])).markup
        }
        #expect(shown[0].contains("A woman of 40 kg") && shown[1].contains("A woman of 66 kg"))
    }

    @Test func `staff see one draw with what is correct then, and can draw again`() async throws {
        let room = try await Room(Self.incoming)
        let path = "/bank/items/\(ProcessedItem.drawnDose.item.rawValue)"
        let page = try await room.website.ask(.get, path, as: .examiner).text
        let weight = try Self.weight(page)
        #expect(page.contains(">\(weight * 2)<") && page.contains("href=\"\(path)?draw=2\""))
        #expect(try await room.website.ask(.get, "\(path)?draw=1", as: .examiner).text.contains("of \(weight) kg"))
        var others: Set<Int> = []
        for seed in 2..<12 {
            others.insert(try Self.weight(try await room.website.ask(.get, "\(path)?draw=\(seed)", as: .examiner).text))
        }
        #expect(others.count > 2)
        // What is no seed is the first draw; an item without draws says nothing of them.
        #expect(try Self.weight(try await room.website.ask(.get, "\(path)?draw=-1", as: .examiner).text) == weight)
    }
}
