/// A JSON document of the house: what canonical coding can hold and nothing more.
///
/// Numbers are integers; decimals and marks travel as strings, so that no reader rounds them.
public enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    case integer(Int64)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    public init(stringLiteral value: String) { self = .string(value) }

    public init(integerLiteral value: Int64) { self = .integer(value) }

    public init(booleanLiteral value: Bool) { self = .bool(value) }

    public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }

    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(Dictionary(elements, uniquingKeysWith: { _, last in last }))
    }
}

extension JSONValue {
    /// The members when this is an object, else `nil`.
    public var members: [String: JSONValue]? {
        if case .object(let members) = self { members } else { nil }
    }

    /// The elements when this is an array, else `nil`.
    public var elements: [JSONValue]? {
        if case .array(let elements) = self { elements } else { nil }
    }

    /// The text when this is a string, else `nil`.
    public var text: String? {
        if case .string(let text) = self { text } else { nil }
    }

    /// The number when this is an integer, else `nil`.
    public var number: Int64? {
        if case .integer(let number) = self { number } else { nil }
    }

    /// How many arrays and objects stand within each other at the deepest place.
    public var depth: Int {
        switch self {
        case .null, .bool, .integer, .string: 0
        case .array(let elements): 1 + (elements.map(\.depth).max() ?? 0)
        case .object(let members): 1 + (members.values.map(\.depth).max() ?? 0)
        }
    }

    /// The member called `key` when this is an object that has it, else `nil`.
    public subscript(key: String) -> JSONValue? { members?[key] }
}
