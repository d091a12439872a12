import Assessment
import Foundation
import Interchange
import ItemKinds
import Testing

@Suite struct BankFolderTests {
    private static let picture = Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0])
    private static let name = "media/\(ContentHash(of: picture).rawValue).png"

    /// A bank with an image, a blueprint and a resource pack.
    private static func bank() -> Bank {
        var items = Specimens.ofKinds
        items[0].body.insert(.image(ContentImage(media: name, alternative: "ECG")), at: 0)
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
        try Specimens.files(bank(), as: "avicenna", media: [name: picture])
    }

    private static func report(_ files: [String: Data]) -> ImportReport {
        Formats.report(Source(folder: "bank", files: files), catalogue: .standard)
    }

    @Test func `a bank comes back with items, media, blueprints and resources`() throws {
        let loaded = Specimens.load(Source(folder: "bank", files: try Self.files()))
        #expect(loaded.versions == Self.bank().items)
        #expect(loaded.media == Specimens.media.merging([Self.name: Self.picture]) { $1 })
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
        var files = try Specimens.files(Self.bank(), as: "qti3", media: [Self.name: Self.picture])
        let path = try #require(files.keys.filter { $0.hasPrefix("items/") && $0.hasSuffix(".xml") }.min())
        let text = String(decoding: try #require(files[path]), as: UTF8.self)
        files[path] = Data(text.replacing("title=\"", with: "title=\"Changed ").utf8)
        let changed = Self.report(files).items.filter { !$0.losses.isEmpty }
        #expect(changed.map { $0.losses.map(\.code) } == [["qti.changed"]])
    }

    @Test func `a corrected picture under the old name is refused: the hash of the item would not change`() throws {
        var files = try Self.files()
        let corrected = Self.picture + [1]
        let (old, new) = (ContentHash(of: Self.picture).rawValue, ContentHash(of: corrected).rawValue)
        files[Self.name] = corrected
        let list = String(decoding: try #require(files["bank.json"]), as: UTF8.self)
        files["bank.json"] = Data(list.replacing("\"hash\":\"\(old)\"", with: "\"hash\":\"\(new)\"").utf8)
        let refused = Self.report(files).items.filter { $0.status == .rejected }
        #expect(refused.map(\.id) == [Self.bank().items[0].item.rawValue])
        let problem = try #require(refused.first?.problems.first)
        #expect(problem.code == "file.name" && problem.message.contains(Self.name))
        #expect(problem.message.hasSuffix("\(new).png"))
    }

    @Test(arguments: ["media/ecg.png", "media/0-\(ContentHash(of: picture).rawValue).png"])
    func `a picture that is not called by its hash keeps its item out, of any kind, and is named on the way out`(
        name: String
    ) throws {
        var items = [Specimens.ofKinds[0], Specimens.ofKinds[1]]
        for index in items.indices {
            items[index].body.insert(.image(ContentImage(media: name, alternative: "ECG")), at: 0)
        }
        items[1].kind = .unknown
        let bank = Bank(id: "b", name: "B", items: items)
        let files = try Specimens.files(bank, as: "avicenna", media: [name: Self.picture])
        let report = Self.report(files)
        #expect(report.items.map(\.status) == [.rejected, .rejected])
        #expect(report.items.allSatisfy { item in item.problems.contains { $0.code == "file.name" } })
        let format = try #require(Formats.named(FormatName(rawValue: "avicenna")))
        let losses = format.write(bank, catalogue: .standard, media: { _ in Self.picture }) { _, _ in }
        #expect(losses.map { $0.losses.map(\.code) } == [["file.name"], ["file.name"]])
    }

    @Test func `a document of more than 8 MiB is not even read`() throws {
        func codes(_ size: Int) -> [String] {
            let spaces = Data(repeating: 0x20, count: size)
            let list: JSONValue = [
                "format": 1, "id": "a", "name": "a", "language": "en",
                "items": [["path": "items/x.json", "hash": .string(ContentHash(of: spaces).rawValue)]],
            ]
            let report = Self.report(["bank.json": CanonicalJSON.data(list), "items/x.json": spaces])
            return report.items.flatMap(\.problems).map(\.code)
        }
        #expect(codes(8 << 20) == ["item.format"])
        #expect(codes((8 << 20) + 1) == ["file.large"])
    }
}
