import Assessment
import ExamDelivery
import Foundation
import HTTPTypes
import ItemKinds
import Storage
import Testing

@testable import WebServer

/// Threat T4: jumping ahead or back in a sequential part is refused, and tells nothing.
@Suite struct LockpointRouteTests {
    /// Two questions that close together, two that close one by one, then all others.
    private static func room() async throws -> Room {
        try await Room(sections: [(2, .atEnd), (2, .afterEach)])
    }

    private static func post(_ room: Room, _ path: String, _ form: [String: String]) async throws -> TestWebsite.Reply {
        try await room.website.ask(
            .post,
            room.exam + path,
            as: .candidate,
            form: form.merging(["epoch": "1"]) { $1 },
            cookies: lease(room)
        )
    }

    /// The cookie by which the browser that began holds the lease.
    private static func lease(_ room: Room) -> [String: String] {
        ["lease_\(room.id.rawValue)": "\(room.attempt.rawValue).1"]
    }

    private static func page(_ room: Room, _ path: String) async throws -> String {
        let reply = try await room.website.ask(.get, room.exam + path, as: .candidate, cookies: lease(room))
        #expect(reply.status == 200)
        return reply.text
    }

    private static func pass(_ room: Room, _ question: Int) async throws {
        let reply = try await post(room, "/lockpoint", ["question": String(question)])
        #expect(reply.status == 303 && reply.headers[.location] == "\(room.exam)/q/\(question + 1)")
    }

    private static func save(_ room: Room, at position: Int64, _ sequence: Int64) async throws -> JSONValue {
        let reply = try await room.website.ask(
            .post,
            "/api/v1/attempts/\(room.attempt.rawValue)/responses",
            as: .candidate,
            json: [
                "change": .string("c\(position).\(sequence)"), "epoch": 1, "sequence": .integer(sequence),
                "position": .integer(position), "response": [:],
            ]
        )
        #expect(reply.status == 200)
        return try reply.json
    }

    @Test func `what lies past a lockpoint cannot be told from what does not exist`() async throws {
        let room = try await Self.room()
        for number in ["3", "4", "5", "99", "9223372036854775807"] {
            for headers in [[:], ["X-Purpose": "prefetch"]] {
                let reply = try await room.website.ask(
                    .get,
                    "\(room.exam)/q/\(number)",
                    as: .candidate,
                    headers: headers
                )
                #expect(reply.status == 303 && reply.headers[.location] == "\(room.exam)/q/1", "\(number)")
            }
            let flagged = try await Self.post(room, "/q/\(number)", ["go": "flag", "change": UUID().uuidString])
            #expect(flagged.headers[.location] == "\(room.exam)/q/1", "\(number)")
        }
        for number in ["0", "-1", "x"] {
            #expect(try await room.website.ask(.get, "\(room.exam)/q/\(number)", as: .candidate).status == 404)
        }
        for (position, sequence) in [(3, 1), (99, 2)] as [(Int64, Int64)] {
            let answer = try await Self.save(room, at: position, sequence)
            #expect(answer.members?["standing"] == "misfit")
            #expect(answer.members?.keys.sorted() == ["change", "digest", "endsAt", "now", "savedAt", "standing"])
        }
        let attempt = try await room.website.store.attempt(room.attempt)
        #expect(attempt.held.isEmpty && attempt.flags.isEmpty && attempt.passedThrough == 0)
    }

    @Test func `pictures past a lockpoint come when it is passed`() async throws {
        let items = TestWebsite.incoming.sorted { !$0.media.isEmpty && $1.media.isEmpty }
        let plain = try #require(items.last)
        let room = try await Room([plain, try #require(items.first)], sections: [(1, .atEnd)])
        let record = try #require(try await room.website.store.sitting(room.id))
        let picture =
            "\(room.exam)/media/\(record.sitting.form.rawValue)/2/\(Cookies.escapedComponent(SpecimenDrawing.path))"
        #expect(try await room.website.ask(.get, picture, as: .candidate).status == 404)
        try await Self.pass(room, 1)
        #expect(try await room.website.ask(.get, picture, as: .candidate).status == 200)
    }

    @Test func `next asks at a lockpoint, and goes on only when told so`() async throws {
        let room = try await Self.room()
        #expect(try await Self.post(room, "/q/1", ["go": "next"]).headers[.location] == "\(room.exam)/q/2")
        let second = try await Self.page(room, "/q/2")
        #expect(second.contains("Go on…") && second.contains(#"data-lockpoint="2""#))
        #expect(try await Self.post(room, "/q/2", ["go": "next"]).headers[.location] == "\(room.exam)/lockpoint")
        let page = try await Self.page(room, "/lockpoint")
        #expect(page.contains("questions 1 to 2 are closed") && page.contains("2 questions have no answer"))
        #expect(try await room.website.store.attempt(room.attempt).passedThrough == 0)
        // Not the next one: nothing moves.
        for wrong in ["1", "3", "4", "99"] {
            let reply = try await Self.post(room, "/lockpoint", ["question": wrong])
            #expect(reply.headers[.location] == "\(room.exam)/q/1")
        }
        try await Self.pass(room, 2)
        try await Self.pass(room, 2)
        #expect(try await room.website.store.attempt(room.attempt).passedThrough == 2)
        #expect(try await Self.page(room, "/q/3").contains(#"data-lockpoint="3""#))
        try await Self.pass(room, 3)
        #expect(try await Self.page(room, "/lockpoint").contains("question 4 is closed"))
        try await Self.pass(room, 4)
        #expect(try await !Self.page(room, "/q/5").contains("data-lockpoint"))
        let none = try await room.website.ask(
            .get,
            "\(room.exam)/lockpoint",
            as: .candidate,
            cookies: Self.lease(room)
        )
        #expect(none.headers[.location] == "\(room.exam)/q/5")
    }

    @Test func `what is closed is read-only, and an old page changes nothing and says so`() async throws {
        let room = try await Self.room()
        let saved = try await Self.post(room, "/q/1", ["go": "stay", "change": "c1"])
        #expect(saved.status == 303)
        #expect(try await Self.save(room, at: 1, 1).members?["standing"] == "counts")
        try await Self.pass(room, 2)
        let page = try await Self.page(room, "/q/1")
        #expect(page.contains("This question is closed") && page.contains("disabled"))
        #expect(!page.contains(#"name="change""#) && !page.contains(#"id="flag""#))
        let before = try await room.website.store.attempt(room.attempt)
        #expect(try await Self.save(room, at: 1, Int64(before.lastSequence) + 1).members?["standing"] == "locked")
        let cleared = try await Self.post(room, "/q/1", ["go": "clear", "change": "c2"])
        let notices = cleared.headers[values: .setCookie].filter { $0.hasPrefix("notice=answer-locked") }
        let after = try await room.website.store.attempt(room.attempt)
        // Clearing what is blank already is no change.
        #expect(notices.count == after.setAside["locked", default: 0] - 1)
        #expect(after.held == before.held)
    }

    @Test(arguments: [[:], ["X-Purpose": "prefetch"]])
    func `having looked past a lockpoint, no device says that it answered before`(
        headers: [String: String]
    )
        async throws
    {
        let room = try await Self.room()
        #expect(try await Self.save(room, at: 1, 1).members?["standing"] == "counts")
        // Seen, as it seems, by an answer that came too early.
        #expect(try await Self.save(room, at: 3, 2).members?["standing"] == "misfit")
        let passed = try await Self.post(room, "/lockpoint", ["question": "2", "sequence": "100"])
        #expect(passed.status == 303)
        #expect(try await Self.save(room, at: 1, 50).members?["standing"] == "counts")
        let next = try await room.website.ask(.get, "\(room.exam)/q/3", as: .candidate, headers: headers)
        #expect(next.status == 200)
        #expect(try await Self.save(room, at: 1, 51).members?["standing"] == "locked")
    }

    @Test func `the review and the last look know what is closed and what is ahead`() async throws {
        let room = try await Self.room()
        try await Self.pass(room, 2)
        let review = try await Self.page(room, "/review")
        #expect(review.contains(#"href="\#(room.exam)/q/1""#) && review.contains(#"href="\#(room.exam)/q/3""#))
        #expect(!review.contains(#"href="\#(room.exam)/q/4""#) && review.contains("Question 4, not open yet"))
        #expect(review.contains("Question 1, not answered, closed"))
        // The title of the last section tells what is asked there.
        #expect(!review.contains(">All<"))
        #expect(review.contains("You have 1 question without an answer: 3."))
        let last = try await Self.page(room, "/hand-in")
        let ahead = TestWebsite.items.count - 3
        #expect(last.contains("You have not reached \(ahead) questions"))
        #expect(!last.contains(#"href="\#(room.exam)/q/1""#) && !last.contains(#"href="\#(room.exam)/q/4""#))
        // Going on after a break leads to where the candidate is.
        let again = try await Self.post(room, "", ["go": "here"])
        #expect(again.headers[.location] == "\(room.exam)/q/3")
        // After the end "next" leads on to the review instead of round in a circle.
        room.website.clock.move(by: 3661)
        let next = try await Self.post(room, "/q/3", ["go": "next"])
        #expect(next.headers[.location] == "\(room.exam)/review?from=3")
    }

    @Test func `once a section is reached the review names it`() async throws {
        let room = try await Self.room()
        for question in [2, 3, 4] { try await Self.pass(room, question) }
        #expect(try await Self.page(room, "/review").contains(">All<"))
    }

    @Test func `a cookie names a time zone or nothing`() {
        for name in ["Europe/London", "Asia/Kolkata", "UTC", "America/Argentina/Buenos_Aires"] {
            #expect(Desk.zone(name) != nil, "\(name)")
        }
        for name in ["", "../Europe/London", "Europe//London", "Mars/Olympus", String(repeating: "a", count: 65)] {
            #expect(Desk.zone(name) == nil, "\(name)")
        }
    }

    @Test func `programs pass lockpoints and see how far they are`() async throws {
        let room = try await Self.room()
        let path = "/api/v1/attempts/\(room.attempt.rawValue)"
        func pass(_ json: JSONValue) async throws -> TestWebsite.Reply {
            try await room.website.ask(.post, "\(path)/lockpoint", as: .candidate, json: json)
        }
        func state() async throws -> [Int64?] {
            let members = try await room.website.ask(.get, path, as: .candidate).json.members
            return [members?["lockedThrough"]?.number, members?["openThrough"]?.number]
        }
        #expect(try await state() == [0, 2])
        for wrong in [0, 1, 3, 99] as [Int64] {
            let reply = try await pass(["question": .integer(wrong), "epoch": 1])
            #expect(reply.status == 409)
            #expect(try reply.json.members?["code"] == "lockpoint.not-next")
        }
        #expect(try await pass(["question": 2, "epoch": 7]).status == 409)
        let passed = try await pass(["question": 2, "epoch": 1, "sequence": 10])
        #expect(passed.status == 200)
        #expect(try passed.json.members?["openThrough"] == 3)
        #expect(try await Self.save(room, at: 2, 9).members?["standing"] == "counts")
        #expect(try await Self.save(room, at: 2, 11).members?["standing"] == "locked")
        #expect(try await pass(["question": 2, "epoch": 1]).status == 200)
        #expect(try await state() == [2, 3])
        room.website.clock.move(by: 3661)
        #expect(try await pass(["question": 3, "epoch": 1]).json.members?["code"] == "attempt.ended")
        let plain = try await Room()
        let none = try await plain.website.ask(
            .post,
            "/api/v1/attempts/\(plain.attempt.rawValue)/lockpoint",
            as: .candidate,
            json: ["question": 1, "epoch": 1]
        )
        #expect(none.status == 409)
    }

    @Test func `a stranger passes nobody's lockpoint`() async throws {
        let room = try await Self.room()
        for role in [Role.examiner, .invigilator, .examOfficer] {
            let reply = try await room.website.ask(
                .post,
                "/api/v1/attempts/\(room.attempt.rawValue)/lockpoint",
                as: role,
                json: ["question": 2, "epoch": 1]
            )
            #expect([403, 404].contains(reply.status))
        }
        #expect(try await room.website.store.attempt(room.attempt).passedThrough == 0)
    }
}
