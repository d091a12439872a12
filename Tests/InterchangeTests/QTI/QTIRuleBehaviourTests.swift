import Assessment
import Foundation
import ItemKinds
import Testing

@testable import Interchange

/// A named rule and what it becomes in QTI give the same marks for the same responses.
@Suite struct QTIRuleBehaviourTests {
    /// The responses that an item with `interaction` is asked about: nothing, every few options, every order, edges.
    private static func responses(_ interaction: Interaction) -> [ResponseValue?] {
        let ids = interaction.options.map(\.id)
        switch interaction {
        case .choice(let form) where form.maximum == 1: return [nil] + ids.map { .choices([$0]) }
        case .choice, .hotText: return subsets(ids).map { $0.isEmpty ? nil : .choices($0) }
        case .order: return [nil] + orders(ids).map { .choices($0) }
        case .match(let form):
            var responses: [[ResponseValue.Pair]] = [[]]
            for row in form.rows {
                let columns = form.columns.map { ResponseValue.Pair(row: row.id, column: $0.id) }
                responses = responses.flatMap { given in [given] + columns.map { given + [$0] } }
            }
            return responses.map { $0.isEmpty ? nil : .pairs($0) }
        case .text(let form) where form.maximum == 1:
            return [nil, .text("ten"), .text("TEN"), .text("eleven"), .text("10")]
        case .text:
            return [
                nil, .texts(["aspirin"]), .texts(["ASA", "clopidogrel"]), .texts(["clopidogrel", "aspirin"]),
                .texts(["clopidogrel", "alteplase"]), .texts(["nothing", "much"]), .texts(["Aspirin"]),
            ]
        case .number:
            let texts = ["12.5", "11.25", "13.75", "11.2", "13.8", "0", "6.02", "6.0", "5.95", "6.05", "5.9"]
            return [nil] + texts.map { .number($0, unit: nil) }
        case .image: return [nil] + [(50, 50), (70, 50), (71, 50), (50, 31)].map { .points([.init(x: $0.0, y: $0.1)]) }
        case .associate, .gapMatch, .slider, .media, .upload, .end, .kept: return [nil]
        }
    }

    private static func subsets(_ ids: [OptionID]) -> [[OptionID]] {
        ids.reduce([[]]) { sets, id in sets + sets.map { $0 + [id] } }
    }

    private static func orders(_ ids: [OptionID]) -> [[OptionID]] {
        guard let first = ids.first else { return [[]] }
        return orders(Array(ids.dropFirst())).flatMap { rest in
            (0...rest.count).map { place in Array(rest[..<place]) + [first] + Array(rest[place...]) }
        }
    }

    private static func marks(_ item: ItemVersion, _ response: ItemResponse) throws -> Double {
        var total = 0.0
        for use in item.scoring {
            let rule = try Catalogue.standard.rule(use)
            total += rule.mark(response[use.response], in: response).mark.approximate
        }
        return total
    }

    @Test(arguments: [QTIVersion.v21, .v22, .v30])
    func `the marks of a rule are those of its form in QTI`(version: QTIVersion) throws {
        var (held, waiting) = (0, [String]())
        for (name, item) in QTIWritingSpecimens.rules where name != "marking-points" {
            let document = try QTIWriter(version: version, path: "item.xml").document(item)
            let loaded = Specimens.load(Source(file: "item.xml", bytes: document))
            let back = try #require(loaded.versions.first, "\(name) is refused: \(loaded.items.map(\.report.problems))")
            let isKnown = item.scoring.allSatisfy { use in (try? Catalogue.standard.rule(use)) != nil }
            guard isKnown, back.kind != .unknown else {
                // A rule of a kind, or an interaction, that this build does not know.
                waiting.append(name)
                continue
            }
            let others = item.interactions.dropFirst().flatMap { other in
                Self.responses(other).map { (other.id, $0) }
            }
            let companions = others.isEmpty ? [nil] : others.map(Optional.some)
            for value in Self.responses(item.interactions[0]) {
                for companion in companions {
                    var values = [item.interactions[0].id: value].compactMapValues(\.self)
                    if let (id, value) = companion, let value { values[id] = value }
                    let response = ItemResponse(values)
                    let (own, other) = (try Self.marks(item, response), try Self.marks(back, response))
                    #expect(abs(own - other) < 1e-9, "\(name): \(own) here, \(other) in QTI for \(values)")
                    held += 1
                }
            }
        }
        print("rules in QTI \(version.rawValue): \(held) responses alike, waiting for their kinds: \(waiting)")
        #expect(held > 0)
    }
}
