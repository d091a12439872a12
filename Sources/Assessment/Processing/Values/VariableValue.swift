/// What a variable of the processing language holds.
///
/// An empty container and an empty string are NULL; containers are therefore never empty.
///
/// Source: QTI 3.0 information model, "NULL values"; our notes on interchange, section 6.2.
public enum VariableValue: Hashable, Sendable {
    case null
    case single(SingleValue)
    case multiple([SingleValue])
    case ordered([SingleValue])
    /// Fields that are NULL are absent.
    case record([String: SingleValue])

    /// A container of `elements`; NULL when there are none.
    public init(_ elements: [SingleValue], isOrdered: Bool) {
        self = elements.isEmpty ? .null : isOrdered ? .ordered(elements) : .multiple(elements)
    }

    /// The value of texts as a declaration types them; texts that are no value of the type are left out.
    ///
    /// Several values where one is declared become a set; rules then look for each of them.
    ///
    /// - Returns: NULL when nothing is left, and for records, whose fields have types of their own.
    public init(_ texts: [String], _ cardinality: Cardinality, _ type: ValueType) {
        let values = texts.compactMap { SingleValue($0, as: type) }
        switch cardinality {
        case .single where values.count == 1: self = .single(values[0])
        case .single: self.init(values, isOrdered: false)
        case .multiple: self.init(values, isOrdered: false)
        case .ordered: self.init(values, isOrdered: true)
        case .record: self = .null
        }
    }

    /// Whether nothing is there: NULL, or an empty text.
    public var isNull: Bool {
        switch self {
        case .null: true
        case .single(.string(let text)): text.isEmpty
        case .multiple(let values), .ordered(let values): values.isEmpty
        case .record(let fields): fields.isEmpty
        case .single: false
        }
    }

    /// The values in it: one, those of a container, none of NULL or a record.
    public var elements: [SingleValue] {
        switch self {
        case .null, .record: []
        case .single(let value): [value]
        case .multiple(let values), .ordered(let values): values
        }
    }

    /// The one value when this is single, else `nil`.
    public var single: SingleValue? {
        if case .single(let value) = self { value } else { nil }
    }

    /// The truth when this is a single boolean, else `nil`.
    public var boolean: Bool? {
        if case .single(.boolean(let boolean)) = self { boolean } else { nil }
    }

    /// The number when this is a single one, else `nil`.
    public var number: Double? { single?.number }

    /// `nil` for NULL, which has none.
    public var cardinality: Cardinality? {
        switch self {
        case .null: nil
        case .single: .single
        case .multiple: .multiple
        case .ordered: .ordered
        case .record: .record
        }
    }

    static func boolean(_ truth: Bool) -> VariableValue { .single(.boolean(truth)) }
}

extension VariableValue {
    /// A typed number as a record, as text entry gives it: its text, its value and how it was written.
    ///
    /// - Returns: A record with `stringValue` alone when the text is no number; NULL for empty text.
    ///
    /// Source: QTI 3.0 information model, "string interaction bound to a record".
    public static func record(ofTyped text: String) -> VariableValue {
        guard !text.isEmpty else { return .null }
        var fields: [String: SingleValue] = ["stringValue": .string(text)]
        guard let number = LexicalNumber.double(text), number.isFinite else { return .record(fields) }
        let parts = text.trimmed.split(omittingEmptySubsequences: false) { $0 == "e" || $0 == "E" }
        let halves = parts[0].drop { $0 == "+" || $0 == "-" }.split(separator: ".", omittingEmptySubsequences: false)
        let left = halves.first ?? ""
        let right = halves.count == 2 ? halves[1] : ""
        fields["floatValue"] = .float(number)
        if let integer = Int(text.trimmed) { fields["integerValue"] = .integer(integer) }
        fields["leftDigits"] = .integer(left.count)
        fields["rightDigits"] = .integer(right.count)
        if parts.count == 2 {
            fields["ndp"] = .integer(right.count)
            fields["exponent"] = Int(parts[1]).map(SingleValue.integer)
        } else if halves.count == 2 {
            fields["ndp"] = .integer(right.count)
        }
        let significant = (left + right).drop { $0 == "0" }
        // Zeros behind a number without a point only hold its place.
        let digits = halves.count == 2 ? significant.count : significant.trimmingZeros
        fields["nsf"] = .integer(digits)
        return .record(fields)
    }
}

extension Substring {
    /// How many characters are left without zeros at the end.
    fileprivate var trimmingZeros: Int {
        var rest = self
        while rest.last == "0" { rest.removeLast() }
        return rest.count
    }
}
