import Assessment
import Foundation
import ItemKinds
import Testing

@testable import Interchange

/// A station in QTI: a rubric for each role, an outcome for each row, and our JSON for all of it.
@Suite struct QTIStationTests {
    private static func station() throws -> ItemVersion {
        try #require(OSCEStation.specimens.first { $0.problemCodes.isEmpty }).version
    }

    private static func tree(_ version: QTIVersion) throws -> MarkupElement {
        let document = try QTIWriter(version: version, path: "items/a.xml").document(try station())
        return QTIDialect.canonical(try XMLTree(document).root, version: version)
    }

    private static func rubrics(_ tree: MarkupElement) -> [(view: String, words: String)] {
        (tree.first("item-body")?.elements ?? []).map { ($0["view"] ?? "", $0.words) }
    }

    @Test(arguments: [QTIVersion.v30, .v22, .v21])
    func `each role has rubrics of its own, and the candidate's holds the door notice alone`(
        version: QTIVersion
    ) throws {
        let rubrics = Self.rubrics(try Self.tree(version))
        #expect(rubrics.map(\.view) == ["candidate", "scorer", "scorer", "proctor", "proctor"])
        let canaries = [
            (0, "Clean your hands"), (1, "Do not prompt"), (2, "Rubs all surfaces"), (3, "You lie on the couch"),
            (4, "Paper towels"),
        ]
        for (place, words) in canaries {
            #expect(rubrics.indices.filter { rubrics[$0].words.contains(words) } == [place], "\(words)")
        }
        // Anchors with what they gain: checklist, must-observe and level of a scale.
        for words in ["Partly done (0.5)", "Done (2)", "Sound (1.5)"] { #expect(rubrics[2].words.contains(words)) }
        #expect(!(try Self.tree(version).first("item-body")?.contains { $0.name.hasSuffix("-interaction") } ?? true))
    }

    @Test(arguments: [(QTIVersion.v30, "human"), (.v22, "human"), (.v21, nil)] as [(QTIVersion, String?)])
    func `each row is an outcome that people score, and nothing is processed`(
        version: QTIVersion,
        scored: String?
    ) throws {
        let tree = try Self.tree(version)
        let outcomes = tree.elements.filter { $0.isQTI("outcome-declaration") }
        #expect(outcomes.compactMap { $0["identifier"] } == ["SCORE", "SCORE_P1", "SCORE_P2", "SCORE_D1", "GLOBAL"])
        #expect(outcomes.compactMap { $0["normal-maximum"] } == ["6", "1", "2", "3"])
        #expect(outcomes.allSatisfy { $0["external-scored"] == scored })
        #expect(tree.first("response-declaration") == nil && tree.first("response-processing") == nil)
    }

    @Test(arguments: ["qti3", "qti2.2", "qti2.1"])
    func `a package gives it back unchanged, names what the QTI alone lacks, and nobody makes a question of it`(
        format: String
    ) throws {
        let station = try Self.station()
        let written = try #require(Formats.named(FormatName(rawValue: format)))
        var files: [String: Data] = [:]
        let losses = written.write(
            Bank(id: "b", name: "B", items: [station]),
            catalogue: .standard,
            media: { _ in nil }
        ) { files[$0] = $1 }.flatMap(\.losses)
        #expect(Specimens.load(Source(folder: "b", files: files)).versions == [station])
        #expect(losses.contains { $0.code == "qti.json-only" && $0.message.contains("station") })
        #expect(losses.contains { $0.code == "qti.external-scored" } == (format == "qti2.1"))
        let alone = Specimens.load(Source(folder: "b", files: files.filter { !$0.key.hasSuffix(".json") }))
        let back = try #require(alone.versions.first)
        #expect(back.kind == .unknown && back.station == nil && back.original != nil)
        #expect(back.body == station.body && back.interactions.isEmpty)
        #expect(alone.items.map(\.report.status) == [.unsupported])
    }

    @Test(arguments: ["moodle-xml", "gift", "aiken", "csv"])
    func `a format of questions leaves it out by name, even with one row alone`(format: String) throws {
        var single = try Self.station()
        single.interactions = [single.interactions[0]]
        single.scoring = [
            RuleUse(
                id: OutcomeID(rawValue: "SCORE"),
                response: single.interactions[0].id,
                rule: MatchCorrect.name,
                parameters: ["key": ["done"]]
            )
        ]
        for station in [try Self.station(), single] {
            let written = try #require(Formats.named(FormatName(rawValue: format)))
            var files: [String: Data] = [:]
            let reports = written.write(
                Bank(id: "b", name: "B", items: [station]),
                catalogue: .standard,
                media: { _ in nil }
            ) { files[$0] = $1 }
            #expect(reports.flatMap(\.losses).map(\.code).allSatisfy { $0.hasSuffix(".kind") } && reports.count == 1)
            let text = files.values.map { String(decoding: $0, as: UTF8.self) }.joined()
            #expect(!text.contains("couch") && !text.contains("forearms"))
        }
    }
}
