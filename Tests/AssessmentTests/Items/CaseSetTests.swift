import Assessment
import Foundation
import Testing

@Suite struct CaseSetTests {
    private static func item(_ metadata: String) throws -> ItemVersion {
        let text =
            #"{"format":1,"item":"x","kind":"k","language":"en","title":"","rationale":{},"metadata":\#(metadata)}"#
        return try ItemVersion(data: Data(text.utf8))
    }

    @Test func `an item says its place in a case set, and one that stands alone writes nothing`() throws {
        let step = try Self.item(#"{"caseSet":{"set":"chest-pain","step":2}}"#)
        #expect(step.metadata.caseSet == CaseSetPlace(set: CaseSetID(rawValue: "chest-pain"), step: 2))
        #expect(try ItemVersion(data: step.canonicalData) == step)
        let alone = try Self.item("{}")
        #expect(alone.metadata.caseSet == nil && alone.hash != step.hash)
        #expect(!String(decoding: alone.canonicalData, as: UTF8.self).contains("caseSet"))
    }

    @Test(arguments: [
        #"{"set":"s"}"#, #"{"step":1}"#, #"{"set":"","step":1}"#, #"{"set":"s","step":0}"#,
        #"{"set":"s","step":100}"#, #"{"set":"s","step":1,"of":4}"#, #""s""#,
    ])
    func `a place that is none is refused`(place: String) {
        #expect(throws: FormatProblem.self) { try Self.item(#"{"caseSet":\#(place)}"#) }
    }
}
