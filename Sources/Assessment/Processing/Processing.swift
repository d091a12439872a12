/// All that marks an item by the processing language: its variables and its rules, as data.
///
/// A ``ProcessingProgram`` is made of it once and then run.
///
/// Source: QTI 3.0 information model, "assessment item", response and template processing; 2.0 to 2.2 say the same in
/// another spelling.
public struct Processing: Hashable, Sendable {
    /// Whether outcomes last from one attempt to the next.
    public var isAdaptive: Bool
    public var responses: [ResponseDeclaration]
    public var outcomes: [OutcomeDeclaration]
    public var templates: [TemplateDeclaration]
    public var contexts: [TemplateDeclaration]
    public var templateRules: [ProcessingRule]
    public var responseRules: [ProcessingRule]
    /// The name of a template of the standard; rules of the item's own are preferred to it.
    public var template: String?

    public init(
        isAdaptive: Bool = false,
        responses: [ResponseDeclaration] = [],
        outcomes: [OutcomeDeclaration] = [],
        templates: [TemplateDeclaration] = [],
        contexts: [TemplateDeclaration] = [],
        templateRules: [ProcessingRule] = [],
        responseRules: [ProcessingRule] = [],
        template: String? = nil
    ) {
        self.isAdaptive = isAdaptive
        self.responses = responses
        self.outcomes = outcomes
        self.templates = templates
        self.contexts = contexts
        self.templateRules = templateRules
        self.responseRules = responseRules
        self.template = template
    }

    /// The outcome whose value is the mark: the one called SCORE, else the only float, else none.
    ///
    /// Source: our notes on interchange, section 6.7.
    public var markOutcome: OutcomeDeclaration? {
        let numbers = outcomes.filter { $0.cardinality == .single && $0.baseType?.isNumeric == true }
        if let score = numbers.first(where: { $0.identifier == "SCORE" }) { return score }
        let floats = numbers.filter { $0.baseType == .float }
        return floats.count == 1 ? floats[0] : nil
    }
}

extension Processing {
    /// Reads processing in format 1.
    ///
    /// - Throws: ``FormatProblem`` at the first place that is not of this form.
    public init(json: JSONValue, path: String = "") throws(FormatProblem) {
        var fields = try Fields(json, path: path)
        self.init(
            isAdaptive: try fields.bool("adaptive", default: false),
            responses: try fields.list("responses", ResponseDeclaration.init(json:path:)),
            outcomes: try fields.list("outcomes", OutcomeDeclaration.init(json:path:)),
            templates: try fields.list("templates", TemplateDeclaration.init(json:path:)),
            contexts: try fields.list("contexts", TemplateDeclaration.init(json:path:)),
            templateRules: try fields.list("templateRules", ProcessingRule.init(json:path:)),
            responseRules: try fields.list("responseRules", ProcessingRule.init(json:path:)),
            template: try fields.optionalString("template")
        )
        try fields.end()
    }

    /// This processing in format 1; empty parts are left out.
    public var json: JSONValue {
        var members: [String: JSONValue] = [:]
        if isAdaptive { members["adaptive"] = true }
        let lists: [(String, [JSONValue])] = [
            ("responses", responses.map(\.json)), ("outcomes", outcomes.map(\.json)),
            ("templates", templates.map(\.json)), ("contexts", contexts.map(\.json)),
            ("templateRules", templateRules.map(\.json)), ("responseRules", responseRules.map(\.json)),
        ]
        for (name, list) in lists where !list.isEmpty { members[name] = .array(list) }
        if let template { members["template"] = .string(template) }
        return .object(members)
    }
}
