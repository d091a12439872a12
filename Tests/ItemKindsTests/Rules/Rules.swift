import Assessment
import Testing

/// Makes rules and says why they cannot be made.
enum Rules {
    static func problem<Rule: ScoringRule>(_ rule: Rule.Type, _ parameters: JSONValue) -> String? {
        do throws(FormatProblem) {
            _ = try Rule(parameters: parameters, marks: .one)
            return nil
        } catch {
            return error.description
        }
    }

    static func choices(_ ids: String...) -> ResponseValue { .choices(ids.map(OptionID.init(rawValue:))) }

    static func pairs(_ pairs: (String, String)...) -> ResponseValue {
        .pairs(pairs.map { ResponseValue.Pair(row: OptionID(rawValue: $0.0), column: OptionID(rawValue: $0.1)) })
    }

    static func options(_ ids: String...) -> [Option] {
        ids.map { Option(id: OptionID(rawValue: $0), content: [.text($0)]) }
    }

    static let choice = Interaction.choice(
        ChoiceInteraction(id: ResponseID(rawValue: "R"), prompt: [], options: options("A", "B", "C"), maximum: 2)
    )
    static let match = Interaction.match(
        MatchInteraction(
            id: ResponseID(rawValue: "R"),
            prompt: [],
            rows: options("S1", "S2"),
            columns: options("A", "B", "C"),
            rowMaximum: 2
        )
    )
    static let text = Interaction.text(TextInteraction(id: ResponseID(rawValue: "R"), prompt: []))
    static let number = Interaction.number(
        NumberInteraction(id: ResponseID(rawValue: "R"), prompt: [], units: ["mg", "g"])
    )
    static let plainNumber = Interaction.number(NumberInteraction(id: ResponseID(rawValue: "R"), prompt: []))
}
