import Assessment
import Foundation
import HTTPTypes
import ItemKinds
import Storage
import Testing

@testable import WebServer

/// A station in the bank: what staff read of it, and that no paper and no candidate gets it.
@Suite struct StationRouteTests {
    private static func station() throws -> ItemVersion {
        try #require(OSCEStation.specimens.first { $0.problemCodes.isEmpty }).version
    }

    /// A bank with questions and one station.
    private static func website() async throws -> TestWebsite {
        let website = try await TestWebsite()
        let examiner = Actor.person(try website.person(.examiner))
        let plan = try await website.store.stageImport(
            fileName: "items.zip",
            problems: [],
            items: TestWebsite.incoming + [IncomingItem(path: "station.json", version: try station())],
            by: examiner,
            now: TestWebsite.start
        )
        try await website.store.applyImport(plan.id, by: examiner, now: TestWebsite.start)
        return website
    }

    private static func draft(_ website: TestWebsite, holding versions: [ItemVersion] = []) async throws -> PaperID {
        let examiner = Actor.person(try website.person(.examiner))
        let id = try await website.store.addPaper(
            title: "Paper",
            language: "en",
            instructions: [],
            blueprint: nil,
            seed: 1,
            by: examiner,
            now: TestWebsite.start
        )
        guard !versions.isEmpty else { return id }
        var paper = try #require(try await website.store.paper(id)).paper
        let entries = versions.map { Paper.Entry(item: $0.item, version: $0.hash) }
        paper.sections = [Paper.Section(title: "All", entries: entries)]
        try await website.store.savePaper(paper, blueprint: nil, seed: 1, upon: 1, by: examiner, now: TestWebsite.start)
        return id
    }

    @Test func `its page shows each role's part apart, and the marksheet with what each anchor gains`() async throws {
        let website = try await Self.website()
        let path = "/bank/items/\(try Self.station().item.rawValue)"
        let text = try await website.ask(.get, path, as: .examiner).text
        let parts = text.components(separatedBy: "<section class=\"panel").dropFirst().map { part in
            part.components(separatedBy: "</section>")[0]
        }
        #expect(parts.count == 5)
        let words = [
            ("Door notice", "Clean your hands"), ("Examiner brief", "Do not prompt"),
            ("Simulated patient’s script", "You lie on the couch"), ("Props", "Paper towels"),
            ("Marksheet", "Bares the forearms"),
        ]
        for (part, (heading, content)) in zip(parts, words) {
            #expect(part.contains(heading) && part.contains(content))
            #expect(words.count { part.contains($0.1) } == 1, "\(heading) shows another role's part")
        }
        let sheet = try #require(parts.last)
        #expect(sheet.matches(of: /<input type="radio"/).count == 14)
        #expect(sheet.contains("<bdi class=\"muted\">0.75</bdi>") && sheet.contains("Must be observed in full"))
        #expect(sheet.contains("borderline grade") && sheet.contains("Global rating: sets the standard"))
        #expect(!text.contains("As candidates see it"))
    }

    @Test func `candidates get neither its page nor its parts from the API`() async throws {
        let website = try await Self.website()
        let station = try Self.station()
        for path in [
            "/bank/items/\(station.item.rawValue)", "/api/v1/items/\(station.item.rawValue)",
            "/api/v1/versions/\(station.hash.rawValue)",
        ] {
            let reply = try await website.ask(.get, path, as: .candidate)
            #expect(reply.status == 403, "\(path)")
            #expect(!reply.text.contains("Do not prompt") && !reply.text.contains("couch"))
        }
        let own = try await website.ask(.get, "/api/v1/versions/\(station.hash.rawValue)", as: .examiner)
        #expect(own.status == 200 && own.text.contains("Do not prompt"))
    }

    @Test func `no paper is offered it or takes it`() async throws {
        let website = try await Self.website()
        let station = try Self.station()
        let id = try await Self.draft(website)
        let page = try await website.ask(.get, "/papers/\(id.rawValue)/assemble", as: .examiner)
        #expect(page.status == 200 && page.text.contains(TestWebsite.items[0].item.rawValue))
        #expect(!page.text.contains(station.item.rawValue))
        let form = ["add": station.item.rawValue, "revision": "1"]
        let reply = try await website.ask(.post, "/papers/\(id.rawValue)/entries", as: .examiner, form: form)
        #expect(reply.status == 422)
        #expect(reply.text.contains("has no item \(station.item.rawValue) that a paper can hold"))
    }

    @Test func `a paper that holds one all the same is not sealed, and says why`() async throws {
        let website = try await Self.website()
        let station = try Self.station()
        let id = try await Self.draft(website, holding: [TestWebsite.items[0], station])
        let officer = Actor.person(try website.person(.examOfficer))
        let examiner = Actor.person(try website.person(.examiner))
        try await website.store.movePaper(id, to: .inReview, by: examiner, now: TestWebsite.start)
        try await website.store.movePaper(id, to: .approved, by: officer, now: TestWebsite.start)
        let refusal = PaperRefusal.unsealable(.answeredByExaminer(station.item))
        await #expect(throws: refusal) {
            try await website.store.sealPaper(id, by: officer, now: TestWebsite.start)
        }
        #expect(Failure(refusal).message.contains("is a station, which an examiner marks; take it out of the paper"))
    }
}
