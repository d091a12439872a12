import Assessment
import Foundation
import HTTPTypes
import Storage
import Testing

@testable import WebServer

/// What the start page says of the next days, and to whom.
@Suite struct HomeRouteTests {
    private static let day: TimeInterval = 24 * 3600

    @Test func `sittings that open within 7 days are listed, the next one first, in their own zone`() async throws {
        let website = try await TestWebsite()
        let form = try await website.sealedForm()
        let start = TestWebsite.start  // 2027-01-15 08:00 UTC
        _ = try await website.sitting("Too late", of: form, opens: start + 7 * Self.day + 1)
        _ = try await website.sitting("Last", of: form, opens: start + 7 * Self.day)
        let next = try await website.sitting("Next", of: form, opens: start + Self.day, zone: "America/New_York")
        _ = try await website.sitting("Open already", of: form, opens: start)
        let page = try await website.ask(.get, "/", as: .examOfficer).text
        let parts = page.components(separatedBy: "<h2>")
        let names = try #require(parts.first { $0.hasPrefix("The next 7 days") })
        #expect(!names.contains("Too late") && !names.contains("Open already"))
        let (first, last) = (names.range(of: "Next</bdi>"), names.range(of: "Last</bdi>"))
        #expect(try #require(first).lowerBound < #require(last).lowerBound)
        #expect(names.contains("href=\"/sittings/\(next.rawValue)\""))
        #expect(names.contains("16 January 2027, 03:00 New York"))
        #expect(names.contains("22 January 2027, 08:00 London"))
    }

    @Test func `what comes later is named too, and the rest counted`() async throws {
        let website = try await TestWebsite()
        let form = try await website.sealedForm()
        let start = TestWebsite.start  // 2027-01-15 08:00 UTC
        for week in (2...8).reversed() {
            _ = try await website.sitting("Week \(week)", of: form, opens: start + Double(week) * 7 * Self.day)
        }
        let page = try await website.ask(.get, "/", as: .examOfficer).text
        #expect(!page.contains("The next 7 days"))
        let later = try #require(page.components(separatedBy: "<h2>Later</h2>").last)
        let places = (2...6).compactMap { later.range(of: "Week \($0)</bdi>")?.lowerBound }
        #expect(places.count == 5 && places == places.sorted())
        #expect(!later.contains("Week 7") && later.contains("and 2 more"))
        #expect(later.contains("29 January 2027, 08:00 London") && later.contains("href=\"/sittings\">All sittings"))
        let examiner = try await website.ask(.get, "/", as: .examiner).text
        #expect(examiner.contains("Week 2</bdi>") && !examiner.contains("/sittings"))
    }

    @Test func `a candidate sees an exam of another day in the list and in the lobby, with its date`() async throws {
        let website = try await TestWebsite()
        let opens = TestWebsite.start + 23 * 3600  // 07:00 of the next day
        let id = try await website.sitting("Paper A", of: try await website.sealedForm(), opens: opens)
        let officer = Actor.person(try website.person(.examOfficer))
        let candidate = try website.person(.candidate)
        try await website.store.addCandidate(candidate, number: "7", to: id, by: officer, now: TestWebsite.start)
        try await website.store.moveSitting(id, to: .open, by: officer, now: TestWebsite.start)
        #expect(try await website.ask(.get, "/my", as: .candidate).text.contains("16 January 2027, 07:00 London"))
        func lobby() async throws -> String { try await website.ask(.get, "/sit/\(id.rawValue)", as: .candidate).text }
        let early = try await lobby()
        #expect(early.contains("From 16 January 2027, 07:00 London"))
        #expect(early.contains("This sitting opens on 16 January 2027 at 07:00."))
        website.clock.move(by: 22 * 3600)
        let soon = try await lobby()
        #expect(soon.contains("From 07:00 London"))
        #expect(soon.contains("This sitting opens at 07:00. You can stay on this page."))
    }

    @Test func `a window that closes on another day says on which`() async throws {
        let website = try await TestWebsite()
        let opens = TestWebsite.start + 15 * 3600  // 23:00; closes at 01:00
        let id = try await website.sitting("Night", of: try await website.sealedForm(), opens: opens)
        let officer = Actor.person(try website.person(.examOfficer))
        let candidate = try website.person(.candidate)
        try await website.store.addCandidate(candidate, number: "7", to: id, by: officer, now: TestWebsite.start)
        try await website.store.moveSitting(id, to: .open, by: officer, now: TestWebsite.start)
        website.clock.move(by: 15 * 3600 + 60)
        #expect(try await website.ask(.get, "/my", as: .candidate).text.contains("Open until 16 January 2027, 01:00"))
    }

    @Test func `nobody is led where they may not go`() async throws {
        let website = try await TestWebsite()
        let id = try await website.sitting("Soon", of: try await website.sealedForm(), opens: TestWebsite.start + 60)
        for role in [Role.examOfficer, .invigilator, .board] {
            let page = try await website.ask(.get, "/", as: role).text
            #expect(page.contains("href=\"/sittings/\(id.rawValue)\""), "\(role.rawValue)")
        }
        let examiner = try await website.ask(.get, "/", as: .examiner).text
        #expect(examiner.contains("Soon</bdi>") && !examiner.contains("/sittings/"))
        #expect(try await !website.ask(.get, "/", as: .administrator).text.contains("Soon"))
    }

    @Test func `where nothing waits the page says what comes next`() async throws {
        let website = try await TestWebsite()
        let nothing = try await website.ask(.get, "/", as: .invigilator).text
        #expect(nothing.contains("Nothing needs you now.</p>"))
        let opens = TestWebsite.start + 2 * Self.day + 17 * 3600  // 01:00 UTC, still the day before in New York
        let form = try await website.sealedForm()
        _ = try await website.sitting("Paper A", of: form, opens: opens, zone: "America/New_York")
        let page = try await website.ask(.get, "/", as: .invigilator).text
        #expect(page.contains("Nothing needs you now. Next: Paper A, 17 January.</p>"))
        website.clock.move(by: -300 * Self.day)
        let early = try await website.ask(.get, "/", as: .invigilator).text
        #expect(early.contains("Nothing needs you now. Next: Paper A, 17 January 2027.</p>"))
    }
}
