import Assessment
import Foundation
import ItemKinds
import Testing

/// The items of the banks that ship with the product.
@Suite struct FirstBankItemsTests {
    private static let banks = ["avicenna-first", "avicenna-formats"]

    private static func folder(_ bank: String) -> URL {
        URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../QuestionBanks/\(bank)")
    }

    private static func items(_ name: String) throws -> [(path: String, data: Data, version: ItemVersion)] {
        let folder = folder(name)
        let bank = try StrictJSON.value(try Data(contentsOf: folder.appending(path: "bank.json")))
        return try #require(bank["items"]?.elements).map { entry in
            let path = try #require(entry["path"]?.text)
            let data = try Data(contentsOf: folder.appending(path: path))
            #expect(ContentHash(of: data).rawValue == entry["hash"]?.text, "\(path)")
            return (path, data, try ItemVersion(data: data))
        }
    }

    @Test(arguments: zip(banks, [64, 22]))
    func `every item is canonical on disk, byte for byte, and named by its hash`(bank: String, count: Int) throws {
        let items = try Self.items(bank)
        #expect(items.count >= count)
        for item in items {
            #expect(item.version.canonicalData == item.data, "\(item.path)")
            #expect(item.path == "items/\(item.version.item.rawValue).json")
        }
        #expect(Set(items.map(\.version.item)).count == items.count)
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder(bank).appending(path: "items").path)
        #expect(Set(files) == Set(items.map { String($0.path.dropFirst("items/".count)) }))
    }

    @Test(arguments: banks)
    func `no item has an error, and each is of the kind that it says`(bank: String) throws {
        for item in try Self.items(bank) {
            let errors = Catalogue.standard.problems(in: item.version).filter { $0.severity == .error }
            #expect(errors == [], "\(item.path)")
            #expect(Catalogue.standard.recognised(item.version).kind == item.version.kind, "\(item.path)")
        }
    }

    @Test(arguments: banks)
    func `every key gains all marks and says why`(bank: String) throws {
        for item in try Self.items(bank) {
            for use in item.version.scoring {
                let rule = try Catalogue.standard.rule(use)
                // No one response gains all marks of an item that is answered in turns.
                if rule.takesTurns { continue }
                // Certainty has a scale of its own, 1, 2 and 3, and the rows of a marksheet have weights.
                if Catalogue.standard.isForCandidates(item.version.kind) {
                    #expect(use.marks == (use.rule == Certainty.name ? Mark(3) : .one), "\(item.path)")
                }
                guard !rule.leavesMarkingToPeople else {
                    #expect(rule.keyLines(for: try #require(item.version.interaction(use.response))).count > 1)
                    continue
                }
                let key = try #require(rule.key)
                let whole = ItemResponse(rule.keyElsewhere.merging([use.response: key]) { $1 })
                try item.version.interactions.check(whole)
                #expect(rule.mark(key, in: whole) == Marking(use.marks), "\(item.path)")
            }
            #expect(!item.version.rationale.general.plainText.isEmpty, "\(item.path)")
            #expect(item.version.metadata.difficultyBand != nil, "\(item.path)")
            #expect(item.version.metadata.licence == "CC-BY-4.0", "\(item.path)")
        }
    }

    @Test func `the bank of formats shows every kind that the first bank has not, and no item with a warning`() throws {
        let items = try Self.items("avicenna-formats")
        let shown = try Set(items.map(\.version.kind) + Self.items("avicenna-first").map(\.version.kind))
        #expect(shown == Set(Catalogue.standard.kinds.map { $0.name }))
        for item in items { #expect(Catalogue.standard.problems(in: item.version) == [], "\(item.path)") }
    }

    @Test func `the question in steps gains all marks by the right steps, and tells the delay of a wrong one`() throws {
        let items = try Self.items("avicenna-formats")
        let version = try #require(items.first { $0.version.kind == ProcessedItem.name }?.version)
        let rule = try Catalogue.standard.rule(version.scoring[0])
        func turn(_ id: String, _ option: String) -> ItemResponse {
            ItemResponse([ResponseID(rawValue: id): .choices([OptionID(rawValue: option)])])
        }
        let right = [turn("FIRST", "ECG"), turn("THEN", "PCI")]
        #expect(rule.mark(turns: right, drawn: nil) == Marking(version.scoring[0].marks))
        #expect(rule.taken(right, drawn: nil)?.isCompleted == true)
        let wrong = [turn("FIRST", "CT"), turn("THEN", "PCI")]
        #expect(rule.mark(turns: wrong, drawn: nil) == Marking(.one))
        #expect(rule.taken([wrong[0]], drawn: nil)?.outcomes["SEEN"] == ["delay", "trace"])
        #expect(rule.taken([right[0]], drawn: nil)?.outcomes["SEEN"] == ["trace"])
    }

    @Test func `every image is listed and called by the hash of its bytes`() throws {
        let folder = Self.folder("avicenna-formats")
        let bank = try StrictJSON.value(try Data(contentsOf: folder.appending(path: "bank.json")))
        let listed = try #require(bank["media"]?.elements).compactMap { $0["path"]?.text }
        let shown = try Self.items("avicenna-formats").flatMap { item in
            (item.version.body + item.version.interactions.flatMap(\.content)).flatMap(\.media)
        }
        #expect(Set(listed) == Set(shown) && !listed.isEmpty)
        for path in listed {
            let bytes = try Data(contentsOf: folder.appending(path: path))
            #expect(path == "media/\(ContentHash(of: bytes).rawValue).svg")
        }
    }

    @Test func `the resource packs are canonical on disk, too`() throws {
        let bank = try StrictJSON.value(
            try Data(contentsOf: Self.folder("avicenna-first").appending(path: "bank.json"))
        )
        for entry in try #require(bank["resources"]?.elements) {
            let data = try Data(
                contentsOf: Self.folder("avicenna-first").appending(path: try #require(entry["path"]?.text))
            )
            let pack = try ResourcePack(json: try StrictJSON.value(data, maximumDepth: 64))
            #expect(CanonicalJSON.data(pack.json) == data)
            #expect(pack.hash.rawValue == entry["hash"]?.text)
        }
    }
}
