public import Assessment

/// The mark that an item's own rules compute from all its responses.
///
/// Parameters: `{"processing":{…},"outcome":"SCORE"}`: the processing in format 1 and the outcome whose value is the
/// mark. The value becomes a mark by ``Mark/init(nearest:)``. A fault of the rules, a value that is no number and an
/// outcome that people set gain what there is, and ask for a marker.
///
/// Rules that draw at random, templates and adaptive items are refused: a mark must be the same whenever it is
/// computed, and candidates here send one response.
///
/// Source: QTI 3.0 information model, response processing; the readings where engines differ are named in
/// `Assessment/Processing`.
public struct ProcessingRuleMarking: ScoringRule {
    public static let name = RuleName(rawValue: "processing")
    public static let version = 1

    private let program: ProcessingProgram
    private let session: ItemSession
    private let outcome: String
    private let isExternal: Bool

    public init(parameters: JSONValue, marks: Mark) throws(FormatProblem) {
        var fields = try Fields(parameters)
        let processing = try Processing(json: try fields.value("processing"), path: "processing")
        outcome = try fields.string("outcome")
        try fields.end()
        guard !processing.isAdaptive else {
            throw FormatProblem(path: "processing.adaptive", message: "an adaptive item takes more than one response")
        }
        guard processing.templates.isEmpty, processing.templateRules.isEmpty else {
            throw FormatProblem(path: "processing.templates", message: "parts of the item are drawn at random")
        }
        program = try ProcessingProgram(processing)
        guard !program.drawsWhenMarking else {
            throw FormatProblem(path: "processing.responseRules", message: "the marking draws at random")
        }
        let name = outcome
        guard let declared = processing.outcomes.first(where: { $0.identifier == name }),
            declared.cardinality == .single, declared.baseType?.isNumeric == true
        else { throw FormatProblem(path: "outcome", message: "is no single number that is declared") }
        isExternal = declared.externalScored != nil
        session = ItemSession(program, restoring: ItemSession.State())
    }

    /// The declared correct responses are many; no one value shows them.
    public var key: ResponseValue? { nil }

    public func problems(with interaction: Interaction) -> [String] {
        program.warnings.filter { $0.code == "processing.custom" }.map(\.message)
    }

    /// Without the other responses, as if they had not been given.
    public func mark(_ value: ResponseValue?) -> Marking { mark(value, in: ItemResponse()) }

    public func mark(_ value: ResponseValue?, in response: ItemResponse) -> Marking {
        var values: [String: VariableValue] = [:]
        for declaration in program.processing.responses where !declaration.endsAttempt {
            let given = response[ResponseID(rawValue: declaration.identifier)]
            values[declaration.identifier] = given.map { VariableValue($0, as: declaration) } ?? .null
        }
        var session = session
        do throws(ProcessingFault) {
            let result = try session.submit(values, seed: 0)
            guard let number = result.outcomes[outcome]?.number, let mark = Mark(nearest: number) else {
                return Marking(.zero, needsMarker: true)
            }
            return Marking(mark, needsMarker: isExternal)
        } catch {
            return Marking(.zero, needsMarker: true)
        }
    }
}
