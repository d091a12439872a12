/// One value of a base type.
public enum SingleValue: Hashable, Sendable {
    case identifier(String)
    case boolean(Bool)
    case integer(Int)
    case float(Double)
    case string(String)
    case point(x: Double, y: Double)
    case pair(String, String)
    case directedPair(String, String)
    /// In seconds.
    case duration(Double)
    /// The name or the content of a file; its bytes are never looked into.
    case file(String)
    case uri(String)

    /// Reads `text` as a value of `type`.
    ///
    /// - Returns: `nil` when it is none, and for empty text: an empty string is NULL.
    ///
    /// Source: QTI 3.0 information model, "base-type"; empty text: our notes on interchange, section 6.2.
    public init?(_ text: String, as type: ValueType) {
        guard !text.isEmpty else { return nil }
        switch type {
        case .string: self = .string(text)
        case .identifier, .file, .uri, .intOrIdentifier:
            let trimmed = text.trimmed
            guard !trimmed.isEmpty else { return nil }
            switch type {
            case .file: self = .file(trimmed)
            case .uri: self = .uri(trimmed)
            case .intOrIdentifier: self = Int(trimmed).map(SingleValue.integer) ?? .identifier(trimmed)
            default: self = .identifier(trimmed)
            }
        case .boolean:
            guard let boolean = LexicalNumber.boolean(text) else { return nil }
            self = .boolean(boolean)
        case .integer:
            guard let integer = LexicalNumber.integer(text) else { return nil }
            self = .integer(integer)
        case .float:
            guard let number = LexicalNumber.double(text) else { return nil }
            self = .float(number)
        case .duration:
            guard let seconds = LexicalNumber.duration(text) else { return nil }
            self = .duration(seconds)
        case .point, .pair, .directedPair:
            let parts = text.split(whereSeparator: \.isWhitespace).map(String.init)
            guard parts.count == 2 else { return nil }
            switch type {
            case .pair: self = .pair(parts[0], parts[1])
            case .directedPair: self = .directedPair(parts[0], parts[1])
            default:
                guard let x = LexicalNumber.double(parts[0]), let y = LexicalNumber.double(parts[1]) else {
                    return nil
                }
                self = .point(x: x, y: y)
            }
        }
    }

    public var type: ValueType {
        switch self {
        case .identifier: .identifier
        case .boolean: .boolean
        case .integer: .integer
        case .float: .float
        case .string: .string
        case .point: .point
        case .pair: .pair
        case .directedPair: .directedPair
        case .duration: .duration
        case .file: .file
        case .uri: .uri
        }
    }

    /// The value as ``init(_:as:)`` reads it.
    public var text: String {
        switch self {
        case .identifier(let text), .string(let text), .file(let text), .uri(let text): text
        case .boolean(let boolean): boolean ? "true" : "false"
        case .integer(let integer): String(integer)
        case .float(let number), .duration(let number): LexicalNumber.text(number)
        case .point(let x, let y): "\(LexicalNumber.text(x)) \(LexicalNumber.text(y))"
        case .pair(let first, let second), .directedPair(let first, let second): "\(first) \(second)"
        }
    }

    /// The number when this is one, else `nil`.
    public var number: Double? {
        switch self {
        case .integer(let integer): Double(integer)
        case .float(let number): number
        default: nil
        }
    }

    /// The text when this is a string, an identifier, a file or an address, else `nil`.
    var words: String? {
        switch self {
        case .identifier(let text), .string(let text), .file(let text), .uri(let text): text
        default: nil
        }
    }
}

extension SingleValue {
    /// What two equal values have in common: a pair is the same either way round, 2 is the same as 2.0, and text is
    /// compared whatever sort of text it is.
    enum Key: Hashable {
        case text(String)
        case boolean(Bool)
        case integer(Int)
        case number(Double)
        case point(Double, Double)
        case pair(String, String)
        case directedPair(String, String)
        case duration(Double)
    }

    var key: Key {
        switch self {
        case .identifier(let text), .string(let text), .file(let text), .uri(let text): .text(text)
        case .boolean(let boolean): .boolean(boolean)
        case .integer(let integer): .integer(integer)
        case .float(let number): Int(exactly: number).map(Key.integer) ?? .number(number)
        case .point(let x, let y): .point(x, y)
        case .pair(let first, let second): first <= second ? .pair(first, second) : .pair(second, first)
        case .directedPair(let first, let second): .directedPair(first, second)
        case .duration(let seconds): .duration(seconds)
        }
    }

    /// Whether this is the same value as `other`.
    func matches(_ other: SingleValue) -> Bool {
        switch (self, other) {
        case (.identifier(let mine), .identifier(let theirs)), (.string(let mine), .string(let theirs)): mine == theirs
        default: key == other.key
        }
    }
}
