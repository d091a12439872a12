/// Counts the lists of a document, as Word does when it shows them.
///
/// Source: ECMA-376 part 1, section 17.9.
struct WordNumbering {
    private struct Level {
        var start = 1
        var format = "decimal"
        var text = "%1."
    }

    private struct List {
        var abstract: String
        var starts: [Int: Int] = [:]
        var levels: [Int: Level] = [:]
    }

    private var abstracts: [String: [Int: Level]] = [:]
    private var lists: [String: List] = [:]
    /// The numbers reached so far, by abstract list; lists that share one count on together.
    private var counters: [String: [Int: Int]] = [:]
    private var begun: Set<String> = []

    init(_ root: XMLElement?, styles: WordStyles) {
        guard let root else { return }
        var links: [String: String] = [:]
        for element in root.elements where element.wordName == "abstractNum" {
            guard let id = element.anyAttribute("abstractNumId") else { continue }
            abstracts[id] = Self.levels(element)
            if let style = element.wordValue("numStyleLink") { links[id] = style }
        }
        for element in root.elements where element.wordName == "num" {
            guard let id = element.anyAttribute("numId"), let abstract = element.wordValue("abstractNumId") else {
                continue
            }
            var list = List(abstract: abstract)
            for change in element.elements where change.wordName == "lvlOverride" {
                guard let level = change.anyAttribute("ilvl").flatMap({ Int($0) }) else { continue }
                if let start = change.wordValue("startOverride").flatMap({ Int($0) }) { list.starts[level] = start }
                list.levels.merge(Self.levels(change)) { _, new in new }
            }
            lists[id] = list
        }
        // A list that is a style has its levels where the style's own list has them.
        for (id, style) in links where abstracts[id]?.isEmpty ?? true {
            guard let list = styles.resolved(style).numbering.flatMap({ lists[$0] }) else { continue }
            abstracts[id] = abstracts[list.abstract]
        }
    }

    private static func levels(_ element: XMLElement) -> [Int: Level] {
        var levels: [Int: Level] = [:]
        for child in element.elements where child.wordName == "lvl" {
            guard let number = child.anyAttribute("ilvl").flatMap({ Int($0) }), (0...8).contains(number) else {
                continue
            }
            levels[number] = Level(
                start: child.wordValue("start").flatMap { Int($0) } ?? 0,
                format: child.wordValue("numFmt") ?? "decimal",
                text: child.wordValue("lvlText") ?? ""
            )
        }
        return levels
    }

    /// Counts one paragraph of the list `id` and returns what stands before it; `nil` when it is in no list.
    mutating func next(_ id: String, level: Int) -> (label: String, isBullet: Bool)? {
        guard let list = lists[id], (0...8).contains(level), let own = definition(level, of: list) else { return nil }
        var counter = counters[list.abstract] ?? [:]
        if begun.insert("\(id) \(level)").inserted, let start = list.starts[level] { counter[level] = start - 1 }
        // Nobody's list reaches a million; a start near the largest number must not overflow.
        counter[level] = min(counter[level].map { $0 + 1 } ?? max(0, min(own.start, 1_000_000)), 1_000_000)
        for deeper in (level + 1)..<9 { counter[deeper] = nil }
        counters[list.abstract] = counter
        guard own.format != "bullet" else { return ("•", true) }
        guard own.format != "none" else { return nil }
        var label = own.text
        for place in 0...level {
            let shown = definition(place, of: list)
            let number = counter[place] ?? shown?.start ?? 1
            label = label.replacing("%\(place + 1)", with: Self.text(number, shown?.format ?? "decimal"))
        }
        return (String(label.prefix(100)), false)
    }

    private func definition(_ level: Int, of list: List) -> Level? {
        list.levels[level] ?? abstracts[list.abstract]?[level]
    }

    /// The number as `format` writes it; what is counted in another script is counted in figures here.
    private static func text(_ number: Int, _ format: String) -> String {
        switch format {
        case "upperLetter": letters(number).uppercased()
        case "lowerLetter": letters(number)
        case "upperRoman": roman(number).uppercased()
        case "lowerRoman": roman(number)
        case "arabicAlpha": WordLetters.text(number, in: WordLetters.arabicAlphabet)
        case "arabicAbjad": WordLetters.text(number, in: WordLetters.arabicAbjad)
        default: String(number)
        }
    }

    /// a … z, aa, bb …, as Word goes on.
    private static func letters(_ number: Int) -> String {
        guard (1...780).contains(number) else { return String(number) }
        let letter = Character(Unicode.Scalar(UInt8(97 + (number - 1) % 26)))
        return String(repeating: letter, count: (number - 1) / 26 + 1)
    }

    private static func roman(_ number: Int) -> String {
        guard (1...3999).contains(number) else { return String(number) }
        let parts = [
            (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
            (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
        ]
        var (rest, text) = (number, "")
        for (value, letters) in parts {
            while rest >= value {
                text += letters
                rest -= value
            }
        }
        return text
    }
}
