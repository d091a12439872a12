import Assessment

/// Writes interactions as those of QTI.
///
/// Where an interaction says more than QTI can (offered units, for one), the nearest form is written; what is missing is
/// found by reading it back and named by ``QTIExport``.
struct QTIInteractionWriter {
    let version: QTIVersion
    /// For content that holds no interaction of the item's own.
    let content: QTIContentWriter

    /// The element of `interaction`; inside a sentence a choice is a menu and a text a short field.
    func element(_ interaction: Interaction, isInline: Bool) -> MarkupElement {
        switch interaction {
        case .choice(let form) where isInline: inlineChoice(form)
        case .choice(let form): choice(form)
        case .order(let form): order(form)
        case .hotText(let form): hotText(form)
        case .match(let form): match(form)
        case .associate(let form): associate(form)
        case .gapMatch(let form): gapMatch(form)
        case .text(let form): text(form, isInline: isInline)
        case .number(let form): number(form, isInline: isInline)
        case .slider(let form): slider(form)
        case .image(let form): QTIImageWriter(version: version, writer: self).element(form)
        case .media(let form): media(form)
        case .upload(let form): upload(form)
        case .end(let form): end(form, isInline: isInline)
        case .kept(let form): kept(form)
        }
    }

    /// The element called `name` with what all interactions have.
    func interaction(
        _ name: String,
        _ id: ResponseID,
        _ attributes: KeyValuePairs<String, String?>,
        _ layout: Layout = Layout(),
        _ children: [MarkupNode] = []
    ) -> MarkupElement {
        var element = MarkupElement(qti: name, attributes, children)
        element.attributes.insert(MarkupAttribute("response-identifier", id.rawValue), at: 0)
        if !layout.classes.isEmpty {
            element.attributes.append(MarkupAttribute("class", layout.classes.joined(separator: " ")))
        }
        // QTI 2.1 has no such attributes.
        for (name, value) in layout.data.sorted(by: { $0.key < $1.key }) where version == .v22 || version == .v30 {
            element.attributes.append(MarkupAttribute("data-\(name)", value))
        }
        return element
    }

    func prompt(_ blocks: [Block]) -> [MarkupNode] {
        blocks.isEmpty ? [] : [.element(MarkupElement(qti: "prompt", [:], content.flow(blocks)))]
    }

    /// An option; whether it is shown can depend only on a variable that holds its own identifier.
    func option(
        _ option: Option,
        _ name: String,
        _ attributes: KeyValuePairs<String, String?> = [:],
        _ children: [MarkupNode]? = nil
    ) -> MarkupNode {
        var element = MarkupElement(qti: name, attributes, children ?? content.flow(option.content))
        element.attributes.insert(MarkupAttribute("identifier", option.id.rawValue), at: 0)
        if option.isFixed { element.attributes.append(MarkupAttribute("fixed", "true")) }
        if let visibility = option.visibility, visibility.origin == .template, visibility.value == option.id.rawValue {
            element.attributes.append(MarkupAttribute("template-identifier", visibility.variable))
            element.attributes.append(MarkupAttribute("show-hide", visibility.isShown ? "show" : "hide"))
        }
        return .element(element)
    }

    /// An option that is joined to others `usual` times where nothing else is said.
    func joined(_ option: Option, _ name: String, usual: Int, _ children: [MarkupNode]? = nil) -> MarkupNode {
        self.option(
            option,
            name,
            [
                "match-max": String(option.maximum ?? usual),
                "match-min": option.minimum == 0 ? nil : String(option.minimum),
            ],
            children
        )
    }

    static func unlessZero(_ number: Int) -> String? { number == 0 ? nil : String(number) }

    private static func flag(_ value: Bool) -> String { value ? "true" : "false" }

    // MARK: - Choosing

    private func choice(_ form: ChoiceInteraction) -> MarkupElement {
        interaction(
            "choice-interaction",
            form.id,
            [
                "shuffle": Self.flag(form.shuffles), "max-choices": String(form.maximum),
                "min-choices": Self.unlessZero(form.minimum),
            ],
            form.layout,
            prompt(form.prompt) + form.options.map { option($0, "simple-choice") }
        )
    }

    private func inlineChoice(_ form: ChoiceInteraction) -> MarkupElement {
        interaction(
            "inline-choice-interaction",
            form.id,
            ["shuffle": Self.flag(form.shuffles), "required": form.minimum > 0 ? "true" : nil],
            form.layout,
            form.options.map { option($0, "inline-choice") }
        )
    }

    private func order(_ form: OrderInteraction) -> MarkupElement {
        interaction(
            "order-interaction",
            form.id,
            [
                "shuffle": Self.flag(form.shuffles), "max-choices": Self.unlessZero(form.maximum),
                "min-choices": Self.unlessZero(form.minimum),
            ],
            form.layout,
            prompt(form.prompt) + form.options.map { option($0, "simple-choice") }
        )
    }

    private func hotText(_ form: HotTextInteraction) -> MarkupElement {
        interaction(
            "hottext-interaction",
            form.id,
            ["max-choices": String(form.maximum), "min-choices": Self.unlessZero(form.minimum)],
            form.layout,
            prompt(form.prompt) + content.nodes(form.text)
        )
    }

    // MARK: - Joining

    private func match(_ form: MatchInteraction) -> MarkupElement {
        func set(_ options: [Option], usual: Int) -> MarkupNode {
            .element(
                MarkupElement(
                    qti: "simple-match-set",
                    [:],
                    options.map { joined($0, "simple-associable-choice", usual: usual) }
                )
            )
        }
        return interaction(
            "match-interaction",
            form.id,
            [
                "shuffle": Self.flag(form.shuffles), "max-associations": String(form.maximum),
                "min-associations": Self.unlessZero(form.minimum),
            ],
            form.layout,
            prompt(form.prompt) + [
                set(form.rows, usual: form.rowMaximum), set(form.columns, usual: form.columnMaximum),
            ]
        )
    }

    private func associate(_ form: AssociateInteraction) -> MarkupElement {
        interaction(
            "associate-interaction",
            form.id,
            [
                "shuffle": Self.flag(form.shuffles), "max-associations": String(form.maximum),
                "min-associations": Self.unlessZero(form.minimum),
            ],
            form.layout,
            prompt(form.prompt) + form.options.map { joined($0, "simple-associable-choice", usual: 1) }
        )
    }

    private func gapMatch(_ form: GapMatchInteraction) -> MarkupElement {
        let isCounted = version == .v22 || version == .v30
        return interaction(
            "gap-match-interaction",
            form.id,
            [
                "shuffle": Self.flag(form.shuffles),
                "max-associations": isCounted ? Self.unlessZero(form.maximum) : nil,
                "min-associations": isCounted ? Self.unlessZero(form.minimum) : nil,
            ],
            form.layout,
            prompt(form.prompt) + form.options.map(label) + content.nodes(form.text)
        )
    }

    /// A label: an image alone is one of QTI's own, everything else runs of text.
    private func label(_ option: Option) -> MarkupNode {
        if let image = option.content.onlyImage {
            return joined(option, "gap-img", usual: 1, [.element(content.picture(image))])
        }
        return joined(option, "gap-text", usual: 1)
    }

    // MARK: - Other

    private func media(_ form: MediaInteraction) -> MarkupElement {
        interaction(
            "media-interaction",
            form.id,
            [
                "autostart": "false", "min-plays": Self.unlessZero(form.minimumPlays),
                "max-plays": Self.unlessZero(form.maximumPlays),
            ],
            form.layout,
            prompt(form.prompt) + [content.recording(form.media)]
        )
    }

    private func upload(_ form: UploadInteraction) -> MarkupElement {
        interaction(
            "upload-interaction",
            form.id,
            ["type": types(form.types)],
            form.layout,
            prompt(form.prompt)
        )
    }

    /// Several types can be named from QTI 2.2.4 on; before it, none is better than the first alone.
    private func types(_ types: [String]) -> String? {
        let isSeveral = version == .v22 || version == .v30
        return types.isEmpty || (types.count > 1 && !isSeveral) ? nil : types.joined(separator: " ")
    }

    private func end(_ form: EndInteraction, isInline: Bool) -> MarkupElement {
        let element = interaction(
            "end-attempt-interaction",
            form.id,
            ["title": form.title, "count-attempt": form.asksForHint ? "false" : nil]
        )
        // Between paragraphs it needs one of its own: it stands inside sentences alone.
        return isInline ? element : MarkupElement("p", children: [.element(element)])
    }

    private func kept(_ form: KeptInteraction) -> MarkupElement {
        if form.name == "drawing-interaction", let image = form.text.onlyImage {
            return interaction(
                "drawing-interaction",
                form.id,
                [:],
                Layout(),
                prompt(form.prompt) + [.element(content.object(image))]
            )
        }
        let content = content.nodes(form.prompt) + content.nodes(form.text)
        guard version == .v22 || version == .v30 else {
            // Before QTI 2.2 nothing of QTI's own may stand in it.
            let empty = interaction("custom-interaction", form.id, [:])
            return MarkupElement("div", children: content + [.element(empty)])
        }
        return interaction("custom-interaction", form.id, [:], Layout(), content)
    }
}

extension [Block] {
    /// The image that these blocks are, when they are nothing else.
    var onlyImage: ContentImage? {
        guard count == 1 else { return nil }
        switch self[0] {
        case .image(let image): return image
        case .paragraph(let inlines):
            guard inlines.count == 1, case .image(let image) = inlines[0] else { return nil }
            return image
        default: return nil
        }
    }
}
