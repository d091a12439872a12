import Assessment
import Foundation
import ItemKinds
import Testing

@testable import Interchange

/// The round trip of every item of the corpus that is accepted, rule by rule.
///
/// Source of the rules: our notes on interchange, section 7.
@Suite struct QTICorpusTripTests {
    /// How many items were held against a rule, and which fell short.
    private struct Tally {
        var held = 0
        var short: Set<String> = []

        mutating func hold(_ name: String, _ isRight: Bool) {
            held += 1
            if !isRight { short.insert(name) }
        }

        var line: String { "\(held - short.count)/\(held)" }
        var share: Double { held == 0 ? 1 : Double(held - short.count) / Double(held) }
    }

    private static func documents() throws -> [(path: String, bytes: Data)] {
        try Corpus.paths("xml").filter { !$0.hasSuffix("imsmanifest.xml") }.map { ($0, try Corpus.bytes($0)) }
    }

    @Test func `every item comes back in its own version, and the second trip writes the bytes of the first`() throws {
        var (tree, names, strange, behaviour, twice) = (Tally(), Tally(), Tally(), Tally(), Tally())
        for (path, bytes) in try Self.documents() {
            guard let trip = try QTITrip(bytes) else { continue }
            let (before, after) = (try QTITrip.tree(bytes), try QTITrip.tree(trip.written))
            tree.hold(path, before == after)
            names.hold(path, QTITrip.identifiers(in: before) == QTITrip.identifiers(in: after))
            strange.hold(path, QTITrip.strange(in: before) == QTITrip.strange(in: after))
            behaviour.hold(path, QTITrip.behaviour(of: before) == QTITrip.behaviour(of: after))
            let again = Specimens.load(Source(folder: "again", files: trip.files))
            let second = try Specimens.files(
                Bank(id: "trip", name: "Trip", items: again.versions),
                as: Self.format(trip)
            )
            let bare = try QTITrip(trip.written)
            twice.hold(path, second == trip.files && bare?.written == trip.written)
        }
        print(
            "round trip, same version: rule 1 \(tree.line), rule 2 \(names.line), rule 5 \(strange.line),",
            "rule 7 \(behaviour.line), rule 8 \(twice.line)"
        )
        #expect(tree.share >= 0.98)
        #expect(tree.short == Set(QTIRoundTripExceptions.tree.keys), "not as the table of exceptions says")
        for tally in [names, strange, behaviour, twice] { #expect(tally.short.isEmpty) }
    }

    private static func format(_ trip: QTITrip) throws -> String {
        QTITrip.format(of: try QTITrip.version(of: trip.document))
    }

    @Test func `every item of QTI 2 that goes through QTI 3 comes back as it was, or a loss is named`() throws {
        try Self.changeVersion(from: [.v20, .v21, .v22], through: "qti3", QTIRoundTripExceptions.throughThree)
    }

    @Test func `every item of QTI 3 that goes through QTI 2 comes back as it was, or a loss is named`() throws {
        try Self.changeVersion(from: [.v30], through: "qti2.2", QTIRoundTripExceptions.throughTwo)
    }

    @Test func `every item of QTI 2 and 3 that goes through QTI 2.1 comes back as it was, or a loss is named`() throws {
        try Self.changeVersion(from: [.v22, .v30], through: "qti2.1", QTIRoundTripExceptions.throughTwoOne)
    }

    private static func changeVersion(
        from versions: Set<QTIVersion>,
        through format: String,
        _ exceptions: [String: String]
    ) throws {
        var (model, tree, names, behaviour, stayed) = (Tally(), Tally(), Tally(), Tally(), 0)
        for (path, bytes) in try documents() {
            guard let root = try? XMLTree(bytes).root, let version = QTIVersion(root: root),
                versions.contains(version), let there = try QTITrip(bytes, as: format)
            else { continue }
            guard try QTITrip.version(of: there.written) != version else {
                stayed += 1
                #expect(there.written == bytes || there.item.original == nil, "\(path) changes where it stays")
                #expect(there.losses.contains { $0.code == "qti.version" }, "\(path) stays without a word")
                continue
            }
            let back = try #require(try QTITrip(there.written, as: QTITrip.format(of: version)), "\(path)")
            let home = try #require(try QTITrip(back.written), "\(path)")
            let (before, after) = (try QTITrip.tree(bytes), try QTITrip.tree(back.written))
            let parts = ItemDifference.parts(there.item, back.item) + ItemDifference.parts(there.item, home.item)
            let isNamed = !there.losses.isEmpty || !back.losses.isEmpty
            model.hold(path, parts.isEmpty && home.item.kind == there.item.kind)
            tree.hold(path, before == after || isNamed)
            names.hold(path, QTITrip.identifiers(in: before) == QTITrip.identifiers(in: after))
            let isAutomatic = format == "qti2.1"
            let rules = isAutomatic ? QTITrip.automaticBehaviour : QTITrip.behaviour
            behaviour.hold(path, rules(before) == rules(after))
        }
        print(
            "round trip through \(format): rule 6 model \(model.line), tree or named loss \(tree.line),",
            "rule 2 \(names.line), rule 7 \(behaviour.line), \(stayed) kept their version"
        )
        #expect(model.short.union(tree.short) == Set(exceptions.keys), "not as the table of exceptions says")
        #expect(names.short.isEmpty && behaviour.short.isEmpty, "\(names.short) \(behaviour.short)")
    }
}
