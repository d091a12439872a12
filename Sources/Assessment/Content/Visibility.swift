/// When a part of an item is shown: while a variable has a value, or while it has not.
///
/// Source: QTI 3.0, template and feedback elements (`template-identifier` or `outcome-identifier`, `identifier`,
/// `show-hide`). A variable that holds several values has the value when it is one of them.
public struct Visibility: Hashable, Sendable {
    public var origin: Origin
    public var variable: String
    public var value: String
    /// Whether the part is shown for that value; otherwise it is hidden for it and shown for every other.
    public var isShown: Bool

    /// Where the variable gets its value.
    public enum Origin: String, Hashable, Sendable, CaseIterable {
        /// Drawn once for a candidate when the attempt starts.
        case template
        /// Set by marking a response.
        case outcome
    }

    public init(origin: Origin, variable: String, value: String, isShown: Bool = true) {
        self.origin = origin
        self.variable = variable
        self.value = value
        self.isShown = isShown
    }

    /// Whether the part is shown when the variable holds `values`.
    public func shows(_ values: [String]) -> Bool { values.contains(value) == isShown }
}

/// A variable that is shown in the text, and how.
public struct PrintedVariable: Hashable, Sendable {
    public var variable: String
    /// A format of the standard such as `%.2f` or `%i`; empty for the plain value.
    public var format: String
    /// The base in which an integer is written.
    public var base: Int
    /// Which of an ordered variable's values, from 1, or the name of a variable that says so; empty for all.
    public var index: String
    /// The field of a record; empty for all.
    public var field: String
    /// What stands between several values.
    public var delimiter: String

    public init(
        variable: String,
        format: String = "",
        base: Int = 10,
        index: String = "",
        field: String = "",
        delimiter: String = ";"
    ) {
        self.variable = variable
        self.format = format
        self.base = base
        self.index = index
        self.field = field
        self.delimiter = delimiter
    }
}
