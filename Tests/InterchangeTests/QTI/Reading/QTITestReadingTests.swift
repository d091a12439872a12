import Assessment
import Foundation
import Interchange
import ItemKinds
import Testing

/// Tests, sections and shared texts as resources of a package.
@Suite struct QTITestReadingTests {
    private static let test = """
        <assessmentTest xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="t" title="T">
        <outcomeDeclaration identifier="S" cardinality="single" baseType="float"/>
        <timeLimits maxTime="3600"/>
        <testPart identifier="p" navigationMode="linear" submissionMode="individual">
        <itemSessionControl maxAttempts="2"/>
        <assessmentSection identifier="s" title="S" visible="true" keepTogether="false">
        <selection select="1"/><ordering shuffle="true"/><rubricBlock view="candidate"><p>Begin</p></rubricBlock>
        <assessmentSection identifier="u" title="U" visible="true">
        <assessmentItemRef identifier="i1" href="items/a.xml" category="x y"><weight identifier="w" value="2"/>
        </assessmentItemRef></assessmentSection>
        <assessmentItemRef identifier="i2" href="items/gone.xml"/>
        </assessmentSection></testPart>
        <outcomeProcessing/>
        </assessmentTest>
        """

    private static func report(_ test: String) throws -> ItemReport {
        let manifest = """
            <manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" identifier="m"><resources><resource identifier="r" \
            type="imsqti_test_xmlv2p1" href="test%201.xml"><file href="test%201.xml"/></resource></resources></manifest>
            """
        let files = ["imsmanifest.xml": manifest, "test 1.xml": test, "items/a.xml": "<x/>"]
        let report = Formats.report(
            Source(folder: "p", files: files.mapValues { Data($0.utf8) }),
            catalogue: .standard
        )
        #expect(report.package.status == .ok)
        return try #require(report.items.first)
    }

    @Test func `a test is read, and all that is not used of it is named with its line`() throws {
        let report = try Self.report(Self.test)
        #expect(report.status == .ok && report.kind == "assessment-test" && report.id == "t")
        #expect(report.losses.first?.message.hasPrefix("a test of parts: 1, sections: 2, items: 2;") == true)
        let named = [
            "outcome-declaration of the test", "time-limits of the test", "item-session-control of the part “p”",
            "selection of the section “s”", "ordering of the section “s”", "rubric-block of the section “s”",
            "weight of the item “i1”", "outcome-processing of the test", "“items/gone.xml” is not there",
        ]
        for part in named {
            #expect(report.losses.contains { $0.message.contains(part) && $0.line > 1 }, "\(part)")
        }
    }

    @Test(arguments: [
        ("identifier=\"u\"", "identifier=\"s\"", "two parts of the test are called “s”"),
        ("identifier=\"p\" ", "", "test-part has no identifier"),
        ("select=\"1\"", "", "a selection does not say how many"),
        ("items/a.xml", "../../etc/passwd", "lies outside the package"),
        ("items/a.xml", "http://example.org/a.xml", "lies outside the package"),
    ])
    func `a test that is not sound says why and keeps nothing else out`(
        part: String,
        other: String,
        reason: String
    ) throws {
        let report = try Self.report(Self.test.replacingOccurrences(of: part, with: other))
        #expect(report.status == .unsupported)
        #expect(report.problems.contains { $0.message.contains(reason) && $0.line > 0 }, "\(report.problems)")
    }

    @Test func `a shared text by itself is sound`() throws {
        let text = """
            <qti-assessment-stimulus xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="s" title="S">\
            <qti-stimulus-body><p>x</p></qti-stimulus-body></qti-assessment-stimulus>
            """
        let report = Formats.report(Source(file: "s.xml", bytes: Data(text.utf8)), catalogue: .standard)
        #expect(report.items.map(\.status) == [.ok])
        #expect(report.items.map(\.kind) == ["assessment-stimulus"])
    }

    @Test func `every test of the corpus is read or says why not`() throws {
        var counts: [String: Int] = [:]
        for path in try Corpus.paths("xml") {
            let report = Formats.report(try Corpus.document(path), catalogue: .standard)
            for item in report.items where item.kind == "assessment-test" || item.kind == "assessment-section" {
                counts["\(item.kind) \(item.status.rawValue)", default: 0] += 1
                #expect(item.status == .ok || !item.problems.isEmpty)
                if item.status != .ok { print(path, item.problems.map(\.message).prefix(3)) }
            }
        }
        print("tests of the corpus:", counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" })
    }
}
