import Assessment
import Foundation

extension WordBody {
    /// Reads the runs of `element`, which look like `face` where they say nothing else.
    mutating func read(_ element: XMLElement, face: WordFace, isHidden: Bool, into pieces: inout [WordPiece]) {
        for child in element.elements {
            switch child.wordName {
            case "r": run(child, face: face, isHidden: isHidden, into: &pieces)
            case "ins", "moveTo", "smartTag", "customXml", "sdtContent", "dir", "bdo", "fldSimple":
                read(child, face: face, isHidden: isHidden, into: &pieces)
            case "hyperlink":
                note("word.link", "the address of a link is not kept, its text is")
                read(child, face: face, isHidden: isHidden, into: &pieces)
            case "sdt":
                if let content = child.word("sdtContent") {
                    read(content, face: face, isHidden: isHidden, into: &pieces)
                }
            case "AlternateContent":
                if let choice = child.choice { read(choice, face: face, isHidden: isHidden, into: &pieces) }
            default: readMath(child)
            }
        }
    }

    private mutating func run(_ element: XMLElement, face: WordFace, isHidden: Bool, into pieces: inout [WordPiece]) {
        let properties = element.word("rPr")
        let style = styles.run(properties?.wordValue("rStyle"))
        var face = face
        face.isRightToLeft = properties?.wordSwitch("rtl") ?? false
        let (bold, italic) = face.isRightToLeft ? ("bCs", "iCs") : ("b", "i")
        face.isBold = properties?.wordSwitch(bold) ?? style.isBold ?? face.isBold
        face.isItalic = properties?.wordSwitch(italic) ?? style.isItalic ?? face.isItalic
        face.position = properties.flatMap(WordStyles.position) ?? style.position ?? face.position
        let language = properties?.word("lang")
        face.language =
            face.isRightToLeft
            ? language?.anyAttribute("bidi") ?? styles.language.right
            : language?.anyAttribute("val") ?? styles.language.left
        var found: [WordPiece] = []
        content(of: element, face: face, into: &found)
        if properties?.wordSwitch("vanish") ?? style.isHidden ?? isHidden {
            if !found.isEmpty { note("word.hidden", "hidden text is not read") }
            return
        }
        if found.contains(where: \.hasWords) { nameLostLook(properties) }
        pieces += found
    }

    private mutating func nameLostLook(_ properties: XMLElement?) {
        let looks = [
            ("u", "underlining"), ("strike", "a line through text"), ("dstrike", "a line through text"),
            ("highlight", "the marking of text by colour"),
        ]
        for (name, words) in looks where properties?.wordSwitch(name) ?? false {
            note("word.look", "\(words) is not kept")
        }
    }

    private mutating func content(of element: XMLElement, face: WordFace, into pieces: inout [WordPiece]) {
        for child in element.elements {
            let name = child.wordName
            if name == "fldChar" { field(child.anyAttribute("fldCharType")) }
            guard !fields.contains(true) else { continue }
            switch name {
            case "t": text(child.text, face: face, into: &pieces)
            case "tab", "ptab": text("\t", face: face, into: &pieces)
            case "cr": pieces.append(.lineBreak)
            case "br":
                let isLine = ["textWrapping", ""].contains(child.anyAttribute("type") ?? "")
                if isLine { pieces.append(.lineBreak) } else { text(" ", face: face, into: &pieces) }
            case "noBreakHyphen": text("\u{2011}", face: face, into: &pieces)
            case "sym": symbol(child, face: face, into: &pieces)
            case "drawing": drawing(child, face: face, into: &pieces)
            case "pict": picture(child, face: face, into: &pieces)
            case "object":
                note("word.object", "an embedded object is not read; put it in as a picture", isFatal: true)
            case "footnoteReference", "endnoteReference": note("word.footnote", "a foot note is not read")
            case "ruby":
                if let base = child.word("rubyBase") { read(base, face: face, isHidden: false, into: &pieces) }
            case "AlternateContent":
                if let choice = child.choice { content(of: choice, face: face, into: &pieces) }
            default: readMath(child)
            }
        }
    }

    private mutating func field(_ step: String?) {
        switch step {
        case "begin": fields.append(true)
        case "separate": if !fields.isEmpty { fields[fields.count - 1] = false }
        case "end": _ = fields.popLast()
        default: break
        }
    }

    private mutating func text(_ text: String, face: WordFace, into pieces: inout [WordPiece]) {
        // Soft hyphens and marks of byte order are no letters of a word.
        let kept = text.unicodeScalars.filter { $0.value != 0xAD && $0.value != 0xFEFF }
        guard !kept.isEmpty else { return }
        letters[Script(tag: face.language, isRightToLeft: face.isRightToLeft), default: 0] += kept.count(
            where: \.properties.isAlphabetic
        )
        pieces.append(.text(String(kept), face))
    }

    private mutating func symbol(_ element: XMLElement, face: WordFace, into pieces: inout [WordPiece]) {
        let font = element.anyAttribute("font") ?? ""
        let code = element.anyAttribute("char").flatMap { Int($0, radix: 16) } ?? 0
        guard font.lowercased() == "symbol", let letter = WordSymbols.letter(code & 0xFF) else {
            let message = "a sign of the font “\(font.prefix(40))” is not read; type it as a letter"
            return note("word.symbol", message, isFatal: true)
        }
        text(String(letter), face: face, into: &pieces)
    }

    // MARK: - Pictures

    private mutating func drawing(_ element: XMLElement, face: WordFace, into pieces: inout [WordPiece]) {
        let all = element.everything
        if all.contains(where: { $0.wordName == "txbxContent" }) {
            note("word.textbox", "a text box is not read; put its text among the paragraphs")
        }
        let pictures = all.filter { $0.local == "blip" }.compactMap {
            $0.anyAttribute("embed") ?? $0.anyAttribute("link")
        }
        guard !pictures.isEmpty else {
            let isText = all.contains { $0.wordName == "txbxContent" }
            if !isText { note("word.drawing", "a drawing or chart is not read; put it in as a picture") }
            return
        }
        let description = all.first { $0.local == "docPr" }
        let isDecorative = all.contains { $0.local == "decorative" && $0.anyAttribute("val") == "1" }
        if all.contains(where: { $0.local == "srcRect" && !$0.attributes.isEmpty }) {
            note("word.crop", "a picture is cut in Word; all of it will be seen")
        }
        let extent = pictures.count == 1 ? all.first { $0.local == "extent" } : nil
        for relationship in pictures {
            let image = WordImage(
                media: relationship,
                alternative: description?.anyAttribute("descr")?.trimmed ?? "",
                widthInPixels: extent?.pixels("cx"),
                heightInPixels: extent?.pixels("cy")
            )
            place(image, isDecorative: isDecorative, face: face, into: &pieces)
        }
    }

    /// A picture as Word wrote it before 2007.
    private mutating func picture(_ element: XMLElement, face: WordFace, into pieces: inout [WordPiece]) {
        let all = element.everything
        if all.contains(where: { $0.wordName == "txbxContent" }) {
            note("word.textbox", "a text box is not read; put its text among the paragraphs")
        }
        let description = all.first { $0.local == "shape" }?.anyAttribute("alt") ?? ""
        for data in all where data.local == "imagedata" {
            guard let relationship = data.anyAttribute("id") else { continue }
            let image = WordImage(media: relationship, alternative: description.trimmed)
            place(image, isDecorative: false, face: face, into: &pieces)
        }
    }

    private mutating func place(
        _ image: WordImage,
        isDecorative: Bool,
        face: WordFace,
        into pieces: inout [WordPiece]
    ) {
        do throws(WordPackage.Unshown) {
            let picture = try package.picture(image.media)
            pictures[picture.name] = picture.bytes
            var image = image
            image.media = picture.name
            pieces.append(.image(image))
            if image.alternative.isEmpty, !isDecorative {
                note("word.alternative", "a picture has no text for those who cannot see it")
            }
        } catch {
            note("word.picture", error.message)
            if !image.alternative.isEmpty { text(image.alternative, face: face, into: &pieces) }
        }
    }
}

extension WordPiece {
    /// Whether it shows anything but white space.
    var hasWords: Bool {
        switch self {
        case .text(let text, _): text.unicodeScalars.contains { !$0.properties.isWhitespace }
        case .image: true
        case .lineBreak: false
        }
    }
}

extension XMLElement {
    /// All elements below this one.
    fileprivate var everything: [XMLElement] { elements.flatMap { [$0] + $0.everything } }

    /// A length in pixels of 1/96 inch, from English metric units.
    fileprivate func pixels(_ attribute: String) -> Int? {
        let length = anyAttribute(attribute).flatMap { Int($0) }.map { $0 / 9525 }
        return length.flatMap { (1...10_000).contains($0) ? $0 : nil }
    }
}
