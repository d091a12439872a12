/// How many values a variable holds.
///
/// Source: QTI 3.0 information model, "cardinality".
public enum Cardinality: String, Hashable, Sendable, CaseIterable { case single, multiple, ordered, record }

/// What one value of a variable is.
///
/// Source: QTI 3.0 information model, "base-type".
public enum ValueType: String, Hashable, Sendable, CaseIterable {
    case identifier, boolean, integer, float, string, point, pair, directedPair, duration, file, uri
    /// Of old files: an integer when it looks like one, else an identifier.
    case intOrIdentifier

    public var isNumeric: Bool { self == .integer || self == .float }

    /// Whether a value of this type is plain text of some sort.
    var isText: Bool {
        switch self {
        case .identifier, .string, .file, .uri, .intOrIdentifier: true
        case .boolean, .integer, .float, .point, .pair, .directedPair, .duration: false
        }
    }
}
