import Assessment
import ExamDelivery
import Foundation
import HTTPTypes
import Storage
import Testing

@testable import WebServer

/// Starting and going on, by page and by program: two devices never write under one lease.
@Suite struct LeaseRouteTests {
    /// A sitting that is open and not begun, and a candidate with two devices.
    private struct Door {
        let website: TestWebsite
        let sitting: SittingID
        let tokens: [SessionToken]

        var api: String { "/api/v1/sittings/\(sitting.rawValue)/attempts" }
        var lobby: String { "/sit/\(sitting.rawValue)" }

        init() async throws {
            website = try await TestWebsite()
            let officer = Actor.person(try website.person(.examOfficer))
            let (start, candidate) = (TestWebsite.start, try website.person(.candidate))
            sitting = try await website.sitting("Sitting", of: try await website.sealedForm())
            try await website.store.addCandidate(candidate, number: "7", to: sitting, by: officer, now: start)
            try await website.store.moveSitting(sitting, to: .open, by: officer, now: start)
            var tokens: [SessionToken] = []
            for _ in 0..<2 {
                tokens.append(
                    try await website.store.beginSession(of: candidate, for: nil, until: start + 9000, now: start)
                )
            }
            self.tokens = tokens
        }

        /// Asks as one of the two devices, which shows `lease` if it has one.
        func ask(
            _ method: HTTPRequest.Method,
            _ path: String,
            device: Int,
            lease: String? = nil,
            json: JSONValue? = nil,
            form: [String: String]? = nil
        ) async throws -> TestWebsite.Reply {
            var cookies = [Cookies.session: tokens[device].text]
            if let lease { cookies["lease_\(sitting.rawValue)"] = lease }
            let form = form?.merging(["csrf": CrossSiteRule.token(of: tokens[device])]) { own, _ in own }
            return try await website.ask(method, path, json: json, form: form, cookies: cookies)
        }

        func lease(_ reply: TestWebsite.Reply) -> String? {
            let name = "lease_\(sitting.rawValue)="
            return reply.headers[values: .setCookie].first { $0.hasPrefix(name) }
                .map { String($0.dropFirst(name.count).prefix { $0 != ";" }) }
        }
    }

    @Test func `a second device that starts by the API is told how to take over, and then has an epoch of its own`()
        async throws
    {
        let door = try await Door()
        let begun = try await door.ask(.post, door.api, device: 0, json: [:])
        #expect(begun.status == 200)
        #expect(try begun.json["epoch"] == 1)
        let refused = try await door.ask(.post, door.api, device: 1, json: [:])
        #expect(refused.status == 409 && door.lease(refused) == nil)
        #expect(try refused.json["code"] == "attempt.elsewhere")
        #expect(refused.text.contains("takeOver"))
        #expect(try await door.ask(.post, door.api, device: 1, json: ["takeOver": false]).status == 409)
        let taken = try await door.ask(.post, door.api, device: 1, json: ["takeOver": true])
        #expect(try taken.json["epoch"] == 2)
        #expect(try taken.json["attempt"] == begun.json["attempt"])
        let back = try await door.ask(.post, door.api, device: 0, lease: door.lease(begun), json: [:])
        #expect(back.status == 409)
        #expect(try await door.ask(.post, door.api, device: 0, json: ["takeover": true]).status == 400)
    }

    @Test func `a device that starts by the API again has the same lease, the first answer lost or not`() async throws {
        let door = try await Door()
        let begun = try await door.ask(.post, door.api, device: 0, json: [:])
        let lost = try await door.ask(.post, door.api, device: 0, json: [:])
        #expect(try lost.json == begun.json && door.lease(lost) == door.lease(begun))
        let taken = try await door.ask(.post, door.api, device: 1, json: ["takeOver": true])
        let again = try await door.ask(.post, door.api, device: 1, lease: door.lease(taken), json: [:])
        #expect(try again.json == taken.json)
    }

    @Test func `after the end the API starts nothing`() async throws {
        let door = try await Door()
        _ = try await door.ask(.post, door.api, device: 0, json: [:])
        door.website.clock.move(by: 3600)
        let reply = try await door.ask(.post, door.api, device: 0, json: ["takeOver": true])
        #expect(reply.status == 409)
        #expect(try reply.json["code"] == "attempt.ended")
    }

    @Test func `a lobby drawn before another device began takes nothing over unasked`() async throws {
        let door = try await Door()
        let begun = try await door.ask(.post, door.lobby, device: 0, form: ["agree": "on"])
        #expect(begun.headers[.location] == "\(door.lobby)/q/1")
        // Pressed twice: the browser dropped the first answer and its cookie.
        let twice = try await door.ask(.post, door.lobby, device: 0, form: ["agree": "on"])
        #expect(twice.headers[.location] == "\(door.lobby)/q/1" && door.lease(twice) == door.lease(begun))
        let stale = try await door.ask(.post, door.lobby, device: 1, form: ["agree": "on"])
        #expect(stale.headers[.location] == door.lobby && door.lease(stale) == nil)
        let page = try await door.ask(.get, door.lobby, device: 1).text
        #expect(page.contains("name=\"go\" value=\"here\""))
        let taken = try await door.ask(.post, door.lobby, device: 1, form: ["go": "here"])
        #expect(taken.headers[.location] == "\(door.lobby)/q/1")
        #expect(door.lease(taken)?.hasSuffix(".2") == true)
        let back = try await door.ask(
            .post,
            "\(door.lobby)/q/2",
            device: 0,
            lease: door.lease(begun),
            form: ["go": "here"]
        )
        #expect(back.headers[.location] == "\(door.lobby)/q/2" && door.lease(back)?.hasSuffix(".3") == true)
    }
}
