import Assessment
import ExamDelivery
import ItemKinds
import Testing

@Suite struct FormMarkerTests {
    private static let response = ResponseID(rawValue: "R")
    private static let score = OutcomeID(rawValue: "SCORE")

    static func use(
        _ rule: RuleName,
        _ parameters: JSONValue,
        id: String = "SCORE",
        version: Int = 1,
        marks: Mark = .one
    ) -> RuleUse {
        RuleUse(
            id: OutcomeID(rawValue: id),
            response: response,
            rule: rule,
            version: version,
            marks: marks,
            parameters: parameters
        )
    }

    static func key(_ scoring: [[RuleUse]]) throws -> FormKey {
        let hash = try #require(ContentHash(rawValue: String(repeating: "a", count: 64)))
        let entries: [JSONValue] = scoring.enumerated().map { index, uses in
            [
                "item": .string("item-\(index + 1)"), "version": .string(hash.rawValue), "kind": "any",
                "scoring": .array(uses.map(\.json)), "rationale": [:] as JSONValue, "tags": [:] as JSONValue,
            ]
        }
        return try FormKey(json: ["format": 1, "form": .string(hash.rawValue), "entries": .array(entries)])
    }

    /// A choice keyed A for 1 mark, a text for 2 marks, two stems of 1/3 mark each.
    private static func key() throws -> FormKey {
        let third = try #require(Mark(1, over: 3))
        return try key([
            [use(MatchCorrect.name, ["key": ["A"]])],
            [use(AcceptList.name, ["accept": ["PE"], "folding": "words-1"], marks: Mark(2))],
            [
                use(RowMatch.name, ["row": "S1", "key": ["A"]], id: "S1", marks: third),
                use(RowMatch.name, ["row": "S2", "key": ["B"]], id: "S2", marks: third),
            ],
        ])
    }

    private static func marker(_ decisions: [(position: Int, decision: ItemDecision)] = []) throws -> FormMarker {
        try FormMarker(try key(), decisions: decisions, catalogue: .standard)
    }

    private static func chosen(_ ids: String...) -> ItemResponse {
        ItemResponse([response: .choices(ids.map(OptionID.init(rawValue:)))])
    }

    private static func typed(_ text: String) -> ItemResponse { ItemResponse([response: .text(text)]) }

    private static func joined(_ pairs: (String, String)...) -> ItemResponse {
        ItemResponse([
            response: .pairs(
                pairs.map { ResponseValue.Pair(row: OptionID(rawValue: $0.0), column: OptionID(rawValue: $0.1)) }
            )
        ])
    }

    private static func totals(
        _ decisions: [(position: Int, decision: ItemDecision)],
        _ responses: [Int: ItemResponse]
    ) throws -> [String] {
        let marker = try marker(decisions)
        return [marker.total.description, try marker.mark(responses).total.description]
    }

    private static let right: [Int: ItemResponse] = [
        1: chosen("A"), 2: typed("pe"), 3: joined(("S1", "A"), ("S2", "B")),
    ]
    private static let wrong: [Int: ItemResponse] = [1: chosen("B"), 2: typed("lung clot"), 3: joined(("S1", "B"))]

    @Test func `marks add up exactly, position by position`() throws {
        let marker = try Self.marker()
        #expect(marker.available == [.one, Mark(2), try #require(Mark(2, over: 3))])
        #expect(marker.total == Mark(11, over: 3))
        let marked = try marker.mark(Self.right)
        #expect(marked.positions.map(\.mark) == marker.available && marked.total == marker.total)
        #expect(marked.positions.allSatisfy { !$0.isBlank && !$0.isExcluded })
        #expect(marked.positions[2].outcomes.map(\.id.rawValue) == ["S1", "S2"])
        let half = try marker.mark([3: Self.joined(("S2", "B"))])
        #expect(half.total == Mark(1, over: 3) && half.positions[2].outcomes.map(\.mark) == [.zero, Mark(1, over: 3)])
    }

    @Test func `nothing given is blank and gains nothing; a new text asks a marker`() throws {
        let blank = try Self.marker().mark([2: Self.typed(" "), 9: Self.chosen("A"), 0: Self.chosen("A")])
        #expect(blank.total == .zero && blank.positions.count == 3)
        #expect(blank.positions.allSatisfy { $0.isBlank && $0.outcomes.allSatisfy { !$0.needsMarker } })
        let wrong = try Self.marker().mark(Self.wrong)
        #expect(wrong.total == .zero && wrong.positions.map(\.isBlank) == [false, false, false])
        #expect(wrong.positions.flatMap(\.outcomes).map(\.needsMarker) == [false, true, false, false])
    }

    @Test func `an excluded position counts for nobody, and keep takes that back`() throws {
        #expect(try Self.totals([(1, .exclude)], Self.right) == ["8/3", "8/3"])
        #expect(try Self.totals([(1, .exclude), (1, .keep)], Self.right) == ["11/3", "11/3"])
        let marker = try Self.marker([(2, .exclude)])
        #expect(marker.available.map(\.description) == ["1", "0", "2/3"])
        #expect(try marker.mark(Self.right).positions.map(\.isExcluded) == [false, true, false])
        #expect(try Self.totals([(1, .exclude), (2, .exclude), (3, .exclude)], Self.right) == ["0", "0"])
    }

    @Test func `credit for all gives full marks to everyone present, and asks nobody`() throws {
        #expect(try Self.totals([(2, .creditAll)], [:]) == ["11/3", "2"])
        #expect(try Self.totals([(3, .creditAll)], Self.wrong) == ["11/3", "2/3"])
        let marked = try Self.marker([(2, .creditAll)]).mark(Self.wrong)
        #expect(marked.positions[1].outcomes.map(\.needsMarker) == [false] && !marked.positions[1].isBlank)
        #expect(try Self.totals([(2, .creditAll), (2, .keep)], Self.wrong) == ["11/3", "0"])
        // Excluded is stronger, whichever was decided first.
        #expect(try Self.totals([(2, .creditAll), (2, .exclude)], Self.wrong) == ["5/3", "0"])
        #expect(try Self.totals([(2, .exclude), (2, .creditAll)], Self.wrong) == ["5/3", "0"])
    }

    @Test(arguments: [
        (1, "SCORE", chosen("B"), chosen("B"), "1"), (1, "SCORE", chosen("B"), chosen("A"), "1"),
        (1, "SCORE", chosen("B"), chosen("C"), "0"), (1, "SCORE", chosen("B", "C"), chosen("C", "B"), "1"),
        (1, "SCORE", chosen("B", "C"), chosen("B"), "0"), (2, "SCORE", typed("lung clot"), typed(" Lung  CLOT\n"), "2"),
        (2, "SCORE", typed("lung clot"), typed("lung-clot"), "0"), (2, "SCORE", typed("lung clot"), chosen("A"), "0"),
        (3, "S1", joined(("S1", "C")), joined(("S1", "C"), ("S2", "A")), "1/3"),
        (3, "S1", joined(("S1", "C")), joined(("S1", "A"), ("S2", "B")), "2/3"),
        (3, "S1", joined(("S1", "C")), joined(("S2", "C")), "0"),
        // What says nothing is accepted from nobody.
        (1, "SCORE", ItemResponse([response: .choices([])]), ItemResponse([response: .choices([])]), "0"),
        (2, "SCORE", typed(""), typed("  "), "0"),
        (3, "S1", ItemResponse([response: .pairs([])]), joined(("S2", "A")), "0"),
    ])
    func `an accepted response gains all marks of its outcome, besides the key`(
        position: Int,
        outcome: String,
        accepted: ItemResponse,
        given: ItemResponse,
        mark: String
    ) throws {
        let value = try #require(accepted[Self.response])
        let decision = ItemDecision.accept(OutcomeID(rawValue: outcome), value)
        #expect(try Self.totals([(position, decision)], [position: given]) == ["11/3", mark])
    }

    @Test func `a rejected response gains nothing and asks nobody, and the later of two decisions holds`() throws {
        let clot = ResponseValue.text("lung clot")
        let (accept, reject) = (ItemDecision.accept(Self.score, clot), ItemDecision.reject(Self.score, clot))
        let marked = { (decisions: [ItemDecision], text: String) in
            let outcome = try Self.marker(decisions.map { (2, $0) }).mark([2: Self.typed(text)]).positions[1].outcomes[
                0
            ]
            return [outcome.mark.description, outcome.needsMarker ? "asks" : "settled"]
        }
        #expect(try marked([], "Lung clot") == ["0", "asks"])
        #expect(try marked([reject], "Lung clot") == ["0", "settled"])
        #expect(try marked([reject], "another") == ["0", "asks"])
        #expect(try marked([reject, accept], "Lung clot") == ["2", "settled"])
        #expect(try marked([accept, reject], "Lung clot") == ["0", "settled"])
        #expect(try marked([reject, .keep], "Lung clot") == ["0", "asks"])
        #expect(try marked([reject, .creditAll], "Lung clot") == ["2", "settled"])
        // Even when the rule would have taken it.
        #expect(try marked([.reject(Self.score, .text("PE"))], "pe") == ["0", "settled"])
        let other = OutcomeID(rawValue: "OTHER")
        #expect(throws: FormMarker.Refusal.unknownOutcome(position: 2, other)) {
            try Self.marker([(2, .reject(other, clot))])
        }
    }

    @Test(arguments: [("C1", "1", "0"), ("C2", "2", "-2"), ("C3", "3", "-6"), (nil, "1", "0")])
    func `what people find right or wrong counts by how certain the candidate was`(
        level: String?,
        right: String,
        wrong: String
    ) throws {
        let parameters: JSONValue = [
            "certainty": "C",
            "rule": ["rule": "accept-list", "version": 1, "parameters": ["accept": ["PE"], "folding": "words-1"]],
        ]
        let key = try Self.key([[Self.use(Certainty.name, parameters, marks: Mark(3))]])
        var response = Self.typed("lung clot")
        response.values[ResponseID(rawValue: "C")] = level.map { .choices([OptionID(rawValue: $0)]) }
        let marks = { (decisions: [ItemDecision]) in
            let marker = try FormMarker(key, decisions: decisions.map { (1, $0) }, catalogue: .standard)
            return try marker.mark([1: response]).total.description
        }
        #expect(try marks([]) == "0")
        #expect(try marks([.accept(Self.score, .text("lung clot"))]) == right)
        #expect(try marks([.reject(Self.score, .text("Lung clot"))]) == wrong)
    }

    @Test func `an accepted number counts with its unit as it was accepted`() throws {
        let parameters: JSONValue = [
            "value": "5", "unit": "mg", "tolerance": ["mode": "absolute", "lower": "0", "upper": "0"],
        ]
        let key = try Self.key([[Self.use(WithinTolerance.name, parameters)]])
        let decision = ItemDecision.accept(Self.score, .number("6", unit: "mg"))
        let marker = try FormMarker(key, decisions: [(1, decision)], catalogue: .standard)
        for (text, unit, mark) in [
            ("6", "mg", "1"), (" 6", "mg", "1"), ("6", nil, "0"), ("6.0", "mg", "0"), ("5", nil, "1"),
        ] {
            let response = ItemResponse([Self.response: .number(text, unit: unit)])
            #expect(try marker.mark([1: response]).total.description == mark, "\(text)")
        }
    }

    @Test func `a new key replaces the old one, and marks are counted anew`() throws {
        let rekey = ItemDecision.rekey(Self.use(MatchCorrect.name, ["key": ["B"]], marks: Mark(3)))
        #expect(try Self.totals([(1, rekey)], [1: Self.chosen("B")]) == ["17/3", "3"])
        #expect(try Self.totals([(1, rekey)], [1: Self.chosen("A")]) == ["17/3", "0"])
        #expect(try Self.totals([(1, rekey), (1, .keep)], [1: Self.chosen("A")]) == ["11/3", "1"])
    }

    @Test func `later decisions build on earlier ones`() throws {
        let accept = ItemDecision.accept(Self.score, .choices([OptionID(rawValue: "C")]))
        let rekey = ItemDecision.rekey(Self.use(MatchCorrect.name, ["key": ["B"]]))
        let marks = { (decisions: [ItemDecision], id: String) in
            try Self.totals(decisions.map { (1, $0) }, [1: Self.chosen(id)])[1]
        }
        #expect(try ["A", "B", "C"].map { try marks([accept], $0) } == ["1", "0", "1"])
        #expect(try ["A", "B", "C"].map { try marks([rekey], $0) } == ["0", "1", "0"])
        // A new key also replaces what was accepted besides the old one; what is accepted after it stays.
        #expect(try ["A", "B", "C"].map { try marks([accept, rekey], $0) } == ["0", "1", "0"])
        #expect(try ["A", "B", "C"].map { try marks([rekey, accept], $0) } == ["0", "1", "1"])
        #expect(try ["A", "B", "C"].map { try marks([rekey, accept, .keep], $0) } == ["1", "0", "0"])
    }

    @Test func `a form that cannot be marked says where and why`() throws {
        func refusal(_ key: FormKey, _ decisions: [(position: Int, decision: ItemDecision)] = []) -> FormMarker.Refusal?
        {
            do throws(FormMarker.Refusal) {
                _ = try FormMarker(key, decisions: decisions, catalogue: .standard)
                return nil
            } catch {
                return error
            }
        }
        let key = try Self.key()
        let right = [Self.use(MatchCorrect.name, ["key": ["A"]])]
        #expect(refusal(key) == nil)
        #expect(refusal(try Self.key([right, []])) == .unscored(position: 2))
        let unknown = Self.use(MatchCorrect.name, ["key": ["A"]], version: 2)
        let unknownRule = Catalogue.Refusal.unknownRule(MatchCorrect.name, version: 2)
        #expect(refusal(try Self.key([right, [unknown]])) == .rule(position: 2, unknownRule))
        #expect(refusal(key, [(2, .rekey(unknown))]) == .rule(position: 2, unknownRule))
        let empty = Catalogue.Refusal.parameters(FormatProblem(path: "key", message: "must not be empty"))
        #expect(refusal(try Self.key([[Self.use(MatchCorrect.name, ["key": []])]])) == .rule(position: 1, empty))
        for position in [Int.min, -1, 0, 4, .max] {
            #expect(refusal(key, [(position, .exclude)]) == .unknownPosition(position))
        }
        let other = OutcomeID(rawValue: "OTHER")
        #expect(refusal(key, [(1, .accept(other, .text("x")))]) == .unknownOutcome(position: 1, other))
        let elsewhere = Self.use(MatchCorrect.name, ["key": ["A"]], id: "S1")
        #expect(refusal(key, [(1, .rekey(elsewhere))]) == .unknownOutcome(position: 1, elsewhere.id))
    }

    @Test func `marks that do not add up in any number are refused, not rounded`() throws {
        let (one, two) = (try #require(Mark(1, over: 9_999_999_967)), try #require(Mark(1, over: 9_999_999_943)))
        let uses = [one, two].map { [Self.use(MatchCorrect.name, ["key": ["A"]], marks: $0)] }
        #expect(throws: FormMarker.Refusal.overflow) {
            try FormMarker(try Self.key(uses), catalogue: .standard)
        }
        let maps = [one, two].map { mark -> [RuleUse] in
            let entries: JSONValue = [["key": "A", "mark": .string(mark.description)]]
            return [Self.use(MapResponse.name, ["entries": entries, "default": "0"])]
        }
        let marker = try FormMarker(try Self.key(maps), catalogue: .standard)
        #expect(try marker.mark([1: Self.chosen("A")]).total == one)
        #expect(throws: FormMarker.Refusal.overflow) {
            try marker.mark([1: Self.chosen("A"), 2: Self.chosen("A")])
        }
    }

    @Test func `the same key, decisions and responses always give the same marks`() throws {
        var generator = SeededGenerator(seed: 10)
        let decisions: [(position: Int, decision: ItemDecision)] = [
            (2, .accept(Self.score, .text("clot"))), (3, .creditAll),
        ]
        let (marker, again) = (try Self.marker(decisions), try Self.marker(decisions))
        for _ in 0..<300 {
            let responses: [Int: ItemResponse] = [
                1: Self.chosen(["A", "B"][Int.random(in: 0...1, using: &generator)]),
                2: Self.typed(["PE", "clot", "x", ""][Int.random(in: 0...3, using: &generator)]),
            ]
            let marked = try marker.mark(responses)
            #expect(try marked == again.mark(responses))
            #expect(try Mark.sum(marked.positions.map(\.mark)) == marked.total)
            #expect(zip(marked.positions, marker.available).allSatisfy { $0.mark >= .zero && $0.mark <= $1 })
        }
    }
}
