import Assessment
import Foundation
import Interchange
import ItemKinds
import Testing

@Suite struct BankFolderTests {
    private static let picture = Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0])

    /// A bank with an image, a blueprint and a resource pack.
    private static func bank() -> Bank {
        var items = Specimens.ofKinds
        items[0].body.insert(.image(ContentImage(media: "media/ecg.png", alternative: "ECG")), at: 0)
        let pack: JSONValue = ["format": 1, "id": "open", "title": "Open book", "language": "en", "pages": []]
        return Bank(
            id: "small",
            name: "Small",
            licence: "CC-BY-4.0",
            items: items,
            files: [
                BankFile(role: .blueprint, path: "blueprints/a.json", bytes: CanonicalJSON.data(["format": 1])),
                BankFile(role: .resource, path: "resources/open.json", bytes: CanonicalJSON.data(pack)),
            ]
        )
    }

    private static func files() throws -> [String: Data] {
        try Specimens.files(bank(), as: "avicenna", media: ["media/ecg.png": picture])
    }

    private static func report(_ files: [String: Data]) -> ImportReport {
        Formats.report(Source(folder: "bank", files: files), catalogue: .standard)
    }

    @Test func `a bank comes back with items, media, blueprints and resources`() throws {
        let loaded = Specimens.load(Source(folder: "bank", files: try Self.files()))
        #expect(loaded.versions == Self.bank().items)
        #expect(loaded.media == ["media/ecg.png": Self.picture])
        #expect(loaded.bank.files == Self.bank().files)
        #expect(loaded.bank.licence == "CC-BY-4.0")
        #expect(loaded.report == PackageReport())
    }

    @Test func `a bank one folder down is found, as archives made by hand have it`() throws {
        let files = try Self.files()
        let deeper = Dictionary(uniqueKeysWithValues: files.map { ("bank/\($0.key)", $0.value) })
        #expect(Self.report(deeper).isClean)
    }

    @Test func `the bank that is shipped is sound`() throws {
        let source = try Specimens.firstBank()
        try #require(!source.paths.isEmpty)
        let report = Formats.report(source, catalogue: .standard)
        #expect(report.isClean, "\(CanonicalJSON.text(report.json))")
        #expect(report.items.count >= 60)
    }

    @Test func `one changed byte of any file is found`() throws {
        let files = try Self.files()
        for (path, bytes) in files where path != "bank.json" {
            var changed = files
            var broken = bytes
            broken[broken.count - 1] ^= 1
            changed[path] = broken
            let report = Self.report(changed)
            let problems = report.package.problems + report.items.flatMap(\.problems)
            #expect(problems.contains { $0.code == "file.hash" && $0.message.contains(path) }, "\(path)")
        }
    }

    @Test func `a missing file, a file that is not listed and an item listed twice are named`() throws {
        var files = try Self.files()
        let item = try #require(files.keys.filter { $0.hasPrefix("items/") }.min())
        files["items/stray.json"] = files[item]
        files[item] = nil
        let report = Self.report(files)
        #expect(report.items.contains { $0.path == item && $0.problems.contains { $0.code == "file.missing" } })
        #expect(report.package.problems.contains { $0.code == "file.unlisted" && $0.message.contains("stray") })
    }

    @Test(arguments: [
        ("{", "bank.format"), ("[]", "bank.format"), ("{\"format\":2}", "bank.format"),
        ("{\"format\":1,\"id\":\"a\",\"id\":\"b\"}", "bank.format"),
        (
            "{\"format\":1,\"id\":\"a\",\"name\":\"a\",\"language\":\"en\",\"items\":[{\"path\":\"../x\",\"hash\":\"\"}]}",
            "bank.format"
        ),
    ])
    func `a list that is not one is refused`(list: String, code: String) {
        let report = Self.report(["bank.json": Data(list.utf8)])
        #expect(report.package.status == .rejected)
        #expect(report.package.problems.map(\.code) == [code])
    }

    @Test func `an item that is not canonical is refused, since its hash names nothing`() throws {
        let item = Specimens.ofKinds[0].canonicalData
        let spaced = Data("{ ".utf8) + item.dropFirst()
        let list: JSONValue = [
            "format": 1, "id": "a", "name": "a", "language": "en",
            "items": [["path": "items/x.json", "hash": .string(ContentHash(of: spaced).rawValue)]],
        ]
        let report = Self.report(["bank.json": CanonicalJSON.data(list), "items/x.json": spaced])
        #expect(report.items.map(\.status) == [.rejected])
        #expect(report.items[0].problems.map(\.code) == ["item.canonical"])
    }

    @Test func `an item of no kind stays as it is and says so`() throws {
        let original = Original(format: "other", fileName: "x.bin", bytes: Data([0, 1, 2]), unread: ["everything"])
        let item = ItemVersion(
            item: ItemID(rawValue: "odd"),
            title: "Odd",
            body: [],
            interactions: [],
            scoring: [],
            original: original
        )
        let files = try Specimens.files(Bank(id: "b", name: "B", items: [item]), as: "avicenna")
        let loaded = Specimens.load(Source(folder: "b", files: files))
        #expect(loaded.versions == [item])
        #expect(loaded.items[0].report.status == .unsupported)
        let package = try Specimens.files(Bank(id: "b", name: "B", items: [item]), as: "qti3")
        #expect(Specimens.load(Source(folder: "b", files: package)).versions.map(\.hash) == [item.hash])
    }

    @Test func `a QTI file that was changed beside its JSON is named`() throws {
        var files = try Specimens.files(Self.bank(), as: "qti3", media: ["media/ecg.png": Self.picture])
        let path = try #require(files.keys.filter { $0.hasPrefix("items/") && $0.hasSuffix(".xml") }.min())
        let text = String(decoding: try #require(files[path]), as: UTF8.self)
        files[path] = Data(text.replacing("title=\"", with: "title=\"Changed ").utf8)
        let changed = Self.report(files).items.filter { !$0.losses.isEmpty }
        #expect(changed.map { $0.losses.map(\.code) } == [["qti.changed"]])
    }
}
