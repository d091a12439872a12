extension ContentImport {
    /// What an element plays: `audio` and `video` of HTML, and an `object` of such a media type.
    static func kind(ofRecording element: MarkupElement) -> ContentMedia.Kind? {
        guard element.isHTML else { return nil }
        let name = element.name.lowercased()
        if let kind = ContentMedia.Kind(rawValue: name) { return kind }
        guard name == "object", let type = element["type"]?.lowercased() else { return nil }
        return ContentMedia.Kind.allCases.first { type.hasPrefix("\($0.rawValue)/") }
    }

    /// Reads the recording that `element` plays; `nil` when it plays none.
    ///
    /// Sources that cannot be had are left out and named in ``losses``; a recording may end without any.
    public mutating func recording(_ element: MarkupElement) -> ContentMedia? {
        guard let kind = Self.kind(ofRecording: element) else { return nil }
        loseAttributes(of: element, except: Self.read)
        var media = ContentMedia(
            kind: kind,
            sources: [],
            alternative: Self.alternative(of: element),
            widthInPixels: size(element["width"], of: element),
            heightInPixels: size(element["height"], of: element)
        )
        if let source = source(element["src"] ?? element["data"], type: element["type"], of: element) {
            media.sources.append(source)
        }
        for part in element.elements where part.isHTML {
            switch part.name.lowercased() {
            case "source":
                loseAttributes(of: part, except: ["src", "type"])
                if let source = source(part["src"], type: part["type"], of: part) { media.sources.append(source) }
            case "track": readTrack(part, into: &media)
            default: break
            }
        }
        return media
    }

    private static let read: Set<String> = [
        "src", "data", "type", "width", "height", "controls", "alt", "title", "aria-label", "preload",
    ]

    /// The text for those who do not hear or see it: what the author wrote for that, else what stands inside.
    private static func alternative(of element: MarkupElement) -> String {
        for text in [element["alt"], element["aria-label"], element["title"]].compactMap(\.self) where !text.isEmpty {
            return text
        }
        return InlineRun.tidiedText(element.text)
    }

    private mutating func source(_ address: String?, type: String?, of element: MarkupElement) -> ContentMedia.Source? {
        guard let address, !address.isEmpty else { return nil }
        guard ContentRules.isLocal(address) else {
            lose("remote", "a recording from outside the package was taken out; its text is shown", at: element)
            return nil
        }
        guard let name = media(address) else {
            lose(
                "media",
                "the recording “\(address.prefix(200))” is not there; its text is shown in a box",
                at: element
            )
            return nil
        }
        return ContentMedia.Source(media: name, type: type ?? "")
    }

    /// Takes the first track of captions; others are named.
    private mutating func readTrack(_ track: MarkupElement, into media: inout ContentMedia) {
        let kind = track["kind"]?.lowercased() ?? "subtitles"
        guard media.captions == nil, ["captions", "subtitles"].contains(kind) else {
            lose("track", "a further track of \(kind.prefix(40)) is not kept", at: track)
            return
        }
        loseAttributes(of: track, except: ["src", "srclang", "kind", "label", "default"])
        // The type of captions is the language in which they are written.
        media.captions = source(track["src"], type: track["srclang"], of: track)
    }

    mutating func recordingBlocks(_ element: MarkupElement) -> [Block] {
        guard let media = recording(element) else { return [] }
        let namesFiles = ([element] + element.elements("source")).contains {
            ($0["src"] ?? $0["data"]) != nil && namesFile($0)
        }
        if !media.sources.isEmpty || (keepsPlaces && namesFiles) { return [.media(media)] }
        return media.alternative.isEmpty ? [] : [.text(media.alternative)]
    }

    /// A recording inside a heading or a cell, where our content has no place for one.
    mutating func recordingInlines(_ element: MarkupElement) -> [Inline] {
        guard let media = recording(element) else { return [] }
        lose("media", "a recording inside a sentence, heading or cell is shown as its text", at: element)
        return media.alternative.isEmpty ? [] : [.text(media.alternative)]
    }

    // MARK: - Formulae

    /// A formula, as it was written but for what could act or fetch.
    mutating func formula(_ element: MarkupElement) -> [Inline] {
        guard let clean = cleaned(Self.inMathML(element)) else { return [] }
        let alternative = InlineRun.tidiedText(clean.shownText)
        return [.formula(markup: MarkupText.text(of: clean), alternative: alternative)]
    }

    /// Formulae without a namespace exist; browsers give them theirs.
    ///
    /// Source: HTML, 13.2.6.5 (the start tag `math` switches to MathML).
    private static func inMathML(_ element: MarkupElement) -> MarkupElement {
        guard element.namespace.isEmpty else { return element }
        var result = element
        result.namespace = "http://www.w3.org/1998/Math/MathML"
        result.children = element.children.map { child in
            if case .element(let inner) = child { .element(inMathML(inner)) } else { child }
        }
        return result
    }
}
