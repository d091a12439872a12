import Foundation

extension ContentImport {
    /// Returns the runs that `nodes` make, white space untouched.
    mutating func inlines(_ nodes: [MarkupNode]) -> [Inline] {
        var runs: [Inline] = []
        for node in nodes {
            switch node {
            case .text(let text): runs.append(.text(text))
            case .element(let element): runs += inlines(of: element)
            }
        }
        return runs
    }

    mutating func inlines(of element: MarkupElement) -> [Inline] {
        switch role(element) {
        case .interaction(let id), .inlineInteraction(let id): return [.interaction(id)]
        case .gap(let id, let visibility): return [Self.run(.gap(id), visibility)]
        case .hotText(let id, let visibility): return [Self.run(.hotText(id, inlines(in: element)), visibility)]
        case .variable(let variable): return [.variable(variable)]
        case .conditional(let visibility, _): return [.conditional(visibility, inlines(in: element))]
        case .content(let blocks):
            lose("element", "blocks inside a sentence are kept as their text", at: element)
            return [.text(" \(blocks.plainText) ")]
        case .omitted: return []
        case .unwrapped: return inlines(element.children)
        case .foreign(let markup, let fallback): return [.foreign(markup: markup, fallback: fallback)]
        case .ordinary: return ordinaryInlines(of: element)
        }
    }

    private static func run(_ run: Inline, _ visibility: Visibility?) -> Inline {
        visibility.map { .conditional($0, [run]) } ?? run
    }

    private mutating func ordinaryInlines(of element: MarkupElement) -> [Inline] {
        if element.name == "math" { return formula(element) }
        guard element.isHTML else { return foreignInlines(of: element) }
        let name = element.name.lowercased()
        if ContentRules.removed.contains(name) {
            lose("element", "\(name) was taken out", at: element)
            return []
        }
        if isPrefixed(element) {
            loseElement(element)
            return inlines(in: element)
        }
        if let wrap = ContentRules.runs[name] {
            loseAttributes(of: element)
            return [wrap(inlines(in: element))]
        }
        switch name {
        case "br": return [.lineBreak]
        case _ where ["img", "object"].contains(name) && isPicture(element): return image(element)
        case "span" where element.attributes.isEmpty: return inlines(element.children)
        case _ where Self.kind(ofRecording: element) != nil: return recordingInlines(element)
        case _ where ContentRules.plainRuns.contains(name):
            if name == "a", element["href"] != nil {
                lose("link", "the address of a link was taken out, its text is kept", at: element)
            }
            loseAttributes(of: element, except: ["href"])
            return inlines(in: element)
        case _ where ContentRules.blocks.contains(name) || holdsInteraction(element):
            lose("element", "\(name) is not kept here, its content is", at: element)
            loseAttributes(of: element)
            return [.text(" ")] + inlines(in: element) + [.text(" ")]
        default: return foreignInlines(of: element)
        }
    }

    private mutating func inlines(in element: MarkupElement) -> [Inline] {
        let inner = inlines(element.children)
        return element.language.map { [.language($0, inner)] } ?? inner
    }

    private mutating func foreignInlines(of element: MarkupElement) -> [Inline] {
        if isStrange(element) {
            loseElement(element)
            // Whether an answer may stand where only its own language knows is not for us to guess.
            if holdsInteraction(element) {
                return [.foreign(markup: "", fallback: InlineRun.tidiedText(element.shownText))]
            }
            return inlines(in: element)
        }
        guard let clean = cleaned(element) else { return [] }
        return [.foreign(markup: MarkupText.text(of: clean), fallback: InlineRun.tidiedText(clean.shownText))]
    }

    // MARK: - Pictures

    private func isPicture(_ element: MarkupElement) -> Bool {
        if element.name.lowercased() == "img" { return true }
        return element["type"]?.lowercased().hasPrefix("image/") == true
    }

    private mutating func image(_ element: MarkupElement) -> [Inline] {
        let image = picture(element)
        if !image.media.isEmpty || (keepsPlaces && namesFile(element)) { return [.image(image)] }
        return image.alternative.isEmpty ? [] : [.text(image.alternative)]
    }

    /// Whether `element` names a file of its own package, there or not; what lies outside is never the item's.
    func namesFile(_ element: MarkupElement) -> Bool {
        let address = (element["src"] ?? element["data"] ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
        return !address.lowercased().hasPrefix("data:") && ContentRules.isLocal(address)
    }

    /// Reads the picture that an `img` or `object` shows; its `media` is empty when the file cannot be had, which
    /// ``losses`` then name.
    public mutating func picture(_ element: MarkupElement) -> ContentImage {
        let alternative = element["alt"] ?? InlineRun.tidiedText(element.text)
        loseAttributes(of: element, except: ["src", "data", "alt", "type", "width", "height"])
        let address = (element["src"] ?? element["data"] ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
        return ContentImage(
            media: pictureName(address, of: element) ?? "",
            alternative: alternative,
            widthInPixels: size(element["width"], of: element),
            heightInPixels: size(element["height"], of: element)
        )
    }

    private mutating func pictureName(_ address: String, of element: MarkupElement) -> String? {
        if address.lowercased().hasPrefix("data:") { return embeddedPicture(address, of: element) }
        guard ContentRules.isLocal(address) else {
            lose("remote", "an image from outside the package was taken out; its text is shown", at: element)
            return nil
        }
        guard let name = media(address) else {
            lose("media", "the image “\(address.prefix(200))” is not there; its text is shown in a box", at: element)
            return nil
        }
        return name
    }

    /// Takes a small raster picture out of its `data:` address.
    ///
    /// Source of the form: RFC 2397.
    private mutating func embeddedPicture(_ address: String, of element: MarkupElement) -> String? {
        let parts = address.split(separator: ",", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased().hasSuffix(";base64"),
            parts[1].utf8.count <= Self.pictureLimit * 4 / 3 + 1024,
            let bytes = Data(base64Encoded: String(parts[1]), options: .ignoreUnknownCharacters),
            bytes.count <= Self.pictureLimit, let ending = Self.rasterEnding(of: bytes)
        else {
            lose("data", "an embedded image that is not a small raster picture was taken out", at: element)
            return nil
        }
        let name = "media/\(ContentHash(of: bytes).rawValue).\(ending)"
        pictures[name] = bytes
        return name
    }

    /// The usual ending of a raster picture's name by its first bytes; `nil` for anything else.
    static func rasterEnding(of bytes: Data) -> String? {
        let head = Array(bytes.prefix(12))
        if head.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return "png" }
        if head.starts(with: [0xFF, 0xD8, 0xFF]) { return "jpg" }
        if head.starts(with: Array("GIF8".utf8)) { return "gif" }
        if head.starts(with: Array("RIFF".utf8)), head.dropFirst(8).elementsEqual("WEBP".utf8) { return "webp" }
        return nil
    }

    mutating func size(_ text: String?, of element: MarkupElement) -> Int? {
        guard let text else { return nil }
        let digits = text.trimmingCharacters(in: .whitespaces)
        let plain = digits.lowercased().hasSuffix("px") ? String(digits.dropLast(2)) : digits
        if let size = Int(plain), (1...20_000).contains(size) { return size }
        lose("size", "the size “\(text.prefix(40))” of an image is not kept", at: element)
        return nil
    }

    // MARK: - Foreign markup

    /// Returns `element` without anything that could act, fetch or hide; `nil` when nothing of it may stay.
    mutating func cleaned(_ element: MarkupElement, inDrawing: Bool = false) -> MarkupElement? {
        let name = element.name.lowercased()
        let isDrawing = inDrawing || name == "svg"
        // A form of HTML never comes here: its content is taken in its place.
        let isActive = name == "form" || (isDrawing && ContentRules.activeInDrawings.contains(name))
        let isKnown = KeptMarkup.allows(element: name, in: element.namespace)
        if ContentRules.removed.contains(name) || isActive || !isKnown {
            lose("element", "\(name) was taken out", at: element)
            return nil
        }
        var clean = element
        clean.attributes = element.attributes.filter { attribute in
            let attributeName = attribute.name.lowercased()
            if ContentRules.isHandler(attributeName) {
                lose("handler", "the handler \(attributeName) of \(name) was taken out", at: element)
                return false
            }
            if attributeName == "style" {
                lose("style", "the style of \(name) was taken out", at: element)
                return false
            }
            if attributeName.contains(":") || !KeptMarkup.allows(attribute) {
                lose("attribute", "the attribute \(attributeName) of \(name) is not kept", at: element)
                return false
            }
            let isAddress = ContentRules.addresses.contains(attributeName)
            let isSafe = isAddress ? ContentRules.isLocal(attribute.value) : !Self.fetches(attribute.value)
            if !isSafe { lose("remote", "the address in \(attributeName) of \(name) was taken out", at: element) }
            return isSafe
        }
        clean.children = cleanedNodes(element.children, inDrawing: isDrawing)
        return clean
    }

    private mutating func cleanedNodes(_ nodes: [MarkupNode], inDrawing: Bool) -> [MarkupNode] {
        nodes.flatMap { node -> [MarkupNode] in
            guard case .element(let element) = node else { return [node] }
            let isForm = element.name.lowercased() == "form"
            guard isForm || isStrange(element) else {
                return cleaned(element, inDrawing: inDrawing).map { [.element($0)] } ?? []
            }
            if isForm { lose("form", "a form was taken out, its text is kept", at: element) }
            if isStrange(element), !isForm { loseElement(element) }
            return cleanedNodes(element.children, inDrawing: inDrawing)
        }
    }

    /// Whether an element is none that may be kept, so that its content stands in its place; what has to go with all
    /// that stands in it is not meant.
    func isStrange(_ element: MarkupElement) -> Bool {
        let name = element.name.lowercased()
        let goesWhole =
            ContentRules.removed.contains(name) || ContentRules.activeInDrawings.contains(name)
            || element.namespace == ContentRules.inclusion
        return isPrefixed(element) || (!goesWhole && !KeptMarkup.allows(element: name, in: element.namespace))
    }

    /// HTML knows no prefixes: such a name has no meaning there, and written as XML it would have no namespace.
    private func isPrefixed(_ element: MarkupElement) -> Bool { element.name.contains(":") }

    private mutating func loseElement(_ element: MarkupElement) {
        lose("element", "\(element.name.prefix(60)) is not kept, its content is", at: element)
        loseAttributes(of: element)
    }

    /// Whether a value that is no address can still fetch, as presentation attributes of drawings can.
    private static func fetches(_ value: String) -> Bool {
        // Browsers drop blanks and control characters before they read a scheme.
        let scalars = value.unicodeScalars.filter { $0.value > 0x20 && $0.value != 0x7F }
        let plain = String(String.UnicodeScalarView(scalars)).lowercased()
        let isElsewhere = plain.replacing("url(#", with: "").contains("url(")
        return isElsewhere || ["javascript:", "vbscript:", "data:"].contains { plain.hasPrefix($0) }
    }
}
