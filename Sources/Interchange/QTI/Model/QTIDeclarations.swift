import Assessment

/// Reads declarations and lists what is wrong with them.
struct QTIDeclarationReader {
    var problems: [Finding] = []

    mutating func response(_ element: MarkupElement) -> ResponseDeclaration? {
        guard let (identifier, cardinality, baseType) = head(of: element) else { return nil }
        var mapping: Mapping?
        var areas: AreaMapping?
        for child in element.elements {
            switch child.name {
            case "correct-response", "default-value": break
            case "mapping": mapping = self.mapping(child, keys: baseType)
            case "area-mapping": areas = areaMapping(child)
            default: refuse("qti.declaration", "\(child.name) does not belong into a declaration", at: child)
            }
        }
        return ResponseDeclaration(
            identifier,
            cardinality,
            baseType,
            correct: values(element.first("correct-response"), baseType),
            defaults: values(element.first("default-value"), baseType),
            mapping: mapping,
            areaMapping: areas
        )
    }

    mutating func outcome(_ element: MarkupElement) -> OutcomeDeclaration? {
        guard let (identifier, cardinality, baseType) = head(of: element) else { return nil }
        return OutcomeDeclaration(
            identifier,
            cardinality,
            baseType,
            defaults: values(element.first("default-value"), baseType),
            normalMaximum: element["normal-maximum"]?.trimmed,
            normalMinimum: element["normal-minimum"]?.trimmed,
            externalScored: element["external-scored"]?.trimmed,
            table: (element.first("match-table") ?? element.first("interpolation-table")).map { table($0) }
        )
    }

    /// A template or context variable.
    mutating func other(_ element: MarkupElement) -> TemplateDeclaration? {
        guard let (identifier, cardinality, baseType) = head(of: element) else { return nil }
        let defaults = values(element.first("default-value"), baseType)
        return TemplateDeclaration(identifier, cardinality, baseType, defaults: defaults)
    }

    private mutating func head(of element: MarkupElement) -> (String, Cardinality, ValueType?)? {
        guard let identifier = element["identifier"]?.trimmed, !identifier.isEmpty else {
            refuse("qti.identifier", "a declaration has no identifier", at: element)
            return nil
        }
        guard let cardinality = element["cardinality"].flatMap({ Cardinality(rawValue: $0.trimmed) }) else {
            refuse("qti.cardinality", "the cardinality of “\(identifier)” is missing or unknown", at: element)
            return nil
        }
        guard cardinality != .record else { return (identifier, cardinality, nil) }
        guard let baseType = element["base-type"].flatMap({ ValueType(rawValue: $0.trimmed) }) else {
            refuse("qti.base-type", "the base type of “\(identifier)” is missing or unknown", at: element)
            return nil
        }
        return (identifier, cardinality, baseType)
    }

    private mutating func values(_ holder: MarkupElement?, _ baseType: ValueType?) -> [DeclaredValue]? {
        guard let holder else { return nil }
        var values: [DeclaredValue] = []
        for child in holder.elements {
            guard child.isQTI("value") else {
                refuse("qti.value", "\(child.name) stands where a value is needed", at: child)
                continue
            }
            let text = baseType == .string ? child.text : child.trimmedText
            let own = child["base-type"].flatMap { ValueType(rawValue: $0.trimmed) }
            if let type = own ?? baseType, !QTIValue.isValid(text, type) {
                refuse("qti.value", "“\(text.prefix(60))” is no \(type.rawValue)", at: child)
            }
            let field = child["field-identifier"]?.trimmed
            values.append(DeclaredValue(text, field: field, baseType: field == nil ? nil : own))
        }
        return values
    }

    private mutating func mapping(_ element: MarkupElement, keys: ValueType?) -> Mapping {
        var mapping = Mapping(
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
            mapping.entries.append(Mapping.Entry(key: plain, value: value, isCaseSensitive: isExact))
        }
        return mapping
    }

    private mutating func areaMapping(_ element: MarkupElement) -> AreaMapping {
        checkNumbers(of: element, ["default-value", "lower-bound", "upper-bound"])
        var areas = AreaMapping(
            entries: [],
            defaultValue: element["default-value"]?.trimmed ?? "0",
            lowerBound: element["lower-bound"]?.trimmed,
            upperBound: element["upper-bound"]?.trimmed
        )
        for entry in element.elements where entry.isQTI("area-map-entry") {
            checkNumbers(of: entry, ["mapped-value"])
            areas.entries.append(
                AreaMapping.Entry(
                    shape: entry["shape"]?.trimmed ?? "default",
                    coordinates: entry["coords"]?.trimmed ?? "",
                    value: entry["mapped-value"]?.trimmed ?? "0"
                )
            )
        }
        return areas
    }

    private mutating func table(_ element: MarkupElement) -> LookupTable {
        var table = LookupTable(
            element.name == "match-table" ? .match : .interpolation,
            entries: [],
            defaultValue: element["default-value"]?.trimmed
        )
        for entry in element.elements where entry.isQTI("\(element.name)-entry") {
            checkNumbers(of: entry, ["source-value"])
            table.entries.append(
                LookupTable.Entry(
                    source: entry["source-value"]?.trimmed ?? "",
                    target: entry["target-value"] ?? "",
                    includesBoundary: LexicalNumber.boolean(entry["include-boundary"] ?? "true") ?? true
                )
            )
        }
        return table
    }

    private mutating func checkNumbers(of element: MarkupElement, _ attributes: [String]) {
        for attribute in attributes {
            if let text = element[attribute], QTINumber.double(text) == nil {
                refuse("qti.value", "“\(text.prefix(60))” is no number", at: element)
            }
        }
    }

    private mutating func refuse(_ code: String, _ message: String, at element: MarkupElement) {
        problems.append(Finding(code, message, line: element.line, column: element.column))
    }
}
