import Foundation
import Interchange
import Testing

@Suite struct XMLWriterTests {
    static let qti = "http://www.imsglobal.org/xsd/imsqti_v2p1"
    static let xsi = "http://www.w3.org/2001/XMLSchema-instance"
    static let mathML = "http://www.w3.org/1998/Math/MathML"

    @Test func `prefixes are the caller's, in the caller's order`() throws {
        let root = XMLElement(
            XMLName("item", in: Self.qti),
            attributes: [
                XMLAttribute(XMLName("schemaLocation", in: Self.xsi), "a b"), XMLAttribute(XMLName("id"), "1"),
            ],
            children: [.element(XMLElement("p", in: Self.qti, ["class": "stem"], children: [.text("x")]))]
        )
        let writer = XMLWriter(prefixes: ["": Self.qti, "xsi": Self.xsi])
        #expect(
            try String(decoding: writer.document(root), as: UTF8.self) == """
                <?xml version="1.0" encoding="UTF-8"?>
                <item xmlns="\(Self.qti)" xmlns:xsi="\(Self.xsi)" xsi:schemaLocation="a b" id="1"><p class="stem">x</p></item>

                """
        )
    }

    @Test func `text and attributes come back exactly as they went out`() throws {
        let odd = "<&>\"' \t\r\n]]> é心😷\u{A0}\u{85}\u{2028} &amp; &#65;"
        let root = XMLElement(XMLName("a"), attributes: [XMLAttribute(XMLName("b"), odd)], children: [.text(odd)])
        let read = try XMLTree(XMLWriter().document(root)).root
        #expect(read.text == odd)
        #expect(read.attribute("b") == odd)
    }

    @Test func `a namespace that nobody chose is declared where it appears, under its own prefix`() throws {
        let source = "<a xmlns='u'><m:b xmlns:m='v' m:c='1'><m:d/></m:b><e xmlns='w'/><f xmlns='' xml:lang='de'/></a>"
        let root = try XMLTree(Data(source.utf8)).root
        #expect(
            try XMLWriter().fragment(root)
                == #"<a xmlns="u"><m:b xmlns:m="v" m:c="1"><m:d/></m:b><e xmlns="w"/><f xmlns="" xml:lang="de"/></a>"#
        )
        #expect(
            try XMLWriter(prefixes: ["x": "u", "y": "w"]).fragment(root)
                == ##"<x:a xmlns:x="u" xmlns:y="w"><m:b xmlns:m="v" m:c="1"><m:d/></m:b><y:e/><f xml:lang="de"/></x:a>"##
        )
    }

    @Test func `two namespaces that want one prefix in one tag both get through`() throws {
        let root = XMLElement(
            XMLName("a", in: "u"),
            prefix: "p",
            attributes: [
                XMLAttribute(XMLName("b", in: "v"), prefix: "p", "1"), XMLAttribute(XMLName("c", in: "w"), "2"),
                XMLAttribute(XMLName("d", in: "u"), "3"),
            ]
        )
        let read = try XMLTree(XMLWriter(prefixes: ["": "u"]).document(root)).root
        #expect(read.name == root.name)
        #expect(read.attributes.map(\.name) == root.attributes.map(\.name))
        #expect(read.attributes.map(\.value) == ["1", "2", "3"])
        let again = try XMLTree(XMLWriter().document(root)).root
        #expect(again.name == root.name && again.attributes.map(\.name) == root.attributes.map(\.name))
    }

    @Test func `a root without namespace is not drawn into the default one`() throws {
        let root = XMLElement("a", in: "", children: [.element(XMLElement("b", in: "u"))])
        let read = try XMLTree(XMLWriter(prefixes: ["": "u"]).document(root)).root
        #expect(read.namespace == "")
        #expect(read.elements.map(\.namespace) == ["u"])
    }

    @Test func `indenting leaves mixed content alone`() throws {
        let root = try XMLTree(Data("<a><b><c/><d/></b><p>x <i>y</i></p><e/></a>".utf8)).root
        #expect(
            try XMLWriter(layout: .indented).fragment(root) == """
                <a>
                  <b>
                    <c/>
                    <d/>
                  </b>
                  <p>x <i>y</i></p>
                  <e/>
                </a>
                """
        )
    }

    @Test func `what XML cannot hold is refused, not dropped`() {
        #expect(throws: XMLWriter.Refusal.forbiddenCharacter("\u{1B}", in: "a")) {
            try XMLWriter().fragment(XMLElement("a", in: "", children: [.text("x\u{1B}")]))
        }
        #expect(throws: XMLWriter.Refusal.forbiddenCharacter("\u{0}", in: "a")) {
            try XMLWriter().fragment(XMLElement("a", in: "", ["b": "\u{0}"]))
        }
        for name in ["", "1a", "a b", "a>", "a:b", "-a", "a&"] {
            #expect(throws: XMLWriter.Refusal.wrongName(name)) { try XMLWriter().fragment(XMLElement(name, in: "")) }
        }
    }
}
