import Assessment
import Foundation
import HTTPTypes
import Storage
import Testing

@testable import WebServer

/// A text that items share, from the bank's page of one of them to the others.
@Suite struct SharedTextRouteTests {
    private static let passage = Block.stimulus(ContentHash(of: Data()), [.text("A man of 60.")])

    private static func website(sharing count: Int) async throws -> TestWebsite {
        let website = try await TestWebsite()
        let examiner = Actor.person(try website.person(.examiner))
        var items: [IncomingItem] = []
        for number in 1...(count + 1) {
            var version = try #require(TestWebsite.incoming.first?.version)
            version.item = ItemID(rawValue: number <= count ? "item-\(number)" : "alone")
            version.title = "Title of \(version.item.rawValue)"
            if number <= count { version.body.insert(passage, at: 0) }
            if number == 1 { version.metadata.caseSet = CaseSetPlace(set: CaseSetID(rawValue: "pain"), step: 1) }
            items.append(IncomingItem(path: "\(number).json", version: version))
        }
        let plan = try await website.store.stageImport(
            fileName: "items.zip",
            problems: [],
            items: items,
            by: examiner,
            now: TestWebsite.start
        )
        try await website.store.applyImport(plan.id, by: examiner, now: TestWebsite.start)
        return website
    }

    @Test func `the page of an item leads to those that show its text, and names its case`() async throws {
        let website = try await Self.website(sharing: 3)
        let page = try await website.ask(.get, "/bank/items/item-1", as: .examiner).text
        #expect(page.contains("Shared with 2 other items."))
        for other in ["item-2", "item-3"] {
            #expect(page.contains("<a href=\"/bank/items/\(other)\"><bdi>Title of \(other)</bdi></a>"))
        }
        #expect(!page.contains("Title of alone") && page.contains("A man of 60."))
        #expect(page.contains("pain, step 1"))
        let alone = try await website.ask(.get, "/bank/items/alone", as: .examiner).text
        #expect(!alone.contains("Shared text") && !alone.contains("step 1"))
    }

    @Test(arguments: [(1, "No other item shows its text.", 0), (22, "Shared with 21 other items.", 20)])
    func `at most twenty are listed, and the rest is counted`(count: Int, words: String, listed: Int) async throws {
        let website = try await Self.website(sharing: count)
        let page = try await website.ask(.get, "/bank/items/item-1", as: .examiner).text
        #expect(page.contains(words))
        #expect(page.contains("And 1 more.") == (count == 22))
        #expect(page.components(separatedBy: "<bdi>Title of item-").count - 1 == listed + 1)
    }
}
