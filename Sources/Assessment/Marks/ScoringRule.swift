/// Names a scoring rule, such as `match-correct`.
public struct RuleName: RawRepresentable, Hashable, Sendable {
    public let rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }
}

/// One use of a named rule in an item: which response it marks, for how many marks, with which key.
public struct RuleUse: Hashable, Sendable {
    public var id: OutcomeID
    public var response: ResponseID
    public var rule: RuleName
    public var version: Int
    /// The marks that a perfect response gains.
    public var marks: Mark
    /// Key and settings, in the shape that the rule documents.
    public var parameters: JSONValue

    public init(
        id: OutcomeID,
        response: ResponseID,
        rule: RuleName,
        version: Int = 1,
        marks: Mark = .one,
        parameters: JSONValue
    ) {
        self.id = id
        self.response = response
        self.rule = rule
        self.version = version
        self.marks = marks
        self.parameters = parameters
    }
}

extension RuleUse {
    /// Reads one use of a rule in format 1.
    public init(json: JSONValue, path: String = "") throws(FormatProblem) {
        var fields = try Fields(json, path: path)
        id = OutcomeID(rawValue: try fields.string("id"))
        response = ResponseID(rawValue: try fields.string("response"))
        rule = RuleName(rawValue: try fields.string("rule"))
        version = try fields.integer("version", in: 1...1000)
        marks = try fields.mark("marks")
        parameters = try fields.value("parameters")
        try fields.end()
    }

    /// This use in format 1.
    public var json: JSONValue {
        [
            "id": .string(id.rawValue), "response": .string(response.rawValue), "rule": .string(rule.rawValue),
            "version": .integer(Int64(version)), "marks": .string(marks.description), "parameters": parameters,
        ]
    }
}

/// A function from response to marks, with a name and a version that results keep.
///
/// A rule is made from its parameters once and then marks many responses; it holds no state. A changed behaviour is a
/// new version, never an edit: past results are replayed with the version they were made with.
public protocol ScoringRule: Sendable {
    static var name: RuleName { get }
    static var version: Int { get }

    /// Reads the parameters.
    ///
    /// - Throws: ``FormatProblem`` when the key is missing, a placeholder or of the wrong shape.
    init(parameters: JSONValue, marks: Mark) throws(FormatProblem)

    /// What does not go together with the interaction that it is to mark; empty when all does.
    func problems(with interaction: Interaction) -> [String]

    /// Marks `value`; `nil` means that nothing was given.
    func mark(_ value: ResponseValue?) -> Marking

    /// Marks `value`, the response that the rule was made for, among all that was given to the item.
    ///
    /// The rule that looks at more than one response makes this its own; every other marks `value` alone.
    func mark(_ value: ResponseValue?, in response: ItemResponse) -> Marking

    /// Marks `value` of an item of which parts were drawn for the candidate; `draw` is the stored draw, never a new one.
    ///
    /// Only a rule that draws makes this its own.
    func mark(_ value: ResponseValue?, in response: ItemResponse, drawn draw: ItemSession.State) -> Marking

    /// Marks an item that is answered in turns by what the turns come to; `turns` are the responses in their order.
    ///
    /// Only a rule that takes turns makes this its own. `draw` is the stored draw, `nil` where nothing is drawn.
    func mark(turns: [ItemResponse], drawn draw: ItemSession.State?) -> Marking

    /// Where a candidate stands after these turns; `nil` for an item that is not answered in turns, and where what was
    /// drawn is not known.
    func taken(_ turns: [ItemResponse], drawn draw: ItemSession.State?) -> TurnsTaken?

    /// Whether the item is answered in turns, each of which says what is shown next.
    var takesTurns: Bool { get }

    /// Whether parts of the item are drawn for each candidate, be it by marking alone.
    var isDrawn: Bool { get }

    /// What one candidate's item shows and asks by chance, the same for the same seed.
    ///
    /// - Returns: `nil` when nothing is drawn, and when the rules cannot be run with this seed: a marker is asked then.
    func draw(seed: UInt64) -> ItemSession.State?

    /// The correct responses of a draw as texts, where they can be written down; for staff.
    func correctResponses(drawn draw: ItemSession.State) -> [ResponseID: [String]]

    /// What a response gains that people found right, or wrong, where the rule could not tell, such as a new text; the
    /// marks of the use are `marks`.
    func mark(found isRight: Bool, of marks: Mark, in response: ItemResponse) -> Mark

    /// A response that gains all marks, where one can be written down; shown to staff as the key.
    var key: ResponseValue? { get }

    /// ``key`` as it is given at `interaction`, for a rule whose key has another shape at another interaction.
    func key(at interaction: Interaction) -> ResponseValue?

    /// What must be given at other places for ``key`` to gain all marks.
    var keyElsewhere: [ResponseID: ResponseValue] { get }

    /// The key as staff read it at `interaction`, without the name of the rule.
    func keyLines(for interaction: Interaction) -> [KeyLine]

    /// Whether a response may gain less than nothing.
    var takesMarksAway: Bool { get }

    /// Whether only people can mark: the rule then gives nothing and asks a marker for every response.
    var leavesMarkingToPeople: Bool { get }
}

extension ScoringRule {
    public func mark(_ value: ResponseValue?, in response: ItemResponse) -> Marking { mark(value) }

    public func mark(_ value: ResponseValue?, in response: ItemResponse, drawn draw: ItemSession.State) -> Marking {
        mark(value, in: response)
    }

    public func mark(turns: [ItemResponse], drawn draw: ItemSession.State?) -> Marking {
        Marking(.zero, needsMarker: true)
    }

    public func taken(_ turns: [ItemResponse], drawn draw: ItemSession.State?) -> TurnsTaken? { nil }

    public var takesTurns: Bool { false }

    public var isDrawn: Bool { false }

    public func draw(seed: UInt64) -> ItemSession.State? { nil }

    public func correctResponses(drawn draw: ItemSession.State) -> [ResponseID: [String]] { [:] }

    public func mark(found isRight: Bool, of marks: Mark, in response: ItemResponse) -> Mark {
        isRight ? marks : .zero
    }

    public func key(at interaction: Interaction) -> ResponseValue? { key }

    public var keyElsewhere: [ResponseID: ResponseValue] { [:] }

    public func keyLines(for interaction: Interaction) -> [KeyLine] {
        key(at: interaction)?.keyLines ?? []
    }

    public var takesMarksAway: Bool { false }

    public var leavesMarkingToPeople: Bool { false }
}

/// What a rule says of one response.
public struct Marking: Hashable, Sendable {
    public var mark: Mark
    /// Whether a person should confirm the mark, such as a new string of a very short answer.
    public var needsMarker: Bool

    public init(_ mark: Mark, needsMarker: Bool = false) {
        self.mark = mark
        self.needsMarker = needsMarker
    }
}
