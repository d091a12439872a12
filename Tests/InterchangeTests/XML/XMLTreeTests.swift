import Foundation
import Interchange
import Testing

@Suite struct XMLTreeTests {
    static func root(_ text: String) throws -> XMLElement { try XMLTree(Data(text.utf8)).root }

    static let qti = "http://www.imsglobal.org/xsd/imsqti_v2p1"
    static let mathML = "http://www.w3.org/1998/Math/MathML"

    @Test func `elements, attributes and text come in the order of the document`() throws {
        let root = try Self.root("<p z='1' a='2' m='3'>one <b>two</b> three</p>")
        #expect(root.attributes.map(\.name.local) == ["z", "a", "m"])
        #expect(root.children.count == 3)
        #expect(root.children.first == .text("one "))
        #expect(root.children.last == .text(" three"))
        #expect(root.text == "one two three")
        #expect(root.attribute("a") == "2")
        #expect(root.attribute("b") == nil)
    }

    @Test func `white space in text is kept exactly, line ends are line feeds`() throws {
        #expect(try Self.root("<a>\r\n  x\t y\r z\n</a>").text == "\n  x\t y\n z\n")
        #expect(try Self.root("<a> <b> </b> </a>").children.count == 3)
        #expect(try Self.root("<a>\n x\u{A0} \n</a>").trimmedText == "x\u{A0}")
        #expect(try Self.root("<a>&#13;</a>").text == "\r")
    }

    @Test func `built-in entities, numbers and CDATA are merged into the text around them`() throws {
        let root = try Self.root(
            "<a t='&lt;&quot;&#x41;&amp;amp;'>1 &lt; 2<![CDATA[ & <b> &nbsp; ]]>&#8805;<!-- not this -->!</a>"
        )
        #expect(root.children == [.text("1 < 2 & <b> &nbsp; ≥!")])
        #expect(root.attribute("t") == "<\"A&amp;")
    }

    @Test func `names are resolved by namespace, not by prefix`() throws {
        let root = try Self.root(
            """
            <q:item xmlns:q="\(Self.qti)" xmlns="\(Self.mathML)" q:a="1" b="2" xml:lang="de">
            <mi/><q:p/><inner xmlns=""><mi/></inner><mi xmlns:q="other"><q:p/></mi><q:p/></q:item>
            """
        )
        #expect(root.name == XMLName("item", in: Self.qti))
        #expect(root.prefix == "q")
        #expect(root.attribute("a", in: Self.qti) == "1")
        #expect(root.attribute("a") == nil)
        #expect(root.attribute("b") == "2")
        #expect(root.attribute("lang", in: "http://www.w3.org/XML/1998/namespace") == "de")
        #expect(root.attributes.count == 3)
        #expect(root.elements.map(\.namespace) == [Self.mathML, Self.qti, "", Self.mathML, Self.qti])
        #expect(root.elements[2].elements[0].name == XMLName("mi"))
        #expect(root.elements[3].elements[0].name == XMLName("p", in: "other"))
        #expect(root.children(named: "p").count == 2)
        #expect(root.child(named: "mi") == nil)
        #expect(root.child(named: "mi", in: Self.mathML)?.prefix == "")
        #expect(root.descendants(named: "mi", in: "").count == 1)
    }

    @Test func `every element knows its line and column, in code points`() throws {
        let root = try Self.root(
            "<?xml version='1.0'?>\r\n<!-- über\n -->  <a>\n<b/>é<c\n x='1'/><!-- --><d/>\r<e/>\n</a>"
        )
        #expect("\(root.line):\(root.column)" == "3:7")
        #expect(root.elements.map { "\($0.line):\($0.column)" } == ["4:1", "4:6", "5:17", "6:1"])
    }

    @Test(arguments: ["UTF-8", "utf-8", nil])
    func `UTF-8 is read with and without byte order mark and declaration`(declared: String?) throws {
        let head = declared.map { "<?xml version=\"1.0\" encoding=\"\($0)\" standalone='yes' ?>" } ?? ""
        let document = Data((head + "<a>Ödem 心</a>").utf8)
        #expect(try XMLTree(document).root.text == "Ödem 心")
        #expect(try XMLTree([0xEF, 0xBB, 0xBF] + document).root.text == "Ödem 心")
    }

    @Test(arguments: [String.Encoding.utf16LittleEndian, .utf16BigEndian])
    func `UTF-16 is read with its byte order mark`(encoding: String.Encoding) throws {
        let text = "\u{FEFF}<?xml version=\"1.0\" encoding=\"UTF-16\"?><a b='é'>Ödem 😷</a>"
        let root = try XMLTree(#require(text.data(using: encoding))).root
        #expect(root.text == "Ödem 😷")
        #expect(root.column == 40)
    }

    @Test func `pointers to style sheets and schemas are passed over with a note`() throws {
        let tree = try XMLTree(
            Data("<?xml version='1.0'?>\n<?xml-stylesheet href='a.css'?><?xml-model href='http://x/y.xsd'?><a/>".utf8)
        )
        #expect(tree.notes.map(\.code) == [.ignored, .ignored])
        #expect(tree.notes.map(\.line) == [2, 2])
        #expect(tree.notes.map(\.column) == [1, 32])
    }

    @Test func `an instruction without data, or inside an element, leaves no trace in the tree`() throws {
        let root = try Self.root("<?xml-model?><a>x<?xml-stylesheet\n a?>y<b/></a><?xml-model b?>")
        #expect(root.text == "xy")
        #expect(root.children.count == 2)
        #expect("\(root.elements[0].line):\(root.elements[0].column)" == "2:6")
    }

    @Test func `an include element is an element and nothing is included`() throws {
        let root = try Self.root(
            "<a xmlns:xi='http://www.w3.org/2001/XInclude'><xi:include href='file:///etc/passwd'/></a>"
        )
        #expect(root.elements.map(\.local) == ["include"])
        #expect(root.text == "")
    }

    @Test func `the smallest document and odd but lawful ones are read`() throws {
        #expect(try Self.root("<a/>").children.isEmpty)
        #expect(try Self.root("<a></a>\n<!-- end -->\n").children.isEmpty)
        #expect(try Self.root("<a b = \"it's\" c='say \"yes\"'/>").attribute("b") == "it's")
        #expect(try Self.root("<a xmlns='relative' xml:space='odd' xml:lang='!'/>").namespace == "relative")
        #expect(try Self.root("<Über-1.x_·/>").local == "Über-1.x_·")
        #expect(try Self.root("<a b='x > y'>]] ></a>").attribute("b") == "x > y")
    }

    @Test func `a document beyond ten million bytes is read, its letters whole at every seam`() throws {
        let text = String(repeating: "心电图 — Ätiologie, ", count: 40)
        let line = "<p>\(text)</p><!-- \(String(repeating: "x", count: 1000)) -->\n"
        let count = 12_000_000 / line.utf8.count
        let root = try Self.root("<a>" + String(repeating: line, count: count) + "</a>")
        #expect(root.elements.count == count)
        #expect(Set(root.elements.map(\.text)) == [text])
        #expect(root.elements.last?.line == count)
    }
}
