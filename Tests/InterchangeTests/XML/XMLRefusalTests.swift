import Foundation
import Interchange
import Testing

@Suite struct XMLRefusalTests {
    /// The problem that reading `document` gives; `nil` when it is read.
    static func problem(_ document: Data, _ limits: XMLLimits = .standard) -> XMLProblem? {
        do throws(XMLProblem) {
            _ = try XMLTree(document, limits: limits)
            return nil
        } catch {
            return error
        }
    }

    static func problem(_ text: String, _ limits: XMLLimits = .standard) -> XMLProblem? {
        problem(Data(text.utf8), limits)
    }

    @Test(arguments: [
        ("<!DOCTYPE a><a/>", XMLProblem.Code.doctype, 1, 1),
        ("<?xml version='1.0'?>\n\n  <!DOCTYPE a SYSTEM 'http://x/a.dtd'>\n<a/>", .doctype, 3, 3),
        ("<!doctype html><a/>", .doctype, 1, 1),
        ("<a>\n<!DOCTYPE b></a>", .doctype, 2, 1),
        ("<a/><!ENTITY x 'y'>", .doctype, 1, 5),
        ("<a><?php echo 1 ?></a>", .processingInstruction, 1, 4),
        ("<?xml-stylesheets?><a/>", .processingInstruction, 1, 1),
        ("<a>\n <b>&nbsp;</b></a>", .undeclaredEntity, 2, 5),
        ("<a b='&eacute;'/>", .undeclaredEntity, 1, 7),
        ("<a>\n<p:b/></a>", .undeclaredPrefix, 2, 1),
        ("<a p:b='1'/>", .undeclaredPrefix, 1, 1),
        ("<a xmlns:p='u'><b xmlns:p='v'/></a><!-- --><p:c/>", .malformed, 1, 44),
        ("<a b='1' b='2'/>", .duplicateAttribute, 1, 10),
        ("<a xmlns:p='u' xmlns:q='u' p:b='1' q:b='2'/>", .duplicateAttribute, 1, 1),
        ("", .noElement, 1, 1),
        ("<!-- nothing -->\n", .noElement, 2, 1),
        ("<a>\n<b></a>", .malformed, 2, 4),
        ("<a>\n<b>", .malformed, 2, 1),
        ("<a>\n<b", .malformed, 2, 1),
        ("<a", .malformed, 1, 1),
        ("</a>", .malformed, 1, 1),
        ("<a/><b/>", .malformed, 1, 5),
        ("<a/> x", .malformed, 1, 6),
        ("x <a/>", .malformed, 1, 1),
        (" <?xml version='1.0'?><a/>", .malformed, 1, 2),
        ("<a>1 < 2</a>", .malformed, 1, 6),
        ("<a>A & B</a>", .malformed, 1, 6),
        ("<a>A &amp B</a>", .malformed, 1, 6),
        ("<a b='<'/>", .malformed, 1, 4),
        ("<a b=1/>", .malformed, 1, 4),
        ("<a b/>", .malformed, 1, 4),
        ("<a b='1/>", .malformed, 1, 4),
        ("<a><!-- x </a>", .malformed, 1, 4),
        ("<a><![CDATA[ x </a>", .malformed, 1, 4),
        ("<![CDATA[x]]><a/>", .malformed, 1, 1),
        ("<?xml version='1.0' encoding='UTF-8' version='1.0'?><a/>", .malformed, 1, 1),
        ("<?xml encoding='UTF-8'?><a/>", .malformed, 1, 1),
        ("<?xml version='1.1'?><a/>", .unsupportedVersion, 1, 1),
    ])
    func `a document that breaks a rule is refused with its place`(
        text: String,
        code: XMLProblem.Code,
        line: Int,
        column: Int
    ) throws {
        let found = try #require(Self.problem(text))
        #expect(found.code == code)
        #expect("\(found.line):\(found.column)" == "\(line):\(column)", "\(found.message)")
    }

    /// What only the parser behind our scan notices; its columns are rough.
    @Test(arguments: [
        ("<a>\n\u{1}</a>", XMLProblem.Code.forbiddenCharacter), ("<a>\n<b c='\u{1F}'/></a>", .forbiddenCharacter),
        ("<a>\n\u{FFFE}</a>", .forbiddenCharacter), ("<a>\n&#0;</a>", .forbiddenCharacter),
        ("<a>\n&#xD800;</a>", .forbiddenCharacter), ("<a>\n&#x110000;</a>", .forbiddenCharacter),
        ("<a>\n]]></a>", .malformed), ("<a>\n<!-- a -- b --></a>", .malformed), ("<a>\n<1b/></a>", .malformed),
        ("<a>\n<b 1c=''/></a>", .malformed), ("<a>\n<b c='1'd='2'/></a>", .malformed),
        ("<a>\n&#x;</a>", .forbiddenCharacter),
        ("<a>\n<b:c:d xmlns:b='u'/></a>", .malformed), ("<a>\n<b xmlns:c=''/></a>", .malformed),
        ("<a>\n<b xmlns:xml='u'/></a>", .malformed), ("<a>\n<xmlns:b/></a>", .undeclaredPrefix),
        ("<a>\n<\u{D7}/></a>", .malformed), ("<a>\n<b/ ></a>", .malformed),
    ])
    func `finer faults are found too, with their line`(text: String, code: XMLProblem.Code) throws {
        let found = try #require(Self.problem(text))
        #expect(found.code == code)
        #expect(found.line == 2, "\(found.message)")
    }

    @Test(arguments: [
        ("<?xml version='1.0' encoding='ISO-8859-1'?><a/>", XMLProblem.Code.unsupportedEncoding),
        ("<?xml version='1.0' encoding='UTF-7'?>+ADw-a/>", .unsupportedEncoding),
        ("<?xml version='1.0' encoding='windows-1252'?><a/>", .unsupportedEncoding),
        ("<?xml version='1.0' encoding='UTF-16'?><a/>", .encodingMismatch),
        ("+/v8-<a/>", .unsupportedEncoding),
    ])
    func `another encoding is refused by name`(text: String, code: XMLProblem.Code) {
        #expect(Self.problem(text)?.code == code)
    }

    @Test func `bytes that are not what they say are refused with their place`() throws {
        let wrong = Data("<a>\nÄ".utf8) + [0xC3, 0x28] + Data("</a>".utf8)
        let found = try #require(Self.problem(wrong))
        #expect("\(found.line):\(found.column)" == "2:2")
        #expect(found.code == .wrongBytes)
        let overlong = Data("<a>".utf8) + [0xC0, 0xBC] + Data("!DOCTYPE b></a>".utf8)
        #expect(Self.problem(overlong)?.code == .wrongBytes)
        #expect(Self.problem(Data("<a>".utf8) + [0xED, 0xA0, 0x80] + Data("</a>".utf8))?.code == .wrongBytes)
        #expect(Self.problem("<a>\u{0}</a>")?.code == .forbiddenCharacter)
        #expect(Self.problem(Data([0xFF, 0xFE, 0x3C, 0x00, 0x61]))?.code == .wrongBytes)
        #expect(Self.problem(Data([0xFE, 0xFF, 0xD8, 0x00, 0x00, 0x61]))?.code == .wrongBytes)
    }

    @Test func `UTF-16 and UTF-32 without their mark, and EBCDIC, are refused`() throws {
        for encoding in [String.Encoding.utf16LittleEndian, .utf16BigEndian, .utf32LittleEndian, .utf32BigEndian] {
            let document = try #require("<!DOCTYPE a><a/>".data(using: encoding))
            #expect(Self.problem(document)?.code == .unsupportedEncoding)
        }
        let marked = try #require("\u{FEFF}<a/>".data(using: .utf32LittleEndian))
        #expect(Self.problem(marked)?.code == .unsupportedEncoding)
        #expect(Self.problem(Data([0x4C, 0x6F, 0xA7, 0x94, 0x93]))?.code == .unsupportedEncoding)
    }

    @Test func `a document type cannot hide behind UTF-16`() throws {
        let document = try #require("\u{FEFF}<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>".data(using: .utf16BigEndian))
        #expect(Self.problem(document)?.code == .doctype)
    }

    @Test func `what looks like a document type inside CDATA or a comment is only text`() {
        #expect(Self.problem("<a><![CDATA[<!DOCTYPE html><?php ?>&nbsp;]]><!-- <!DOCTYPE a> &x; --></a>") == nil)
    }

    @Test func `a message does not carry invisible or endless names`() throws {
        let found = try #require(Self.problem("<a><b\u{202E}\u{7}" + String(repeating: "x", count: 10_000) + ">"))
        #expect(found.message.count < 200)
        #expect(!found.message.unicodeScalars.contains("\u{202E}"))
        #expect(!found.message.unicodeScalars.contains("\u{7}"))
    }
}
