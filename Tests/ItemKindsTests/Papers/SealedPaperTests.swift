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

    private static func step(_ name: String, _ set: String, _ step: Int) throws -> ItemVersion {
        var version = try Self.version(name)
        version.metadata.caseSet = CaseSetPlace(set: CaseSetID(rawValue: set), step: step)
        return version
    }

    @Test func `a case set is sealed in one piece, its steps in order, whole or in part`() throws {
        let (a1, a2, a4) = (try Self.step("a1", "A", 1), try Self.step("a2", "A", 2), try Self.step("a4", "A", 4))
        let (b1, x) = (try Self.step("b1", "B", 1), try Self.version("x"))
        let all = [a1, a2, a4, b1, x]
        func sealed(_ sections: [[ItemVersion]]) throws -> SealedPaper {
            try Self.sealed(sections.map { $0.map(Self.entry) }, all)
        }
        let whole = try sealed([[x, a1, a2, a4, b1], []])
        #expect(whole.form.positions.map(\.follows) == [false, false, true, true, false])
        #expect(try Form(json: whole.form.json) == whole.form)
        #expect(try sealed([[a2, a4]]).form.positions.map(\.follows) == [false, true])
        let set = CaseSetID(rawValue: "A")
        for torn in [[[a1, x, a2]], [[a1], [a2]], [[a1, b1, a2]]] {
            #expect(throws: SealedPaper.Refusal.torn(a2.item, set)) { try sealed(torn) }
        }
        #expect(throws: SealedPaper.Refusal.outOfOrder(a1.item, set)) { try sealed([[a2, a1]]) }
        let again = try Self.step("again", "A", 2)
        #expect(throws: SealedPaper.Refusal.outOfOrder(again.item, set)) {
            try Self.sealed([[Self.entry(a2), Self.entry(again)]], [a2, again])
        }
    }

    @Test func `the form has the lockpoints of the paper`() throws {
        let (a, b) = (try Self.version("a"), try Self.version("b"))
        var paper = Self.paper([[Self.entry(a)], [Self.entry(b)]])
        let byHash = [a.hash: a, b.hash: b]
        let without = try SealedPaper(paper, versions: byHash, catalogue: .standard)
        paper.sections[0].lockpoint = .atEnd
        let with = try SealedPaper(paper, versions: byHash, catalogue: .standard)
        #expect(with.form.sections.map(\.lockpoint) == [.atEnd, .none])
        #expect(without.form.sections.map(\.lockpoint) == [.none, .none] && with.form.hash != without.form.hash)
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
