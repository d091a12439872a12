import Assessment
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

    /// The field of the question's text interaction, if it has one.
    private static func text(at number: Int, _ order: CandidateOrder, _ form: Form) -> String? {
        guard let position = order.position(ofQuestion: number) else { return nil }
        for case .text(let text) in form.positions[position - 1].interactions { return "response.\(text.id.rawValue)" }
        return nil
    }
}
