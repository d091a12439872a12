import Assessment
import Foundation
import HTTPTypes
import Storage
import Testing

@testable import WebServer

/// An item whose picture was not in its package: imported with a note, shown with a box, kept out of papers.
@Suite struct MissingFileRouteTests {
    private static let item = ItemID(rawValue: "q1")
    private static let document = """
        <assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="q1" title="Q" adaptive="false" \
        timeDependent="false"><responseDeclaration identifier="RESPONSE" cardinality="single" baseType="identifier">\
        <correctResponse><value>a</value></correctResponse></responseDeclaration>\
        <outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>\
        <itemBody><p><img src="gone.png" alt="Twelve-lead ECG"/></p><choiceInteraction responseIdentifier="RESPONSE" \
        maxChoices="1"><prompt>Why?</prompt><simpleChoice identifier="a">One</simpleChoice>\
        <simpleChoice identifier="b">Two</simpleChoice></choiceInteraction></itemBody>\
        <responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct"/>\
        </assessmentItem>
        """

    private static func imported() async throws -> TestWebsite {
        let website = try await TestWebsite()
        let catalogue = website.store.catalogue
        let reading = try ImportReading(fileName: "q.xml", bytes: Data(document.utf8), catalogue: catalogue).plan
        #expect(reading.problems.isEmpty)
        let incoming = try #require(reading.items.first)
        #expect(incoming.blockers.isEmpty)
        #expect(incoming.notes.contains { $0.contains("gone.png") && $0.contains("not there") })
        let actor = Actor.person(try website.person(.examiner))
        let plan = try await website.store.stageImport(
            fileName: "q.xml",
            problems: [],
            items: reading.items,
            by: actor,
            now: TestWebsite.start
        )
        try await website.store.applyImport(plan.id, by: actor, now: TestWebsite.start)
        return website
    }

    @Test func `its page shows the words in a box and says that the file is missing`() async throws {
        let website = try await Self.imported()
        let page = try await website.ask(.get, "/bank/items/q1", as: .examiner)
        #expect(page.status == 200)
        #expect(page.text.contains("<strong>File missing</strong> <bdi>Twelve-lead ECG</bdi>"))
        #expect(page.text.contains("<code>media.missing</code>"))
        #expect(!page.text.contains("<img"))
    }

    @Test func `no paper is offered it, takes it or is sealed with it`() async throws {
        let website = try await Self.imported()
        let held = try #require(try await website.store.items().items.first { $0.item == Self.item })
        let examiner = Actor.person(try website.person(.examiner))
        let officer = Actor.person(try website.person(.examOfficer))
        let id = try await website.store.addPaper(
            title: "Paper",
            language: "en",
            instructions: [],
            blueprint: nil,
            seed: 1,
            by: examiner,
            now: TestWebsite.start
        )
        let form = ["add": Self.item.rawValue, "revision": "1"]
        let reply = try await website.ask(.post, "/papers/\(id.rawValue)/entries", as: .examiner, form: form)
        #expect(reply.status == 422 && reply.text.contains("has no item q1 that a paper can hold"))
        var paper = try #require(try await website.store.paper(id)).paper
        paper.sections = [
            Paper.Section(title: "All", entries: [Paper.Entry(item: Self.item, version: held.hash)])
        ]
        try await website.store.savePaper(paper, blueprint: nil, seed: 1, upon: 1, by: examiner, now: TestWebsite.start)
        try await website.store.movePaper(paper.id, to: .inReview, by: examiner, now: TestWebsite.start)
        try await website.store.movePaper(paper.id, to: .approved, by: officer, now: TestWebsite.start)
        let refusal = PaperRefusal.unsealable(.fileMissing(Self.item))
        await #expect(throws: refusal) {
            try await website.store.sealPaper(paper.id, by: officer, now: TestWebsite.start)
        }
        #expect(Failure(refusal).message.contains("item q1 shows a file that is missing"))
    }
}
