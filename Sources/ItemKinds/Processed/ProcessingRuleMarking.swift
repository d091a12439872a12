public import Assessment

/// The mark that an item's own rules compute from all its responses.
///
/// Parameters: `{"processing":{…},"outcome":"SCORE"}`: the processing in format 1 and the outcome whose value is the
/// mark. The value becomes a mark by ``Mark/init(nearest:)``. A fault of the rules, a value that is no number and an
/// outcome that people set gain what there is, and ask for a marker.
///
/// What a template draws is drawn once for each candidate and stored, and with it the seed of rules that draw when they
/// mark; marking uses the stored draw, and asks a marker where there is none. An adaptive item is answered in turns; its
/// mark is what the last one has come to. A template that sets what a response starts with is refused: only what a
/// candidate gave is marked.
///
/// The button of an item that is not adaptive (a hint) is false when the item is marked: what is marked was handed in, and
/// not by that button.
///
/// Source: QTI 3.0 information model, response processing; the readings where engines differ are named in
/// `Assessment/Processing`.
public struct ProcessingRuleMarking: ScoringRule {
    public static let name = RuleName(rawValue: "processing")
    public static let version = 1

    let program: ProcessingProgram
    let session: ItemSession
    let outcome: String
    private let isExternal: Bool
    public let isDrawn: Bool

    public init(parameters: JSONValue, marks: Mark) throws(FormatProblem) {
        var fields = try Fields(parameters)
        let processing = try Processing(json: try fields.value("processing"), path: "processing")
        outcome = try fields.string("outcome")
        try fields.end()
        let names = Set(processing.responses.map(\.identifier))
        guard !processing.templateRules.flatMap(\.all).contains(where: { $0.isDefault(ofAny: names) }) else {
            throw FormatProblem(
                path: "processing.templateRules",
                message: "the template sets the value that a response starts with"
            )
        }
        program = try ProcessingProgram(processing)
        isDrawn =
            !processing.templates.isEmpty || !processing.templateRules.isEmpty || program.drawsWhenMarking
        let name = outcome
        guard let declared = processing.outcomes.first(where: { $0.identifier == name }),
            declared.cardinality == .single, declared.baseType?.isNumeric == true
        else { throw FormatProblem(path: "outcome", message: "is no single number that is declared") }
        isExternal = declared.externalScored != nil
        session = ItemSession(program, restoring: ItemSession.State())
    }

    /// The declared correct responses are many; no one value shows them.
    public var key: ResponseValue? { nil }

    public func keyLines(for interaction: Interaction) -> [KeyLine] { [.remark(.ownRules, [:])] }

    /// Nothing tells what rules will do without running them.
    public var takesMarksAway: Bool { true }

    public func problems(with interaction: Interaction) -> [String] {
        program.warnings.filter { $0.code == "processing.custom" }.map(\.message) + drawingProblems
    }

    /// What goes wrong in some draws; each candidate has another, so that many are tried.
    private var drawingProblems: [String] {
        guard isDrawn else { return [] }
        for seed in 0..<Self.trials {
            do throws(ProcessingFault) {
                let warnings = try ItemSession.draw(program, seed: seed).warnings
                if let unmet = warnings.first(where: { $0.code == "processing.constraint" }) { return [unmet.message] }
            } catch {
                return ["the template cannot be run: \(error)"]
            }
        }
        return []
    }

    private static let trials: UInt64 = 50

    public func draw(seed: UInt64) -> ItemSession.State? {
        guard isDrawn else { return nil }
        // Nobody is kept from an exam by a draw. One that faults is none: nothing is right for it, so a person marks.
        return try? ItemSession.draw(program, seed: seed).state
    }

    public func correctResponses(drawn draw: ItemSession.State) -> [ResponseID: [String]] {
        let corrects = ItemSession(program, restoring: draw).corrects
        return Dictionary(
            uniqueKeysWithValues: corrects.map { (ResponseID(rawValue: $0), $1.elements.map(\.text)) }
        )
    }

    /// Without the other responses, as if they had not been given.
    public func mark(_ value: ResponseValue?) -> Marking { mark(value, in: ItemResponse()) }

    public func mark(_ value: ResponseValue?, in response: ItemResponse) -> Marking {
        isDrawn ? Marking(.zero, needsMarker: true) : mark(response, session)
    }

    public func mark(_ value: ResponseValue?, in response: ItemResponse, drawn draw: ItemSession.State) -> Marking {
        mark(response, ItemSession(program, restoring: draw))
    }

    private func mark(_ response: ItemResponse, _ session: ItemSession) -> Marking {
        var session = session
        do throws(ProcessingFault) {
            return marking(try session.submit(repeatably: values(of: response, isTurn: false)).outcomes)
        } catch {
            return Marking(.zero, needsMarker: true)
        }
    }

    func marking(_ outcomes: [String: VariableValue]) -> Marking {
        guard let number = outcomes[outcome]?.number, let mark = Mark(nearest: number) else {
            return Marking(.zero, needsMarker: true)
        }
        return Marking(mark, needsMarker: isExternal)
    }

    /// What the rules see of a response; `isTurn`: the button that was pressed is what took the turn.
    func values(of response: ItemResponse, isTurn: Bool) -> [String: VariableValue] {
        var values: [String: VariableValue] = [:]
        for declaration in program.processing.responses where isTurn || !declaration.endsAttempt {
            let given = response[ResponseID(rawValue: declaration.identifier)]
            if declaration.endsAttempt, given == nil { continue }
            values[declaration.identifier] = given.map { VariableValue($0, as: declaration) } ?? .null
        }
        return values
    }
}

extension ProcessingRule {
    /// Whether this sets the default of one of these variables.
    fileprivate func isDefault(ofAny names: Set<String>) -> Bool {
        guard case .set(.defaultValue, let identifier, _) = self else { return false }
        return names.contains(identifier)
    }
}
