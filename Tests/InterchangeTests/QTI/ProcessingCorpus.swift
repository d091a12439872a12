import Assessment
import Foundation
import Interchange
import Testing

/// Cases of the corpus run through the interpreter: values in as the corpus writes them, outcomes compared.
enum ProcessingCorpus {
    /// Why an item of the corpus cannot be run.
    struct Refusal: Error, CustomStringConvertible {
        let description: String
    }

    static func program(_ path: String) throws -> ProcessingProgram { try program(of: try Corpus.bytes(path)) }

    static func program(of document: Data) throws -> ProcessingProgram {
        let marking: Processing
        switch QTIProcessing.marking(of: document) {
        case .success(let found): marking = found
        case .failure(let refusal): throw Refusal(description: refusal.findings.map(\.message).joined(separator: "; "))
        }
        return try ProcessingProgram(marking)
    }

    /// A session with the draw that `one` names.
    static func session(
        of one: [String: Any],
        _ program: ProcessingProgram,
        using generator: inout SeededGenerator
    ) throws -> ItemSession {
        let pins = try (one["templates"] as? [String: Any] ?? [:]).map { name, value in
            (name, Self.value(value, try #require(program.processing.templates.first { $0.identifier == name })))
        }
        return try ItemSession(program, pins: Dictionary(uniqueKeysWithValues: pins), using: &generator)
    }

    /// Runs all attempts of `one` in a session and names what differs from what is expected.
    static func differences(_ one: [String: Any], _ program: ProcessingProgram) throws -> [String] {
        let found = try outcomes(of: one, program)
        var differences: [String] = []
        for (index, (attempt, outcomes)) in zip(attempts(of: one), found).enumerated() {
            let expected = attempt["outcomes"] as? [String: Any] ?? [:]
            for (name, value) in expected where !same(outcomes[name], value) {
                let found = outcomes[name].map { "\($0)" } ?? "nothing"
                differences.append("attempt \(index + 1): \(name) is \(found), expected \(value)")
            }
            // Cases from an engine's own tests name some outcomes only.
            let isWhole = (one["source"] as? String)?.hasPrefix("worked out") == true
            let extra = Set(outcomes.keys).subtracting(expected.keys)
            if isWhole, !extra.isEmpty { differences.append("outcomes \(extra.sorted()) are not expected") }
        }
        return differences
    }

    /// The attempts of a case: a case that lists none is one itself.
    static func attempts(of one: [String: Any]) -> [[String: Any]] { one["attempts"] as? [[String: Any]] ?? [one] }

    /// All outcomes of the attempts of `one`, run in one session.
    static func outcomes(of one: [String: Any], _ program: ProcessingProgram) throws -> [[String: VariableValue]] {
        var generator = SeededGenerator(seed: 1)
        var session = try session(of: one, program, using: &generator)
        var outcomes: [[String: VariableValue]] = []
        for attempt in attempts(of: one) {
            var responses: [String: VariableValue] = [:]
            for (name, value) in attempt["responses"] as? [String: Any] ?? [:] {
                let declaration = try #require(program.processing.responses.first { $0.identifier == name }, "\(name)")
                responses[name] = Self.value(
                    value,
                    TemplateDeclaration(name, declaration.cardinality, declaration.baseType)
                )
            }
            outcomes.append(try session.submit(responses, using: &generator).outcomes)
        }
        return outcomes
    }

    private static func value(_ given: Any, _ declaration: TemplateDeclaration) -> VariableValue {
        let texts: [String]
        switch given {
        case is NSNull: return .null
        case let list as [Any]: texts = list.map { "\($0)" }
        default: texts = ["\(given)"]
        }
        guard declaration.cardinality != .record else { return .record(ofTyped: texts.first ?? "") }
        return VariableValue(texts, declaration.cardinality, declaration.baseType ?? .string)
    }

    /// Numbers are equal within 1e-6; the values of a container in any order.
    private static func same(_ value: VariableValue?, _ expected: Any) -> Bool {
        switch (value, expected) {
        case (nil, _): false
        case (.null?, is NSNull): true
        case (.single(.boolean(let truth))?, let number as NSNumber): number.boolValue == truth
        case (.single(let value)?, let number as NSNumber):
            value.number.map { abs($0 - number.doubleValue) <= 1e-6 } ?? false
        case (.single(let value)?, let text as String): value.text == text
        case (.multiple(let values)?, let list as [Any]): values.map(\.text).sorted() == list.map { "\($0)" }.sorted()
        case (.ordered(let values)?, let list as [Any]): values.map(\.text) == list.map { "\($0)" }
        default: false
        }
    }
}
