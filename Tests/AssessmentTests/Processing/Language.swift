import Testing

@testable import Assessment

/// Short ways to write expressions and to run them.
enum Language {
    typealias Expression = ProcessingExpression

    static let null = Expression("null")

    static func base(_ type: ValueType, _ text: String) -> Expression {
        Expression("base-value", ["base-type": type.rawValue], text: text)
    }

    static func float(_ text: String) -> Expression { base(.float, text) }
    static func integer(_ text: String) -> Expression { base(.integer, text) }
    static func string(_ text: String) -> Expression { base(.string, text) }
    static func id(_ text: String) -> Expression { base(.identifier, text) }
    static func truth(_ text: String) -> Expression { text == "null" ? null : base(.boolean, text) }
    static func variable(_ name: String) -> Expression { Expression("variable", ["identifier": name]) }

    static func call(_ name: String, _ settings: [String: String] = [:], _ operands: Expression...) -> Expression {
        Expression(name, settings, operands)
    }

    static func integers(_ texts: String..., ordered: Bool = false) -> Expression {
        Expression(ordered ? "ordered" : "multiple", [:], texts.map(integer))
    }

    static func ids(_ texts: String..., ordered: Bool = false) -> Expression {
        Expression(ordered ? "ordered" : "multiple", [:], texts.map(id))
    }

    /// Responses of every type, for variables.
    static let declarations = Processing(
        responses: [
            ResponseDeclaration("I", .single, .integer, defaults: [DeclaredValue("3")]),
            ResponseDeclaration("S", .single, .string, defaults: [DeclaredValue("ab+c")]),
            ResponseDeclaration(
                "R",
                .record,
                nil,
                defaults: [
                    DeclaredValue("7", field: "a", baseType: .integer),
                    DeclaredValue("ok", field: "b", baseType: .string),
                ]
            ),
            ResponseDeclaration("N", .multiple, .identifier),
        ],
        outcomes: [OutcomeDeclaration("SCORE", .single, .float)]
    )

    static func run(
        _ expression: Expression,
        in processing: Processing = declarations,
        limits: ProcessingLimits = ProcessingLimits()
    ) throws -> VariableValue {
        var compiler = try ProgramCompiler(processing)
        let node = try compiler.node(expression, path: "")
        var run = ProcessingRun(try ProcessingProgram(processing, limits: limits), seed: 7)
        return try run.value(of: node)
    }

    /// The value as a text: `NULL`, one value, `[a b]` for a set, `<a b>` for a list.
    static func text(
        _ expression: Expression,
        in processing: Processing = declarations
    ) throws -> String {
        switch try run(expression, in: processing) {
        case .null: "NULL"
        case .single(let value): value.text
        case .multiple(let values): "[\(values.map(\.text).joined(separator: " "))]"
        case .ordered(let values): "<\(values.map(\.text).joined(separator: " "))>"
        case .record(let fields): "{\(fields.keys.sorted().joined(separator: " "))}"
        }
    }

    static func problem(_ expression: Expression) -> String? {
        do {
            _ = try run(expression)
            return nil
        } catch let problem as FormatProblem {
            return problem.message
        } catch {
            return "\(error)"
        }
    }
}
