import Assessment
import ExamDelivery
import Foundation
import HTTPTypes
import ItemKinds
import Storage
import Testing

@testable import WebServer

/// An item that is answered in turns, on the candidate's page and through the API.
@Suite struct TurnRouteTests {
    private static let incoming = [IncomingItem(path: "turns.xml", version: ProcessedItem.nextStep)]

    private static func page(_ room: Room) async throws -> String {
        let lease = ["lease_\(room.id.rawValue)": "\(room.attempt.rawValue).1"]
        return try await room.website.ask(.get, "\(room.exam)/q/1", as: .candidate, cookies: lease).text
    }

    private static func post(
        _ room: Room,
        go: String,
        turn: Int? = nil,
        change: String = UUID().uuidString,
        _ fields: [String: String] = [:]
    ) async throws -> TestWebsite.Reply {
        var form = ["change": change, "epoch": "1", "go": go]
        form["turn"] = turn.map(String.init)
        form.merge(fields) { $1 }
        return try await room.website.ask(.post, "\(room.exam)/q/1", as: .candidate, form: form)
    }

    @Test func `the page goes on with every turn and takes none after the last`() async throws {
        let room = try await Room(Self.incoming)
        let texts = try SiteFolder.texts("en")
        var page = try await Self.page(room)
        #expect(page.contains("name=\"response.TEST\"") && !page.contains("name=\"response.CARE\""))
        #expect(page.contains("name=\"turn\" value=\"1\"") && page.contains(texts("turn.about")))
        #expect(!page.contains("Think of her legs") && !page.contains("The scan shows"))

        // A hint is a turn of its own.
        #expect(try await Self.post(room, go: "press:HINT", turn: 1).status == 303)
        page = try await Self.page(room)
        #expect(page.contains("Think of her legs") && page.contains("name=\"turn\" value=\"2\""))

        // What is only saved shows nothing.
        _ = try await Self.post(room, go: "stay", ["response.TEST": "CTPA"])
        page = try await Self.page(room)
        #expect(page.contains("name=\"response.TEST\"") && !page.contains("The scan shows"))

        let change = UUID().uuidString
        for _ in 0..<2 {
            // Sent twice, as by two clicks, it is one turn.
            let sent = try await Self.post(room, go: "turn", turn: 2, change: change, ["response.TEST": "CTPA"])
            #expect(sent.status == 303 && sent.headers[.location] == "\(room.exam)/q/1")
        }
        page = try await Self.page(room)
        #expect(page.contains("The scan shows") && page.contains("name=\"response.CARE\""))
        #expect(!page.contains("name=\"response.TEST\"") && page.contains("name=\"turn\" value=\"3\""))
        #expect(page.contains(texts("turn.taken", count: 2)))

        // From a page that is older than the last turn.
        let stale = try await Self.post(room, go: "turn", turn: 2, ["response.CARE": "ASPIRIN"])
        #expect(stale.status == 303)
        #expect(try await Self.post(room, go: "turn", turn: 3, ["response.CARE": "HEPARIN"]).status == 303)
        page = try await Self.page(room)
        #expect(page.contains("She is taken to the ward") && page.contains(texts("turn.completed")))
        #expect(
            !page.contains("name=\"turn\"")
                && page.contains("<fieldset class=\"answers\" role=\"presentation\" disabled>")
        )

        let attempt = try await room.website.store.attempt(room.attempt)
        #expect(attempt.turns[1]?.count == 3)
        // What its page did not show keeps what the turn before gave.
        #expect(attempt.turns[1]?[2][ResponseID(rawValue: "TEST")] == .choices([OptionID(rawValue: "CTPA")]))
        let scored = try await room.website.store.scored(room.id)
        #expect(scored.candidates.first?.marked.positions.first?.mark == Mark(2))
    }

    @Test(arguments: [false, true])
    func `what is saved after a turn counts with what its step hides`(isProgram: Bool) async throws {
        let room = try await Room(Self.incoming)
        #expect(try await Self.post(room, go: "turn", turn: 1, ["response.TEST": "CTPA"]).status == 303)
        if isProgram {
            let saved = try await room.website.ask(
                .post,
                "/api/v1/attempts/\(room.attempt.rawValue)/responses",
                as: .candidate,
                json: [
                    "change": "draft", "epoch": 1, "sequence": 9, "position": 1,
                    "response": ["CARE": ["choices": ["HEPARIN"]]],
                ]
            ).json
            #expect(saved["standing"] == "counts")
        } else {
            #expect(try await Self.post(room, go: "stay", ["response.CARE": "HEPARIN"]).status == 303)
        }
        let attempt = try await room.website.store.attempt(room.attempt)
        #expect(attempt.turns[1]?.count == 1)
        #expect(attempt.held[1]?.response[ResponseID(rawValue: "TEST")] == .choices([OptionID(rawValue: "CTPA")]))
        #expect(try await room.website.store.scored(room.id).candidates.first?.marked.total == Mark(2))
    }

    @Test func `a program takes a turn where it saves a response`() async throws {
        let room = try await Room(Self.incoming)
        func save(_ turn: JSONValue?, _ change: String, _ response: JSONValue) async throws -> JSONValue {
            var json: [String: JSONValue] = [
                "change": .string(change), "epoch": 1, "sequence": 5, "position": 1, "response": response,
            ]
            json["turn"] = turn
            return try await room.website.ask(
                .post,
                "/api/v1/attempts/\(room.attempt.rawValue)/responses",
                as: .candidate,
                json: .object(json)
            ).json
        }
        let first = try await save(1, "a", ["TEST": ["choices": ["ECG"]]])
        #expect(first["standing"] == "counts")
        let second = try await save(2, "b", ["CARE": ["choices": ["HEPARIN"]]])
        #expect(second["standing"] == "counts")
        // Lost on the way and sent again: the same answers, though the item has gone on.
        #expect(try await save(1, "a", ["TEST": ["choices": ["ECG"]]])["digest"] == first["digest"])
        #expect(try await save(2, "b", ["CARE": ["choices": ["HEPARIN"]]])["digest"] == second["digest"])
        #expect(try await save(3, "c", ["CARE": ["choices": ["ASPIRIN"]]])["standing"] == "misfit")
        #expect(try await save("x", "d", [:])["code"] != nil)
        let state = try await room.website.ask(
            .get,
            "/api/v1/attempts/\(room.attempt.rawValue)",
            as: .candidate
        ).json
        #expect(state["responses"]?["1"]?["turns"] == 2)
        #expect(try await room.website.store.scored(room.id).candidates.first?.marked.total == .one)
    }
}
