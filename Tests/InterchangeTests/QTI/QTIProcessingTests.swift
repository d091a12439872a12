import Assessment
import Foundation
import Interchange
import ItemKinds
import Testing

/// The interpreter against the whole collection of expected outcomes.
@Suite struct QTIProcessingTests {
    /// Cases of one engine alone that read something the standard does not have, with what it is.
    private static let weak: [String: String] = [
        "responseProcessing_inside_duration_statsOperator":
            "NULL in a container: the standard passes it over, that engine makes the statistic NULL",
        "responseProcessing_lookupTable_matchTable": "an operator lookupTable, which is no operator of the standard",
        "responseProcessing_misc_math_string_stats": "operators mod, mean and others, which the standard does not have",
        "responseProcessing_template_match_nothing": "a template match_nothing, which the standard does not have",
    ]

    @Test func `every expected outcome is ours, but for named cases of one engine alone`() throws {
        let cases = try Corpus.json("expected-outcomes.json")
        var programs: [String: Result<ProcessingProgram, any Error>] = [:]
        var wrong: [String] = []
        var (right, doctypes, weak) = (0, 0, 0)
        for one in cases {
            let path = try #require(one["item"] as? String)
            if programs[path] == nil { programs[path] = Result { try ProcessingCorpus.program(path) } }
            var differences: [String]
            do {
                differences = try ProcessingCorpus.differences(one, try #require(programs[path]).get())
            } catch {
                differences = ["\(error)"]
            }
            guard !differences.isEmpty else {
                right += 1
                continue
            }
            // Rule I3 of the threat model: a document with a DOCTYPE is refused, whatever else it says.
            if path.hasPrefix("rqti/"), differences.joined().contains("document type") {
                doctypes += 1
            } else if one["weight"] as? String == "weak", Self.weak.keys.contains(where: { path.contains("/\($0)/") }) {
                weak += 1
            } else {
                wrong.append("\(path) \(one["case"] ?? ""): \(differences)")
            }
        }
        #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
        print(
            "interpreted outcomes: \(right) of \(cases.count) cases of \(programs.count) items are right;"
                + " \(doctypes) have a DOCTYPE and are refused, \(weak) weak ones differ by name"
        )
        if !cases.isEmpty { #expect(right >= 818 && doctypes == 32 && weak <= 9) }
    }

    @Test func `an item's own rules survive the way into the other dialect and back`() throws {
        var (changed, checked) = ([String](), 0)
        for path in Set(try Corpus.json("expected-outcomes.json").compactMap { $0["item"] as? String }).sorted() {
            let source = try Corpus.document(path)
            let loaded = Specimens.load(source)
            guard let version = loaded.versions.first, version.kind == ProcessedItem.name,
                let format = version.original?.format ?? QTIVersion.allCases.first?.formatName
            else { continue }
            let other = format == QTIVersion.v30.formatName ? "qti2.2" : "qti3"
            var item = version
            item.original = nil
            let files = try Specimens.files(Bank(id: "b", name: "B", items: [item]), as: other)
            let documents = files.filter { $0.key.hasSuffix(".xml") }
            let back = Specimens.load(Source(folder: "b", files: documents)).versions.first
            if back?.scoring != version.scoring { changed.append(path) }
            checked += 1
        }
        #expect(changed.isEmpty, "\(changed)")
        print("own rules: \(checked) items keep them in the other dialect")
    }
}
