import Assessment
import Foundation
import ItemKinds
import Testing

@Suite struct SealedPaperTests {
    private static func version(_ name: String, enemies: [String] = []) throws -> ItemVersion {
        let specimen = try #require(SingleBestAnswer.specimens.first { $0.problemCodes.isEmpty })
        var version = specimen.version
        version.item = ItemID(rawValue: name)
        version.metadata.enemies = enemies.map(ItemID.init(rawValue:))
        return version
    }

    private static func entry(_ version: ItemVersion) -> Paper.Entry {
        Paper.Entry(item: version.item, version: version.hash)
    }

    private static func paper(_ sections: [[Paper.Entry]]) -> Paper {
        Paper(
            id: PaperID(rawValue: "paper"),
            title: "Paper A",
            language: "en-GB",
            instructions: [.text("Answer all.")],
            sections: sections.map { Paper.Section(title: "S", entries: $0, shuffles: true) }
        )
    }

    private static func sealed(
        _ sections: [[Paper.Entry]],
        _ versions: [ItemVersion],
        catalogue: Catalogue = .standard
    ) throws -> SealedPaper {
        let byHash = Dictionary(versions.map { ($0.hash, $0) }, uniquingKeysWith: { $1 })
        return try SealedPaper(paper(sections), versions: byHash, catalogue: catalogue)
    }

    @Test func `form and key hold the items in the paper's order`() throws {
        let (a, b, c) = (try Self.version("a"), try Self.version("b"), try Self.version("c"))
        let sealed = try Self.sealed([[Self.entry(b), Self.entry(a)], [], [Self.entry(c)]], [a, b, c])
        #expect(sealed.form.sections.map(\.positions.count) == [2, 0, 1])
        #expect(sealed.form.sections.allSatisfy { $0.title == "S" && $0.shuffles })
        #expect(sealed.form.paper.rawValue == "paper" && sealed.form.title == "Paper A")
        #expect(sealed.form.language == "en-GB" && sealed.form.instructions == [.text("Answer all.")])
        #expect(sealed.key.form == sealed.form.hash)
        #expect(sealed.key.entries.map(\.item.rawValue) == ["b", "a", "c"])
        #expect(sealed.key.entries.map(\.version) == [b.hash, a.hash, c.hash])
        #expect(sealed.key.entries.map(\.scoring) == [b.scoring, a.scoring, c.scoring])
        #expect(sealed.key.entries.allSatisfy { $0.kind == SingleBestAnswer.name && $0.rationale == a.rationale })
        #expect(sealed.form.positions.map(\.interactions) == [b.interactions, a.interactions, c.interactions])
        #expect(try Form(json: sealed.form.json) == sealed.form)
        #expect(try FormKey(json: sealed.key.json) == sealed.key)
    }

    @Test func `a paper without items cannot be sealed`() throws {
        #expect(throws: SealedPaper.Refusal.empty) { try Self.sealed([], []) }
        #expect(throws: SealedPaper.Refusal.empty) { try Self.sealed([[], []], [try Self.version("a")]) }
    }

    @Test func `a version that is not there, or is another than its hash says, stops sealing`() throws {
        let (a, b) = (try Self.version("a"), try Self.version("b"))
        #expect(throws: SealedPaper.Refusal.missing(b.item)) {
            try Self.sealed([[Self.entry(a), Self.entry(b)]], [a])
        }
        var edited = a
        edited.body = [.text("changed"), .interaction(ResponseID(rawValue: "RESPONSE"))]
        #expect(throws: SealedPaper.Refusal.missing(a.item)) {
            try SealedPaper(Self.paper([[Self.entry(a)]]), versions: [a.hash: edited], catalogue: .standard)
        }
    }

    @Test func `an entry that names one item and holds the version of another stops sealing`() throws {
        let (a, b) = (try Self.version("a"), try Self.version("b"))
        let wrong = Paper.Entry(item: a.item, version: b.hash)
        #expect(throws: SealedPaper.Refusal.missing(a.item)) { try Self.sealed([[wrong, Self.entry(b)]], [a, b]) }
    }

    @Test func `an item stands once, in whatever version and section`() throws {
        let (a, b) = (try Self.version("a"), try Self.version("b"))
        var newer = a
        newer.title = "newer"
        #expect(throws: SealedPaper.Refusal.twice(a.item)) {
            try Self.sealed([[Self.entry(a), Self.entry(b)], [Self.entry(newer)]], [a, b, newer])
        }
    }

    @Test func `an unsound item stops sealing, a warning does not`() throws {
        let faulty = try #require(SingleBestAnswer.specimens.first { $0.problemCodes == ["rule.key"] }).version
        let problem = try #require(Catalogue.standard.problems(in: faulty).first { $0.severity == .error })
        #expect(throws: SealedPaper.Refusal.unsound(faulty.item, problem)) {
            try Self.sealed([[Self.entry(faulty)]], [faulty])
        }
        var warned = try Self.version("a")
        warned.rationale = Rationale()
        #expect(Catalogue.standard.problems(in: warned).map(\.severity) == [.warning])
        #expect(try Self.sealed([[Self.entry(warned)]], [warned]).form.positions.count == 1)
        #expect(throws: SealedPaper.Refusal.self) {
            try Self.sealed([[Self.entry(warned)]], [warned], catalogue: Catalogue([Numeric.self]))
        }
        var unknown = warned
        unknown.kind = .unknown
        #expect(throws: SealedPaper.Refusal.self) { try Self.sealed([[Self.entry(unknown)]], [unknown]) }
    }

    @Test func `what an examiner answers stops sealing, however sound it is`() throws {
        let stations = OSCEStation.specimens.filter(\.problemCodes.isEmpty).map(\.version)
        for station in stations {
            #expect(Catalogue.standard.problems(in: station).allSatisfy { $0.severity == .warning })
            #expect(throws: SealedPaper.Refusal.answeredByExaminer(station.item)) {
                try Self.sealed(
                    [[Self.entry(try Self.version("a"))], [Self.entry(station)]],
                    [station, Self.version("a")]
                )
            }
        }
        #expect(!stations.isEmpty)
    }

    @Test func `enemies stop sealing, whichever of them says so`() throws {
        let (a, b) = (try Self.version("a", enemies: ["b", "z"]), try Self.version("b"))
        for order in [[a, b], [b, a]] {
            #expect(throws: SealedPaper.Refusal.enemies(a.item, b.item)) {
                try Self.sealed(order.map { [Self.entry($0)] }, [a, b])
            }
        }
        #expect(try Self.sealed([[Self.entry(a)]], [a, b]).form.positions.count == 1)
    }

    @Test func `an item that could not be read back from a form stops sealing`() throws {
        var deep = try Self.version("deep")
        var block = Block.text("deep")
        for _ in 0..<40 { block = .quotation([block]) }
        deep.body.insert(block, at: 0)
        #expect(throws: SealedPaper.Refusal.self) { try Self.sealed([[Self.entry(deep)]], [deep]) }
        for depth in 0..<40 {
            var version = try Self.version("a")
            var block = Block.text("deep")
            for _ in 0..<depth { block = .quotation([block]) }
            version.rationale.general = [block]
            version.body.insert(.list(isOrdered: false, items: [[block]]), at: 0)
            guard Catalogue.standard.problems(in: version).isEmpty else { continue }
            let sealed = try Self.sealed([[Self.entry(version)]], [version])
            let form = try StrictJSON.value(CanonicalJSON.data(sealed.form.json), maximumDepth: 64)
            let key = try StrictJSON.value(CanonicalJSON.data(sealed.key.json), maximumDepth: 64)
            #expect(try Form(json: form) == sealed.form)
            #expect(try FormKey(json: key) == sealed.key)
            #expect(try ItemVersion(data: version.canonicalData) == version)
        }
    }
}
