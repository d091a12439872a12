import Assessment
import Foundation
import ItemKinds
import Testing

/// The items of the bank that ships with the product.
@Suite struct FirstBankItemsTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../QuestionBanks/avicenna-first")

    private static func items() throws -> [(path: String, data: Data, version: ItemVersion)] {
        let bank = try StrictJSON.value(try Data(contentsOf: folder.appending(path: "bank.json")))
        return try #require(bank["items"]?.elements).map { entry in
            let path = try #require(entry["path"]?.text)
            let data = try Data(contentsOf: folder.appending(path: path))
            #expect(ContentHash(of: data).rawValue == entry["hash"]?.text, "\(path)")
            return (path, data, try ItemVersion(data: data))
        }
    }

    @Test func `every item is canonical on disk, byte for byte, and named by its hash`() throws {
        let items = try Self.items()
        #expect(items.count >= 64)
        for item in items {
            #expect(item.version.canonicalData == item.data, "\(item.path)")
            #expect(item.path == "items/\(item.version.item.rawValue).json")
        }
        #expect(Set(items.map(\.version.item)).count == items.count)
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.appending(path: "items").path)
        #expect(Set(files) == Set(items.map { String($0.path.dropFirst("items/".count)) }))
    }

    @Test func `no item has an error, and each is of the kind that it says`() throws {
        for item in try Self.items() {
            let errors = Catalogue.standard.problems(in: item.version).filter { $0.severity == .error }
            #expect(errors == [], "\(item.path)")
            #expect(Catalogue.standard.recognised(item.version).kind == item.version.kind, "\(item.path)")
        }
    }

    @Test func `every key gains all marks and says why`() throws {
        for item in try Self.items() {
            for use in item.version.scoring {
                let rule = try Catalogue.standard.rule(use)
                let key = try #require(rule.key)
                try item.version.interactions.check(ItemResponse([use.response: key]))
                #expect(rule.mark(key) == Marking(use.marks), "\(item.path)")
                #expect(use.marks == .one, "\(item.path)")
            }
            #expect(!item.version.rationale.general.plainText.isEmpty, "\(item.path)")
            #expect(item.version.metadata.difficultyBand != nil, "\(item.path)")
            #expect(item.version.metadata.licence == "CC-BY-4.0", "\(item.path)")
        }
    }

    @Test func `the resource packs are canonical on disk, too`() throws {
        let bank = try StrictJSON.value(try Data(contentsOf: Self.folder.appending(path: "bank.json")))
        for entry in try #require(bank["resources"]?.elements) {
            let data = try Data(contentsOf: Self.folder.appending(path: try #require(entry["path"]?.text)))
            let pack = try ResourcePack(json: try StrictJSON.value(data, maximumDepth: 64))
            #expect(CanonicalJSON.data(pack.json) == data)
            #expect(pack.hash.rawValue == entry["hash"]?.text)
        }
    }
}
