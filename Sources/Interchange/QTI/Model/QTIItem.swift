public import Assessment

/// An item of QTI 2.0 to 3.0 as it is written: declarations, body, processing and what surrounds them.
///
/// Names are in the spelling of QTI 3 without its prefix, whatever version the file has; the two dialects differ in
/// nothing else. Nothing is interpreted yet.
public struct QTIItem: Hashable, Sendable {
    public var version: QTIVersion
    public var identifier: String
    public var title: String
    public var language: String?
    public var isAdaptive: Bool
    public var responses: [ResponseDeclaration]
    public var outcomes: [OutcomeDeclaration]
    public var templates: [TemplateDeclaration]
    public var contexts: [TemplateDeclaration]
    public var templateRules: [ProcessingRule]
    public var body: MarkupElement?
    var processing: QTIResponseProcessing?
    public var stylesheets: [String]
    public var stimuli: [String]
    public var modalFeedback: [MarkupElement]
    /// Elements beside these that we keep and do not read, such as catalogues and companion materials.
    public var others: [MarkupElement]
    /// The whole item.
    public var root: MarkupElement

    /// The response declared under that name.
    public func response(_ identifier: String) -> ResponseDeclaration? {
        responses.first { $0.identifier == identifier }
    }

    /// The outcome declared under that name.
    public func outcome(_ identifier: String) -> OutcomeDeclaration? {
        outcomes.first { $0.identifier == identifier }
    }

    /// All that marks the item, as the interpreter takes it.
    ///
    /// Buttons that end the attempt are known by their interactions alone; the language itself does not name them.
    public var marking: Processing {
        let ending = Set(
            (body?.interactions ?? []).filter { $0.name == "end-attempt-interaction" }
                .compactMap { $0["response-identifier"]?.trimmed }
        )
        return Processing(
            isAdaptive: isAdaptive,
            responses: responses.map { response in
                var response = response
                response.endsAttempt = ending.contains(response.identifier)
                return response
            },
            outcomes: outcomes,
            templates: templates,
            contexts: contexts,
            templateRules: templateRules,
            responseRules: processing?.rules ?? [],
            template: processing?.template
        )
    }
}

/// Reads items and lists everything that is wrong with them.
struct QTIItemReader {
    private var problems: [Finding] = []
    private var item: QTIItem
    private var targets: [(identifier: String, line: Int)] = []

    /// The item in `root`, or why it is refused.
    static func read(_ root: XMLElement, version: QTIVersion) -> Result<QTIItem, QTIRefusal> {
        let tree = QTIDialect.canonical(root, version: version)
        var reader = QTIItemReader(tree, version: version)
        reader.read()
        reader.check()
        let problems = reader.problems.sorted { ($0.line, $0.column) < ($1.line, $1.column) }
        guard problems.isEmpty else { return .failure(QTIRefusal(findings: Finding.firstOf(problems))) }
        return .success(reader.item)
    }

    private init(_ root: MarkupElement, version: QTIVersion) {
        item = QTIItem(
            version: version,
            identifier: root["identifier"]?.trimmed ?? "",
            title: root["title"]?.trimmed ?? "",
            language: root.language,
            isAdaptive: QTINumber.boolean(root["adaptive"] ?? "false") ?? false,
            responses: [],
            outcomes: [],
            templates: [],
            contexts: [],
            templateRules: [],
            body: nil,
            processing: nil,
            stylesheets: [],
            stimuli: [],
            modalFeedback: [],
            others: [],
            root: root
        )
    }

    private mutating func read() {
        var declarations = QTIDeclarationReader()
        var rules = QTIRuleReader()
        for element in item.root.elements {
            guard element.isQTI else {
                item.others.append(element)
                continue
            }
            switch element.name {
            case "response-declaration":
                if let response = declarations.response(element) { item.responses.append(response) }
            case "outcome-declaration":
                if let outcome = declarations.outcome(element) { item.outcomes.append(outcome) }
            case "template-declaration":
                if let template = declarations.other(element) { item.templates.append(template) }
            case "context-declaration":
                if let context = declarations.other(element) { item.contexts.append(context) }
            case "template-processing": item.templateRules += rules.rules(element.elements)
            case "stylesheet": item.stylesheets.append(element["href"] ?? "")
            case "assessment-stimulus-ref": item.stimuli.append(element["href"] ?? "")
            case "item-body" where item.body == nil: item.body = element
            case "response-processing" where item.processing == nil: item.processing = rules.processing(element)
            case "modal-feedback": item.modalFeedback.append(element)
            case "item-body", "response-processing":
                refuse("qti.twice", "\(element.name) stands twice in the item", at: element)
            default: item.others.append(element)
            }
        }
        problems += declarations.problems + rules.problems
        targets = rules.targets
    }

    private mutating func check() {
        if item.identifier.isEmpty {
            refuse("qti.identifier", "the item has no identifier", at: item.root)
        } else if item.identifier.utf8.count > 200 {
            refuse("qti.identifier", "the item's identifier is longer than 200 bytes", at: item.root)
        }
        var names: Set<String> = []
        for name in item.responses.map(\.identifier) + item.outcomes.map(\.identifier)
            + (item.templates + item.contexts).map(\.identifier)
        where !names.insert(name).inserted {
            refuse("qti.identifier", "two declarations are called “\(name.prefix(60))”", at: item.root)
        }
        let settable = names.union(["completionStatus", "completion_status", "numAttempts", "duration"])
        for target in targets where !settable.contains(target.identifier) {
            let message = "a rule sets “\(target.identifier.prefix(60))”, which is not declared"
            problems.append(Finding("qti.undeclared", message, line: target.line))
        }
        checkInteractions()
    }

    private mutating func checkInteractions() {
        let declared = Set(item.responses.map(\.identifier))
        for interaction in item.body?.interactions ?? [] {
            guard let name = interaction["response-identifier"]?.trimmed else {
                if interaction.name != "media-interaction" {
                    refuse("qti.identifier", "\(interaction.name) names no response", at: interaction)
                }
                continue
            }
            if !declared.contains(name) {
                let message = "\(interaction.name) asks for “\(name.prefix(60))”, which is not declared"
                refuse("qti.undeclared", message, at: interaction)
            }
        }
    }

    private mutating func refuse(_ code: String, _ message: String, at element: MarkupElement) {
        problems.append(Finding(code, message, line: element.line, column: element.column))
    }
}

/// Why an item is refused.
struct QTIRefusal: Error, Hashable {
    var findings: [Finding]
}

extension MarkupElement {
    /// Every interaction at or below this element, in reading order.
    var interactions: [MarkupElement] {
        let own = isQTI && name.hasSuffix("-interaction") ? [self] : []
        return own + elements.flatMap(\.interactions)
    }
}
