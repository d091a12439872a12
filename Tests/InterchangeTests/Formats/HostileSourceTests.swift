import Archive
import Assessment
import Foundation
import Interchange
import ItemKinds
import Testing

@Suite struct HostileSourceTests {
    private static let item = """
        <qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="q" title="t">\
        <qti-response-declaration identifier="RESPONSE" cardinality="single" base-type="identifier">\
        <qti-correct-response><qti-value>A</qti-value></qti-correct-response></qti-response-declaration>\
        <qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float"/><qti-item-body>BODY\
        <qti-choice-interaction response-identifier="RESPONSE" max-choices="1"><qti-prompt>Which?</qti-prompt>\
        <qti-simple-choice identifier="A">a</qti-simple-choice><qti-simple-choice identifier="B">b</qti-simple-choice></qti-choice-interaction>\
        </qti-item-body><qti-response-processing template="x/match_correct"/></qti-assessment-item>
        """

    private static func manifest(_ resources: String) -> Data {
        Data(
            """
            <manifest xmlns="http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1" identifier="M"><resources>\
            \(resources)</resources></manifest>
            """.utf8
        )
    }

    private static func resource(_ name: String, _ href: String) -> String {
        "<resource identifier=\"\(name)\" type=\"imsqti_item_xmlv3p0\" href=\"\(href)\"/>"
    }

    private static func report(_ files: [String: Data]) throws -> ImportReport {
        let bytes = try ZIPWriter.archive(files.sorted { $0.key < $1.key }.map { (name: $0.key, bytes: $0.value) })
        return Formats.report("p.zip", bytes: bytes, catalogue: .standard)
    }

    @Test(arguments: [
        ("<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>", "xml.doctype"),
        ("<?php steal() ?>", "xml.processing-instruction"),
    ])
    func `a document type or instruction refuses the item and names its line`(head: String, code: String) throws {
        let report = try Self.report([
            "imsmanifest.xml": Self.manifest(Self.resource("q", "q.xml")),
            "q.xml": Data((head + "\n" + Self.item).utf8),
        ])
        #expect(report.items.map(\.status) == [.rejected])
        #expect(report.items[0].problems.map(\.code) == [code])
        #expect(report.items[0].problems[0].line == 1)
    }

    @Test(arguments: ["../../etc/passwd", "/etc/passwd", "https://x.example/q.xml", "..%2F..%2Fq.xml", "a\\q.xml", ""])
    func `a manifest reaches no file outside its package`(href: String) throws {
        let files = ["imsmanifest.xml": Self.manifest(Self.resource("q", href)), "q.xml": Data(Self.item.utf8)]
        let report = try Self.report(files)
        #expect(report.items.map(\.status) == [.rejected])
        #expect(report.items[0].problems.map(\.code) == ["file.missing"])
    }

    @Test func `addresses of the web are listed, not fetched, and nothing active comes in`() throws {
        let body = """
            <p onclick="steal()" style="color:red">Look <img src="https://x.example/t.gif" alt="dot"/> \
            <a href="javascript:steal()">here</a></p><script>steal()</script>
            """
        let source = Source(file: "q.xml", bytes: Data(Self.item.replacing("BODY", with: body).utf8))
        let loaded = Specimens.load(source)
        let version = try #require(loaded.versions.first)
        var own = version
        own.original = nil
        let text = String(decoding: own.canonicalData, as: UTF8.self)
        #expect(!text.contains("steal") && !text.contains("example") && !text.contains("color"))
        #expect(version.body.plainText == "Look dot here")
        let codes = Set(loaded.items.flatMap { $0.report.losses.map(\.code) })
        #expect(codes.isSuperset(of: ["content.handler", "content.style", "content.remote", "content.link"]))
        #expect(codes.contains("file.remote"))
    }

    @Test func `one broken item does not hide the others, and every problem is listed`() throws {
        let second = Self.item.replacing("identifier=\"q\"", with: "identifier=\"r\"")
        let broken = Self.item.replacing("cardinality=\"single\"", with: "cardinality=\"several\"")
        let report = try Self.report([
            "imsmanifest.xml": Self.manifest(
                Self.resource("a", "a.xml") + Self.resource("b", "b.xml") + Self.resource("c", "c.xml")
                    + Self.resource("d", "d.xml")
            ),
            "a.xml": Data(Self.item.utf8), "b.xml": Data("<qti-assessment-item>".utf8), "c.xml": Data(second.utf8),
            "d.xml": Data(broken.utf8),
        ])
        #expect(report.items.map(\.status) == [.ok, .rejected, .ok, .rejected])
        #expect(report.items[3].problems.count >= 2)
        #expect(report.package.status == .ok)
        #expect(!report.isClean && !report.isUseless)
    }

    @Test func `two items of one identifier never become one`() throws {
        let files = [
            "imsmanifest.xml": Self.manifest(Self.resource("a", "a.xml") + Self.resource("b", "b.xml")),
            "a.xml": Data(Self.item.utf8), "b.xml": Data(Self.item.utf8),
        ]
        let report = try Self.report(files)
        #expect(report.items.map(\.status) == [.ok, .ok])
        #expect(report.items.map(\.id) == ["q", "b"])
        #expect(report.items[1].losses.map(\.code) == ["item.renamed"])
        let loose = Source(folder: "f", files: ["a.xml": Data(Self.item.utf8), "b.xml": Data(Self.item.utf8)])
        let bare = Formats.report(loose, catalogue: .standard)
        #expect(bare.items.map(\.status) == [.ok, .rejected])
        #expect(bare.items[1].problems.map(\.code) == ["item.twice"])
    }

    @Test func `broken archives are refused with the archive's own reasons`() throws {
        var bytes = try ZIPWriter.archive([(name: "imsmanifest.xml", bytes: Self.manifest(""))])
        bytes.append(contentsOf: [1, 2, 3])
        let trailing = Formats.report("p.zip", bytes: bytes, catalogue: .standard)
        #expect(trailing.package.status == .rejected)
        #expect(trailing.package.problems.allSatisfy { $0.code.hasPrefix("archive.") })
        let none = Formats.report("p.zip", bytes: Data("PK".utf8), catalogue: .standard)
        #expect(none.package.status == .rejected && !none.package.problems.isEmpty)
    }

    @Test func `a source of no known format is refused with the formats that are`() {
        let report = Formats.report("x.bin", bytes: Data([0, 1, 2]), catalogue: .standard)
        #expect(report.package.problems.map(\.code) == ["format.unknown"])
        #expect(report.package.problems[0].message.contains("qti3"))
    }

    @Test func `a document with thousands of interactions, choices or losses is kept and says little`() throws {
        let many = String(repeating: "<p class='x' style='y' onclick='z'/>", count: 5_000)
        let losses = Specimens.load(Source(file: "q.xml", bytes: Data(Self.item.replacing("BODY", with: many).utf8)))
        #expect(losses.items[0].report.losses.count <= 500)
        let choice = "<qti-simple-choice identifier='X%'>x</qti-simple-choice>"
        let choices = (0..<5_000).map { choice.replacing("%", with: "\($0)") }.joined()
        let text = Self.item.replacing(
            "<qti-simple-choice identifier=\"A\">",
            with: choices + "<qti-simple-choice identifier=\"A\">"
        )
        let options = Specimens.load(Source(file: "q.xml", bytes: Data(text.utf8)))
        #expect(options.items[0].report.status == .unsupported)
        let entry = "<p><qti-text-entry-interaction response-identifier='RESPONSE'/></p>"
        let entries = Self.item.replacing("BODY", with: String(repeating: entry, count: 5_000))
        let interactions = Specimens.load(Source(file: "q.xml", bytes: Data(entries.utf8)))
        #expect(interactions.items[0].report.status == .unsupported)
        #expect(interactions.items[0].report.problems.count <= 100)
    }

    @Test(arguments: ["x", "\u{1F9EC}", "e\u{301}\u{302}"])
    func `a finding quotes little of a file, however long its names are`(piece: String) {
        let finding = Finding("a", String(repeating: piece, count: 5_000))
        #expect(finding.message.utf8.count <= 4_000 && finding.message.hasSuffix("…"))
        #expect(Finding("a", "as it is").message == "as it is")
    }

    @Test func `items pass one at a time, and whoever takes them may stop`() throws {
        let count = 1000
        let resources = (0..<count).map { Self.resource("r\($0)", "items/\($0).xml") }.joined()
        let bytes = Data(Self.item.utf8)
        let marker = Data("identifier=\"q\"".utf8)
        let range = try #require(bytes.range(of: marker))
        let paths = ["imsmanifest.xml"] + (0..<count).map { "items/\($0).xml" }
        let manifest = Self.manifest(resources)
        let source = Source(folder: "p", paths: paths) { path in
            guard path != "imsmanifest.xml" else { return manifest }
            var item = bytes
            item.replaceSubrange(range, with: Data("identifier=\"\(path)\"".utf8))
            return item
        }
        var seen = 0
        struct Enough: Error {}
        #expect(throws: Enough.self) {
            _ = try Formats.read(source, catalogue: .standard) { item throws(Enough) in
                #expect(item.report.status == .ok)
                seen += 1
                if seen == 700 { throw Enough() }
            }
        }
        #expect(seen == 700)
    }
}
