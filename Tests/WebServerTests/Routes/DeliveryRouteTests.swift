import Assessment
import ExamDelivery
import Foundation
import HTTPTypes
import Storage
import Testing

@testable import WebServer

/// Answers that waited on a device: what still comes in after the end, and what does not open again.
@Suite struct DeliveryRouteTests {
    /// A sitting with one candidate by ticket who has begun, signed in as a browser would be.
    private struct Desk {
        let website: TestWebsite
        let sitting: SittingID
        let ticket: Ticket
        let person: PersonID
        let session: String
        let attempt: AttemptID

        var exam: String { "/sit/\(sitting.rawValue)" }
        var officer: Actor { .person(website.people[.examOfficer] ?? person) }

        init() async throws {
            website = try await TestWebsite()
            let (start, officer) = (TestWebsite.start, Actor.person(try website.person(.examOfficer)))
            let id = try await website.sitting("Sitting", of: try await website.sealedForm())
            let outcome = try await website.store.importCandidates(
                [IncomingCandidate(number: "1", name: "One"), IncomingCandidate(number: "2", name: "Two")],
                into: id,
                isDryRun: false,
                by: officer,
                now: start
            )
            try await website.store.moveSitting(id, to: .open, by: officer, now: start)
            let ticket = try #require(outcome.tickets["1"])
            let candidate = try #require(try await website.store.candidates(of: id).first { $0.number == "1" })
            let session = try #require(try await Self.session(Self.signIn(ticket, website)))
            let begun = try await website.ask(
                .post,
                "/api/v1/sittings/\(id.rawValue)/attempts",
                json: [:],
                cookies: [Cookies.session: session]
            )
            (sitting, self.ticket, person, self.session) = (id, ticket, candidate.person, session)
            attempt = AttemptID(rawValue: try #require(try begun.json["attempt"]?.text))
        }

        static func signIn(
            _ ticket: Ticket,
            number: String = "1",
            _ website: TestWebsite
        ) async throws
            -> TestWebsite.Reply
        {
            try await website.ask(.post, "/sign-in/code", form: ["code": ticket.letters, "candidate": number])
        }

        static func session(_ reply: TestWebsite.Reply) -> String? {
            let name = "\(Cookies.session)="
            return reply.headers[values: .setCookie].first { $0.hasPrefix(name) }
                .map { String($0.dropFirst(name.count).prefix { $0 != ";" }) }
        }

        func signIn() async throws -> TestWebsite.Reply { try await Self.signIn(ticket, website) }

        func save(_ sequence: Int64, to other: AttemptID? = nil, as session: String) async throws -> TestWebsite.Reply {
            try await website.ask(
                .post,
                "/api/v1/attempts/\((other ?? attempt).rawValue)/responses",
                json: [
                    "change": .string("c\(sequence)"), "epoch": 1, "sequence": .integer(sequence), "position": 1,
                    "response": [:],
                ],
                cookies: [Cookies.session: session]
            )
        }

        func get(_ path: String, as session: String) async throws -> TestWebsite.Reply {
            try await website.ask(.get, path, cookies: [Cookies.session: session])
        }

        func confirm() async throws {
            let (store, now) = (website.store, website.clock.now)
            _ = try await store.scoreSitting(sitting, by: officer, now: now)
            try await store.confirmResults(of: sitting, by: officer, now: now)
        }
    }

    @Test func `a change that comes 20 hours after the sign-in is stored as late, until the results are confirmed`()
        async throws
    {
        let desk = try await Desk()
        desk.website.clock.move(by: 20 * 3600)
        let late = try await desk.save(1, as: desk.session)
        #expect(late.status == 200)
        #expect(try late.json["standing"] == "late")
        try await desk.website.store.moveSitting(
            desk.sitting,
            to: .closed,
            by: desk.officer,
            now: desk.website.clock.now
        )
        #expect(try await desk.save(2, as: desk.session).status == 200)
        try await desk.confirm()
        let refused = try await desk.save(3, as: desk.session)
        #expect(refused.status == 409)
        #expect(try refused.json["code"] == "attempt.confirmed")
        // What was stored before keeps its answer: a lost acknowledgement is asked for again.
        #expect(try await desk.save(1, as: desk.session).status == 200)
    }

    @Test func `an expired session writes to its own attempt and reads nothing`() async throws {
        let desk = try await Desk()
        let other = try #require(try await desk.website.store.candidates(of: desk.sitting).first { $0.number == "2" })
        let foreign = try await desk.website.store.startAttempt(
            of: other.person,
            in: desk.sitting,
            seed: 1,
            device: "",
            now: TestWebsite.start
        )
        desk.website.clock.move(by: 14 * 3600 - 1)
        #expect(try await desk.get("\(desk.exam)/receipt", as: desk.session).status == 200)
        desk.website.clock.move(by: 1)
        #expect(try await desk.save(1, as: desk.session).status == 200)
        #expect(try await desk.save(2, to: foreign, as: desk.session).status == 404)
        for path in ["", "/q/1", "/review", "/receipt", "/resources/pack"] {
            let reply = try await desk.get(desk.exam + path, as: desk.session)
            #expect(reply.status == 303 && reply.headers[.location]?.hasPrefix("/sign-in?next=") == true, "\(path)")
        }
        for path in ["", "/heartbeat"] {
            let reply = try await desk.get("/api/v1/attempts/\(desk.attempt.rawValue)\(path)", as: desk.session)
            #expect(reply.status == 401, "\(path)")
        }
        let signedOut = try await desk.website.store.beginSession(
            of: desk.person,
            for: desk.sitting,
            until: TestWebsite.start + 1,
            now: TestWebsite.start
        )
        try await desk.website.store.endSession(signedOut, of: desk.person, now: desk.website.clock.now)
        #expect(try await desk.save(3, as: signedOut.text).status == 401)
    }

    @Test func `who leaves a shared machine after the sign-in expired can still end its delivering`() async throws {
        let desk = try await Desk()
        desk.website.clock.move(by: 14 * 3600 + 1)
        let token = try #require(SessionToken(text: desk.session))
        let reply = try await desk.website.ask(
            .post,
            "/sign-out",
            form: ["csrf": CrossSiteRule.token(of: token)],
            cookies: [Cookies.session: desk.session]
        )
        #expect(reply.status == 303)
        #expect(try await desk.save(1, as: desk.session).status == 401)
    }

    @Test func `a new ticket ends the sessions of the old one`() async throws {
        let desk = try await Desk()
        #expect(try await desk.save(1, as: desk.session).status == 200)
        let path = "/api/v1/sittings/\(desk.sitting.rawValue)/candidates/1/ticket"
        #expect(try await desk.website.ask(.post, path, as: .examOfficer, json: [:]).status == 200)
        #expect(try await desk.save(2, as: desk.session).status == 401)
    }

    @Test func `a ticket of one sitting opens no attempt of another`() async throws {
        let desk = try await Desk()
        let elsewhere = try await desk.website.store.beginSession(
            of: desk.person,
            for: SittingID(rawValue: "another sitting"),
            until: desk.website.clock.now + 3600,
            now: desk.website.clock.now
        )
        let account = try await desk.website.store.beginSession(
            of: desk.person,
            for: nil,
            until: desk.website.clock.now + 3600,
            now: desk.website.clock.now
        )
        for path in ["", "/heartbeat"] {
            let target = "/api/v1/attempts/\(desk.attempt.rawValue)\(path)"
            #expect(try await desk.get(target, as: elsewhere.text).status == 404, "\(path)")
            #expect(try await desk.get(target, as: account.text).status == 200, "\(path)")
        }
        #expect(try await desk.save(1, as: elsewhere.text).status == 404)
        #expect(try await desk.save(1, as: account.text).status == 200)
    }

    @Test func `a browser keeps a candidate's sign-in longer than it opens anything, and staff's not`() async throws {
        let desk = try await Desk()
        func age(_ reply: TestWebsite.Reply) -> String? {
            reply.headers[values: .setCookie].first { $0.hasPrefix(Cookies.session) }?
                .components(separatedBy: "; ").first { $0.hasPrefix("Max-Age=") }
        }
        #expect(try await age(desk.signIn()) == "Max-Age=34560000")
        let link = try await desk.website.store.makeSignInLink(
            for: try desk.website.person(.examiner),
            until: TestWebsite.start + 60
        )
        let staff = try await desk.website.ask(.post, "/sign-in/link/\(link.text)", form: [:])
        #expect(age(staff) == "Max-Age=50400")
    }

    @Test func `a ticket opens the exam until hand-in, and then the receipt and nothing else`() async throws {
        let desk = try await Desk()
        let before = try await desk.signIn()
        #expect(before.headers[.location] == desk.exam)
        let session = try #require(Desk.session(before))
        desk.website.clock.move(by: 60)
        #expect(try await desk.get("\(desk.exam)/q/1", as: session).status == 200)
        try await desk.website.store.record(on: desk.attempt, now: desk.website.clock.now) {
            attempt throws(Attempt.Refusal) in .handedIn
        }
        desk.website.clock.move(by: 60)
        let after = try await desk.signIn()
        #expect(after.headers[.location] == "\(desk.exam)/receipt")
        let delivering = try #require(Desk.session(after))
        #expect(try await desk.get("\(desk.exam)/receipt", as: delivering).status == 200)
        #expect(try await desk.get(desk.exam, as: delivering).status == 200)
        for path in ["/q/1", "/review", "/hand-in", "/resources/pack"] {
            let reply = try await desk.get(desk.exam + path, as: delivering)
            #expect(reply.headers[.location] == "\(desk.exam)/receipt", "\(path)")
        }
        #expect(try await desk.get("/api/v1/attempts/\(desk.attempt.rawValue)", as: delivering).status == 409)
        #expect(try await desk.save(1, as: delivering).json["standing"] == "late")
        // Who was signed in when the attempt ended still sees what was answered.
        #expect(try await desk.get("\(desk.exam)/q/1", as: session).status == 200)
    }

    @Test func `a ticket delivers after the close until the results are confirmed, and only where something was begun`()
        async throws
    {
        let desk = try await Desk()
        let second = try await desk.website.store.renewTicket(
            of: try #require(try await desk.website.store.candidates(of: desk.sitting).last?.person),
            in: desk.sitting,
            by: desk.officer,
            now: TestWebsite.start
        )
        desk.website.clock.move(by: 20 * 3600)
        try await desk.website.store.moveSitting(
            desk.sitting,
            to: .closed,
            by: desk.officer,
            now: desk.website.clock.now
        )
        let session = try #require(Desk.session(try await desk.signIn()))
        #expect(try await desk.save(1, as: session).json["standing"] == "late")
        let idle = try await Desk.signIn(second, number: "2", desk.website)
        #expect(idle.status == 422 && Desk.session(idle) == nil)
        try await desk.confirm()
        let over = try await desk.signIn()
        #expect(over.status == 422 && Desk.session(over) == nil)
    }
}
