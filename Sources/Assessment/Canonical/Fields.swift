/// Why a JSON document is not what it should be: the place as a path and what is wrong there.
public struct FormatProblem: Error, Hashable, Sendable, CustomStringConvertible {
    public let path: String
    public let message: String

    public init(path: String, message: String) {
        self.path = path
        self.message = message
    }

    public var description: String { path.isEmpty ? message : "\(path): \(message)" }
}

/// Takes the members of one JSON object, one by one, and refuses what nobody asked for.
///
/// Unknown members are refused (rule R6 of the threat model): a misspelt one would be lost without a word.
public struct Fields {
    public let path: String
    private var members: [String: JSONValue]

    /// - Throws: ``FormatProblem`` when `value` is no object.
    public init(_ value: JSONValue, path: String = "") throws(FormatProblem) {
        guard let members = value.members else { throw FormatProblem(path: path, message: "an object is needed") }
        self.path = path
        self.members = members
    }

    /// Removes and returns the member called `name`; `nil` when absent.
    public mutating func take(_ name: String) -> JSONValue? { members.removeValue(forKey: name) }

    /// Removes and returns a required member of any shape.
    public mutating func value(_ name: String) throws(FormatProblem) -> JSONValue {
        guard let value = take(name) else { throw missing(name) }
        return value
    }

    public mutating func string(_ name: String) throws(FormatProblem) -> String {
        guard let text = try value(name).text else { throw wrong(name, "a string") }
        return text
    }

    public mutating func optionalString(_ name: String) throws(FormatProblem) -> String? {
        guard let value = take(name), value != .null else { return nil }
        guard let text = value.text else { throw wrong(name, "a string") }
        return text
    }

    public mutating func integer(
        _ name: String,
        in range: ClosedRange<Int> = .min ... .max
    ) throws(FormatProblem) -> Int {
        guard let number = try value(name).number, let integer = Int(exactly: number) else {
            throw wrong(name, "an integer")
        }
        guard range.contains(integer) else {
            throw FormatProblem(path: at(name), message: "must lie in \(range.lowerBound)…\(range.upperBound)")
        }
        return integer
    }

    public mutating func optionalInteger(
        _ name: String,
        in range: ClosedRange<Int> = .min ... .max
    ) throws(FormatProblem) -> Int? {
        guard let value = members[name], value != .null else {
            members[name] = nil
            return nil
        }
        return try integer(name, in: range)
    }

    /// Removes and returns a member that is one of the words of an enumeration.
    public mutating func word<Word: RawRepresentable & CaseIterable>(
        _ name: String
    ) throws(FormatProblem) -> Word where Word.RawValue == String {
        guard let word = Word(rawValue: try string(name)) else {
            throw wrong(name, "one of \(Word.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return word
    }

    public mutating func bool(_ name: String, default fallback: Bool) throws(FormatProblem) -> Bool {
        guard let value = take(name) else { return fallback }
        guard case .bool(let bool) = value else { throw wrong(name, "true or false") }
        return bool
    }

    public mutating func strings(_ name: String) throws(FormatProblem) -> [String] {
        guard let value = take(name) else { return [] }
        guard let elements = value.elements else { throw wrong(name, "a list of strings") }
        var strings: [String] = []
        for element in elements {
            guard let text = element.text else { throw wrong(name, "a list of strings") }
            strings.append(text)
        }
        return strings
    }

    public mutating func mark(_ name: String) throws(FormatProblem) -> Mark {
        let text = try string(name)
        guard let mark = Mark(parsing: text) else { throw wrong(name, "a decimal or fraction as a string") }
        return mark
    }

    public mutating func optionalMark(_ name: String) throws(FormatProblem) -> Mark? {
        guard let text = try optionalString(name) else { return nil }
        guard let mark = Mark(parsing: text) else { throw wrong(name, "a decimal or fraction as a string") }
        return mark
    }

    /// Removes a member that is an object and returns its members; an absent one has none.
    public mutating func object(_ name: String) throws(FormatProblem) -> [String: JSONValue] {
        guard let value = take(name) else { return [:] }
        guard let members = value.members else { throw wrong(name, "an object") }
        return members
    }

    /// Removes a list and returns what `read` makes of each element and its path; an absent list is empty.
    public mutating func list<Element>(
        _ name: String,
        _ read: (JSONValue, String) throws(FormatProblem) -> Element
    ) throws(FormatProblem) -> [Element] {
        guard let value = take(name) else { return [] }
        guard let elements = value.elements else { throw wrong(name, "a list") }
        var list: [Element] = []
        list.reserveCapacity(elements.count)
        for (index, element) in elements.enumerated() { list.append(try read(element, "\(at(name))[\(index)]")) }
        return list
    }

    /// Says that all has been taken.
    ///
    /// - Throws: ``FormatProblem`` naming a member that nobody took.
    public func end() throws(FormatProblem) {
        guard let name = members.keys.min() else { return }
        throw FormatProblem(path: at(name), message: "unknown member")
    }

    public func at(_ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }

    private func missing(_ name: String) -> FormatProblem { FormatProblem(path: at(name), message: "is missing") }

    private func wrong(_ name: String, _ wanted: String) -> FormatProblem {
        FormatProblem(path: at(name), message: "\(wanted) is needed")
    }
}
