import Assessment
import Foundation
import HTTPTypes
import Storage
import Testing

@testable import WebServer

/// Lockpoints and case sets of a draft, by page and API.
@Suite struct SectionRouteTests {
    /// A draft with two items that stand alone around the torn steps of a case, the later one first.
    private static func draft() async throws -> (website: TestWebsite, id: PaperID) {
        let website = try await TestWebsite()
        var items = Array(TestWebsite.incoming.prefix(4))
        for (index, step) in [(1, 2), (3, 1)] {
            items[index].version?.metadata.caseSet = CaseSetPlace(set: CaseSetID(rawValue: "case"), step: step)
        }
        let author = Actor.person(try website.person(.examiner))
        let (store, now) = (website.store, TestWebsite.start)
        let plan = try await store.stageImport(fileName: "i.zip", problems: [], items: items, by: author, now: now)
        try await store.applyImport(plan.id, by: author, now: now)
        let id = try await store.addPaper(
            title: "Paper",
            language: "en",
            instructions: [],
            blueprint: nil,
            seed: 1,
            by: author,
            now: now
        )
        var paper = try #require(try await store.paper(id)).paper
        let entries = items.compactMap(\.version).map { Paper.Entry(item: $0.item, version: $0.hash) }
        paper.sections = [Paper.Section(title: "All", entries: entries)]
        try await store.savePaper(paper, blueprint: nil, seed: 1, upon: 1, by: author, now: now)
        return (website, id)
    }

    @Test func `an examiner parts cases and sets lockpoints without scripts`() async throws {
        let (website, id) = try await Self.draft()
        let path = "/papers/\(id.rawValue)"
        let page = try await website.ask(.get, path, as: .examiner).text
        #expect(page.contains("Give each case a section of its own") && page.contains("case, step 2"))
        let apart = try await website.ask(
            .post,
            "\(path)/sections",
            as: .examiner,
            form: ["revision": "2", "lockpoint.0": "none", "do": "apart"]
        )
        #expect(apart.status == 303)
        let parted = try #require(try await website.store.paper(id)).paper
        #expect(parted.sections.map(\.title) == ["All", "Case 1"] && parted.sections.map(\.entries.count) == [2, 2])
        let steps = TestWebsite.incoming.compactMap(\.version?.item)
        #expect(parted.sections[1].entries.map(\.item) == [steps[3], steps[1]])
        let locked = try await website.ask(
            .post,
            "\(path)/sections",
            as: .examiner,
            form: ["revision": "3", "lockpoint.0": "atEnd", "lockpoint.1": "afterEach", "do": "lockpoints"]
        )
        #expect(locked.status == 303)
        let saved = try #require(try await website.store.paper(id)).paper
        #expect(saved.sections.map(\.lockpoint) == [.atEnd, .afterEach])
        let after = try await website.ask(.get, path, as: .examiner).text
        #expect(
            after.contains("Answers are closed after each question.") && !after.contains("section of its own</button>")
        )
        // Who may only read sees the lockpoints and no form.
        let reader = try await website.ask(.get, path, as: .examOfficer).text
        #expect(reader.contains("Answers are closed at the end of the section.") && !reader.contains("<select"))
    }

    @Test func `programs do the same, and are told what is wrong`() async throws {
        let (website, id) = try await Self.draft()
        let path = "/api/v1/papers/\(id.rawValue)"
        func put(_ json: JSONValue, as role: Role = .examiner) async throws -> TestWebsite.Reply {
            try await website.ask(.put, "\(path)/sections", as: role, json: json)
        }
        #expect(try await put(["revision": 2, "lockpoints": ["always"]]).status == 422)
        #expect(try await put(["revision": 2, "lockpoints": ["none", "none"]]).status == 422)
        #expect(try await put(["revision": 1, "lockpoints": ["atEnd"]]).status == 409)
        #expect(try await put(["revision": 2, "lockpoints": ["atEnd"]], as: .candidate).status == 403)
        let reply = try await put(["revision": 2, "caseSetsApart": true, "lockpoints": ["none", "afterEach"]])
        #expect(reply.status == 200)
        let sections = try #require(try reply.json.members?["sections"]?.elements)
        #expect(sections.map { $0.members?["lockpoint"]?.text } == ["none", "afterEach"])
        #expect(sections.map { $0.members?["items"]?.number } == [2, 2])
        let store = website.store
        let approver = Actor.person(try website.person(.examOfficer))
        let author = Actor.person(try website.person(.examiner))
        try await store.movePaper(id, to: .inReview, by: author, now: TestWebsite.start)
        let revision = Int64(try #require(try await store.paper(id)).revision)
        #expect(try await put(["revision": .integer(revision), "lockpoints": ["none", "none"]]).status == 409)
        try await store.movePaper(id, to: .approved, by: approver, now: TestWebsite.start)
        let form = try #require(
            try await store.form(try await store.sealPaper(id, by: approver, now: TestWebsite.start))
        )
        #expect(form.sections.map(\.lockpoint) == [.none, .afterEach])
        #expect(form.positions.map(\.follows) == [false, false, false, true])
    }

    @Test func `a torn case does not seal, and the message names the remedy`() async throws {
        let (website, id) = try await Self.draft()
        let store = website.store
        try await store.movePaper(id, to: .inReview, by: .person(try website.person(.examiner)), now: TestWebsite.start)
        let approver = Actor.person(try website.person(.examOfficer))
        try await store.movePaper(id, to: .approved, by: approver, now: TestWebsite.start)
        let reply = try await website.ask(
            .post,
            "/api/v1/papers/\(id.rawValue)/state",
            as: .examiner,
            json: ["state": "sealed"]
        )
        #expect(reply.status == 422)
        #expect(try reply.json.members?["code"] == "paper.torn")
        #expect(reply.text.contains("put them together in one section"))
    }
}
