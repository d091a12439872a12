import Assessment

/// Writes variables and rules of the processing language as they stand.
struct QTIProcessingWriter {
    private let processing: Processing
    private let version: QTIVersion

    init(_ processing: Processing, version: QTIVersion) {
        self.processing = processing
        self.version = version
    }

    /// The processing of an item whose one rule is that language itself; `nil` for any other.
    init?(_ item: ItemVersion, version: QTIVersion) {
        guard item.scoring.count == 1, item.scoring[0].rule.rawValue == "processing",
            let json = item.scoring[0].parameters["processing"]
        else { return nil }
        // What is not of the form cannot be recognised either, and has no form in QTI.
        guard let processing = try? Processing(json: json) else { return nil }
        self.init(processing, version: version)
    }

    // MARK: - Declarations

    /// Response, outcome, template and context declarations and the rules that draw, in this order.
    var declarations: [MarkupElement] {
        processing.responses.map(response) + processing.outcomes.map(outcome)
            + processing.templates.map { variable("template-declaration", $0) }
            + processing.contexts.map { variable("context-declaration", $0) } + templateProcessing
    }

    private func response(_ declaration: ResponseDeclaration) -> MarkupElement {
        var children = values("default-value", declaration.defaults)
        children += values("correct-response", declaration.correct)
        if let mapping = declaration.mapping {
            let entries = mapping.entries.map { entry in
                node(
                    "map-entry",
                    [
                        "map-key": entry.key, "mapped-value": entry.value,
                        "case-sensitive": entry.isCaseSensitive ? "true" : nil,
                    ]
                )
            }
            children.append(
                node("mapping", bounds(mapping.lowerBound, mapping.upperBound, mapping.defaultValue), entries)
            )
        }
        if let mapping = declaration.areaMapping {
            let entries = mapping.entries.map { entry in
                node(
                    "area-map-entry",
                    ["shape": entry.shape, "coords": entry.coordinates, "mapped-value": entry.value]
                )
            }
            children.append(
                node("area-mapping", bounds(mapping.lowerBound, mapping.upperBound, mapping.defaultValue), entries)
            )
        }
        return MarkupElement(
            qti: "response-declaration",
            [
                "identifier": declaration.identifier, "cardinality": declaration.cardinality.rawValue,
                "base-type": declaration.baseType?.rawValue,
            ],
            children
        )
    }

    private func bounds(_ lower: String?, _ upper: String?, _ fallback: String) -> KeyValuePairs<String, String?> {
        ["lower-bound": lower, "upper-bound": upper, "default-value": fallback]
    }

    private func outcome(_ declaration: OutcomeDeclaration) -> MarkupElement {
        var children = values("default-value", declaration.defaults)
        if let table = declaration.table {
            let name = table.method == .match ? "match-table" : "interpolation-table"
            let entries = table.entries.map { entry in
                node(
                    "\(name)-entry",
                    [
                        "source-value": entry.source,
                        "include-boundary": table.method == .match || entry.includesBoundary ? nil : "false",
                        "target-value": entry.target,
                    ]
                )
            }
            children.append(node(name, ["default-value": table.defaultValue], entries))
        }
        return MarkupElement(
            qti: "outcome-declaration",
            [
                "identifier": declaration.identifier, "cardinality": declaration.cardinality.rawValue,
                "base-type": declaration.baseType?.rawValue, "normal-maximum": declaration.normalMaximum,
                "normal-minimum": declaration.normalMinimum, "external-scored": declaration.externalScored,
            ],
            children
        )
    }

    private func variable(_ name: String, _ declaration: TemplateDeclaration) -> MarkupElement {
        MarkupElement(
            qti: name,
            [
                "identifier": declaration.identifier, "cardinality": declaration.cardinality.rawValue,
                "base-type": declaration.baseType?.rawValue,
            ],
            values("default-value", declaration.defaults)
        )
    }

    private func values(_ name: String, _ values: [DeclaredValue]?) -> [MarkupNode] {
        guard let values else { return [] }
        let children = values.map { value in
            node(
                "value",
                ["field-identifier": value.field, "base-type": value.baseType?.rawValue],
                [.text(value.text)]
            )
        }
        return [node(name, [:], children)]
    }

    // MARK: - Rules

    private var templateProcessing: [MarkupElement] {
        guard !processing.templateRules.isEmpty else { return [] }
        return [MarkupElement(qti: "template-processing", [:], processing.templateRules.map { rule($0, "template") })]
    }

    /// How the response is processed; `nil` when nothing processes it.
    var responseProcessing: MarkupElement? {
        if processing.responseRules.isEmpty, let template = processing.template {
            let ending = version == .v30 ? ".xml" : ""
            return MarkupElement(qti: "response-processing", ["template": version.templates + template + ending])
        }
        guard !processing.responseRules.isEmpty else { return nil }
        return MarkupElement(qti: "response-processing", [:], processing.responseRules.map { rule($0, "response") })
    }

    private func rule(_ rule: ProcessingRule, _ stem: String) -> MarkupNode {
        switch rule {
        case .condition(let branches, let otherwise):
            var parts = branches.enumerated().map { index, branch in
                node(
                    "\(stem)-\(index == 0 ? "if" : "else-if")",
                    [:],
                    [expression(branch.condition)] + branch.rules.map { self.rule($0, stem) }
                )
            }
            if !otherwise.isEmpty { parts.append(node("\(stem)-else", [:], otherwise.map { self.rule($0, stem) })) }
            return node("\(stem)-condition", [:], parts)
        case .set(let target, let identifier, let value):
            return node(target.rawValue, ["identifier": identifier], [expression(value)])
        case .lookup(let identifier, let value):
            return node("lookup-outcome-value", ["identifier": identifier], [expression(value)])
        case .reset(let identifier): return node("set-default-value", ["identifier": identifier])
        case .constraint(let value): return node("template-constraint", [:], [expression(value)])
        case .exit: return node("exit-\(stem)")
        case .fragment(let rules):
            return node("\(stem)-processing-fragment", [:], rules.map { self.rule($0, stem) })
        case .include(let address):
            return .element(
                MarkupElement(
                    "include",
                    namespace: "http://www.w3.org/2001/XInclude",
                    attributes: [MarkupAttribute("href", address)]
                )
            )
        }
    }

    private func expression(_ expression: ProcessingExpression) -> MarkupNode {
        var element = MarkupElement(qti: expression.name, [:], expression.operands.map { self.expression($0) })
        element.attributes = expression.settings.sorted { $0.key < $1.key }.map { MarkupAttribute($0.key, $0.value) }
        if !expression.text.isEmpty { element.children = [.text(expression.text)] }
        return .element(element)
    }

    private func node(
        _ name: String,
        _ attributes: KeyValuePairs<String, String?> = [:],
        _ children: [MarkupNode] = []
    ) -> MarkupNode {
        .element(MarkupElement(qti: name, attributes, children))
    }
}
