import Assessment
import Foundation
import Interchange
import ItemKinds
import Testing

/// Where engines differ we follow the recommended reading.
@Suite struct QTIDisputedTests {
    @Test func `disputed outcomes are those that are recommended`() throws {
        let cases = try Corpus.json("disputed-outcomes.json")
        var checked = 0
        for one in cases {
            let path = try #require(one["item"] as? String)
            let recommended = try #require(one["recommended"] as? String)
            let (mine, other) = (one["evaluator"] as? [String: Any], one["other"] as? [String: Any])
            // The entry for an empty response says a rule of its own: 0 within the bounds, which are none here.
            let isCaseRule = recommended.hasPrefix("honour case-sensitive=false")
            var expected = try #require(isCaseRule ? other : mine)
            expected["completionStatus"] = nil
            var single = one
            single["outcomes"] = expected
            let differences = try ProcessingCorpus.differences(single, try ProcessingCorpus.program(path))
            #expect(differences.isEmpty, "\(path) \(one["case"] ?? ""): \(differences), \(recommended)")
            checked += 1
        }
        print("disputed outcomes: \(checked) of \(cases.count) as recommended")
        #expect(checked == cases.count)
    }

    /// Two ways to one mark: the named rule that an item is recognised as, and its own processing.
    @Test func `a named rule gives the SCORE that the item's own processing gives`() throws {
        var (items, checked) = (Set<String>(), 0)
        for one in try Corpus.json("expected-outcomes.json") {
            let path = try #require(one["item"] as? String)
            guard let responses = one["responses"] as? [String: Any], let version = try Self.version(path),
                version.kind != .unknown, version.kind != ProcessedItem.name
            else { continue }
            let program = try ProcessingCorpus.program(path)
            var given = ItemResponse()
            var values: [String: VariableValue] = [:]
            for interaction in version.interactions {
                let id = interaction.id
                let declaration = try #require(program.processing.responses.first { $0.identifier == id.rawValue })
                given.values[id] = Self.response(responses[id.rawValue], interaction)
                values[id.rawValue] = given[id].map { VariableValue($0, as: declaration) } ?? .null
            }
            var session = ItemSession(program, restoring: ItemSession.State())
            let score = try session.submit(values, seed: 0).outcomes["SCORE"]?.number
            var total = Mark.zero
            for use in version.scoring {
                total = try total.adding(try Catalogue.standard.rule(use).mark(given[use.response], in: given).mark)
            }
            let mark = score.flatMap(Mark.init(nearest:))
            #expect(mark == total, "\(path) \(one["case"] ?? "")")
            items.insert(path)
            checked += 1
        }
        print("both ways agree: \(checked) cases of \(items.count) items")
    }

    private static func version(_ path: String) throws -> ItemVersion? {
        let source = try Corpus.document(path)
        var version: ItemVersion?
        _ = Formats.read(source, catalogue: .standard) { item in
            if item.report.path == source.name { version = item.version }
        }
        return version
    }

    private static func response(_ given: Any?, _ interaction: Interaction) -> ResponseValue? {
        let texts = (given as? [Any])?.map { "\($0)" } ?? (given as? String).map { [$0] } ?? []
        guard !texts.isEmpty else { return nil }
        switch interaction {
        case .choice: return .choices(texts.map(OptionID.init(rawValue:)))
        case .match:
            return .pairs(
                texts.map { $0.split(separator: " ").map(String.init) }.filter { $0.count == 2 }.map {
                    ResponseValue.Pair(row: OptionID(rawValue: $0[0]), column: OptionID(rawValue: $0[1]))
                }
            )
        case .text: return .text(texts[0])
        case .number: return .number(texts[0], unit: nil)
        case .order, .hotText, .associate, .gapMatch, .slider, .image, .media, .upload, .end, .kept: return nil
        }
    }
}
