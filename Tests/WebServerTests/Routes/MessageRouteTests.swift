import Assessment
import ExamDelivery
import Foundation
import HTTPTypes
import Storage
import Testing

@testable import WebServer

/// A message on its way: from the live view or a program to the heartbeat, the page of messages and back as read.
@Suite struct MessageRouteTests {
    @Test func `a message to all comes with the next heartbeat, and once only to a device that has seen it`()
        async throws
    {
        let room = try await Room()
        let page = try await room.website.ask(
            .post,
            "\(room.path)/messages",
            as: .invigilator,
            form: ["candidate": "", "text": "Fire alarm: <b>stay</b> calm."]
        )
        #expect(page.status == 303)
        let heard = try await room.heartbeat()["messages"]?.elements ?? []
        #expect(heard.map { $0["text"]?.text } == ["Fire alarm: <b>stay</b> calm."])
        let sentAt = try #require(heard.first?["sentAt"]?.text)
        #expect(try await room.heartbeat("?after=\(sentAt)")["messages"]?.elements == [])
        #expect(try await room.heartbeat("?after=yesterday")["messages"]?.elements?.count == 1)
    }

    @Test func `a heartbeat without messages stays below 300 bytes`() async throws {
        let room = try await Room()
        let path = "/api/v1/attempts/\(room.attempt.rawValue)/heartbeat"
        #expect(try await room.website.ask(.get, path, as: .candidate).body.count < 300)
    }

    @Test func `a message is on every page without scripts until it is marked as read, and then counted`()
        async throws
    {
        let room = try await Room()
        let sent = try await room.send(["text": "Bring your own pen.", "candidate": "7"])
        #expect(sent.status == 201)
        let id = try #require(try sent.json["message"]?.text)
        #expect(try await room.page("\(room.exam)/q/1").contains("Bring your own pen."))
        let ahead = try await room.website.ask(
            .get,
            "\(room.exam)/q/2",
            as: .candidate,
            headers: ["X-Purpose": "prefetch"]
        )
        #expect(ahead.status == 200 && !ahead.text.contains("Bring your own pen."))
        let messages = try await room.page("/messages")
        #expect(messages.contains("15 January 2027, 08:00 London") && messages.contains("<strong>New</strong>"))
        let read = try await room.website.ask(.post, "/messages", as: .candidate, form: ["message": id])
        #expect(read.headers[.location] == "/messages")
        #expect(try await !room.page("/messages").contains("<strong>New</strong>"))
        #expect(try await !room.page("\(room.exam)/q/1").contains("Bring your own pen."))
        let live = try await room.website.ask(.get, "\(room.path)/live", as: .invigilator).text
        #expect(live.contains("read by 1 of 1") && live.contains("To 7"))
    }

    @Test func `page and program refuse the same messages`() async throws {
        let room = try await Room()
        let cases: [(text: String, candidate: String?, status: Int, code: String)] = [
            (" ", nil, 422, "message.length"), (String(repeating: "a", count: 501), nil, 422, "message.length"),
            ("Text", "nobody", 404, "not-found"),
        ]
        for refused in cases {
            var json: [String: JSONValue] = ["text": .string(refused.text)]
            if let candidate = refused.candidate { json["candidate"] = .string(candidate) }
            let answer = try await room.send(.object(json))
            #expect(answer.status == refused.status)
            #expect(try answer.json["code"]?.text == refused.code)
            let page = try await room.website.ask(
                .post,
                "\(room.path)/messages",
                as: .invigilator,
                form: ["candidate": refused.candidate ?? "", "text": refused.text]
            )
            #expect(page.status == refused.status)
        }
        let officer = Actor.person(try room.website.person(.examOfficer))
        room.website.clock.move(by: 3 * 3600)
        try await room.website.store.moveSitting(room.id, to: .closed, by: officer, now: room.website.clock.now)
        let late = try await room.send(["text": "Too late"])
        #expect(late.status == 409)
        #expect(try late.json["code"]?.text == "message.not-open")
        #expect(try await room.website.store.messages(of: room.id).isEmpty)
    }
}
