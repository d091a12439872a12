import Assessment
import ItemKinds
import Testing

@Suite struct AcceptListTests {
    private static func marking(_ typed: String, accept: [String], reject: [String] = []) throws -> Marking {
        let rule = try AcceptList(
            parameters: [
                "accept": .array(accept.map(JSONValue.string)), "reject": .array(reject.map(JSONValue.string)),
                "folding": "words-1",
            ],
            marks: Mark(2)
        )
        return rule.mark(.text(typed))
    }

    @Test(
        arguments: [
            ("pulmonary embolism", "pulmonary embolism"), ("Pulmonary  EMBOLISM", "pulmonary embolism"),
            ("\n pulmonary\u{A0}\tembolism ", "pulmonary embolism"), ("pulmonary-embolism", "pulmonary embolism"),
            ("pulmonary\u{2014}embolism!", "pulmonary embolism"), ("(pulmonary) embolism.", "pulmonary embolism"),
            ("pulmo\u{AD}nary\u{200D} embolism", "pulmonary embolism"), ("a pulmonary embolism", "pulmonary embolism"),
            ("The pulmonary embolism", "An pulmonary embolism"), ("ＰＥ", "pe"), ("Crohns disease", "Crohn's disease"),
            ("CROHN\u{2019}S disease", "Crohn\u{2018}s disease"), ("naive cafe", "naïve café"),
            ("cafe\u{301}", "caf\u{E9}"), ("Β-blocker", "the β blocker"), ("50%", "50%"),
            ("vitamin B\u{2081}\u{2082}", "Vitamin B12"),
            ("STRASSE", "Straße"), ("ﬁstula", "fistula"), ("and/or", "and or"), ("İnsulin", "insulin"), ("a", "A"),
            ("the a", "A"),
            ("A. fumigatus", "A fumigatus"), ("Sjogren", "Sjögren"), ("ⅳ", "IV"), ("5′", "5"), ("＋", "+"),
        ]
    )
    func `texts that fold alike are one`(typed: String, accepted: String) throws {
        #expect(try Self.marking(typed, accept: ["something else", accepted]) == Marking(Mark(2)))
        #expect(try Self.marking(accepted, accept: [typed]) == Marking(Mark(2)))
        #expect(try Self.marking(typed, accept: ["something else"], reject: [accepted]) == Marking(.zero))
    }

    @Test(arguments: [
        ("pulmonaryembolism", "pulmonary embolism"), ("embolism pulmonary", "pulmonary embolism"),
        ("an a pulmonary embolism", "pulmonary embolism"), ("P.E.", "PE"), ("œdema", "oedema"), ("50", "50%"),
        ("5", "-5 mg"), ("ß", "s"), ("A", "An"), ("vitamin", "vitamin A"), ("Crohn s disease", "Crohn's disease"),
        ("μ", "u"), ("0.5", "05"), ("no embolism", "embolism"),
    ])
    func `texts that differ in a letter, a figure or their order are not one, and a marker is asked`(
        typed: String,
        accepted: String
    ) throws {
        #expect(try Self.marking(typed, accept: [accepted]) == Marking(.zero, needsMarker: true))
    }

    @Test func `ASCII folds as it does among other letters`() throws {
        var random = SeededGenerator(seed: 4)
        for _ in 0..<500 {
            let text =
                "x" + String((0..<20).map { _ in Character(UnicodeScalar(UInt8.random(in: 1..<128, using: &random))) })
            // A soft hyphen is dropped, so the two must be one; it alone keeps the second from being ASCII.
            #expect(try Self.marking(text, accept: ["\(text)\u{AD}"]) == Marking(Mark(2)), "\(text.debugDescription)")
        }
    }

    @Test(arguments: ["", " ", "\n", ".", "…", "-- ()", "\u{301}", "\u{200B}\u{AD}"])
    func `nothing that could be right asks nobody`(typed: String) throws {
        #expect(try Self.marking(typed, accept: ["PE"]) == Marking(.zero))
    }

    @Test func `another shape gains nothing and asks nobody`() throws {
        let rule = try AcceptList(parameters: ["accept": ["PE"], "folding": "words-1"], marks: .one)
        for value in [nil, Rules.choices("PE"), .number("PE", unit: nil), Rules.pairs(("PE", "PE"))] {
            #expect(rule.mark(value) == Marking(.zero))
        }
        #expect(rule.key == .text("PE"))
        #expect(rule.problems(with: Rules.text) == [])
        #expect(rule.problems(with: Rules.choice) == ["the rule needs a text interaction"])
    }

    @Test(
        arguments: [
            (["folding": "words-1"], "accept: must hold texts with at least one letter or digit"),
            (["accept": [], "folding": "words-1"], "accept: must hold texts with at least one letter or digit"),
            (
                ["accept": ["PE", "…"], "folding": "words-1"],
                "accept: must hold texts with at least one letter or digit"
            ),
            (["accept": "PE", "folding": "words-1"], "accept: a list of strings is needed"),
            (["accept": [1], "folding": "words-1"], "accept: a list of strings is needed"),
            (["accept": ["PE"]], "folding: is missing"),
            (["accept": ["PE"], "folding": "words-2"], "folding: only “words-1” is known"),
            (
                ["accept": ["P-E"], "reject": ["p e."], "folding": "words-1"],
                "reject: a text is both accepted and rejected"
            ),
            (["accept": ["PE"], "acept": [], "folding": "words-1"], "acept: unknown member"),
            ([], "an object is needed"),
        ] as [(JSONValue, String)]
    )
    func `a key that says too little or contradicts itself is refused`(parameters: JSONValue, problem: String) {
        #expect(Rules.problem(AcceptList.self, parameters) == problem)
    }
}
