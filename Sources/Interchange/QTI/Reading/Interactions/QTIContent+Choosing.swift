import Assessment

/// Choosing and ordering.
extension QTIContent {
    mutating func choice(_ asked: QTIAsked) throws(Obstacle) -> ChoiceInteraction {
        try asked.needs(.oneOrSeveral, .ofChoices)
        lose(asked, except: ["shuffle", "max-choices", "min-choices", "orientation"])
        let stated = try asked.element.count("max-choices") ?? 1
        return ChoiceInteraction(
            id: asked.id,
            prompt: asked.prompt,
            options: try options(asked.element.elements.filter { $0.isQTI("simple-choice") }),
            minimum: try asked.element.count("min-choices") ?? 0,
            maximum: asked.isSingle ? 1 : stated,
            shuffles: asked.shuffles,
            layout: asked.layout
        )
    }

    /// One choice inside a sentence; that it stands there is said by its place.
    mutating func inlineChoice(_ asked: QTIAsked) throws(Obstacle) -> ChoiceInteraction {
        try asked.needs(.oneOrSeveral, .ofChoices)
        lose(asked, except: ["shuffle", "required", "min-choices", "max-choices"])
        let isRequired = QTINumber.boolean(asked.element["required"] ?? "false") ?? false
        return ChoiceInteraction(
            id: asked.id,
            prompt: asked.prompt,
            options: try options(asked.element.elements.filter { $0.isQTI("inline-choice") }),
            minimum: max(min(try asked.element.count("min-choices") ?? 0, 1), isRequired ? 1 : 0),
            maximum: 1,
            shuffles: asked.shuffles,
            layout: asked.layout
        )
    }

    mutating func order(_ asked: QTIAsked) throws(Obstacle) -> OrderInteraction {
        try asked.needs([.ordered], .ofChoices)
        lose(asked, except: ["shuffle", "max-choices", "min-choices", "orientation"])
        let options = try options(asked.element.elements.filter { $0.isQTI("simple-choice") })
        let (minimum, maximum) = try Self.bounds(of: asked.element, all: options.count)
        return OrderInteraction(
            id: asked.id,
            prompt: asked.prompt,
            options: options,
            minimum: minimum,
            maximum: maximum,
            shuffles: asked.shuffles,
            layout: asked.layout
        )
    }

    /// How many of `all` are put in order; both 0 when the item says nothing, which means all of them.
    ///
    /// Source: QTI 3.0, order interaction: without `min-choices` all are ordered and `max-choices` is passed over.
    static func bounds(of element: MarkupElement, all: Int) throws(Obstacle) -> (minimum: Int, maximum: Int) {
        guard let minimum = try element.count("min-choices"), minimum > 0 else { return (0, 0) }
        let maximum = try element.count("max-choices") ?? 0
        return (min(minimum, all), maximum == 0 ? all : min(maximum, all))
    }

    mutating func hotText(_ asked: QTIAsked) throws(Obstacle) -> HotTextInteraction {
        try asked.needs(.oneOrSeveral, .ofChoices)
        lose(asked, except: ["max-choices", "min-choices"])
        let text = blocks(asked.element.children)
        let ids = text.hotTexts.map(\.id)
        guard !ids.isEmpty, ids.count <= Self.optionLimit else { throw Obstacle("there is no text to choose from") }
        guard Set(ids).count == ids.count else { throw Obstacle("a choice has no identifier of its own") }
        let stated = try asked.element.count("max-choices") ?? 1
        return HotTextInteraction(
            id: asked.id,
            prompt: asked.prompt,
            text: text,
            minimum: try asked.element.count("min-choices") ?? 0,
            maximum: asked.isSingle ? 1 : stated,
            layout: asked.layout
        )
    }

    /// Reads what is offered; `usual` is how often one may be used where choices are joined, `nil` where they are not.
    mutating func options(_ choices: [MarkupElement], usual: Int? = nil) throws(Obstacle) -> [Option] {
        guard !choices.isEmpty else { throw Obstacle("an interaction has no choices") }
        guard choices.count <= Self.optionLimit else { throw Obstacle("there are too many choices") }
        var options: [Option] = []
        var seen: Set<String> = []
        for choice in choices {
            guard let id = choice["identifier"]?.trimmed, !id.isEmpty, seen.insert(id).inserted else {
                throw Obstacle("a choice has no identifier of its own")
            }
            guard choice["match-group"] == nil else { throw Obstacle("a choice may be joined to some others only") }
            options.append(try option(choice, id: id, usual: usual))
        }
        return options
    }

    private mutating func option(_ choice: MarkupElement, id: String, usual: Int?) throws(Obstacle) -> Option {
        var read: Set<String> = ["identifier", "fixed", "template-identifier", "show-hide"]
        if usual != nil { read.formUnion(["match-max", "match-min"]) }
        if choice.isQTI("gap-img") { read.insert("object-label") }
        lose(choice, except: read)
        let own = usual == nil ? nil : try choice.count("match-max") ?? 1
        return Option(
            id: OptionID(rawValue: id),
            content: choice.isQTI("gap-img")
                ? [.image(try picture(in: choice, named: choice["object-label"]))]
                : blocks(choice.children, language: choice.language),
            isFixed: QTINumber.boolean(choice["fixed"] ?? "false") ?? false,
            maximum: own == usual ? nil : own,
            minimum: usual == nil ? 0 : try choice.count("match-min") ?? 0,
            visibility: QTIRoles.visibility(of: choice)
        )
    }
}
