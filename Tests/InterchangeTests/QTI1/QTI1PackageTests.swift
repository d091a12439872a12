import Archive
import Assessment
import Foundation
import Interchange
import ItemKinds
import Testing

/// Packages, cartridges and hostile documents of QTI 1.2.
@Suite struct QTI1PackageTests {
    private typealias Text = QTI1FormatTests

    private static let item = Text.item(Text.choices(["1", "2"]), Text.when(Text.equal("2"), "100"))
    private static let picture = Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0])

    private static func manifest(_ resources: String) -> Data {
        Data(
            """
            <manifest identifier="M" xmlns="http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"><organizations/>\
            <resources>\(resources)</resources></manifest>
            """.utf8
        )
    }

    private static func load(_ files: [String: Data], named name: String = "export.imscc") throws -> Specimens.Loaded {
        let bytes = try ZIPWriter.archive(files.sorted { $0.key < $1.key }.map { (name: $0.key, bytes: $0.value) })
        let source = try Source.opening(name, bytes: bytes)
        #expect(Formats.format(of: source)?.name.rawValue == "qti1")
        return Specimens.load(source)
    }

    @Test func `a cartridge is read once where Canvas wrote it twice, with its banks and pictures`() throws {
        let shown = Self.item.replacing(
            "&lt;b&gt;one&lt;/b&gt;",
            with: "&lt;img src=\"$IMS-CC-FILEBASE$/Uploads/e%20c.png?canvas_download=1\" alt=\"ECG\"&gt;"
        )
        let bank = Self.item.replacing("ident=\"i1\"", with: "ident=\"b1\"")
        let resources = """
            <resource identifier="g1" type="imsqti_xmlv1p2/imscc_xmlv1p1/assessment"><file href="g1/assessment_qti.xml"/>\
            <dependency identifierref="g2"/></resource>\
            <resource identifier="g2" type="associatedcontent/imscc_xmlv1p1/learning-application-resource" \
            href="g1/assessment_meta.xml"><file href="g1/assessment_meta.xml"/>\
            <file href="non_cc_assessments/g1.xml.qti"/></resource>\
            <resource identifier="g3" type="associatedcontent/imscc_xmlv1p1/learning-application-resource" \
            href="non_cc_assessments/g3.xml.qti"><file href="non_cc_assessments/g3.xml.qti"/></resource>\
            <resource identifier="w" type="webcontent" href="web_resources/Uploads/e c.png"/>
            """
        let loaded = try Self.load([
            "imsmanifest.xml": Self.manifest(resources), "g1/assessment_qti.xml": Text.document(Self.item),
            "g1/assessment_meta.xml": Data("<quiz/>".utf8), "non_cc_assessments/g1.xml.qti": Text.document(shown),
            "non_cc_assessments/g3.xml.qti": Text.document(bank), "web_resources/Uploads/e c.png": Self.picture,
        ])
        #expect(loaded.items.map(\.report.status) == [.ok, .ok], "\(loaded.items.map(\.report))")
        #expect(loaded.items.map(\.report.path) == ["non_cc_assessments/g1.xml.qti", "non_cc_assessments/g3.xml.qti"])
        #expect(loaded.media == ["media/\(ContentHash(of: Self.picture).rawValue).png": Self.picture])
        #expect(loaded.versions[0].body.flatMap(\.media).count == 1)
    }

    @Test func `a package of both versions gives the items of both`() throws {
        let newer = """
            <assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="n" title="t" adaptive="false" \
            timeDependent="false"><responseDeclaration identifier="RESPONSE" cardinality="single" baseType="identifier">\
            <correctResponse><value>A</value></correctResponse></responseDeclaration><outcomeDeclaration identifier="SCORE" \
            cardinality="single" baseType="float"/><itemBody><choiceInteraction responseIdentifier="RESPONSE" maxChoices="1">\
            <prompt>Which?</prompt><simpleChoice identifier="A">a</simpleChoice><simpleChoice identifier="B">b</simpleChoice>\
            </choiceInteraction></itemBody><responseProcessing template="x/match_correct"/></assessmentItem>
            """
        let resources = """
            <resource identifier="a" type="imsqti_item_xmlv2p1" href="a.xml"/><resource identifier="b" type="imsqti_xmlv1p2" \
            href="b.xml"/>
            """
        let files = [
            "imsmanifest.xml": Self.manifest(resources), "a.xml": Data(newer.utf8), "b.xml": Text.document(Self.item),
        ]
        let loaded = Specimens.load(Source(folder: "mixed", files: files))
        #expect(loaded.versions.map(\.item.rawValue) == ["n", "M-quiz-i1"])
    }

    @Test func `items of one name in two banks are two items, in one package and in two`() {
        func document(_ bank: String) -> Data {
            Data(
                String(decoding: Text.document(Self.item), as: UTF8.self).replacing("\"quiz\"", with: "\"\(bank)\"")
                    .utf8
            )
        }
        func names(_ package: String, _ bank: String) -> [String] {
            let resource = "<resource identifier=\"b\" type=\"imsqti_xmlv1p2\" href=\"b.xml\"/>"
            let manifest = String(decoding: Self.manifest(resource), as: UTF8.self)
                .replacing("\"M\"", with: "\"\(package)\"")
            let files = ["imsmanifest.xml": Data(manifest.utf8), "b.xml": document(bank)]
            return Specimens.load(Source(folder: "export", files: files)).versions.map(\.item.rawValue)
        }
        let alone = ["heart", "kidney"].map { bank in
            Specimens.load(Source(file: "q.xml", bytes: document(bank))).versions.map(\.item.rawValue)
        }
        #expect(alone == [["heart-i1"], ["kidney-i1"]])
        #expect([names("one", "quiz"), names("two", "quiz")] == [["one-quiz-i1"], ["two-quiz-i1"]])
        let long = names(String(repeating: "p", count: 300), "quiz").first ?? ""
        #expect(long.hasSuffix("-i1") && long.utf8.count <= 200)
        #expect(long != names(String(repeating: "p", count: 301), "quiz").first)
    }

    @Test func `items of one name, items elsewhere and texts of sections are named`() throws {
        let twice = Self.item + Self.item + "<bankentry_item item_ref=\"x\"/>"
        let loaded = Text.load("<presentation_material/>" + twice)
        #expect(loaded.items.map(\.report.status) == [.ok, .ok, .unsupported])
        #expect(loaded.items.map(\.report.id) == ["quiz-i1", "quiz-i1-2", ""])
        #expect(
            loaded.items.map { $0.report.losses.map(\.code) } == [
                ["qti.section"], ["item.renamed", "qti.section"], [],
            ]
        )
        #expect(
            Text.load(Self.item + Self.item + Self.item).items.map(\.report.id) == [
                "quiz-i1", "quiz-i1-2", "quiz-i1-3",
            ]
        )
        #expect(Text.load("").items.map(\.report.problems.count) == [1])
    }

    @Test func `a declared ISO 8859-1 that is UTF-8 is read as that and named, any other byte is refused`() throws {
        let text = String(decoding: Text.document(Self.item), as: UTF8.self).replacing("UTF-8", with: "ISO-8859-1")
        #expect(Specimens.load(Source(file: "q.xml", bytes: Data(text.utf8))).items.map(\.report.status) == [.ok])
        let accented = Specimens.load(Source(file: "q.xml", bytes: Data(text.replacing("choice 1", with: "é").utf8)))
        #expect(accented.items.map { $0.report.losses.map(\.code) } == [["xml.encoding"]])
        #expect(try WordFormatTests.choice(accented.versions.first).options[0].content == [.text("é")])
        let other = Data(text.replacing("Question", with: "Qu\u{1}stion").utf8).map { $0 == 1 ? 0xE9 : $0 }
        let refused = Specimens.load(Source(file: "q.xml", bytes: Data(other)))
        #expect(refused.items.map(\.report.status) == [.rejected])
        #expect(refused.items[0].report.problems.map(\.code) == ["xml.wrong-bytes"])
    }

    @Test func `document types, depth and floods of conditions are refused or kept, and end in time`() throws {
        let text = String(decoding: Text.document(Self.item), as: UTF8.self)
        let typed = text.replacing(
            "<questestinterop ",
            with: "<!DOCTYPE questestinterop SYSTEM \"x.dtd\">\n<questestinterop "
        )
        let refused = Specimens.load(Source(file: "q.xml", bytes: Data(typed.utf8)))
        #expect(refused.items.flatMap(\.report.problems).map(\.code) == ["xml.doctype"])
        let deep = String(repeating: "<section>", count: 200) + String(repeating: "</section>", count: 200)
        #expect(Text.load(deep).items.flatMap(\.report.problems).map(\.code) == ["xml.too-deep"])
        let flood = Text.when(String(repeating: Text.equal("1"), count: 20_000), "1")
        let names = (1...12).map(String.init)
        let many = Text.load(Text.item(Text.choices(names, cardinality: "Multiple"), flood))
        #expect(many.items.map(\.report.status) == [.unsupported])
        let some = Text.when("<or>\(names.map { Text.equal($0) }.joined())</or>", "1")
        let wide = Text.item(Text.choices((1...30).map(String.init), cardinality: "Multiple"), some)
        #expect(Text.load(wide).items.map(\.report.status) == [.unsupported])
    }

    @Test func `nothing active and nothing from outside comes in`() throws {
        let text = Self.item.replacing(
            "&lt;b&gt;one&lt;/b&gt;",
            with:
                "&lt;script&gt;steal()&lt;/script&gt;&lt;img src=\"https://x.example/t.gif\" onerror=\"steal()\" alt=\"dot\"&gt;"
        )
        let loaded = Text.load(text)
        var version = try #require(loaded.versions.first)
        version.original = nil
        let json = String(decoding: version.canonicalData, as: UTF8.self)
        #expect(!json.contains("steal") && !json.contains("example") && version.body.plainText == "Which dot?")
        #expect(loaded.items[0].report.losses.map(\.code).contains("file.remote"))
    }

    @Test func `the documents of QTI 1 in the corpus are read item by item, each with its verdict`() throws {
        guard let folder = try Corpus.folder() else { return }
        let paths = try Corpus.paths("xml").filter { path in
            let bytes = try Data(contentsOf: folder.appending(path: path)).prefix(4096)
            return String(decoding: bytes, as: UTF8.self).contains("<questestinterop")
        }
        #expect(paths.count >= 3)
        var verdicts: [String: Int] = [:]
        for path in paths {
            for item in Specimens.load(try Corpus.document(path)).items {
                verdicts[item.report.status.rawValue, default: 0] += 1
                if item.report.status == .ok {
                    let problems = item.version.map { Catalogue.standard.problems(in: $0) } ?? []
                    #expect(problems.allSatisfy { $0.severity != .error }, "\(path) \(item.report.id)")
                } else {
                    #expect(!item.report.problems.isEmpty, "\(path) \(item.report.id)")
                }
            }
        }
        print(
            "QTI 1 in the corpus: \(verdicts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", "))"
        )
        #expect(verdicts["rejected"] == nil && verdicts["ok", default: 0] >= 6)
    }
}
