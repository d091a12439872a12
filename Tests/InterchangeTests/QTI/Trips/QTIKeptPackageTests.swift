import Assessment
import Foundation
import ItemKinds
import Testing

@testable import Interchange

/// What of a package is no item: named, kept, and written again in its own version.
@Suite struct QTIKeptPackageTests {
    private static let item = """
        <assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="q1" title="Q" adaptive="false" \
        timeDependent="false"><responseDeclaration identifier="R" cardinality="single" baseType="identifier">\
        <correctResponse><value>a</value></correctResponse></responseDeclaration>\
        <outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>\
        <itemBody><choiceInteraction responseIdentifier="R" maxChoices="1"><prompt>Why?</prompt>\
        <simpleChoice identifier="a">One</simpleChoice><simpleChoice identifier="b">Two</simpleChoice>\
        </choiceInteraction></itemBody>\
        <responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct"/>\
        </assessmentItem>
        """
    private static let test = """
        <assessmentTest xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="t" title="T">\
        <testPart identifier="p" navigationMode="linear" submissionMode="individual">\
        <assessmentSection identifier="s" title="S" visible="true"><assessmentItemRef identifier="i1" href="q.xml"/>\
        </assessmentSection></testPart></assessmentTest>
        """
    private static let manifest = """
        <manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" xmlns:md="http://www.imsglobal.org/xsd/imsmd_v1p2" \
        identifier="m"><metadata><schema>IMS Content</schema><schemaversion>1.1</schemaversion><md:lom><md:general>\
        <md:title><md:langstring>Heart</md:langstring></md:title><x:own xmlns:x="urn:own" a="b">kept</x:own>\
        </md:general></md:lom></metadata>\
        <organizations default="o"><organization identifier="o"><title>All</title></organization></organizations>\
        <resources><resource identifier="q" type="imsqti_item_xmlv2p1" href="q.xml"><file href="q.xml"/></resource>\
        <resource identifier="t" type="imsqti_test_xmlv2p1" href="tests/t.xml"><metadata><md:lom><md:general>\
        <md:keyword><md:langstring>final</md:langstring></md:keyword></md:general></md:lom></metadata>\
        <file href="tests/t.xml"/><dependency identifierref="q"/><dependency identifierref="guide"/></resource>\
        <resource identifier="guide" type="webcontent" href="guide.pdf"><file href="guide.pdf"/></resource>\
        </resources></manifest>
        """

    private static func source(_ more: [String: String] = [:]) -> Source {
        let files = [
            "imsmanifest.xml": manifest, "q.xml": item, "tests/t.xml": test, "guide.pdf": "a guide",
            "stray.txt": "stray",
        ]
        return Source(folder: "p", files: files.merging(more) { _, new in new }.mapValues { Data($0.utf8) })
    }

    /// Without the lines that our writer puts between elements.
    private static func bare(_ element: XMLElement) -> MarkupElement {
        func bare(_ element: MarkupElement) -> MarkupElement {
            var result = element
            (result.line, result.column) = (0, 0)
            result.children = element.children.compactMap { child in
                switch child {
                case .element(let inner): .element(bare(inner))
                case .text(let text): text.allSatisfy(\.isWhitespace) ? nil : child
                }
            }
            return result
        }
        return bare(MarkupElement(element))
    }

    @Test func `every file that no item takes is named, and keeps nothing out`() {
        let loaded = Specimens.load(Self.source())
        #expect(loaded.report.status == .ok && loaded.report.problems.isEmpty && loaded.versions.count == 1)
        #expect(
            loaded.report.notes.map(\.message) == [
                "“guide.pdf”, of the resource “guide”, belongs to no item",
                "“stray.txt”, not in the manifest, belongs to no item",
            ]
        )
        #expect(loaded.report.notes[0].line > 0 && loaded.report.json["notes"]?.elements?.count == 2)
        // The test is a line of its own among the items.
        #expect(loaded.items.contains { $0.report.path == "tests/t.xml" && $0.version == nil })
        #expect(ImportReport(package: loaded.report, items: []).isClean)
    }

    @Test func `a file that nobody can fetch is never silent, however many there are`() {
        let many = Dictionary(uniqueKeysWithValues: (0..<250).map { ("more/\($0).txt", "x") })
        let notes = Specimens.load(Self.source(many)).report.notes
        #expect(notes.count == 201)
        #expect(notes.last?.message == "52 more files of the package belong to no item")
    }

    @Test(arguments: ["qti2.1", "qti2.2"])
    func `the package leaves with its test, its files and what it says of itself`(format: String) throws {
        let loaded = Specimens.load(Self.source())
        let written = try Specimens.files(loaded.bank, as: format, media: loaded.media)
        for path in ["tests/t.xml", "guide.pdf", "stray.txt"] {
            #expect(written[path] == (try Self.source().bytes(at: path)), "\(path)")
        }
        let document = try #require(written["imsmanifest.xml"])
        let root = try XMLTree(document).root
        let before = try XMLTree(Data(Self.manifest.utf8)).root
        for name in ["metadata", "organizations"] {
            #expect(before.any(name).map(Self.bare) == root.any(name).map(Self.bare), "\(name)")
        }
        let manifest = QTIManifest(root, at: "imsmanifest.xml")
        let test = try #require(manifest.resource("t"))
        #expect(test.path == "tests/t.xml" && test.dependencies == ["q", "guide"])
        #expect(test.metadata.map(QTIMetadata.init)?.tags["keyword"] == ["final"])
        #expect(manifest.resource("guide")?.files == ["guide.pdf"])
    }

    @Test func `our own folder and the package of it give all of it back, and the second trip equals the first`() throws
    {
        let loaded = Specimens.load(Self.source())
        for format in ["avicenna", "qti2.1"] {
            let written = try Specimens.files(loaded.bank, as: format, media: loaded.media)
            let again = Specimens.load(Source(folder: "again", files: written))
            #expect(again.report == PackageReport(), "\(format): \(again.report)")
            #expect(again.bank.files == loaded.bank.files, "\(format)")
            #expect(try Specimens.files(again.bank, as: format, media: again.media) == written, "\(format)")
        }
    }

    @Test func `in another version the test stays out, and that is said`() throws {
        let loaded = Specimens.load(Self.source())
        let format = try #require(Formats.named(FormatName(rawValue: "qti3")))
        var paths: [String] = []
        let reports = format.write(loaded.bank, catalogue: .standard, media: { loaded.media[$0] }) { path, _ in
            paths.append(path)
        }
        #expect(!paths.contains("tests/t.xml"))
        #expect(reports.contains { $0.id == "m" && $0.losses.contains { $0.code == "qti.package" } })
    }

    @Test func `a kept package whose file is another is not read`() throws {
        let loaded = Specimens.load(Self.source())
        var written = try Specimens.files(loaded.bank, as: "avicenna", media: loaded.media)
        let name = "media/\(ContentHash(of: Data("stray".utf8)).rawValue).txt"
        #expect(written[name] == Data("stray".utf8))
        written[name] = Data("other".utf8)
        let again = Specimens.load(Source(folder: "again", files: written))
        #expect(again.report.problems.map(\.code) == ["file.hash"])
    }
}
