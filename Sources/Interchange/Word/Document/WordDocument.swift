import Foundation

/// A Word document: its text as blocks, the pictures in it, and what was passed over.
struct WordDocument {
    let name: String
    let blocks: [WordBlock]
    /// The bytes of the pictures by the name that our content uses.
    let pictures: [String: Data]
    let notes: [WordNote]
    /// The language of most of the text.
    let language: String?
    /// Whether most of the text runs from right to left.
    let isRightToLeft: Bool

    /// - Throws: What is wrong with the package or its XML.
    init(_ source: Source) throws(Source.Refusal) {
        name = source.name
        let package = try WordPackage(source)
        let root = try package.tree(at: package.main)
        guard let body = root.any("body") else {
            throw Source.Refusal([Finding("word.document", "the document has no body", line: root.line)])
        }
        let styles = WordStyles(try package.part("styles"))
        var reader = WordBody(
            styles: styles,
            numbering: WordNumbering(try package.part("numbering"), styles: styles),
            package: package
        )
        reader.read(body)
        blocks = reader.blocks
        pictures = reader.pictures
        notes = reader.notes
        let most = reader.letters.max { ($0.value, $1.key.tag) < ($1.value, $0.key.tag) }
        language = most.flatMap { $0.key.tag.isEmpty ? nil : $0.key.tag }
        isRightToLeft = most?.key.isRightToLeft ?? false
    }
}

/// A part of the text: a paragraph or a table of them.
enum WordBlock {
    case paragraph(WordParagraph)
    case table(WordTable)
}

/// A paragraph with its place in the document, counted from 1 over all paragraphs, those in tables included.
struct WordParagraph {
    var number: Int
    var pieces: [WordPiece]
    /// What Word writes before the paragraph, such as `A.` or `•`; empty for none.
    var label = ""
    var isBullet = false
    /// The level within its list, from 0; `nil` for no list.
    var listLevel: Int?
    /// The level of a heading from 1; 0 for the document's title.
    var heading: Int?
}

struct WordTable {
    /// The number of its first paragraph.
    var number: Int
    var rows: [[[WordParagraph]]]
    /// Whether Word repeats the first row as a heading.
    var hasHeading: Bool
}

/// A run of a paragraph.
enum WordPiece: Hashable {
    case text(String, WordFace)
    case lineBreak
    case image(WordImage)
}

/// How a run looks, as far as that means something.
struct WordFace: Hashable {
    enum Position: Hashable { case line, raised, lowered }

    var isBold = false
    var isItalic = false
    var position = Position.line
    var isRightToLeft = false
    /// A BCP 47 tag; empty when nothing is said.
    var language = ""
}

struct WordImage: Hashable {
    var media: String
    var alternative: String
    var widthInPixels: Int?
    var heightInPixels: Int?
}

/// Something of a paragraph that is not read.
struct WordNote: Hashable {
    var paragraph: Int
    var code: String
    var message: String
    /// Whether the text would say something else without it.
    var isFatal = false
}
