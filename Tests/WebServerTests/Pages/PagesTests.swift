import Assessment
import Foundation
import Testing

@testable import WebServer

/// Rules of single pages and of the times that they show.
@Suite struct PagesTests {
    @Test func `a time is that of the exam's zone, in summer too`() {
        let clock = ClockText(zone: TimeZone(identifier: "America/New_York") ?? .gmt)
        let date = Date(timeIntervalSince1970: 1_809_248_400)  // 2027-05-02T09:00:00Z
        #expect(clock.minute(date) == "05:00")
        #expect(clock.second(date + 7) == "05:00:07")
        #expect(clock.zoneName == "New York")
    }

    @Test(arguments: [
        (Duration.seconds(46 * 60 + 1), "47 min left"), (.seconds(300), "5 min left"), (.seconds(299), "4:59 left"),
        (.seconds(9), "0:09 left"), (.seconds(-3), "0:00 left"),
    ])
    func `what is left is rounded up to minutes, and below 5 minutes to the second`(
        left: Duration,
        words: String
    ) throws {
        #expect(try ClockText.left(left, texts: SiteFolder.texts("en")) == words)
    }

    @Test(arguments: [(9000, "2 h 30 min"), (7200, "2 h"), (2700, "45 min")])
    func `a length is said in hours and minutes`(seconds: Int, words: String) throws {
        #expect(try ClockText.length(.seconds(seconds), texts: SiteFolder.texts("en")) == words)
    }

    @Test func `display settings survive their cookie, and an odd cookie changes nothing`() {
        let fields = ["theme": "contrast", "size": "200", "spacing": "wide", "announcements": "end", "letters": "on"]
        let settings = DisplaySettings(fields: fields)
        #expect(DisplaySettings(cookie: settings.cookie) == settings)
        #expect(settings.cookie.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || ":.".contains($0)) })
        #expect(DisplaySettings(cookie: "theme:\"><script>.size.size:9e9") == DisplaySettings())
    }

    @Test func `a resource search needs every word, in any case and with or without accents`() throws {
        let page = try #require(Exam.pack.pages.last)
        let hit = try #require(ResourceSearch.hit(ResourceSearch.words(of: "SODIÚM chloride!"), in: page))
        #expect(hit.match == "Sodium")
        #expect(ResourceSearch.hit(["sodium", "nothing"], in: page) == nil)
        #expect(ResourceSearch.words(of: " <> ") == [])
    }

    @Test func `areas with fewer than 8 questions are not shown to a candidate`() throws {
        let texts = try SiteFolder.texts("en")
        let page = FeedbackPage(paper: "A", score: Exam.score(71.4, isPass: true), releasedOn: nil, texts: texts)
        let result = try #require(page.result)
        #expect(!result.areas.map(\.area).contains("Ethics"))
        #expect(result.strongest == "Strongest: Cardiovascular." && result.weakest == "Work on: Renal.")
        #expect(result.summary == "A: pass · 71.4 % · pass mark 58.2 %")
    }

    @Test func `an unknown status speaks as its class does`() {
        #expect(ErrorPage.Kind(status: 418) == .badRequest)
        #expect(ErrorPage.Kind(status: 599) == .fault)
        #expect(ErrorPage.Kind(status: 410) == .gone)
    }

    @Test func `a page that may not be answered brings no change`() throws {
        let texts = try SiteFolder.texts("en")
        let ended = try #require(Specimen.all.first { $0.name == "question-ended" })
        let open = try #require(Specimen.all.first { $0.name == "question-blank" })
        #expect(try !SpecimenTests.rendered(ended, texts).contains("name=\"change\""))
        #expect(try SpecimenTests.rendered(open, texts).contains("name=\"change\""))
    }

    @Test(arguments: Specimen.all.filter { $0.name.hasPrefix("question-") && $0.name != "question-hostile" })
    func `a question is at most 10 KB of HTML`(specimen: Specimen) throws {
        #expect(try SpecimenTests.rendered(specimen, SiteFolder.texts("en")).utf8.count <= 10_000)
    }
}
