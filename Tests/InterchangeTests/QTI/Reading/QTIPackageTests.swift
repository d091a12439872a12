import Assessment
import Foundation
import Interchange
import Testing

/// Packages as others make them: folders within, odd names, files that are not there, metadata beside.
@Suite struct QTIPackageTests {
    private static let item = """
        <assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="i" title="">
        <responseDeclaration identifier="RESPONSE" cardinality="single" baseType="identifier"><correctResponse>
        <value>A</value></correctResponse></responseDeclaration>
        <outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>
        <itemBody><p>Look <img src="../media/a%20b%26c.png" alt="x"/> <img src="gone.png" alt="y"/></p>
        <choiceInteraction responseIdentifier="RESPONSE" maxChoices="1"><prompt>Which?</prompt>
        <simpleChoice identifier="A">a</simpleChoice><simpleChoice identifier="B">b</simpleChoice></choiceInteraction>
        </itemBody>
        <responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct"/>
        </assessmentItem>
        """
    private static let lom = """
        <lom xmlns="http://ltsc.ieee.org/xsd/LOM"><general><title><string>Outside</string></title><keyword><string>heart\
        </string></keyword></general></lom>
        """

    private static func manifest(metadata: String = "", dependency: String = "", more: String = "") -> String {
        """
        <manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3" \
        identifier="m"><resources><resource identifier="r" type="imsqti_item_xmlv2p1" \
        href="items/Q%201%20&amp;%20more.xml">\(metadata)<file href="items/Q%201%20&amp;%20more.xml"/>\(dependency)\
        </resource>\(more)</resources></manifest>
        """
    }

    private static func read(_ manifest: String, lom: String = lom) throws -> ImportedItem {
        let files = [
            "package/imsmanifest.xml": manifest, "package/items/Q 1 & more.xml": item,
            "package/media/a b&c.png": "picture", "package/meta/q.xml": lom,
        ]
        let loaded = Specimens.load(Source(folder: "p", files: files.mapValues { Data($0.utf8) }))
        #expect(loaded.report.status == .ok)
        return try #require(loaded.items.first)
    }

    @Test func `a package one folder down, with blanks and ampersands in its names, is read`() throws {
        let item = try Self.read(Self.manifest())
        #expect(item.report.status == .ok && item.report.path == "package/items/Q 1 & more.xml")
        #expect(item.version?.kind.rawValue == "single-best-answer")
        #expect(item.media.map(\.bytes) == [Data("picture".utf8)])
        #expect(
            item.report.losses.contains { $0.code == "file.missing" && $0.message.contains("gone.png") && $0.line > 0 }
        )
        #expect(item.version?.body.plainText == "Look x y")
    }

    @Test(arguments: [
        manifest(metadata: "<metadata><adlcp:location>meta/q.xml</adlcp:location></metadata>"),
        manifest(
            dependency: "<dependency identifierref='meta'/>",
            more: "<resource identifier='meta' type='resourcemetadata/xmlv1p0' href='meta/q.xml'/>"
        ),
    ])
    func `metadata in a file of their own are read, and travel with the item`(manifest: String) throws {
        let item = try Self.read(manifest)
        #expect(item.version?.title == "Outside")
        #expect(item.version?.metadata.tags["keyword"] == ["heart"])
        #expect(item.media.contains { $0.bytes == Data(Self.lom.utf8) })
        let broken = try Self.read(manifest, lom: "<lom>")
        #expect(broken.report.status == .ok)
        #expect(broken.report.losses.contains { $0.code == "qti.metadata" && $0.line > 0 })
    }
}
