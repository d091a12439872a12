import Assessment
import ItemKinds
import Testing

@testable import WebServer

/// Every rule of every kind says its key in the words of the item.
@Suite struct KeyWordsTests {
    private static func lines(of version: ItemVersion) throws -> [OutcomeKey] {
        KeyWords(item: version, catalogue: .standard, texts: try SiteFolder.texts("en")).lines
    }

    @Test func `no sound specimen shows parameters or nothing`() throws {
        for specimen in Catalogue.standard.kinds.flatMap({ $0.specimens }) where specimen.problemCodes.isEmpty {
            for line in try Self.lines(of: specimen.version) {
                #expect(line.code == nil, "\(specimen.name)")
                #expect(!(line.answers + line.remarks).isEmpty, "\(specimen.name)")
            }
        }
    }

    @Test func `an order names its places, and what else counts is a sentence`() throws {
        let specimen = try #require(Ordering.specimens.first { $0.problemCodes.isEmpty })
        let line = try #require(try Self.lines(of: specimen.version).first)
        #expect(line.answers.first?.hasPrefix("1. ") == true)
        let choice = try #require(MultipleResponse.specimens.first { $0.problemCodes.isEmpty })
        #expect(try Self.lines(of: choice.version).first?.remarks.isEmpty == false)
    }

    @Test func `a rule that nobody knows shows what it holds`() throws {
        var version = try #require(Ordering.specimens.first).version
        version.scoring[0].rule = RuleName(rawValue: "of-another-house")
        let line = try #require(try Self.lines(of: version).first)
        #expect(line.code == CanonicalJSON.text(version.scoring[0].parameters) && line.answers.isEmpty)
    }
}
