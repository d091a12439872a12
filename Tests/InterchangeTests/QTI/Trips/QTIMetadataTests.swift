import Assessment
import Foundation
import ItemKinds
import Testing

@testable import Interchange

/// An item whose picture is missing leaves as it came, whether it was read before its place was kept or since.
@Suite struct QTIMissingFileTripTests {
    @Test(arguments: [true, false])
    func `the source of an item that lacks a file is written again`(keepsPlaces: Bool) throws {
        let document = Data(
            """
            <assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="a" title="A" adaptive="false" \
            timeDependent="false"><responseDeclaration identifier="RESPONSE" cardinality="single" \
            baseType="identifier"><correctResponse><value>a</value></correctResponse></responseDeclaration>\
            <outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>\
            <itemBody><p>See <img src="gone.png" alt="ECG"/></p><choiceInteraction responseIdentifier="RESPONSE" \
            maxChoices="1"><simpleChoice identifier="a">One</simpleChoice><simpleChoice identifier="b">Two\
            </simpleChoice></choiceInteraction></itemBody><responseProcessing \
            template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct"/></assessmentItem>
            """.utf8
        )
        guard case .success(let item) = QTIItemReader.read(try XMLTree(document).root, version: .v21) else {
            Issue.record("the item is not read")
            return
        }
        let importer = QTIItemImport(catalogue: .standard, keepsPlaces: keepsPlaces)
        let origin = QTIItemImport.Origin(path: "a.xml")
        let version = importer.outcome(item, bytes: document, media: [:], origin: origin).version
        #expect(version.kind.rawValue == "single-best-answer")
        #expect(version.missingFiles == (keepsPlaces ? ["ECG"] : []))
        let files = try Specimens.files(Bank(id: "b", name: "B", items: [version]), as: "qti2.1")
        #expect(files["a.xml"] == document)
    }
}

/// Metadata of an item: what is understood fills our fields, what is edited here wins, all else stays as it stood.
@Suite struct QTIMetadataTests {
    private static let lom = """
        <metadata xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"><lom xmlns="http://ltsc.ieee.org/xsd/LOM">\
        <general><title><string>Chest pain</string></title><keyword><string>heart</string></keyword>\
        <keyword><string>pain</string></keyword></general><lifeCycle><version><string>1.2</string></version><status>\
        <source>LOMv1.0</source><value>draft</value></status></lifeCycle><educational><difficulty>\
        <source>LOMv1.0</source><value>difficult</value></difficulty></educational>\
        <rights><description><string>CC BY 4.0</string></description></rights>\
        <classification><taxonPath><source><string>MLA</string></source><taxon><id>7</id></taxon><taxon>\
        <entry><string>Cardiovascular</string></entry></taxon></taxonPath></classification>\
        <o:own xmlns:o="urn:own" o:a="b">kept</o:own></lom>\
        <q:qtiMetadata xmlns:q="http://www.imsglobal.org/xsd/imsqti_metadata_v2p1"><q:composite>false</q:composite>\
        </q:qtiMetadata></metadata>
        """

    private static func root() throws -> XMLElement { try XMLTree(Data(lom.utf8)).root }

    private static func item(_ known: QTIMetadata) -> ItemVersion {
        ItemVersion(
            item: ItemID(rawValue: "a"),
            title: "Chest pain",
            body: [],
            interactions: [],
            scoring: [],
            metadata: ItemMetadata(tags: known.tags, difficulty: known.difficulty, licence: known.licence ?? "")
        )
    }

    @Test func `what is understood fills our fields`() throws {
        let known = QTIMetadata(try Self.root())
        #expect(known.title == "Chest pain" && known.licence == "CC BY 4.0")
        #expect(
            known.tags == [
                "keyword": ["heart", "pain"], "MLA": ["Cardiovascular"], "version": ["1.2"], "status": ["draft"],
            ]
        )
        #expect(known.difficulty == Mark(35, over: 100))
        #expect(known.difficulty.map(DifficultyBand.init(facility:)) == .hard)
    }

    @Test func `without an edit nothing of it changes, unknown elements included`() throws {
        let root = try Self.root()
        let edit = QTIMetadataEdit(item: Self.item(QTIMetadata(root)), beside: QTIMetadata())
        #expect(edit.applied(to: root) == root)
    }

    @Test func `what was edited here wins, and what we do not know stays`() throws {
        let root = try Self.root()
        var item = Self.item(QTIMetadata(root))
        item.metadata.tags = [
            "keyword": ["heart", "ECG"], "MLA": ["Respiratory"], "status": ["final"], "organ": ["lung"],
        ]
        item.metadata.difficulty = Mark(9, over: 10)
        item.metadata.licence = "CC BY-SA 4.0"
        let written = QTIMetadataEdit(item: item, beside: QTIMetadata()).applied(to: root)
        var known = QTIMetadata(written)
        known.text = nil
        #expect(known.tags == item.metadata.tags && known.licence == "CC BY-SA 4.0")
        #expect(known.difficulty.map(DifficultyBand.init(facility:)) == .easy)
        let text = MarkupText.text(of: MarkupElement(written))
        #expect(text.contains(">kept<") && text.contains("qtiMetadata") && text.contains("Chest pain"))
        let again = QTIMetadataEdit(item: item, beside: QTIMetadata()).applied(to: written)
        #expect(QTIMetadata(again).tags == item.metadata.tags)
    }

    @Test func `what a file beside the manifest says is not said twice`() throws {
        let root = try XMLTree(Data("<metadata xmlns='http://www.imsglobal.org/xsd/imscp_v1p1'/>".utf8)).root
        let item = Self.item(QTIMetadata(try Self.root()))
        var beside = QTIMetadata(try Self.root())
        beside.text = nil
        #expect(QTIMetadataEdit(item: item, beside: beside).applied(to: root) == root)
        let alone = QTIMetadataEdit(item: item, beside: QTIMetadata()).applied(to: root)
        #expect(QTIMetadata(alone).tags == item.metadata.tags)
    }
}
