import Assessment
import Foundation
import ItemKinds
import Testing

@testable import Interchange

/// Texts that items share, on their way out: written once as what they are, and read back as the same.
@Suite struct QTISharedTextTests {
    private static let picture = Data("picture".utf8)
    private static let image = "media/\(ContentHash(of: picture).rawValue).png"
    private static let passage = [
        Block.paragraph([
            .text("A man of "), .strong([.text("60")]), .text(" & his ECG: "),
            .image(ContentImage(media: image, alternative: "sinus rhythm")),
        ]), .list(isOrdered: false, items: [[.text("pulse 72")], [.text("BP 120/80")]]),
    ]
    private static let shared = Block.stimulus(ContentHash(of: Data("from some file".utf8)), passage)
    private static let other = Block.stimulus(ContentHash(of: Data("another".utf8)), [.text("A woman of 20.")])

    private static func item(_ id: String, _ blocks: [Block]) throws -> ItemVersion {
        var item = try #require(Specimens.ofKinds.first { $0.kind == SingleBestAnswer.name })
        item.item = ItemID(rawValue: id)
        item.body = blocks + item.body
        return item
    }

    private static func write(
        _ items: [ItemVersion],
        as format: String,
        media: [String: Data] = [image: picture]
    ) throws -> (files: [String: Data], losses: [Finding]) {
        let bank = Bank(id: "b", name: "B", language: "en-GB", items: items)
        let written = try #require(Formats.named(FormatName(rawValue: format)))
        let losses = written.write(bank, catalogue: .standard, media: { media[$0] ?? Specimens.media[$0] }) { _, _ in }
        return (try Specimens.files(bank, as: format, media: media), losses.flatMap(\.losses))
    }

    private static func manifest(_ files: [String: Data]) throws -> QTIManifest {
        QTIManifest(try XMLTree(try #require(files["imsmanifest.xml"])).root, at: "imsmanifest.xml")
    }

    private static func bare(_ files: [String: Data]) -> Specimens.Loaded {
        Specimens.load(Source(folder: "bare", files: files.filter { !$0.key.hasSuffix(".json") }))
    }

    @Test func `a text that items share is one resource on which they depend, and comes back as the same`() throws {
        let within = Block.quotation([Self.shared, .text("Then:"), Self.other])
        let items = try [
            Self.item("a", [Self.shared]), Self.item("b", [.text("Read:"), Self.shared]), Self.item("c", [within]),
        ]
        let (files, losses) = try Self.write(items, as: "qti3")
        #expect(losses == [])
        let texts = [Self.shared, Self.other].map(QTISharedText.path)
        #expect(files.keys.filter { $0.hasPrefix("stimuli/") }.sorted() == texts.sorted())
        let manifest = try Self.manifest(files)
        let resources = manifest.resources.filter { $0.type == QTISharedText.type }
        #expect(resources.compactMap(\.path).sorted() == texts.sorted())
        let first = try #require(resources.first { $0.path == texts[0] })
        #expect(first.files.contains(Self.image))
        #expect(manifest.resources.filter { $0.dependencies.contains(first.identifier) }.count == 3)
        let back = Self.bare(files)
        #expect(back.versions.map(\.body) == items.map(\.body))
        // What was read back leaves as the bytes that came in.
        let again = try Self.write(back.versions, as: "qti3", media: back.media).files
        for path in texts + ["items/a.xml", "items/b.xml", "items/c.xml"] {
            #expect(again[path] == files[path], "\(path) changes")
        }
    }

    @Test func `what is written is what the schemas permit`() throws {
        let (files, _) = try Self.write([Self.item("a", [Self.shared])], as: "qti3")
        let path = try #require(QTISchemaTests.schemas.last?.path)
        let documents = files.filter { $0.key.hasPrefix("stimuli/") || $0.key == "items/a.xml" }
        #expect(documents.count == 2)
        guard let problems = try QTISchema.problems(of: documents, against: path) else { return }
        #expect(problems.isEmpty, "\(problems.joined(separator: "\n"))")
        let manifest = ["imsmanifest.xml": try #require(files["imsmanifest.xml"])]
        let faults = try QTISchema.problems(of: manifest, against: "qtiv3p0/imsqtiv3p0_imscpv1p2_v1p0.xsd")
        #expect(faults == [])
    }

    @Test func `an item that was changed leaves with the text in the file, under the name, that it came with`() throws {
        let text = """
            <qti-assessment-stimulus xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="s" title="The man">\
            <qti-stimulus-body><p>A man of 60 <img src="x.png" alt="his chest"/></p></qti-stimulus-body>\
            </qti-assessment-stimulus>
            """
        func question(_ name: String) -> String {
            """
            <qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="\(name)" title="T" \
            adaptive="false" time-dependent="false"><qti-response-declaration identifier="RESPONSE" cardinality="single" \
            base-type="identifier"><qti-correct-response><qti-value>A</qti-value></qti-correct-response>\
            </qti-response-declaration><qti-outcome-declaration identifier="SCORE" cardinality="single" \
            base-type="float"/><qti-assessment-stimulus-ref identifier="s" href="../texts/s.xml" title="The man"/>\
            <qti-item-body><qti-choice-interaction response-identifier="RESPONSE" max-choices="1"><qti-prompt>Which?\
            </qti-prompt><qti-simple-choice identifier="A">a</qti-simple-choice><qti-simple-choice identifier="B">b\
            </qti-simple-choice></qti-choice-interaction></qti-item-body><qti-response-processing \
            template="https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/match_correct.xml"/></qti-assessment-item>
            """
        }
        func resource(_ name: String, _ more: String) -> String {
            "<resource identifier='R\(name)' type='imsqti_item_xmlv3p0' href='q/\(name).xml'>\(more)</resource>"
        }
        let depends = "<dependency identifierref='RS'/>"
        let manifest = """
            <manifest xmlns="http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1" identifier="m"><resources>\
            \(resource("a", depends))\(resource("b", depends))<resource identifier='RS' \
            type='imsqti_stimulus_xmlv3p0' href='texts/s.xml'><file href='texts/s.xml'/><file href='texts/x.png'/>\
            </resource></resources></manifest>
            """
        let source = [
            "imsmanifest.xml": manifest, "q/a.xml": question("a"), "q/b.xml": question("b"), "texts/s.xml": text,
            "texts/x.png": "chest",
        ]
        let loaded = Specimens.load(Source(folder: "p", files: source.mapValues { Data($0.utf8) }))
        var items = loaded.versions
        try #require(
            items.map(\.kind) == [SingleBestAnswer.name, SingleBestAnswer.name],
            "\(loaded.items.map(\.reasons))"
        )
        items[0].title = "Changed"
        let (files, losses) = try Self.write(items, as: "qti3", media: loaded.media)
        #expect(files["texts/s.xml"] == Data(text.utf8))
        #expect(files["texts/x.png"] == Data("chest".utf8))
        #expect(files["q/b.xml"] == Data(question("b").utf8))
        #expect(files["q/a.xml"] == nil && !files.keys.contains { $0.hasPrefix("stimuli/") })
        #expect(!losses.contains { $0.message.contains("its text") || $0.code == "qti.stimulus" }, "\(losses)")
        let item = String(decoding: try #require(files["items/a.xml"]), as: UTF8.self)
        #expect(
            item.contains("<qti-assessment-stimulus-ref identifier=\"s\" href=\"../texts/s.xml\" title=\"The man\"/>")
        )
        let after = try Self.manifest(files)
        #expect(after.resources.filter { $0.type == QTISharedText.type }.map(\.identifier) == ["RS"])
        #expect(after.resources.filter { $0.dependencies == ["RS"] }.count == 2)
        #expect(Self.bare(files).versions.map(\.body) == items.map(\.body))
    }

    @Test(arguments: ["qti2.1", "qti2.2"])
    func `before QTI 3 the text stands in each item, which is a named loss`(format: String) throws {
        let items = try [Self.item("a", [Self.shared]), Self.item("b", [.text("Alone.")])]
        let (files, losses) = try Self.write(items, as: format)
        #expect(losses.filter { $0.code == "qti.stimulus" }.count == 1)
        #expect(!files.keys.contains { $0.hasPrefix("stimuli/") })
        #expect(String(decoding: try #require(files["items/a.xml"]), as: UTF8.self).contains("sinus rhythm"))
    }

    @Test func `a text that means something only in its item stays there, which is a named loss`() throws {
        let visibility = Visibility(origin: .outcome, variable: "F", value: "x", isShown: true)
        let text = Block.stimulus(ContentHash(of: Data()), [.conditional(visibility, [.text("Now you know.")])])
        let (files, losses) = try Self.write([Self.item("a", [text])], as: "qti3")
        #expect(losses.contains { $0.code == "qti.stimulus" })
        #expect(!files.keys.contains { $0.hasPrefix("stimuli/") })
    }

    @Test(arguments: [("Avicenna", true), ("Other", false)])
    func `only a text of our own export says which text it is`(tool: String, isOurs: Bool) throws {
        let hash = ContentHash(of: Data("from some file".utf8))
        let text = """
            <qti-assessment-stimulus xmlns="\(QTIVersion.v30.namespace)" identifier="S-\(hash.rawValue)" title="T" \
            tool-name="\(tool)"><qti-stimulus-body><p>x</p></qti-stimulus-body></qti-assessment-stimulus>
            """
        let bytes = Data(text.utf8)
        let own = isOurs ? hash : ContentHash(of: bytes)
        #expect(QTIStimuli.block(bytes, at: "s.xml", files: [:]) == .stimulus(own, [.text("x")]))
    }
}
