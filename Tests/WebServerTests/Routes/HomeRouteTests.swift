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
        let names = try #require(page.components(separatedBy: "The next 7 days").last)
        #expect(!names.contains("Too late") && !names.contains("Open already"))
        let (first, last) = (names.range(of: "Next</bdi>"), names.range(of: "Last</bdi>"))
        #expect(try #require(first).lowerBound < #require(last).lowerBound)
        #expect(names.contains("href=\"/sittings/\(next.rawValue)\""))
        #expect(names.contains("16 January 2027, 03:00 New York"))
        #expect(names.contains("22 January 2027, 08:00 London"))
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
    }
}
