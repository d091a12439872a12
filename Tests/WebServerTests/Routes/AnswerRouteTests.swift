import Assessment
import ExamDelivery
import Foundation
import HTTPTypes
import Storage
import Testing

@testable import WebServer

/// An answer sent by a plain form.
@Suite struct AnswerRouteTests {
    @Test func `without scripts too, an answer that does not count is not passed off as saved`() async throws {
        let room = try await Room()
        let record = try #require(try await room.website.store.sitting(room.id))
        let form = try #require(try await room.website.store.form(record.sitting.form))
        let order = CandidateOrder(of: form, seed: 3)
        let number = try #require((1...form.positions.count).first { Self.text(at: $0, order, form) != nil })
        let name = try #require(Self.text(at: number, order, form))
        func post(_ text: String) async throws -> TestWebsite.Reply {
            try await room.website.ask(
                .post,
                "\(room.exam)/q/\(number)",
                as: .candidate,
                form: ["change": UUID().uuidString, "epoch": "1", name: text, "go": "stay"]
            )
        }
        func notice(_ reply: TestWebsite.Reply) -> String? {
            reply.headers[values: .setCookie].first { $0.hasPrefix("notice=") }?.prefix { $0 != ";" }.description
        }
        let saved = try await post("asthma")
        #expect(saved.status == 303 && notice(saved) == nil)
        let long = try await post(String(repeating: "a", count: 70_000))
        #expect(long.status == 303 && notice(long) == "notice=answer-misfit")
        room.website.clock.move(by: 3661)
        let late = try await post("croup")
        #expect(late.status == 303 && notice(late) == "notice=answer-late")
    }

    @Test func `leaving a question as it was stores nothing, but under a new lease the same answer is stored`()
        async throws
    {
        let room = try await Room()
        let store = room.website.store
        let record = try #require(try await store.sitting(room.id))
        let form = try #require(try await store.form(record.sitting.form))
        let order = CandidateOrder(of: form, seed: 3)
        let number = try #require((1...form.positions.count).first { Self.text(at: $0, order, form) != nil })
        let (name, position) = (try #require(Self.text(at: number, order, form)), order.positions[number - 1])
        func post(_ text: String, epoch: Int) async throws -> Int {
            let before = try await store.timeline(of: room.attempt).count
            let reply = try await room.website.ask(
                .post,
                "\(room.exam)/q/\(number)",
                as: .candidate,
                form: ["change": UUID().uuidString, "epoch": String(epoch), name: text, "go": "stay"]
            )
            #expect(reply.status == 303)
            return try await store.timeline(of: room.attempt).count - before
        }
        #expect(try await post("", epoch: 1) == 0)
        #expect(try await post("asthma", epoch: 1) == 1)
        #expect(try await post("asthma", epoch: 1) == 0)
        try await store.record(on: room.attempt, now: TestWebsite.start) { attempt throws(Attempt.Refusal) in
            attempt.takeOver(device: "Safari, iPad")
        }
        // The new window makes the answer its own: then nothing from the old one can win.
        #expect(try await post("asthma", epoch: 2) == 1)
        #expect(try await store.attempt(room.attempt).held[position]?.epoch == 2)
        #expect(try await post("croup", epoch: 1) == 1)
        let held = try #require(try await store.attempt(room.attempt).held[position])
        #expect(held.epoch == 2 && held.response.values.values.contains(.text("asthma")))
    }

    /// The field of the question's text interaction, if it has one.
    private static func text(at number: Int, _ order: CandidateOrder, _ form: Form) -> String? {
        guard let position = order.position(ofQuestion: number) else { return nil }
        for case .text(let text) in form.positions[position - 1].interactions { return "response.\(text.id.rawValue)" }
        return nil
    }
}
