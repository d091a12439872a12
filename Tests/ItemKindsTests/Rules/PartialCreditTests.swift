import Assessment
import ItemKinds
import Testing

/// Rules that pay for a part of the key, against the tables of their sources.
@Suite struct PartialCreditTests {
    private static func marks<Rule: ScoringRule>(
        _ rule: Rule.Type,
        _ parameters: JSONValue,
        of marks: Mark = .one,
        _ value: ResponseValue?
    ) throws -> String {
        try Rule(parameters: parameters, marks: marks).mark(value).mark.description
    }

    /// As in Bauer and others (2011): five true answers, no deduction for wrong choices.
    @Test(arguments: [
        (5, 0, "1", "1", "1"), (4, 1, "0", "0.5", "0.8"), (3, 2, "0", "0.5", "0.6"), (3, 0, "0", "0.5", "0.6"),
        (2, 3, "0", "0", "0.4"), (1, 0, "0", "0", "0.2"), (0, 5, "0", "0", "0"), (5, 1, "0", "0", "0"),
    ])
    func `picks are paid by the three published ways`(
        right: Int,
        wrong: Int,
        all: String,
        half: String,
        each: String
    ) throws {
        let given = ResponseValue.choices(
            (["A", "B", "C", "D", "E"].prefix(right) + ["V", "W", "X", "Y", "Z"].prefix(wrong))
                .map(OptionID.init(rawValue:))
        )
        for (credit, mark) in [("all", all), ("half", half), ("each", each)] {
            let parameters: JSONValue = ["key": ["A", "B", "C", "D", "E"], "credit": .string(credit)]
            #expect(try Self.marks(PickN.self, parameters, given) == mark, "\(credit)")
        }
    }

    /// UK Foundation Programme: 4, 3, 2, 1, 0 by distance, for every place of the key.
    @Test func `a rank gains four less its distance`() throws {
        let table = [[4, 3, 2, 1, 0], [3, 4, 3, 2, 1], [2, 3, 4, 3, 2], [1, 2, 3, 4, 3], [0, 1, 2, 3, 4]]
        let names = ["A", "B", "C", "D", "E"]
        let rule = try RankDistance(
            parameters: ["key": ["A", "B", "C", "D", "E"], "credit": ["4", "3", "2", "1", "0"]],
            marks: Mark(20)
        )
        for (own, row) in table.enumerated() {
            for (place, points) in row.enumerated() {
                // Options that are not in the key fill the places in front and gain nothing.
                let given = (0..<place).map { OptionID(rawValue: "X\($0)") } + [OptionID(rawValue: names[own])]
                #expect(rule.mark(.choices(given)).mark == Mark(points), "\(names[own]) at \(place + 1)")
            }
        }
    }

    /// All 120 rankings: between 8 (backwards) and 20 marks, and the key alone gains all.
    @Test func `rankings gain from the key down to its reverse`() throws {
        func orders(_ rest: [String]) -> [[String]] {
            rest.isEmpty ? [[]] : rest.flatMap { first in orders(rest.filter { $0 != first }).map { [first] + $0 } }
        }
        let rule = try RankDistance(
            parameters: ["key": ["A", "B", "C", "D", "E"], "credit": ["4", "3", "2", "1", "0"]],
            marks: Mark(20)
        )
        let all = orders(["A", "B", "C", "D", "E"]).map { rule.mark(.choices($0.map(OptionID.init(rawValue:)))).mark }
        #expect(all.count == 120 && all.filter { $0 == Mark(20) }.count == 1)
        #expect(all.min() == Mark(8))
    }

    /// Krebs (1997).
    @Test func `k-prim pays four and three`() throws {
        let key: JSONValue = ["key": [["1", "T"], ["2", "T"], ["3", "F"], ["4", "F"]]]
        let marks = try (0...4).map { wrong in
            let pairs = ["T", "T", "F", "F"].enumerated().map { index, column in
                let other = column == "T" ? "F" : "T"
                return ResponseValue.Pair(
                    row: OptionID(rawValue: String(index + 1)),
                    column: OptionID(rawValue: index < wrong ? other : column)
                )
            }
            return try Self.marks(KPrimCredit.self, key, .pairs(pairs))
        }
        #expect(marks == ["1", "0.5", "0", "0", "0"])
    }

    /// Gardner-Medwin: 1, 2, 3 when right, 0, −2, −6 when wrong.
    @Test func `certainty multiplies`() throws {
        let parameters: JSONValue = [
            "certainty": "C", "rule": ["rule": "match-correct", "version": 1, "parameters": ["key": ["A"]]],
        ]
        let rule = try Certainty(parameters: parameters, marks: Mark(3))
        for (option, table) in [("A", ["1", "2", "3"]), ("B", ["0", "-2", "-6"])] {
            for (level, mark) in zip(Certainty.levels, table) {
                let response = ItemResponse([
                    ResponseID(rawValue: "R"): Rules.choices(option), ResponseID(rawValue: "C"): .choices([level]),
                ])
                let marking = rule.mark(response[ResponseID(rawValue: "R")], in: response)
                #expect(marking.mark.description == mark, "\(option) at \(level.rawValue)")
            }
        }
        #expect(rule.mark(Rules.choices("A")).mark == .one && rule.mark(Rules.choices("B")).mark == .zero)
    }

    @Test func `certainty waits for the marker of a new text`() throws {
        let parameters: JSONValue = [
            "certainty": "C",
            "rule": [
                "rule": "accept-list", "version": 1, "parameters": ["accept": ["PE"], "folding": "words-1"],
            ],
        ]
        let rule = try Certainty(parameters: parameters, marks: Mark(3))
        let sure = [ResponseID(rawValue: "C"): ResponseValue.choices([Certainty.levels[2]])]
        #expect(rule.mark(.text("clot"), in: ItemResponse(sure)) == Marking(.zero, needsMarker: true))
        #expect(rule.mark(.text("pe"), in: ItemResponse(sure)) == Marking(Mark(3)))
        #expect(rule.mark(.text(" "), in: ItemResponse(sure)) == Marking(.zero))
    }

    @Test(arguments: [
        (["A", "B", "C", "D"], "1", "1", "1"), (["B", "A", "C", "D"], "0", "0.5", "1/3"),
        (["D", "A", "B", "C"], "0", "0", "2/3"), (["A", "C", "B", "D"], "0", "0.5", "0"), (["A"], "0", "0.25", "0"),
        (["C", "D"], "0", "0", "1/3"), ([], "0", "0", "0"), (["A", "B", "C", "D", "E"], "0", "1", "1"),
    ])
    func `an order is paid whole, by place or by neighbours`(
        given: [String],
        exact: String,
        position: String,
        adjacent: String
    ) throws {
        let value = ResponseValue.choices(given.map(OptionID.init(rawValue:)))
        for (credit, mark) in [("exact", exact), ("position", position), ("adjacent", adjacent)] {
            let parameters: JSONValue = ["key": ["A", "B", "C", "D"], "credit": .string(credit)]
            #expect(try Self.marks(OrderMatch.self, parameters, value) == mark, "\(credit)")
        }
    }

    /// As in Fournier and others (2008): panel of ten, 6 and 3 and 1 votes.
    @Test func `a vote gains its share of the modal one`() throws {
        let parameters: JSONValue = ["votes": ["A": 6, "B": 3, "C": 1]]
        #expect(
            try ["A", "B", "C", "D"].map { try Self.marks(PanelVotes.self, parameters, Rules.choices($0)) } == [
                "1", "0.5", "1/6", "0",
            ]
        )
        #expect(try Self.marks(PanelVotes.self, parameters, Rules.choices("A", "B")) == "0")
    }

    @Test func `a feature is lost by one pick too many and by harm`() throws {
        let parameters: JSONValue = [
            "accept": ["A", "B"], "needed": 2, "allowed": 3, "harmful": ["H"], "credit": "each",
        ]
        let cases: [(ResponseValue, String)] = [
            (Rules.choices("A", "B"), "1"), (Rules.choices("A", "B", "C"), "1"), (Rules.choices("A", "C"), "0.5"),
            (Rules.choices("A", "B", "C", "D"), "0"), (Rules.choices("A", "H"), "0"), (Rules.choices(), "0"),
        ]
        for (value, mark) in cases { #expect(try Self.marks(KeyFeaturePicks.self, parameters, value) == mark) }
    }

    @Test func `a new text of a feature asks a marker while marks are missing`() throws {
        let rule = try KeyFeatureTexts(
            parameters: [
                "accept": [["AF"], ["carotid stenosis"]], "needed": 2, "allowed": 3, "harmful": ["alteplase"],
                "reject": ["migraine"], "credit": "each", "folding": "words-1",
            ],
            marks: Mark(2)
        )
        #expect(rule.mark(.texts(["AF", "patent foramen ovale"])) == Marking(.one, needsMarker: true))
        #expect(rule.mark(.texts(["AF", "Migraine"])) == Marking(.one))
        #expect(rule.mark(.texts(["AF", "carotid stenosis", "new"])) == Marking(Mark(2)))
        #expect(rule.mark(.texts(["a", "b", "c", "d"])) == Marking(.zero))
        #expect(rule.mark(.texts(["new", "alteplase"])) == Marking(.zero))
    }

    @Test func `marks that cannot be divided are refused, never rounded`() {
        let fine = Mark(1, over: .max) ?? .zero
        #expect(throws: FormatProblem(path: "marks", message: "the marks cannot be divided exactly")) {
            try PickN(parameters: ["key": ["A", "B", "C"], "credit": "each"], marks: fine)
        }
    }
}
