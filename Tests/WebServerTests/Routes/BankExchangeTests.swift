import Archive
import Assessment
import Foundation
import HTTPTypes
import Storage
import Testing

@testable import WebServer

/// The whole bank of one school, out and into another, through the routes.
@Suite struct BankExchangeTests {
    private static let picture = Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0])
    private static let ecg = "media/\(ContentHash(of: picture).rawValue).png"
    private static let why = "media/\(ContentHash(of: picture + [1]).rawValue).png"

    private static func pack(_ title: String) throws -> ResourcePack {
        try ResourcePack(json: ["format": 1, "id": "open", "title": .string(title), "language": "en", "pages": []])
    }

    private static func blueprint(_ id: String, name: String) -> IncomingFile {
        let body: JSONValue = [
            "format": 1, "id": .string(id), "name": .string(name), "size": ["minimum": 1, "maximum": 2], "axes": [],
            "targets": [],
        ]
        return IncomingFile(path: "b.json", content: .blueprint(id: id, name: name, body: body))
    }

    /// Items of which two share a picture and one shows another in its rationale only, two blueprints, and two
    /// editions of a resource pack.
    private static func fill(_ website: TestWebsite) async throws {
        let actor = Actor.person(try website.person(.examiner))
        var items = TestWebsite.items
        let image = Block.image(ContentImage(media: ecg, alternative: "ECG"))
        items[0].body.insert(image, at: 0)
        items[1].body.insert(image, at: 0)
        items[2].rationale.general.append(.image(ContentImage(media: why, alternative: "Why")))
        let shared = [ecg: StoredMedia(type: "image/png", bytes: picture)]
        let reason = [why: StoredMedia(type: "image/png", bytes: picture + [1])]
        let incoming = items.enumerated().map { index, item in
            IncomingItem(
                path: item.item.rawValue,
                version: item,
                media: (index < 2 ? shared : index == 2 ? reason : [:])
                    .merging(TestWebsite.drawing(of: item)) { own, _ in own }
            )
        }
        let plan = try await website.store.stageImport(
            fileName: "items.zip",
            problems: [],
            items: incoming,
            files: [
                blueprint("a", name: "A"), blueprint("Päper/B", name: "B"),
                IncomingFile(path: "o.json", content: .resources(try pack("Open book"))),
                IncomingFile(path: "p.json", content: .resources(try pack("Open book, second edition"))),
            ],
            by: actor,
            now: TestWebsite.start
        )
        try await website.store.applyImport(plan.id, by: actor, now: TestWebsite.start)
    }

    /// Hashes of everything in the bank, by what it is.
    private static func hashes(_ store: Store) async throws -> [String: ContentHash] {
        var hashes: [String: ContentHash] = [:]
        var query = ItemQuery()
        query.limit = 1000
        for item in try await store.items(query).items {
            hashes["item \(item.item.rawValue)"] = item.hash
            for name in [ecg, why] {
                hashes["media \(item.item.rawValue) \(name)"] = try await store.media(named: name, of: item.hash)?.hash
            }
        }
        for blueprint in try await store.blueprints() {
            let json = try #require(try await store.blueprint(blueprint.id))
            hashes["blueprint \(blueprint.id)"] = ContentHash(of: json)
        }
        for pack in try await store.resourcePacks() { hashes["pack \(pack.title)"] = pack.hash }
        return hashes
    }

    @Test(arguments: ["avicenna", "qti3"])
    func `a bank comes whole into an empty school, and goes out of it as the same bytes`(format: String) async throws {
        let (own, other) = (try await TestWebsite(), try await TestWebsite())
        try await Self.fill(own)
        let first = try await own.ask(.get, "/api/v1/exports/\(format)", as: .examiner)
        #expect(first.status == 200)
        let staged = await other.server.answer(
            "POST",
            "/api/v1/imports?wait=30&name=bank.zip",
            contentType: "application/octet-stream",
            body: first.body
        )
        #expect(staged.status == 201)
        let plan = try StrictJSON.value(staged.body, maximumDepth: 64)
        #expect(plan["problems"] == [])
        let id = try #require(plan["import"]?.text)
        let applied = try await other.ask(.post, "/api/v1/imports/\(id)/apply", as: .examiner, json: [:])
        let blocked = try await other.store.planEntries(of: id).filter { $0.outcome == .blocked }
        #expect(applied.status == 200, "\(applied.text) \(blocked.map { "\($0.path): \($0.notes)" })")
        let hashes = try await Self.hashes(own.store)
        #expect(try await Self.hashes(other.store) == hashes)
        #expect(hashes.count == TestWebsite.items.count + 3 + 2 + 2)
        let second = try await other.ask(.get, "/api/v1/exports/\(format)", as: .examiner)
        #expect(second.body == first.body)
        let paths = try ZIPArchive(first.body).entries.map(\.name)
        #expect(paths.count { $0.hasPrefix("blueprints/") } == 2)
        #expect(paths.count { $0.hasPrefix("resources/") } == 2)
    }

    @Test func `the door shows what was imported before, by whom, and leads to each plan`() async throws {
        let website = try await TestWebsite()
        #expect(try await !website.ask(.get, "/bank/import", as: .examiner).text.contains("Earlier imports"))
        try await Self.fill(website)
        let latest = try #require(try await website.store.latestImports().first)
        let page = try await website.ask(.get, "/bank/import", as: .examiner).text
        #expect(page.contains("href=\"/bank/imports/\(latest.id)\""))
        #expect(page.contains("items.zip") && page.contains("&lt;b&gt;examiner&lt;/b&gt;"))
        #expect(page.contains("\(TestWebsite.items.count) items · imported"))
    }

    @Test func `the list of people tells administrators their logins`() async throws {
        let website = try await TestWebsite()
        let people = try await website.ask(.get, "/api/v1/people", as: .administrator).json["people"]?.elements ?? []
        let staff = Role.allCases.filter { $0 != .candidate }.map(\.rawValue)
        #expect(Set(people.compactMap { $0["login"]?.text }) == Set(staff))
        #expect(try await website.ask(.get, "/api/v1/me", as: .examiner).json["login"] == nil)
        #expect(try await website.ask(.get, "/api/v1/people", as: .examOfficer).status == 403)
    }
}
