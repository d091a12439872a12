import Archive
import Foundation

@testable import Interchange

/// Builds documents as Word writes them: split runs, revision marks, checks of spelling, content controls.
struct WordFile {
    var body: String
    var media: [String: Data] = [:]
    var external: [String: String] = [:]

    init(_ paragraphs: [String]) { body = paragraphs.joined() }

    /// A document with one plain paragraph for each line of `text`.
    init(text: String) {
        self.init(text.split(separator: "\n", omittingEmptySubsequences: false).map { Self.paragraph(String($0)) })
    }

    static let word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

    private static let namespaces = """
        xmlns:w="\(word)" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" \
        xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" \
        xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" \
        xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" \
        xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" \
        xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" \
        xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" \
        xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"
        """

    static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }

    static func run(_ text: String, _ properties: String = "") -> String {
        let look = properties.isEmpty ? "" : "<w:rPr>\(properties)</w:rPr>"
        return "<w:r w:rsidR=\"00A77B3E\">\(look)<w:t xml:space=\"preserve\">\(escaped(text))</w:t></w:r>"
    }

    static func paragraph(_ text: String, style: String? = nil, list: (id: Int, level: Int)? = nil) -> String {
        paragraph(runs: text.isEmpty ? "" : run(text), style: style, list: list)
    }

    static func paragraph(runs: String, style: String? = nil, list: (id: Int, level: Int)? = nil) -> String {
        let named = style.map { "<w:pStyle w:val=\"\($0)\"/>" } ?? ""
        let counted =
            list.map { "<w:numPr><w:ilvl w:val=\"\($0.level)\"/><w:numId w:val=\"\($0.id)\"/></w:numPr>" } ?? ""
        return "<w:p w:rsidR=\"00A77B3E\" w:rsidRDefault=\"00A77B3E\"><w:pPr>\(named)\(counted)</w:pPr>\(runs)</w:p>"
    }

    static func table(_ rows: [[String]]) -> String {
        let cells = rows.map { row in
            "<w:tr w:rsidR=\"00A1\"><w:tblPrEx/>"
                + row.map { "<w:tc><w:tcPr><w:tcW w:w=\"2000\"/></w:tcPr>\(paragraph($0))</w:tc>" }.joined() + "</w:tr>"
        }
        return "<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/></w:tblPr><w:tblGrid/>\(cells.joined())</w:tbl>"
    }

    static func picture(_ relationship: String, alternative: String, extra: String = "") -> String {
        """
        <w:r><w:drawing><wp:inline><wp:extent cx="952500" cy="476250"/>\
        <wp:docPr id="1" name="Picture 1" descr="\(alternative)"/><a:graphic><a:graphicData><pic:pic><pic:blipFill>\
        <a:blip r:embed="\(relationship)"/>\(extra)</pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline>\
        </w:drawing></w:r>
        """
    }

    private static let styles = """
        <w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-GB" w:bidi="ar-SA"/></w:rPr></w:rPrDefault></w:docDefaults>\
        <w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>\
        <w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>\
        <w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>\
        <w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/><w:basedOn w:val="berschrift1"/>\
        <w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>\
        <w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>\
        <w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
        """

    /// List 1: decimal questions with lower-case options below them; 2: upper-case letters; 3: bullets; 4: as 2, anew.
    private static let numbering = """
        <w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>\
        <w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/>\
        <w:lvlText w:val="%2)"/></w:lvl></w:abstractNum>\
        <w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperLetter"/>\
        <w:lvlText w:val="%1."/></w:lvl></w:abstractNum>\
        <w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/>\
        <w:lvlText w:val="•"/></w:lvl></w:abstractNum>\
        <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>\
        <w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num><w:num w:numId="4"><w:abstractNumId w:val="1"/>\
        <w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
        """

    var files: [String: Data] {
        let prolog = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n"
        let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        let package = "http://schemas.openxmlformats.org/package/2006/relationships"
        let targets =
            ["styles": "styles.xml", "numbering": "numbering.xml"].map { type, path in
                "<Relationship Id=\"\(type)\" Type=\"\(office)/\(type)\" Target=\"\(path)\"/>"
            }
            + media.keys.sorted().map {
                "<Relationship Id=\"\($0)\" Type=\"\(office)/image\" Target=\"media/\($0)\"/>"
            }
            + external.map { id, target in
                "<Relationship Id=\"\(id)\" Type=\"\(office)/image\" Target=\"\(target)\" TargetMode=\"External\"/>"
            }
        var files: [String: String] = [
            "[Content_Types].xml": "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>",
            "_rels/.rels": """
            <Relationships xmlns="\(package)"><Relationship Id="rId1" Type="\(office)/officeDocument" \
            Target="word/document.xml"/></Relationships>
            """,
            "word/_rels/document.xml.rels": "<Relationships xmlns=\"\(package)\">\(targets.joined())</Relationships>",
            "word/styles.xml": "<w:styles xmlns:w=\"\(Self.word)\">\(Self.styles)</w:styles>",
            "word/numbering.xml": "<w:numbering xmlns:w=\"\(Self.word)\">\(Self.numbering)</w:numbering>",
        ]
        files["word/document.xml"] =
            "<w:document \(Self.namespaces)><w:body>\(body)<w:sectPr w:rsidR=\"00A1\"/></w:body></w:document>"
        var bytes = files.mapValues { Data((prolog + $0).utf8) }
        for (name, data) in media { bytes["word/media/\(name)"] = data }
        return bytes
    }

    func archive() throws -> Data {
        try ZIPWriter.archive(files.sorted { $0.key < $1.key }.map { (name: $0.key, bytes: $0.value) })
    }

    func loaded() throws -> Specimens.Loaded {
        Specimens.load(try Source.opening("exam.docx", bytes: try archive()))
    }
}
