import Assessment
import ItemKinds
import Testing

@Suite struct CatalogueTests {
    private static func item() throws -> ItemVersion {
        try #require(Numeric.specimens.first { $0.problemCodes.isEmpty }).version
    }

    private static func codes(_ change: (inout ItemVersion) -> Void) throws -> [String] {
        var version = try item()
        change(&version)
        return Catalogue.standard.problems(in: version).map(\.code)
    }

    private static let place = ResponseID(rawValue: "RESPONSE")

    @Test func `a sound item has no problem`() throws {
        #expect(try Self.codes { _ in } == [])
    }

    @Test func `each interaction stands once in the body`() throws {
        #expect(try Self.codes { $0.body = [.text("A child.")] } == ["body.place"])
        #expect(try Self.codes { $0.body.append(.interaction(Self.place)) } == ["body.place"])
        #expect(try Self.codes { $0.body.append(.paragraph([.strong([.interaction(Self.place)])])) } == ["body.place"])
        #expect(try Self.codes { $0.body = [.paragraph([.text("It is "), .interaction(Self.place)])] } == [])
    }

    @Test func `the body names no place that is not there`() throws {
        let unknown = Block.interaction(ResponseID(rawValue: "OTHER"))
        #expect(try Self.codes { $0.body.append(.quotation([unknown])) } == ["body.unknown"])
        // Heads and captions of tables hold no places.
        let table = ContentTable(caption: [], header: [[.interaction(Self.place)]], rows: [])
        #expect(try Self.codes { $0.body = [.table(table)] } == ["body.place"])
    }

    @Test func `a rule that is unknown, without response or with a wrong key is named with its outcome`() throws {
        #expect(try Self.codes { $0.scoring[0].version = 2 } == ["rule.unknown"])
        #expect(try Self.codes { $0.scoring[0].parameters = ["value": "12.5"] } == ["rule.parameters"])
        #expect(
            try Self.codes { $0.scoring[0].response = ResponseID(rawValue: "OTHER") } == ["rule.response", "kind.form"]
        )
        var version = try Self.item()
        version.scoring[0].rule = RuleName(rawValue: "of-tomorrow")
        let problem = try #require(Catalogue.standard.problems(in: version).first)
        #expect(problem.severity == .error && problem.code == "rule.unknown" && problem.part == "SCORE")
        #expect(problem.message == "the rule “of-tomorrow” version 1 is not known here")
    }

    @Test(arguments: [("0", ["rule.marks"]), ("-1", ["rule.marks"]), ("0.01", [])])
    func `a rule gives more than nothing for a perfect response`(marks: String, codes: [String]) throws {
        let marks = try #require(Mark(parsing: marks))
        #expect(try Self.codes { $0.scoring[0].marks = marks } == codes)
    }

    @Test func `an item of no kind, of a kind that is not here or of another kind's form cannot be used`() throws {
        #expect(try Self.codes { $0.kind = .unknown } == ["kind.unknown"])
        #expect(try Self.codes { $0.kind = KindName(rawValue: "of-another-school") } == ["kind.missing"])
        #expect(try Self.codes { $0.kind = VeryShortAnswer.name } == ["kind.form"])
        #expect(Catalogue([]).problems(in: try Self.item()).map(\.code) == ["kind.missing"])
        #expect(Catalogue([]).recognised(try Self.item()).kind == .unknown)
    }

    @Test func `content that nests too deep to be read again is named, whatever the kind`() throws {
        func deep(_ levels: Int) -> Block {
            (0..<levels).reduce(Block.text("x")) { block, _ in .quotation([block]) }
        }
        #expect(try Self.codes { $0.body.append(deep(28)) } == [])
        #expect(try Self.codes { $0.body.append(deep(29)) } == ["content.deep"])
        #expect(
            try Self.codes { version in
                version.kind = .unknown
                version.rationale.general = [deep(100)]
            } == ["content.deep"]
        )
    }

    @Test func `rules are made by name and version, and only by these`() throws {
        for use in ItemKindTests.sound.flatMap(\.version.scoring) {
            let rule = try Catalogue.standard.rule(use)
            #expect(type(of: rule).name == use.rule && type(of: rule).version == use.version)
            for version in [0, use.version + 1, 1000] {
                var other = use
                other.version = version
                #expect(throws: Catalogue.Refusal.unknownRule(use.rule, version: version)) {
                    try Catalogue.standard.rule(other)
                }
            }
            var other = use
            other.rule = RuleName(rawValue: use.rule.rawValue.uppercased())
            #expect(throws: Catalogue.Refusal.unknownRule(other.rule, version: 1)) {
                try Catalogue.standard.rule(other)
            }
            other = use
            other.parameters = []
            #expect(throws: Catalogue.Refusal.self) { try Catalogue.standard.rule(other) }
            #expect(throws: Catalogue.Refusal.self) { try Catalogue([]).rule(use) }
        }
    }
}
