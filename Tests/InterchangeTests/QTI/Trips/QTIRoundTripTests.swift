import Assessment
import Foundation
import Interchange
import ItemKinds
import Testing

@Suite struct QTIRoundTripTests {
    private static func ownItems() throws -> [ItemVersion] {
        let bank = FileManager.default.fileExists(atPath: Specimens.bankFolder.path)
        return Specimens.ofKinds + (bank ? Specimens.load(try Specimens.firstBank()).versions : [])
    }

    @Test(arguments: ["qti3", "qti2.2", "avicenna"])
    func `our own items come back with the same hash`(format: String) throws {
        let items = try Self.ownItems()
        let bank = Bank(id: "trip", name: "Round trip", language: "en-GB", items: items)
        let files = try Specimens.files(bank, as: format)
        let loaded = Specimens.load(Source(folder: "trip", files: files))
        #expect(loaded.versions.map(\.hash) == items.map(\.hash))
        #expect(loaded.items.allSatisfy { $0.report.status == .ok && $0.report.losses.isEmpty })
        #expect(loaded.report.problems.isEmpty)
        #expect(loaded.bank.name == "Round trip")
        #expect(items.count >= 4)
    }

    /// Kinds whose form in QTI our reader knows again, with all that belongs to it.
    private static let standard = [
        SingleBestAnswer.name, ExtendedMatching.name, VeryShortAnswer.name, Numeric.name, ProcessedItem.name,
    ]
    private static let rules: Set<String> = [
        "match-correct", "row-match", "map-response", "accept-list", "within-tolerance", "processing",
    ]

    @Test(arguments: ["qti3", "qti2.2"])
    func `another system that sees the QTI alone gets the item, and the second trip writes the same bytes`(
        format: String
    ) throws {
        let items = try Self.ownItems()
        let first = try Specimens.files(Bank(id: "trip", name: "Trip", items: items), as: format)
        let documents = first.filter { !$0.key.hasSuffix(".json") }
        let loaded = Specimens.load(Source(folder: "trip", files: documents))
        let read = Dictionary(loaded.versions.map { ($0.item, $0) }, uniquingKeysWith: { first, _ in first })
        var kinds: [KindName: Int] = [:]
        for item in items {
            let back = try #require(read[item.item], "\(item.item.rawValue) is missing")
            kinds[item.kind, default: 0] += 1
            #expect(back.title == item.title)
            #expect(back.rationale == item.rationale)
            let isKnown = item.scoring.allSatisfy { Self.rules.contains($0.rule.rawValue) }
            guard isKnown, Self.standard.contains(item.kind) else {
                // Rules of ours come back as the rules of QTI that they were written as; `QTIRuleBehaviourTests` holds
                // the marks to each other. What people mark has none.
                let isByPeople = try item.scoring.contains { try Catalogue.standard.rule($0).leavesMarkingToPeople }
                let isForPeople = isByPeople || item.station != nil
                let kinds = [item.kind, isForPeople ? .unknown : ProcessedItem.name]
                #expect(kinds.contains(back.kind), "\(item.item.rawValue): \(back.original?.unread ?? [])")
                continue
            }
            #expect(back.kind == item.kind, "\(item.item.rawValue): \(back.original?.unread ?? [])")
            #expect(back.original == nil, "\(item.item.rawValue): \(back.original?.unread ?? [])")
            #expect(back.interactions.map(\.prompt) == item.interactions.map(\.prompt))
            #expect(try back.marksAvailable() == item.marksAvailable())
            if item.scoring.allSatisfy({ ["match-correct", "row-match"].contains($0.rule.rawValue) }) {
                #expect(back.scoring == item.scoring)
                #expect(back.interactions == item.interactions)
            }
        }
        #expect(Set(kinds.keys) == Set(Catalogue.standard.kinds.map { $0.name }))
        let second = try Specimens.files(loaded.bank, as: format)
        for (path, bytes) in documents where path != "imsmanifest.xml" {
            #expect(second[path] == bytes, "\(path) changes on the second trip")
        }
    }

    @Test func `equal banks give equal bytes`() throws {
        let bank = Bank(id: "b", name: "B", items: Specimens.ofKinds)
        let format = try #require(Formats.named(FormatName(rawValue: "qti3")))
        let one = try Formats.archive(bank, as: format, catalogue: .standard, media: { Specimens.media[$0] })
        let two = try Formats.archive(bank, as: format, catalogue: .standard, media: { Specimens.media[$0] })
        #expect(one.bytes == two.bytes)
        let back = Formats.report("b.zip", bytes: one.bytes, catalogue: .standard)
        #expect(back.isClean)
    }

    @Test func `what QTI cannot say is named before the file leaves`() throws {
        let format = try #require(Formats.named(FormatName(rawValue: "qti3")))
        let losses = try Formats.archive(
            Bank(id: "b", name: "B", items: Specimens.ofKinds),
            as: format,
            catalogue: .standard,
            media: { Specimens.media[$0] }
        ).losses
        let lists = Specimens.ofKinds.filter { $0.scoring.contains { $0.rule.rawValue == "accept-list" } }
        #expect(!lists.isEmpty)
        for item in lists {
            let report = try #require(losses.first { $0.id == item.item.rawValue })
            #expect(report.losses.contains { $0.code == "qti.json-only" && $0.message.contains("scoring") })
        }
    }

    @Test func `items that came as QTI leave as the bytes they came in`() throws {
        var count = (items: 0, unknown: 0)
        for path in try Corpus.paths("zip") {
            guard let source = try? Source.opening(path, bytes: try Corpus.bytes(path)) else { continue }
            let loaded = Specimens.load(source)
            guard !loaded.versions.isEmpty else { continue }
            let version = loaded.versions.contains { $0.original?.format == "qti3.0" } ? "qti3" : "qti2.2"
            let files = try Specimens.files(loaded.bank, as: version, media: loaded.media)
            let hashes = Set(files.values.map(ContentHash.init(of:)))
            for item in loaded.items {
                for name in item.version?.body.flatMap(\.media) ?? [] {
                    #expect(loaded.media[name] != nil, "\(path): \(name) is shown and was not brought along")
                }
                guard let version = item.version, let original = version.original else { continue }
                count.items += 1
                count.unknown += version.kind == .unknown ? 1 : 0
                #expect(hashes.contains(ContentHash(of: original.bytes)), "\(path) \(item.report.path)")
                #expect(original.bytes == (try source.bytes(at: item.report.path)))
                for name in Self.files(of: version) { #expect(loaded.media[name] != nil, "\(path) \(name)") }
            }
            let again = Specimens.load(Source(folder: "again", files: files))
            #expect(again.versions == loaded.versions, "\(path) does not come back through our JSON")
            let bare = files.filter { !$0.key.hasSuffix(".json") }
            let others = Specimens.load(Source(folder: "others", files: bare))
            #expect(others.versions.map(\.original?.bytes) == loaded.versions.map(\.original?.bytes), "\(path)")
            #expect(others.versions.map(\.body) == loaded.versions.map(\.body), "\(path)")
        }
        print("packages: \(count.items) items kept as they came, \(count.unknown) of them not understood")
    }

    private static func files(of version: ItemVersion) -> [String] {
        (version.metadata.kept["origin"]?["files"]?.members ?? [:]).values.compactMap(\.text)
    }

    @Test func `an item that was edited here is written anew`() throws {
        let item = """
            <assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p2" identifier="q" title="T" label="x">
            <responseDeclaration identifier="RESPONSE" cardinality="single" baseType="identifier"><correctResponse>
            <value>A</value></correctResponse></responseDeclaration>
            <outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>
            <itemBody><choiceInteraction responseIdentifier="RESPONSE" maxChoices="1" class="wide"><prompt>Which?</prompt>
            <simpleChoice identifier="A">one</simpleChoice><simpleChoice identifier="B">two</simpleChoice>
            </choiceInteraction></itemBody>
            <responseProcessing template="http://www.imsglobal.org/question/qti_v2p2/rptemplates/match_correct"/>
            </assessmentItem>
            """
        let loaded = Specimens.load(Source(file: "q.xml", bytes: Data(item.utf8)))
        var version = try #require(loaded.versions.first)
        #expect(version.kind.rawValue == "single-best-answer")
        // The class is kept as layout; the label of the item is not.
        guard case .choice(let choice)? = version.interactions.first else { throw Source.Refusal([]) }
        #expect(choice.layout.classes == ["wide"])
        #expect(version.original?.unread == ["details of the markup"])
        let same = try Specimens.files(Bank(id: "b", name: "B", items: [version]), as: "qti2.2")
        #expect(same.values.contains(Data(item.utf8)))
        version.title = "Another"
        let changed = try Specimens.files(Bank(id: "b", name: "B", items: [version]), as: "qti2.2")
        #expect(!changed.values.contains(Data(item.utf8)))
        let document = try #require(changed["items/q.xml"].map { String(decoding: $0, as: UTF8.self) })
        #expect(document.contains("title=\"Another\""))
    }
}
