import Assessment
import Foundation
import Interchange
import ItemKinds
import Testing

/// What response processing becomes which rule, and what stays as it came.
@Suite struct QTIScoringTests {
    private static func key(_ version: ItemVersion) -> String {
        version.scoring.map { "\($0.id.rawValue) \($0.rule.rawValue) \($0.marks) \(CanonicalJSON.text($0.parameters))" }
            .joined(separator: "; ")
    }

    @Test(arguments: [
        templates + "match_correct", templates + "match_correct.xml",
        "https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/match_correct",
        "https://www.imsglobal.org/question/qti_v3p0/rptemplates/CC2_match.xml",
        rules(decide(match)), rules(decide("<match>\(correct)\(variable)</match>")),
        rules(set(float("0")), decide(match, "1", nil)), rules(decide(match, "1", nil)),
        rules("<responseProcessingFragment>\(decide(match))</responseProcessingFragment>"),
    ])
    func `every way to say match-correct is match-correct`(processing: String) throws {
        let version = try Item().with(processing).version()
        #expect(version.kind == SingleBestAnswer.name, "\(version.original?.unread ?? [])")
        #expect(Self.key(version) == #"SCORE match-correct 1 {"key":["A"]}"#)
    }

    @Test func `marks other than one are kept, also from a constant outcome`() throws {
        let two = try Item().with(Self.rules(Self.decide(Self.match, "2.5"))).version()
        #expect(two.scoring.first?.marks == Mark(5, over: 2))
        let outcomes = """
            <outcomeDeclaration identifier='SCORE' cardinality='single' baseType='float'/><outcomeDeclaration \
            identifier='MAXSCORE' cardinality='single' baseType='float'><defaultValue><value>3</value></defaultValue>\
            </outcomeDeclaration>
            """
        let rule = Self.decide(Self.match).replacing(Self.float("1"), with: "<variable identifier='MAXSCORE'/>")
        #expect(try Item().with(Self.rules(rule), outcomes: outcomes).version().scoring.first?.marks == Mark(3))
    }

    @Test func `a mapping with one gaining option is a key, another mapping is not`() throws {
        let template = Self.templates + "map_response"
        let plain = try Item().with(template, inside: Item.mapping(["A": "2", "B": "0"])).version()
        #expect(Self.key(plain) == #"SCORE match-correct 2 {"key":["A"]}"#)
        let partial = try Item().with(template, inside: Item.mapping(["A": "1", "B": "0.5"], "upperBound='1'"))
            .version()
        #expect(partial.kind == SingleBestAnswer.name)
        #expect(
            try Self.marks(
                partial,
                [.choices([OptionID(rawValue: "A")]), .choices([OptionID(rawValue: "B")]), .choices([])]
            ) == ["1", "0.5", "0"]
        )
    }

    @Test func `a mapped text keeps its spelling rules, its default and its bounds`() throws {
        let inside = """
            <mapping defaultValue='-1' lowerBound='-0.5'><mapEntry mapKey='York' mappedValue='1' caseSensitive='true'/>\
            <mapEntry mapKey='york' mappedValue='0.5'/></mapping>
            """
        let version = try Item.text.with(Self.templates + "map_response", inside: inside).version()
        #expect(version.kind == VeryShortAnswer.name)
        let rule = try Catalogue.standard.rule(try #require(version.scoring.first))
        let marks = ["York": "1", "YORK": "0.5", "york": "0.5", "Leeds": "-0.5"]
        for (text, mark) in marks { #expect(rule.mark(.text(text)).mark.description == mark, "\(text)") }
        #expect(rule.mark(nil).mark == .zero)
    }

    @Test func `an exact text is compared as the item says`() throws {
        let exact = try Item.text.with(Self.templates + "match_correct").version()
        #expect(Self.key(exact) == #"SCORE match-correct 1 {"caseSensitive":true,"text":"York"}"#)
        let condition =
            "<stringMatch caseSensitive='false' substring='false'>\(Self.variable)\(Self.correct)</stringMatch>"
        let folded = try Item.text.with(Self.rules(Self.decide(condition))).version()
        #expect(Self.key(folded) == #"SCORE match-correct 1 {"caseSensitive":false,"text":"York"}"#)
    }

    @Test(arguments: [
        ("match_correct", "absolute", "0", "0"),
        ("toleranceMode='exact' c r", "absolute", "0", "0"),
        ("toleranceMode='absolute' tolerance='0.1 0.2' c r", "absolute", "0.1", "0.2"),
        ("toleranceMode='absolute' tolerance='0.1 0.2' r c", "absolute", "0.2", "0.1"),
        ("toleranceMode='absolute' tolerance='0.1' c r", "absolute", "0.1", "0.1"),
        ("toleranceMode='relative' tolerance='10 5' c r", "relative", "0.1", "0.05"),
    ])
    func `a number is compared with the tolerance around the first operand`(
        settings: String,
        mode: String,
        lower: String,
        upper: String
    ) throws {
        var processing = Self.templates + settings
        if settings.hasPrefix("tolerance") {
            let operands = settings.hasSuffix("c r") ? Self.correct + Self.variable : Self.variable + Self.correct
            processing = Self.rules(Self.decide("<equal \(settings.dropLast(4))>\(operands)</equal>"))
        }
        let version = try Item.number.with(processing).version()
        #expect(version.kind == Numeric.name, "\(version.original?.unread ?? [])")
        let parameters = try #require(version.scoring.first?.parameters)
        #expect(parameters["value"] == "2.5")
        #expect(
            parameters["tolerance"] == ["mode": .string(mode), "lower": .string(lower), "upper": .string(upper)]
        )
    }

    @Test func `pairs that are mapped row by row become one rule a row`() throws {
        let version = try Item.pairs.with(Self.templates + "map_response").version()
        #expect(version.kind == ExtendedMatching.name, "\(version.original?.unread ?? [])")
        #expect(
            Self.key(version)
                == #"SCORE_S1 row-match 1 {"key":["A"],"row":"S1"}; SCORE_S2 row-match 2 {"key":["B"],"row":"S2"}"#
        )
    }

    @Test(arguments: [
        ["S1 A": "1"], ["S1 A": "1", "S1 B": "-1", "S2 B": "1"], ["S1 A": "1", "S2 B": "1", "S3 C": "1"],
        ["S1 A": "1", "S2 B": "-1"],
    ])
    func `pairs that are not one a row are marked as they are mapped`(entries: [String: String]) throws {
        let inner = entries.sorted { $0.key < $1.key }
            .map { "<mapEntry mapKey='\($0.key)' mappedValue='\($0.value)'/>" }.joined()
        let inside = "<mapping>\(inner)</mapping>"
        let version = try Item.pairs.with(Self.templates + "map_response", inside: inside).version()
        #expect(version.kind == ProcessedItem.name)
        #expect(!version.scoring.contains { $0.rule == RowMatch.name })
        let all = [("S1", "A"), ("S2", "B")].map {
            ResponseValue.Pair(row: OptionID(rawValue: $0), column: OptionID(rawValue: $1))
        }
        let sum = [entries["S1 A"], entries["S2 B"]].compactMap { $0.flatMap(Int.init) }.reduce(0, +)
        #expect(try Self.marks(version, [.pairs(all)]) == ["\(sum)"])
    }

    @Test(arguments: [
        (Item(), "the item has no response processing"),
        (Item().with("<responseProcessing/>"), "the item has no response processing"),
        (Item().with(templates + "match_nothing"), "the response-processing template match_nothing is not known here"),
        (Item().with(templates + "match_correct", inside: ""), "the item declares no correct response"),
        (
            Item().with(templates + "match_correct", inside: "<correctResponse><value>C</value></correctResponse>"),
            "the key names “C”, which is no choice"
        ),
        (
            Item().with(templates + "match_correct", body: Item().body + Item().body),
            "two interactions give the response RESPONSE"
        ),
    ])
    func `what no rule does exactly is kept, with its reason, and never marked`(item: Item, reason: String) throws {
        let version = try item.version()
        #expect(version.kind == .unknown)
        #expect(version.original?.unread.contains(reason) == true, "\(version.original?.unread ?? [])")
        #expect(version.scoring.isEmpty)
    }

    @Test(arguments: [
        (Item().with(rules(decide(match), decide(match))), ["A": "1", "B": "0"]),
        (
            Item().with(
                templates + "match_correct",
                body: Item().body + "<feedbackBlock outcomeIdentifier='F' identifier='x'>well</feedbackBlock>"
            ), ["A": "1", "B": "0"]
        ),
        (Item().with(rules(decide(match, "1", "-1"))), ["A": "1", "B": "-1"]),
        (
            Item().with(
                rules(decide(match, "3", nil)),
                outcomes: """
                    <outcomeDeclaration identifier='SCORE' cardinality='single' baseType='float'><defaultValue>\
                    <value>1</value></defaultValue></outcomeDeclaration>
                    """
            ), ["A": "3", "B": "1"]
        ),
        (
            Item().with(templates + "map_response", inside: Item.mapping(["A": "1"], "lowerBound='0.5'")),
            ["A": "1", "B": "0.5"]
        ),
        (
            Item.number.with(
                rules(decide("<equal toleranceMode='relative' tolerance='5'>\(variable)\(correct)</equal>"))
            ), ["2.5": "1", "2.4": "1", "2,4": "1", "2.37": "0", "many": "0"]
        ),
        (
            Item.number.with(
                rules(
                    decide(
                        "<equal toleranceMode='absolute' tolerance='1' includeLowerBound='false'>\(correct)\(variable)</equal>"
                    )
                )
            ), ["3.5": "1", "1.5": "0", "1.51": "1"]
        ),
        (
            Item.text.with(
                rules(
                    decide("<stringMatch caseSensitive='true' substring='true'>\(variable)\(correct)</stringMatch>")
                )
            ), ["in York": "1", "york": "0", "": "0"]
        ),
    ])
    func `what no named rule does is run as it stands`(
        item: Item,
        marks: [String: String]
    ) throws {
        let version = try item.version()
        #expect(version.kind == ProcessedItem.name, "\(version.original?.unread ?? [])")
        #expect(version.scoring.map(\.rule.rawValue) == ["processing"])
        for (text, mark) in marks {
            let value: ResponseValue =
                switch version.interactions[0] {
                case .choice: .choices([OptionID(rawValue: text)])
                case .number: .number(text, unit: nil)
                default: .text(text)
                }
            #expect(try Self.marks(version, [value]) == [mark], "\(text)")
        }
    }

    private static func marks(_ version: ItemVersion, _ values: [ResponseValue]) throws -> [String] {
        let use = try #require(version.scoring.first)
        let rule = try Catalogue.standard.rule(use)
        return values.map { rule.mark($0, in: ItemResponse([use.response: $0])).mark.description }
    }

    @Test func `an item that is not understood still shows its words`() throws {
        let body =
            "<p>Order these</p><orderInteraction responseIdentifier='RESPONSE'><simpleChoice identifier='A'>first"
        let item = Item().with("", body: body + "</simpleChoice></orderInteraction>")
        let version = try item.version()
        #expect(version.body.plainText == "Order these first")
        #expect(version.interactions.isEmpty)
    }
}
