import Assessment
import Foundation
import Interchange
import ItemKinds
import Testing

/// Behaviour, not structure: what we mark ourselves must come out as two unrelated engines say.
@Suite struct QTIOutcomeTests {
    @Test func `items that we can mark give every outcome that two engines agree on`() throws {
        let cases = try Corpus.json("expected-outcomes.json")
        var versions: [String: ItemVersion?] = [:]
        var (markable, checked) = (Set<String>(), 0)
        var wrong: [String] = []
        for one in cases {
            let path = try #require(one["item"] as? String)
            if versions[path] == nil { versions[path] = .some(try Self.version(path)) }
            guard let version = versions[path] ?? nil, version.kind != .unknown,
                let responses = one["responses"] as? [String: Any], let outcomes = one["outcomes"] as? [String: Any]
            else { continue }
            markable.insert(path)
            checked += 1
            let score = try Self.score(version, responses, drawn: one)
            // The interpreter's mark may have another name, and some cases are about other outcomes alone.
            let name = version.kind == ProcessedItem.name ? version.scoring[0].id.rawValue : "SCORE"
            guard version.kind != ProcessedItem.name || outcomes[name] != nil else { continue }
            let expected = (outcomes[name] as? NSNumber)?.doubleValue
            if expected.map({ abs($0 - score) > 1e-6 }) ?? true {
                wrong.append("\(path) \(one["case"] ?? ""): \(score) for \(responses), expected \(outcomes)")
            }
            // The interpreter's other outcomes have a suite of their own.
            guard version.kind != ProcessedItem.name else { continue }
            let others = outcomes.keys.filter { $0 != "SCORE" && $0 != "MAXSCORE" }
            let isPlain = others.allSatisfy { name in version.original.map { Self.isConstant(name, in: $0) } ?? false }
            if !isPlain { wrong.append("\(path) has outcomes that no rule gives: \(others)") }
        }
        #expect(wrong.isEmpty)
        print(
            "expected outcomes: \(checked) cases of \(markable.count) markable items checked, of \(cases.count) cases"
        )
        if !cases.isEmpty { #expect(markable.count >= 30) }
    }

    private static func version(_ path: String) throws -> ItemVersion? {
        let source = try Corpus.document(path)
        var version: ItemVersion?
        _ = Formats.read(source, catalogue: .standard) { item in
            if item.report.path == source.name { version = item.version }
        }
        return version
    }

    /// Whether nothing in the item ever sets the outcome `name`.
    private static func isConstant(_ name: String, in original: Original) -> Bool {
        let text = String(decoding: original.bytes, as: UTF8.self)
        return !text.contains("OutcomeValue identifier=\"\(name)\"")
            && !text.contains("outcome-value identifier=\"\(name)\"")
    }

    private static func score(
        _ version: ItemVersion,
        _ responses: [String: Any],
        drawn one: [String: Any]
    ) throws -> Double {
        var given = ItemResponse()
        for interaction in version.interactions {
            given.values[interaction.id] = try value(responses[interaction.id.rawValue], for: interaction)
        }
        var total = Mark.zero
        for use in version.scoring {
            let rule = try Catalogue.standard.rule(use)
            let marking =
                try (rule.draw(seed: 1) == nil ? nil : draw(use, one)).map {
                    rule.mark(given[use.response], in: given, drawn: $0)
                }
                ?? rule.mark(given[use.response], in: given)
            total = try total.adding(marking.mark)
        }
        return total.approximate
    }

    /// What was drawn in a case: what it says, or what every draw gives.
    private static func draw(_ use: RuleUse, _ one: [String: Any]) throws -> ItemSession.State? {
        guard let processing = use.parameters["processing"] else { return nil }
        let program = try ProcessingProgram(try Processing(json: processing))
        var generator = SeededGenerator(seed: 1)
        return try ProcessingCorpus.session(of: one, program, using: &generator).state
    }

    private static func value(_ given: Any?, for interaction: Interaction) throws -> ResponseValue? {
        let texts: [String]
        switch given {
        case let list as [Any]: texts = list.map { "\($0)" }
        case let text as String: texts = [text]
        case let number as NSNumber: texts = ["\(number)"]
        default: return nil
        }
        guard !texts.isEmpty else { return nil }
        switch interaction {
        case .choice, .order, .hotText: return .choices(texts.map(OptionID.init(rawValue:)))
        case .match, .associate, .gapMatch: return .pairs(try texts.map(pair))
        case .text(let text): return text.maximum == 1 ? .text(texts[0]) : .texts(texts)
        case .number, .slider, .media: return .number(texts[0], unit: nil)
        case .image(let image):
            switch image.task {
            case .choose, .order: return .choices(texts.map(OptionID.init(rawValue:)))
            case .associate, .label: return .pairs(try texts.map(pair))
            case .point, .place: return .points(try texts.map(point))
            }
        case .end: return .pressed(texts[0] == "true")
        case .upload, .kept:
            Issue.record("no case gives a file")
            return nil
        }
    }

    private static func pair(_ text: String) throws -> ResponseValue.Pair {
        let parts = text.split(separator: " ").map(String.init)
        try #require(parts.count == 2)
        return ResponseValue.Pair(row: OptionID(rawValue: parts[0]), column: OptionID(rawValue: parts[1]))
    }

    private static func point(_ text: String) throws -> ResponseValue.Point {
        let parts = text.split(separator: " ").compactMap { Int($0) }
        try #require(parts.count == 2)
        return ResponseValue.Point(x: parts[0], y: parts[1])
    }
}
