import Assessment
import ExamDelivery
import Foundation
import HTTPTypes
import Storage
import Testing

@testable import WebServer

/// Excluded questions, the pass mark and the time of release, as pages and programs see them.
@Suite struct ResultsRouteTests {
    @Test func `an excluded question stays in the table, without numbers, and leads to its page`() async throws {
        let website = try await TestWebsite()
        let (id, _) = try await website.closedSitting()
        let path = "/results/\(id.rawValue)"
        let before = try await website.ask(.get, "\(path)/items.csv", as: .board).text
        let officer = Actor.person(try website.person(.examOfficer))
        try await website.store.decide(.exclude, onPosition: 2, of: id, by: officer, now: website.clock.now)
        let page = try await website.ask(.get, path, as: .board).text
        let row = try #require(page.components(separatedBy: "<tr").first { $0.contains("\(path)/items/2\"") })
        #expect(row.contains("<code>\(TestWebsite.items[1].item.rawValue)</code>"))
        #expect(row.contains("Excluded") && row.components(separatedBy: "<bdi>–</bdi>").count == 3)
        let places = (1...3).compactMap { page.range(of: "\(path)/items/\($0)\"")?.lowerBound }
        #expect(places.count == 3 && places == places.sorted())
        #expect(try await website.ask(.get, "\(path)/items/2", as: .board).status == 200)
        let after = try await website.ask(.get, "\(path)/items.csv", as: .board).text
        let item = "\"\(TestWebsite.items[1].item.rawValue)\""
        #expect(before.contains(item) && !after.contains(item))
    }

    @Test func `when every question is excluded the page says so and still leads to each`() async throws {
        let website = try await TestWebsite()
        let (id, _) = try await website.closedSitting()
        let officer = Actor.person(try website.person(.examOfficer))
        for position in 1...TestWebsite.items.count {
            try await website.store.decide(.exclude, onPosition: position, of: id, by: officer, now: website.clock.now)
        }
        let page = try await website.ask(.get, "/results/\(id.rawValue)", as: .board).text
        #expect(page.contains("Every question is excluded, so there are no results."))
        #expect(page.contains("/results/\(id.rawValue)/items/1\""))
    }

    @Test func `a candidate reads when the results were released, in the zone of the exam`() async throws {
        let website = try await TestWebsite()
        let (id, candidate) = try await website.closedSitting(zone: "America/New_York")
        let (store, now) = (website.store, website.clock.now)
        let officer = try website.person(.examOfficer)
        let token = try await store.beginSession(of: candidate, for: id, until: now + 7 * 24 * 3600, now: now)
        func page() async throws -> String {
            let cookies = [Cookies.session: token.text]
            return try await website.ask(.get, "/my/results/\(id.rawValue)", cookies: cookies).text
        }
        #expect(try await page().contains("Results are not released yet."))
        let scored = try await store.scoreSitting(id, by: .person(officer), now: now)
        try await store.confirmResults(of: id, by: .person(officer), now: now)
        try await store.proposeRelease(of: id, digest: scored.digest, by: try website.person(.board), now: now)
        #expect(try await page().contains("Results are not released yet."))
        let released = now + 17 * 3600  // 2027-01-16 04:00 UTC, still the day before in New York
        try await store.confirmRelease(of: id, digest: scored.digest, by: officer, now: released)
        #expect(try await page().contains("Results were released on 15 January 2027, 23:00 New York."))
    }

    @Test func `programs set the pass mark exactly, and take it away with null alone`() async throws {
        let website = try await TestWebsite()
        let (id, _) = try await website.closedSitting()
        let target = "/api/v1/sittings/\(id.rawValue)/pass-mark"
        let officer = Actor.person(try website.person(.examOfficer))
        _ = try await website.store.scoreSitting(id, by: officer, now: website.clock.now)
        let set = try await website.ask(.post, target, as: .examOfficer, json: ["passMark": "11/20"])
        #expect(set.status == 200)
        #expect(try set.json == ["sitting": .string(id.rawValue), "state": "closed", "passMark": "0.55"])
        #expect(try await website.store.sitting(id)?.sitting.passMark == Mark(11, over: 20))
        let third = try await website.ask(.post, target, as: .examOfficer, json: ["passMark": "1/3"])
        #expect(try third.json["passMark"] == "1/3")
        let none = try await website.ask(.post, target, as: .examOfficer, json: ["passMark": .null])
        #expect(try none.json["passMark"] == .null)
        #expect(try await website.store.sitting(id)?.sitting.passMark == nil)
    }

    @Test(
        arguments: [
            ["passMark": "21/20"], ["passMark": "-0.1"], ["passMark": "55 %"], ["passMark": 1], ["passMark": "1/0"],
            [:],
            ["passMark": "0.5", "more": 1],
        ] as [JSONValue]
    )
    func `what is no share of the marks is refused and changes nothing`(body: JSONValue) async throws {
        let website = try await TestWebsite()
        let id = try await website.sitting("Sitting", of: try await website.sealedForm())
        let reply = try await website.ask(
            .post,
            "/api/v1/sittings/\(id.rawValue)/pass-mark",
            as: .examOfficer,
            json: body
        )
        #expect((400..<500).contains(reply.status))
        #expect(try await website.store.sitting(id)?.sitting.passMark == Mark(1, over: 2))
    }

    @Test func `the pass mark of an unknown sitting is not found, and another role may not set it`() async throws {
        let website = try await TestWebsite()
        let target = "/api/v1/sittings/018f0000-0000-7000-8000-000000000000/pass-mark"
        #expect(try await website.ask(.post, target, as: .examOfficer, json: ["passMark": "0.5"]).status == 404)
        #expect(try await website.ask(.post, target, as: .board, json: ["passMark": "0.5"]).status == 403)
    }
}
