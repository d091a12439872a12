import Assessment
import ItemKinds
import Testing

/// The readings of QTI's `mapResponse` where engines disagree.
@Suite struct MapResponseTests {
    private static func entry(_ key: JSONValue, _ mark: String, caseSensitive: Bool = false) -> JSONValue {
        ["key": key, "mark": .string(mark), "caseSensitive": .bool(caseSensitive)]
    }

    private static func marking(
        _ entries: [JSONValue],
        _ value: ResponseValue?,
        fallback: String = "0",
        bounds: [String: JSONValue] = [:]
    ) throws -> Marking {
        let parameters: [String: JSONValue] = ["entries": .array(entries), "default": .string(fallback)]
        let rule = try MapResponse(parameters: .object(parameters.merging(bounds) { $1 }), marks: .one)
        return rule.mark(value)
    }

    private static let options = [entry("A", "1"), entry("B", "0.5"), entry("C", "-1/3")]

    @Test(
        arguments: [
            (Rules.choices("A"), "1"), (Rules.choices("B"), "0.5"), (Rules.choices("A", "B"), "1.5"),
            (Rules.choices("C", "A", "B"), "7/6"), (Rules.choices("D"), "-0.25"), (Rules.choices("A", "D"), "0.75"),
            // A value that occurs twice counts once, listed or not.
            (Rules.choices("A", "A"), "1"), (Rules.choices("D", "D"), "-0.25"),
            // Identifiers are compared letter for letter; folding is for text.
            (Rules.choices("a"), "-0.25"), (Rules.choices("A", "a"), "0.75"),
            // Nothing given maps to 0 before the bounds, not to the default.
            (.choices([]), "0"), (nil, "0"), (.number("1", unit: nil), "0"),
        ] as [(ResponseValue?, String)]
    )
    func `the marks of the chosen options add up`(value: ResponseValue?, mark: String) throws {
        let expected = try #require(Mark(parsing: mark))
        #expect(try Self.marking(Self.options, value, fallback: "-0.25") == Marking(expected))
    }

    @Test(arguments: [
        ("pe", "1"), ("PE", "2"), ("Pe", "1"), ("pE", "1"), ("DVT", "0"), ("dvt", "3"), ("Thrombus", "4"),
        ("THROMBUS", "4"), ("pe ", "0"), ("P.E.", "0"), ("", "0"),
        // White space is a text, though not NULL to QTI's eyes: it maps to the default.
        (" ", "0"),
    ])
    func `of texts, an entry equal letter for letter wins, else the first that folds alike`(
        typed: String,
        mark: String
    ) throws {
        let entries = [
            Self.entry("pe", "1"), Self.entry("PE", "2"), Self.entry("dvt", "3", caseSensitive: true),
            Self.entry("thrombus", "4"), Self.entry("THROMBUS", "4", caseSensitive: true), Self.entry("thrombus", "5"),
        ]
        #expect(try Self.marking(entries, .text(typed)) == Marking(try #require(Mark(parsing: mark))))
    }

    @Test func `an empty text is nothing given, a blank one is mapped to the default`() throws {
        #expect(try Self.marking([Self.entry("pe", "1")], .text(""), fallback: "-1") == Marking(.zero))
        #expect(try Self.marking([Self.entry("pe", "1")], .text(" "), fallback: "-1") == Marking(Mark(-1)))
        #expect(try Self.marking([Self.entry("", "1")], .text(""), fallback: "-1") == Marking(.zero))
    }

    @Test func `case counts unless an entry says otherwise is false by default`() throws {
        let entry: JSONValue = ["key": "pe", "mark": "1"]
        #expect(try Self.marking([entry], .text("PE")) == Marking(.one))
    }

    @Test func `pairs are mapped as wholes`() throws {
        let entries = [Self.entry(["S1", "A"], "1"), Self.entry(["S2", "B"], "2")]
        #expect(try Self.marking(entries, Rules.pairs(("S1", "A"), ("S2", "B"))) == Marking(Mark(3)))
        #expect(try Self.marking(entries, Rules.pairs(("A", "S1"), ("S2", "b"))) == Marking(.zero))
        #expect(try Self.marking(entries, Rules.pairs(("S1", "A"), ("S1", "A"))) == Marking(.one))
    }

    @Test(
        arguments: [
            (Rules.choices("A", "B"), "1", Mark(1)), (Rules.choices("A"), "0.75", Mark(3, over: 4)),
            (Rules.choices("C"), "1", Mark.zero), (nil, "1", Mark.zero), (nil, "-1", Mark(-1)),
        ] as [(ResponseValue?, String, Mark?)]
    )
    func `bounds hold for a sum, for a single value and for nothing given`(
        value: ResponseValue?,
        upper: String,
        mark: Mark?
    ) throws {
        let lower = upper.hasPrefix("-") ? "-2" : "0"
        let bounds: [String: JSONValue] = ["lower": .string(lower), "upper": .string(upper)]
        #expect(try Self.marking(Self.options, value, bounds: bounds).mark == mark)
    }

    @Test func `nothing given is raised to the lower bound`() throws {
        #expect(try Self.marking(Self.options, nil, bounds: ["lower": "1"]) == Marking(.one))
    }

    @Test func `a sum that does not fit gains nothing and asks a marker`() throws {
        let entries = [Self.entry("A", "9223372036854775807"), Self.entry("B", "1")]
        let marking = try Self.marking(entries, Rules.choices("A", "B"), bounds: ["upper": "1"])
        #expect(marking == Marking(.zero, needsMarker: true))
    }

    @Test func `the map must speak of what the interaction offers`() throws {
        func problems(_ key: JSONValue, _ interaction: Interaction) throws -> [String] {
            let parameters: JSONValue = ["entries": [Self.entry(key, "1")], "default": "0"]
            return try MapResponse(parameters: parameters, marks: .one).problems(with: interaction)
        }
        #expect(try problems("A", Rules.choice) == [])
        #expect(try problems("Z", Rules.choice) == ["the map names an unknown option"])
        #expect(try problems("a", Rules.choice) == ["the map names an unknown option"])
        #expect(try problems(["S1", "A"], Rules.match) == [])
        #expect(try problems(["S1", "Z"], Rules.match) == ["the map names an unknown pair"])
        #expect(try problems("any", Rules.text) == [])
        #expect(try problems("A", Rules.match) == ["the map does not fit the interaction"])
        #expect(try problems(["S1", "A"], Rules.choice) == ["the map does not fit the interaction"])
        #expect(try problems("1", Rules.number) == ["the map does not fit the interaction"])
    }

    @Test func `the key is what gains`() throws {
        let options: JSONValue = ["entries": .array(Self.options), "default": "0"]
        #expect(try MapResponse(parameters: options, marks: .one).key == Rules.choices("A", "B"))
        let pairs: JSONValue = [
            "entries": [Self.entry(["S1", "A"], "1"), Self.entry(["S2", "B"], "0")], "default": "0",
        ]
        #expect(try MapResponse(parameters: pairs, marks: .one).key == Rules.pairs(("S1", "A")))
    }

    @Test(
        arguments: [
            (["default": "0"], "entries: must not be empty"),
            (["entries": [], "default": "0"], "entries: must not be empty"),
            (["entries": [entry("A", "1")]], "default: is missing"),
            (
                ["entries": [entry("A", "one")], "default": "0"],
                "entries[0].mark: a decimal or fraction as a string is needed"
            ),
            (["entries": [entry(1, "1")], "default": "0"], "entries[0].key: a string or a pair of strings is needed"),
            (
                ["entries": [entry(["A"], "1")], "default": "0"],
                "entries[0].key: a string or a pair of strings is needed"
            ),
            (["entries": [["key": "A", "mark": "1", "more": 1]], "default": "0"], "entries[0].more: unknown member"),
            (["entries": [entry("A", "1")], "default": 0], "default: a string is needed"),
            (
                ["entries": [entry("A", "1")], "default": "0", "upper": "one"],
                "upper: a decimal or fraction as a string is needed"
            ),
            (
                ["entries": [entry("A", "1")], "default": "0", "lower": ""],
                "lower: a decimal or fraction as a string is needed"
            ),
            (["entries": [entry("A", "1")], "default": "0", "lower": 0], "lower: a string is needed"),
            (["entries": [entry("A", "1")], "default": "0", "bound": "1"], "bound: unknown member"),
        ] as [(JSONValue, String)]
    )
    func `a map that says too little is refused, and no bound is left out unseen`(
        parameters: JSONValue,
        problem: String
    ) {
        #expect(Rules.problem(MapResponse.self, parameters) == problem)
    }
}
