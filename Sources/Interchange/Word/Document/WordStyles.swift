/// What the styles of a document say of paragraphs and runs, as far as it means something here.
///
/// Source: ECMA-376 part 1, section 17.7.
struct WordStyles {
    struct Style {
        var name = ""
        var basedOn: String?
        var isBold: Bool?
        var isItalic: Bool?
        var position: WordFace.Position?
        var isHidden: Bool?
        var outline: Int?
        var numbering: String?
        var listLevel: Int?
    }

    private var styles: [String: Style] = [:]
    private var defaultParagraph: String?
    /// The languages of the document's defaults, for text from left to right and from right to left.
    private(set) var language = (left: "", right: "")

    init(_ root: XMLElement?) {
        guard let root else { return }
        let defaults = root.word("docDefaults")?.word("rPrDefault")?.word("rPr")?.word("lang")
        language = (defaults?.anyAttribute("val") ?? "", defaults?.anyAttribute("bidi") ?? "")
        for element in root.elements where element.wordName == "style" {
            guard let id = element.anyAttribute("styleId") else { continue }
            let (paragraph, run) = (element.word("pPr"), element.word("rPr"))
            styles[id] = Style(
                name: (element.wordValue("name") ?? id).lowercased(),
                basedOn: element.wordValue("basedOn"),
                isBold: run?.wordSwitch("b"),
                isItalic: run?.wordSwitch("i"),
                position: run.flatMap(Self.position),
                isHidden: run?.wordSwitch("vanish"),
                outline: paragraph?.wordValue("outlineLvl").flatMap { Int($0) },
                numbering: paragraph?.word("numPr")?.wordValue("numId"),
                listLevel: paragraph?.word("numPr")?.wordValue("ilvl").flatMap { Int($0) }
            )
            let isDefault = ["1", "true", "on"].contains(element.anyAttribute("default") ?? "0")
            if isDefault, element.anyAttribute("type") == "paragraph" { defaultParagraph = id }
        }
    }

    /// Other programs write a raised or lowered run by how far it is moved.
    static func position(_ run: XMLElement) -> WordFace.Position? {
        switch run.wordValue("vertAlign") {
        case "superscript": .raised
        case "subscript": .lowered
        case "baseline": .line
        default: run.wordValue("position").flatMap { Int($0) }.map { $0 > 0 ? .raised : $0 < 0 ? .lowered : .line }
        }
    }

    /// The style called `id` and those that it is based on, the nearest first; the default where none is named.
    private func chain(_ id: String?) -> [Style] {
        var chain: [Style] = []
        var next = id ?? defaultParagraph
        // Styles of a broken file may be based on each other.
        while let name = next, let style = styles[name], chain.count < 20 {
            chain.append(style)
            next = style.basedOn
        }
        return chain
    }

    /// What holds for a style with all that it inherits.
    func resolved(_ id: String?) -> Style {
        var result = Style()
        for style in chain(id) {
            result.isBold = result.isBold ?? style.isBold
            result.isItalic = result.isItalic ?? style.isItalic
            result.position = result.position ?? style.position
            result.isHidden = result.isHidden ?? style.isHidden
            result.outline = result.outline ?? style.outline ?? Self.outline(of: style.name)
            result.numbering = result.numbering ?? style.numbering
            result.listLevel = result.listLevel ?? style.listLevel
        }
        if styles[id ?? ""]?.name == "title" { result.outline = -1 }
        return result
    }

    /// What holds for a character style; none where none is named.
    func run(_ id: String?) -> Style { id == nil ? Style() : resolved(id) }

    /// Built-in names are English in every language of Word.
    private static func outline(of name: String) -> Int? {
        guard name.hasPrefix("heading ") else { return nil }
        return Int(name.dropFirst(8)).flatMap { (1...9).contains($0) ? $0 - 1 : nil }
    }
}
