/// Why a document was not read, and where.
public struct XMLProblem: Error, Hashable, Sendable {
    public let code: Code
    /// What is wrong, in plain English.
    public let message: String
    /// Counted from 1; columns in code points.
    public let line: Int
    public let column: Int

    init(_ code: Code, _ message: String, at position: XMLPosition) {
        self.code = code
        self.message = message
        line = position.line
        column = position.column
    }

    /// A name from the document for use in a message: cut short, nothing invisible in it.
    static func shown(_ name: String) -> String {
        var shown = String.UnicodeScalarView()
        for scalar in name.unicodeScalars.prefix(60) {
            switch scalar.properties.generalCategory {
            case .control, .format, .unassigned, .privateUse, .lineSeparator, .paragraphSeparator:
                shown.append("\u{FFFD}")
            default: shown.append(scalar)
            }
        }
        return String(shown)
    }

    /// The stable names that other programs see.
    public enum Code: String, CaseIterable, Hashable, Sendable, Codable {
        case documentTooLarge = "document-too-large"
        case tooDeep = "too-deep"
        case tooManyNodes = "too-many-nodes"
        case tooManyAttributes = "too-many-attributes"
        case tooMuchText = "too-much-text"
        case unsupportedEncoding = "unsupported-encoding"
        case encodingMismatch = "encoding-mismatch"
        case wrongBytes = "wrong-bytes"
        case forbiddenCharacter = "forbidden-character"
        case unsupportedVersion = "unsupported-version"
        case doctype
        case processingInstruction = "processing-instruction"
        case undeclaredEntity = "undeclared-entity"
        case undeclaredPrefix = "undeclared-prefix"
        case duplicateAttribute = "duplicate-attribute"
        case noElement = "no-element"
        case malformed
        /// Not a refusal: something was passed over.
        case ignored
    }
}

/// A place in a document, counted from 1; columns in code points.
struct XMLPosition: Hashable, Sendable {
    var line: Int
    var column: Int

    static let start = XMLPosition(line: 1, column: 1)
}
