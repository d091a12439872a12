import Assessment

/// How many values a variable holds.
public enum QTICardinality: String, Hashable, Sendable, CaseIterable { case single, multiple, ordered, record }

/// What one value of a variable is.
public enum QTIBaseType: String, Hashable, Sendable, CaseIterable {
    case identifier, boolean, integer, float, string, point, pair, directedPair, duration, file, uri
    case intOrIdentifier

    var isNumeric: Bool { self == .integer || self == .float }
}

/// A response variable and how its values are keyed.
public struct QTIResponseDeclaration: Hashable, Sendable {
    public var identifier: String
    public var cardinality: QTICardinality
    /// `nil` for records alone.
    public var baseType: QTIBaseType?
    /// `nil` when none is declared.
    public var correct: [String]?
    public var hasDefault: Bool
    public var mapping: QTIMapping?
    public var hasAreaMapping: Bool
}

/// Values of responses and what each is worth.
public struct QTIMapping: Hashable, Sendable {
    public struct Entry: Hashable, Sendable {
        public var key: String
        public var value: String
        /// Unset counts as false: the default of the schemas of 2.2 and 3.0.
        public var isCaseSensitive: Bool
    }

    public var entries: [Entry]
    public var defaultValue: String
    public var lowerBound: String?
    public var upperBound: String?
}

/// An outcome variable.
public struct QTIOutcomeDeclaration: Hashable, Sendable {
    public var identifier: String
    public var cardinality: QTICardinality
    public var baseType: QTIBaseType?
    public var defaults: [String]?
    public var normalMaximum: String?
    public var normalMinimum: String?
    /// Set when a person or another system sets this outcome.
    public var externalScored: String?
    public var hasTable: Bool
}

/// Reads declarations and lists what is wrong with them.
struct QTIDeclarationReader {
    var problems: [Finding] = []

    mutating func response(_ element: MarkupElement) -> QTIResponseDeclaration? {
        guard let (identifier, cardinality, baseType) = head(of: element) else { return nil }
        var mapping: QTIMapping?
        for child in element.elements {
            switch child.name {
            case "correct-response", "default-value": break
            case "mapping": mapping = self.mapping(child, keys: baseType)
            case "area-mapping": checkNumbers(child, entry: "area-map-entry")
            default: refuse("qti.declaration", "\(child.name) does not belong into a declaration", at: child)
            }
        }
        return QTIResponseDeclaration(
            identifier: identifier,
            cardinality: cardinality,
            baseType: baseType,
            correct: values(element.first("correct-response"), baseType),
            hasDefault: values(element.first("default-value"), baseType) != nil,
            mapping: mapping,
            hasAreaMapping: element.first("area-mapping") != nil
        )
    }

    mutating func outcome(_ element: MarkupElement) -> QTIOutcomeDeclaration? {
        guard let (identifier, cardinality, baseType) = head(of: element) else { return nil }
        let table = element.first("match-table") ?? element.first("interpolation-table")
        if let table { checkNumbers(table, entry: "\(table.name)-entry") }
        return QTIOutcomeDeclaration(
            identifier: identifier,
            cardinality: cardinality,
            baseType: baseType,
            defaults: values(element.first("default-value"), baseType),
            normalMaximum: element["normal-maximum"],
            normalMinimum: element["normal-minimum"],
            externalScored: element["external-scored"],
            hasTable: table != nil
        )
    }

    /// A template or context variable: its name, checked.
    mutating func other(_ element: MarkupElement) -> String? {
        guard let (identifier, _, baseType) = head(of: element) else { return nil }
        _ = values(element.first("default-value"), baseType)
        return identifier
    }

    private mutating func head(of element: MarkupElement) -> (String, QTICardinality, QTIBaseType?)? {
        guard let identifier = element["identifier"]?.trimmed, !identifier.isEmpty else {
            refuse("qti.identifier", "a declaration has no identifier", at: element)
            return nil
        }
        guard let cardinality = element["cardinality"].flatMap({ QTICardinality(rawValue: $0.trimmed) }) else {
            refuse("qti.cardinality", "the cardinality of “\(identifier)” is missing or unknown", at: element)
            return nil
        }
        guard cardinality != .record else { return (identifier, cardinality, nil) }
        guard let baseType = element["base-type"].flatMap({ QTIBaseType(rawValue: $0.trimmed) }) else {
            refuse("qti.base-type", "the base type of “\(identifier)” is missing or unknown", at: element)
            return nil
        }
        return (identifier, cardinality, baseType)
    }

    private mutating func values(_ holder: MarkupElement?, _ baseType: QTIBaseType?) -> [String]? {
        guard let holder else { return nil }
        var values: [String] = []
        for child in holder.elements {
            guard child.isQTI("value") else {
                refuse("qti.value", "\(child.name) stands where a value is needed", at: child)
                continue
            }
            let text = baseType == .string ? child.text : child.trimmedText
            let type = child["base-type"].flatMap { QTIBaseType(rawValue: $0.trimmed) } ?? baseType
            if let type, !QTIValue.isValid(text, type) {
                refuse("qti.value", "“\(text.prefix(60))” is no \(type.rawValue)", at: child)
            }
            values.append(text)
        }
        return values
    }

    private mutating func mapping(_ element: MarkupElement, keys: QTIBaseType?) -> QTIMapping {
        var mapping = QTIMapping(
            entries: [],
            defaultValue: element["default-value"]?.trimmed ?? "0",
            lowerBound: element["lower-bound"]?.trimmed,
            upperBound: element["upper-bound"]?.trimmed
        )
        for number in [mapping.defaultValue, mapping.lowerBound, mapping.upperBound].compactMap(\.self)
        where QTINumber.double(number) == nil {
            refuse("qti.value", "“\(number.prefix(60))” is no number", at: element)
        }
        for entry in element.elements where entry.isQTI("map-entry") {
            guard let key = entry["map-key"], let value = entry["mapped-value"]?.trimmed,
                QTINumber.double(value) != nil
            else {
                refuse("qti.mapping", "a mapping entry needs a key and a number", at: entry)
                continue
            }
            let isExact = QTINumber.boolean(entry["case-sensitive"] ?? "false") ?? false
            let plain = keys == .string ? key : key.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            mapping.entries.append(QTIMapping.Entry(key: plain, value: value, isCaseSensitive: isExact))
        }
        return mapping
    }

    private mutating func checkNumbers(_ table: MarkupElement, entry name: String) {
        for entry in table.elements where entry.isQTI(name) {
            for attribute in ["mapped-value", "source-value"] {
                if let text = entry[attribute], QTINumber.double(text.trimmed) == nil {
                    refuse("qti.value", "“\(text.prefix(60))” is no number", at: entry)
                }
            }
        }
    }

    private mutating func refuse(_ code: String, _ message: String, at element: MarkupElement) {
        problems.append(Finding(code, message, line: element.line, column: element.column))
    }
}
