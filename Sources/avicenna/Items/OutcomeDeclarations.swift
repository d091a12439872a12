import Foundation
import Interchange

/// The outcomes that a QTI document declares, with the values they start with.
///
/// Our items hold what marking needs; other programs also ask for outcomes that never change, such as a maximum.
enum OutcomeDeclarations {
    /// - Throws: `XMLProblem`, or when the file cannot be read.
    static func start(of path: String) throws -> [String: LooseJSON] {
        let root = try XMLTree(try Data(contentsOf: URL(filePath: path))).root
        var start: [String: LooseJSON] = [:]
        for element in root.elements where ["outcomeDeclaration", "qti-outcome-declaration"].contains(element.local) {
            guard let name = element.attribute("identifier") else { continue }
            start[name] = value(of: element)
        }
        return start
    }

    /// A number without a default starts at 0, everything else at NULL.
    ///
    /// Source: QTI 3.0 information model, “outcome variables”.
    private static func value(of element: XMLElement) -> LooseJSON {
        let type = element.attribute("baseType") ?? element.attribute("base-type") ?? ""
        let cardinality = element.attribute("cardinality") ?? "single"
        let fallback = element.elements.first { ["defaultValue", "qti-default-value"].contains($0.local) }
        let values = fallback?.elements ?? []
        switch cardinality {
        case "single":
            guard let first = values.first else { return ["integer", "float"].contains(type) ? .number(0) : .null }
            return typed(first.trimmedText, type)
        case "record":
            guard !values.isEmpty else { return .null }
            let fields = values.map { value in
                let type = value.attribute("baseType") ?? value.attribute("base-type") ?? ""
                let name = value.attribute("fieldIdentifier") ?? value.attribute("field-identifier") ?? ""
                return (name, typed(value.trimmedText, type))
            }
            return .record(Dictionary(fields, uniquingKeysWith: { first, _ in first }))
        default: return values.isEmpty ? .null : .list(values.map { typed($0.trimmedText, type) })
        }
    }

    private static func typed(_ text: String, _ type: String) -> LooseJSON {
        switch type {
        case "integer", "float": Double(text).map(LooseJSON.number) ?? .text(text)
        case "boolean": .bool(["true", "1"].contains(text))
        default: .text(text)
        }
    }
}
