public import Assessment

/// Marks by another rule's verdict and by how certain the candidate said to be.
///
/// Parameters: `{"certainty":"CERTAINTY","rule":{"rule":"match-correct","version":1,"parameters":{…}}}`; the first names
/// the response that holds the certainty, a choice of one of the options `C1`, `C2` and `C3`. The other rule is made
/// with 1 mark; a response is right when it gains that mark, and wrong when it gains less. With *m* marks of the use:
/// right gains *m*/3, 2*m*/3 or *m* at certainty 1, 2 or 3; wrong gains 0, −2*m*/3 or −2*m*. Give the use 3 marks for
/// the usual scale 1, 2, 3 and 0, −2, −6. No certainty counts as the lowest; no answer gains 0, whatever the certainty.
/// What the other rule leaves to a marker gains 0 until it is decided.
///
/// Source: Gardner-Medwin (1995), Confidence assessment in the teaching of basic science, *ALT-J* 3, 80–85;
/// Gardner-Medwin (2006), Confidence-based marking, in Bryan and Clegg (eds), *Innovative Assessment in Higher
/// Education*, Routledge, 141–149.
public struct Certainty: ScoringRule {
    public static let name = RuleName(rawValue: "certainty")
    public static let version = 1

    /// The options of the scale, from the least to the most certain.
    public static let levels = ["C1", "C2", "C3"].map(OptionID.init(rawValue:))

    /// The rules that it may ask for a verdict: all that mark one response without people.
    static let verdicts: [any ScoringRule.Type] = [
        MatchCorrect.self, MapResponse.self, RowMatch.self, AcceptList.self, WithinTolerance.self, EqualRounded.self,
        PickN.self, KPrimCredit.self, OrderMatch.self, AreaMatch.self,
    ]

    private let place: ResponseID
    private let verdict: any ScoringRule
    private let right: [Mark]
    private let wrong: [Mark]

    public init(parameters: JSONValue, marks: Mark) throws(FormatProblem) {
        var fields = try Fields(parameters)
        place = ResponseID(rawValue: try fields.string("certainty"))
        var rule = try Fields(try fields.value("rule"), path: fields.at("rule"))
        let name = RuleName(rawValue: try rule.string("rule"))
        let version = try rule.integer("version", in: 1...1000)
        let own = try rule.value("parameters")
        try rule.end()
        try fields.end()
        guard let type = Self.verdicts.first(where: { $0.name == name && $0.version == version }) else {
            throw FormatProblem(path: rule.at("rule"), message: "no rule of this name and version gives a verdict")
        }
        do throws(FormatProblem) {
            verdict = try type.init(parameters: own, marks: .one)
        } catch {
            let inner = error.path.isEmpty ? "parameters" : "parameters.\(error.path)"
            throw FormatProblem(path: rule.at(inner), message: error.message)
        }
        var (right, wrong): ([Mark], [Mark]) = ([], [])
        for points in [1, 2, 3] { right.append(try marks.part(Mark(points), of: Mark(3))) }
        for points in [0, -2, -6] { wrong.append(try marks.part(Mark(points), of: Mark(3))) }
        self.right = right
        self.wrong = wrong
    }

    public var key: ResponseValue? { verdict.key }

    public func key(at interaction: Interaction) -> ResponseValue? { verdict.key(at: interaction) }

    public var keyElsewhere: [ResponseID: ResponseValue] { [place: .choices([Self.levels[2]])] }

    public func keyLines(for interaction: Interaction) -> [KeyLine] {
        let words = { (marks: [Mark]) in marks.map(\.description).joined(separator: "; ") }
        return verdict.keyLines(for: interaction)
            + [.remark(.certainty, ["right": words(right), "wrong": words(wrong)])]
    }

    public var takesMarksAway: Bool { true }

    public func problems(with interaction: Interaction) -> [String] { verdict.problems(with: interaction) }

    public func mark(_ value: ResponseValue?) -> Marking { mark(value, in: ItemResponse()) }

    public func mark(_ value: ResponseValue?, in response: ItemResponse) -> Marking {
        guard let value, !value.isBlank else { return Marking(.zero) }
        let marking = verdict.mark(value, in: response)
        guard !marking.needsMarker else { return Marking(.zero, needsMarker: true) }
        return Marking(mark(found: marking.mark >= .one, in: response))
    }

    public func mark(found isRight: Bool, of marks: Mark, in response: ItemResponse) -> Mark {
        mark(found: isRight, in: response)
    }

    private func mark(found isRight: Bool, in response: ItemResponse) -> Mark {
        var level = 0
        if case .choices(let chosen) = response[place], chosen.count == 1 {
            level = Self.levels.firstIndex(of: chosen[0]) ?? 0
        }
        return isRight ? right[level] : wrong[level]
    }
}
