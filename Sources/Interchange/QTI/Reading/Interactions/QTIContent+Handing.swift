import Assessment

/// Recordings with counted plays, files, the button that ends an attempt, and what is only kept.
extension QTIContent {
    mutating func recording(_ asked: QTIAsked) throws(Obstacle) -> MediaInteraction {
        try asked.needs([.single], [.integer])
        lose(asked, except: ["min-plays", "max-plays"])
        var content = importer()
        let media = asked.element.elements.lazy.compactMap { content.recording($0) }.first
        finish(content)
        guard let media else { throw Obstacle("a media interaction plays neither sound nor video") }
        return MediaInteraction(
            id: asked.id,
            prompt: asked.prompt,
            media: media,
            minimumPlays: try asked.element.count("min-plays") ?? 0,
            maximumPlays: try asked.element.count("max-plays") ?? 0,
            layout: asked.layout
        )
    }

    mutating func upload(_ asked: QTIAsked) throws(Obstacle) -> UploadInteraction {
        try asked.needs([.single], [.file])
        lose(asked, except: ["type"])
        let types = (asked.element["type"] ?? "").split { $0.isWhitespace || $0 == "," }
        return UploadInteraction(
            id: asked.id,
            prompt: asked.prompt,
            types: types.map { $0.lowercased() },
            layout: asked.layout
        )
    }

    mutating func end(_ asked: QTIAsked) throws(Obstacle) -> EndInteraction {
        try asked.needs([.single], [.boolean])
        lose(asked, except: ["title"])
        if !asked.layout.isEmpty {
            lose(
                Finding("qti.attribute", "the layout of end-attempt-interaction is not kept", line: asked.element.line)
            )
        }
        return EndInteraction(id: asked.id, title: asked.element["title"] ?? "")
    }

    /// An interaction that only its next owner can run: its text and pictures are shown, its code never is.
    mutating func keep(_ asked: QTIAsked) -> KeptInteraction {
        let isPortable = asked.element.contains { $0.name == "portableCustomInteraction" }
        let name = isPortable ? "portable-custom-interaction" : asked.element.name
        lose(
            Finding(
                "qti.kept",
                "\(name) is kept and shown as its text; it cannot be answered",
                line: asked.element.line
            )
        )
        // Settings of other namespaces are words for programs, not for candidates.
        let shown = Self.markup(in: asked.element) ?? asked.element.children.filter { $0.element?.namespace == "" }
        return KeptInteraction(id: asked.id, prompt: asked.prompt, name: name, text: blocks(shown))
    }

    /// What a custom interaction shows before its code has run.
    private static func markup(in element: MarkupElement) -> [MarkupNode]? {
        if ["interaction-markup", "markup"].contains(element.name) { return element.children }
        return element.elements.lazy.compactMap(markup).first
    }
}
