import Assessment
import Foundation
import Interchange
import Testing

/// Texts that items share, in the ways of QTI 3 and QTI 2.
@Suite struct QTIStimulusTests {
    private static let declaration = "cardinality='single' baseType='identifier'"
    private static let choice = """
        <choiceInteraction responseIdentifier='R' maxChoices='1'><simpleChoice identifier='A'>a</simpleChoice>\
        </choiceInteraction>
        """
    private static let choice30 = """
        <qti-choice-interaction response-identifier='R' max-choices='1'><qti-simple-choice identifier='A'>a\
        </qti-simple-choice></qti-choice-interaction>
        """
    private static let reference = "<qti-assessment-stimulus-ref identifier='s' href='texts/s.xml'/>"
    private static let stimulus = """
        <qti-assessment-stimulus xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="s" title="S">\
        <qti-stimulus-body><p>A man of 60 <img src="x.png" alt="his chest"/></p></qti-stimulus-body>\
        </qti-assessment-stimulus>
        """
    private static let files = ["texts/s.xml": stimulus, "texts/x.png": "picture"]

    private static func block(_ text: String, _ inlines: [Inline]) -> Block {
        .stimulus(ContentHash(of: Data(text.utf8)), [.paragraph(inlines)])
    }

    private static var expected: Block {
        let picture = ContentHash(of: Data("picture".utf8)).rawValue
        let image = ContentImage(media: "media/\(picture).png", alternative: "his chest")
        return block(stimulus, [.text("A man of 60 "), .image(image)])
    }

    @Test func `a stimulus stands in front of the item, with the files it shows`() throws {
        let text = QTIText.v30(Self.declaration, "<p>Why?</p>\(Self.choice30)", more: Self.reference)
        let item = try QTIText.read(text, files: Self.files)
        let version = try #require(item.version)
        #expect(version.body == [Self.expected, .text("Why?"), .interaction(InteractionText.id)])
        #expect(Set(item.media.map { String(decoding: $0.bytes, as: UTF8.self) }) == [Self.stimulus, "picture"])
        let hash = ContentHash(of: Data(Self.stimulus.utf8)).rawValue
        #expect(version.metadata.kept["origin"]?["stimuli"] == ["texts/s.xml": .string(hash)])
        #expect(version.metadata.kept["origin"]?["files"]?["texts/s.xml"] == .string("media/\(hash).xml"))
        #expect(version.metadata.kept["origin"]?["files"]?["texts/x.png"] != nil)
        #expect(version.body.flatMap(\.media).count == 1)
        #expect(try ItemVersion(data: version.canonicalData) == version)
    }

    @Test func `a stimulus stands at its place where the item has one`() throws {
        let body = "<p>Read</p><div class='qti-shared-stimulus' data-stimulus-idref='s'></div>\(Self.choice30)"
        let version = try QTIText.version(
            QTIText.v30(Self.declaration, body, more: Self.reference),
            files: Self.files
        )
        #expect(version.body == [.text("Read"), Self.expected, .interaction(InteractionText.id)])
    }

    @Test func `included markup and pages as objects are texts of the same kind`() throws {
        let page =
            "<!DOCTYPE html><html><head><title>T</title><style>p{}</style></head><body><p>Orkney</p></body></html>"
        let object = try QTIText.version(
            QTIText.v21(Self.declaration, "<div><object data='o.html' type='text/html'/></div>\(Self.choice)"),
            files: ["o.html": page]
        )
        #expect(object.body.first == Self.block(page, [.text("Orkney")]))
        let part = "<div xmlns='http://www.imsglobal.org/xsd/imsqti_v2p1'><p>Shared</p></div>"
        let include = "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' parse='xml' href='part.xml'/>"
        let included = try QTIText.version(
            QTIText.v21(Self.declaration, "\(include)\(Self.choice)"),
            files: ["part.xml": part]
        )
        #expect(included.body.first == Self.block(part, [.text("Shared")]))
    }

    @Test(arguments: [
        ([:], "the file “texts/s.xml” is not there"),
        (["texts/s.xml": "<broken"], "a text of another file is not shown"),
        (["texts/s.xml": "<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"], "a text of another file is not shown"),
    ])
    func `an item of a package without its text is kept, not delivered`(files: [String: String], loss: String) throws {
        let text = QTIText.v30(Self.declaration, Self.choice30, more: Self.reference)
        let item = try QTIText.read(text, files: files.merging(["other.txt": ""]) { first, _ in first })
        #expect(item.report.status == .unsupported)
        #expect(item.reasons == ["the text in “texts/s.xml” cannot be read"])
        #expect(item.report.losses.contains { $0.message.contains(loss) && $0.line > 0 })
    }

    @Test func `questions in a shared text are not guessed at`() throws {
        let text = QTIText.v30(Self.declaration, Self.choice30, more: Self.reference)
        let stimulus = Self.stimulus.replacingOccurrences(of: "<p>", with: "\(Self.choice30)<p>")
        let item = try QTIText.read(text, files: ["texts/s.xml": stimulus])
        #expect(item.reasons.contains("an interaction stands in a text of another file"))
    }

    @Test func `a text that includes itself ends`() throws {
        let include = "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='part.xml'/>"
        let part = "<div xmlns='http://www.imsglobal.org/xsd/imsqti_v2p1'><p>Shared</p>\(include)</div>"
        let version = try QTIText.version(
            QTIText.v21(Self.declaration, "\(include)\(Self.choice)"),
            files: ["part.xml": part]
        )
        #expect(version.body.first?.plainText == "Shared")
    }

    @Test(arguments: ["https://x.example/part.xml", "../../part.xml", "file:///etc/passwd"])
    func `a text from outside the package is refused by name, and the item kept`(address: String) throws {
        let include = "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' parse='text' href='\(address)'/>"
        let item = try QTIText.read(
            QTIText.v21(Self.declaration, "\(include)\(Self.choice)"),
            files: ["part.xml": "<p>Shared</p>"]
        )
        #expect(item.report.status == .unsupported)
        #expect(item.reasons == ["the text “\(address)” lies outside the package and is not fetched"])
    }

    @Test func `items that share a text have it under one hash, and it travels once`() throws {
        var files = Self.files
        for name in ["a", "b"] {
            files["\(name).xml"] = QTIText.v30(Self.declaration, Self.choice30, more: Self.reference)
                .replacingOccurrences(of: "identifier=\"i\"", with: "identifier=\"\(name)\"")
        }
        let loaded = Specimens.load(Source(folder: "f", files: files.mapValues { Data($0.utf8) }))
        let shown = loaded.versions.compactMap { version in
            if case .stimulus(let hash, _)? = version.body.first { hash } else { nil }
        }
        #expect(shown.count == 2 && Set(shown).count == 1)
        #expect(loaded.items.flatMap(\.media).count { $0.hash == shown[0] } == 1)
    }
}
