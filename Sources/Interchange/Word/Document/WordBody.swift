import Foundation

/// Reads the body of a document block by block: what stands on the paper, as far as it is text, list, table or picture.
///
/// Source: ECMA-376 part 1, section 17 (WordprocessingML) and 20.4 (drawings); deleted text: sections 17.13.5.14 and
/// 17.13.5.22.
struct WordBody {
    let styles: WordStyles
    var numbering: WordNumbering
    let package: WordPackage

    private(set) var blocks: [WordBlock] = []
    private(set) var notes: [WordNote] = []
    var pictures: [String: Data] = [:]
    /// How many letters there are of each language.
    var letters: [Script: Int] = [:]
    /// The number of the paragraph that is being read.
    private(set) var number = 0
    /// For every open field whether its code is being read, which is no text.
    var fields: [Bool] = []
    /// What stood in paragraphs whose end was deleted: it goes on in the next one.
    private var held: [WordPiece] = []

    struct Script: Hashable {
        var tag: String
        var isRightToLeft: Bool
    }

    init(styles: WordStyles, numbering: WordNumbering, package: WordPackage) {
        self.styles = styles
        self.numbering = numbering
        self.package = package
    }

    mutating func read(_ body: XMLElement) { blocks = read(in: body) }

    /// Notes something that is not read, once a paragraph; a hostile file could name millions.
    mutating func note(_ code: String, _ message: String, isFatal: Bool = false) {
        let note = WordNote(paragraph: number, code: code, message: message, isFatal: isFatal)
        guard notes.count < 10_000, !notes.reversed().prefix(while: { $0.paragraph == number }).contains(note) else {
            return
        }
        notes.append(note)
    }

    private mutating func read(in container: XMLElement) -> [WordBlock] {
        var found: [WordBlock] = []
        for child in container.elements {
            switch child.wordName {
            case "p": if let paragraph = paragraph(child) { found.append(.paragraph(paragraph)) }
            case "tbl": found.append(.table(table(child)))
            case "sdt": if let content = child.word("sdtContent") { found += read(in: content) }
            case "ins", "moveTo", "customXml", "smartTag": found += read(in: child)
            case "AlternateContent": if let choice = child.choice { found += read(in: choice) }
            case "altChunk": note("word.part", "text that lies in another file is not read", isFatal: true)
            default: readMath(child)
            }
        }
        return found
    }

    func readsMath(_ element: XMLElement) -> Bool { ["oMath", "oMathPara"].contains(element.local) }

    mutating func readMath(_ element: XMLElement) {
        guard readsMath(element), element.wordName.isEmpty else { return }
        note("word.equation", "an equation is not read; type it as text or put it in as a picture", isFatal: true)
    }

    // MARK: - Paragraphs

    /// `nil` for a paragraph whose end was deleted, so that it is part of the next.
    private mutating func paragraph(_ element: XMLElement) -> WordParagraph? {
        number += 1
        let properties = element.word("pPr")
        let style = styles.resolved(properties?.wordValue("pStyle"))
        var face = WordFace()
        face.isBold = style.isBold ?? false
        face.isItalic = style.isItalic ?? false
        face.position = style.position ?? .line
        var pieces = held
        held = []
        read(element, face: face, isHidden: style.isHidden ?? false, into: &pieces)
        if properties?.word("rPr")?.word("del") != nil {
            held = pieces
            return nil
        }
        var paragraph = WordParagraph(number: number, pieces: pieces)
        let outline = properties?.wordValue("outlineLvl").flatMap { Int($0) } ?? style.outline
        if let outline, (-1...8).contains(outline) { paragraph.heading = outline + 1 }
        let list = properties?.word("numPr")
        let level = list?.wordValue("ilvl").flatMap { Int($0) } ?? style.listLevel ?? 0
        if let id = list?.wordValue("numId") ?? style.numbering, let next = numbering.next(id, level: level) {
            (paragraph.label, paragraph.isBullet, paragraph.listLevel) = (next.label, next.isBullet, level)
        }
        return paragraph
    }

    // MARK: - Tables

    private mutating func table(_ element: XMLElement) -> WordTable {
        let first = number + 1
        var rows: [[[WordParagraph]]] = []
        var hasHeading = false
        for row in element.wordRows {
            let properties = row.word("trPr")
            guard properties?.word("del") == nil else { continue }
            if rows.isEmpty { hasHeading = properties?.wordSwitch("tblHeader") ?? false }
            var cells: [[WordParagraph]] = []
            for cell in row.wordCells {
                let settings = cell.word("tcPr")
                let span = settings?.wordValue("gridSpan").flatMap { Int($0) } ?? 1
                if span > 1 || settings?.word("vMerge") != nil {
                    note("word.table", "joined cells of a table are taken apart")
                }
                cells.append(paragraphs(of: read(in: cell)))
                // A joined cell keeps its columns, so that those behind it stay under their headings.
                for _ in 1..<max(2, min(span, 64)) where span > 1 { cells.append([]) }
            }
            rows.append(cells)
        }
        return WordTable(number: min(first, max(number, 1)), rows: rows, hasHeading: hasHeading)
    }

    private mutating func paragraphs(of blocks: [WordBlock]) -> [WordParagraph] {
        blocks.flatMap { block in
            switch block {
            case .paragraph(let paragraph): return [paragraph]
            case .table(let inner):
                note("word.table", "a table within a table is taken apart")
                return inner.rows.flatMap { $0.flatMap { $0 } }
            }
        }
    }
}

extension XMLElement {
    /// What is written for programs that know the newest form; they say the same in the older one behind it.
    var choice: XMLElement? { word("Choice") ?? word("Fallback") }

    /// The rows of a table, whatever wraps them.
    fileprivate var wordRows: [XMLElement] { parts("tr") }

    /// The cells of a row, whatever wraps them.
    fileprivate var wordCells: [XMLElement] { parts("tc") }

    private func parts(_ name: String) -> [XMLElement] {
        elements.flatMap { child -> [XMLElement] in
            switch child.wordName {
            case name: return [child]
            case "sdt", "sdtContent", "ins", "moveTo", "customXml": return child.parts(name)
            default: return []
            }
        }
    }
}
