import Archive
import Assessment
import Foundation
import HTTPTypes
import ItemKinds
import Storage
import Testing

@testable import WebServer

/// What reading a file makes of it before anything is staged, and what may stand beside items.
@Suite struct ImportReadingTests {
    /// A content package of the bank of a school, without the JSON that only we read, with a test in its manifest.
    private static func package() async throws -> Data {
        let website = try await TestWebsite()
        _ = try await website.sealedForm()
        let exported = try ZIPArchive(try await website.ask(.get, "/api/v1/exports/qti3", as: .examiner).body)
        var (writer, bytes) = (ZIPWriter(), Data())
        for entry in exported.entries where !entry.name.hasSuffix(".json") {
            var file = try exported.bytes(of: entry)
            if entry.name == "imsmanifest.xml" {
                let test =
                    "<resource identifier=\"test-1\" type=\"imsqti_test_xmlv3p0\" href=\"test.xml\"/></resources>"
                file = Data(String(decoding: file, as: UTF8.self).replacing("</resources>", with: test).utf8)
            }
            bytes.append(try writer.append(file, named: entry.name))
        }
        bytes.append(try writer.finish())
        return bytes
    }

    private static func plan(_ bytes: Data, in website: TestWebsite, status: Int = 201) async throws -> JSONValue {
        let staged = await website.server.answer(
            "POST",
            "/api/v1/imports?wait=30&name=package%00.zip",
            contentType: "application/octet-stream",
            body: bytes
        )
        #expect(staged.status == status)
        return try StrictJSON.value(staged.body, maximumDepth: 64)
    }

    @Test func `a test beside the items of a package is a note of the plan, and the items come in`() async throws {
        let website = try await TestWebsite()
        let plan = try await Self.plan(try await Self.package(), in: website)
        #expect(plan["file"] == "package.zip")
        #expect(plan["problems"] == [])
        let notes = (plan["notes"]?.elements ?? []).compactMap(\.text)
        #expect(notes.count == 1)
        #expect(notes[0].hasPrefix("test.xml: line "))
        #expect(notes[0].hasSuffix("a test is not read yet; this resource is left out"))
        #expect(plan["counts"] == ["new": .integer(Int64(TestWebsite.items.count))])
        let id = try #require(plan["import"]?.text)
        let page = try await website.ask(.get, "/bank/imports/\(id)", as: .examiner).text
        #expect(page.contains("a test is not read yet") && page.contains("/apply\""))
        #expect(try await website.ask(.post, "/bank/imports/\(id)/apply", as: .examiner, form: [:]).status == 303)
        #expect(try await website.store.items().total == TestWebsite.items.count)
    }

    @Test func `a file that no item takes is named in the plan and keeps nothing out`() async throws {
        let archive = try ZIPArchive(try await Self.package())
        var (writer, bytes) = (ZIPWriter(), Data())
        for entry in archive.entries {
            bytes.append(try writer.append(try archive.bytes(of: entry), named: entry.name))
        }
        bytes.append(try writer.append(Data("x".utf8), named: "notes/read me.pdf"))
        bytes.append(try writer.finish())
        let plan = try ImportReading(fileName: "a.zip", bytes: bytes, catalogue: .standard).plan
        #expect(plan.problems.isEmpty && plan.files.isEmpty && !plan.items.isEmpty)
        #expect(plan.notes.contains("“notes/read me.pdf”, not in the manifest, belongs to no item"))
    }

    @Test func `a published package with a test comes in`() async throws {
        let path = "../../../../../shared/corpora/qti/1edtech-qti-examples/qtiv3-examples/packaging/feedbackTest/"
        let file = URL(filePath: #filePath).appending(path: "\(path)feedbackTest.zip").standardizedFileURL
        guard FileManager.default.fileExists(atPath: file.path) else {
            #expect(ProcessInfo.processInfo.environment["CI"] == nil, "the corpus of ../shared is missing")
            return print("skipped: ../shared/corpora/qti is not there")
        }
        let website = try await TestWebsite()
        let plan = try await Self.plan(try Data(contentsOf: file), in: website)
        #expect(plan["problems"] == [])
        #expect(plan["notes"]?.elements?.count == 1)
        #expect(plan["counts"]?["blocked"] == nil)
        let id = try #require(plan["import"]?.text)
        let applied = try await website.ask(.post, "/api/v1/imports/\(id)/apply", as: .examiner, json: [:])
        #expect(applied.status == 200, "\(applied.text)")
        #expect(try await website.store.items().total > 0)
    }

    @Test func `what would hold more bytes than it may is a plan with one problem and no entry`() async throws {
        let (bytes, catalogue) = (try await Self.package(), Catalogue.standard)
        let whole = try ImportReading(fileName: "a.zip", bytes: bytes, catalogue: catalogue)
        #expect(whole.plan.problems.isEmpty && whole.plan.items.count == TestWebsite.items.count && whole.size > 0)
        let within = try ImportReading(fileName: "a.zip", bytes: bytes, catalogue: catalogue, limit: whole.size)
        #expect(within.plan.items.count == whole.plan.items.count)
        let beyond = try ImportReading(fileName: "a.zip", bytes: bytes, catalogue: catalogue, limit: whole.size - 1)
        #expect(beyond.plan.items.isEmpty && beyond.plan.files.isEmpty && beyond.plan.notes.isEmpty)
        #expect(beyond.plan.problems.count == 1)
    }

    @Test func `nothing is staged where the disk has less than twice the room`() async throws {
        let bytes = try await Self.package()
        let size = try ImportReading(fileName: "a.zip", bytes: bytes, catalogue: .standard).size
        let narrow = try await TestWebsite(freeBytes: 2 * size - 1)
        let refused = try await Self.plan(bytes, in: narrow, status: 503)
        #expect(refused["code"] == "import.no-room")
        #expect(try await narrow.store.latestImports().map(\.state) == [.discarded])
        let id = try #require(try await narrow.store.latestImports().first?.id)
        #expect(try await narrow.store.importRecord(id)?.end == .noRoom(needed: 2 * size, free: 2 * size - 1))
        let page = try await narrow.ask(.get, "/bank/imports/\(id)", as: .examiner).text
        #expect(page.contains("of free disk space") && page.contains("upload the file again"))
        _ = try await Self.plan(bytes, in: try await TestWebsite(freeBytes: 2 * size))
    }

    @Test func `two files of one name in two items are never joined on the way out`() async throws {
        let website = try await TestWebsite()
        let incoming = TestWebsite.items.prefix(2).enumerated().map { index, item in
            var item = item
            item.body.insert(.image(ContentImage(media: "media/ecg.png", alternative: "ECG")), at: 0)
            let media = StoredMedia(type: "image/png", bytes: Data([UInt8(index)]))
            return IncomingItem(path: "\(index).json", version: item, media: ["media/ecg.png": media])
        }
        let actor = Actor.operatorAtMachine
        let plan = try await website.store.stageImport(
            fileName: "a",
            problems: [],
            items: Array(incoming),
            by: actor,
            now: TestWebsite.start
        )
        try await website.store.applyImport(plan.id, by: actor, now: TestWebsite.start)
        let reply = try await website.ask(.get, "/api/v1/exports/avicenna", as: .examiner)
        #expect(reply.status == 409)
        #expect(try reply.json["code"] == "export.files")
    }
}
