import Foundation
import Testing

@testable import Interchange

/// The table of what versions have, held against the schemas of QTI 2.1, 2.2.4 and 3.0, element by element.
@Suite struct QTIConstructsTests {
    private static let folder = "qti-sdk/src/qtism/data/storage/xml/schemes"

    private static func models() throws -> [QTIVersion: QTISchemaModel]? {
        guard try Corpus.folder() != nil else { return nil }
        var models: [QTIVersion: QTISchemaModel] = [:]
        for (version, path) in QTISchemaTests.schemas {
            models[version] = try QTISchemaModel(try Corpus.bytes("\(folder)/\(path)"), of: version)
        }
        return models
    }

    /// Elements of speech markup and of APIP, which keep namespaces of their own in every version.
    private static let foreign: Set<String> = [
        "apip-accessibility", "break", "emphasis", "mark", "phoneme", "prosody", "s", "say-as", "speak", "voice",
    ]
    /// Elements that stand only in HTML 5 boxes of QTI 2.2, whose own schema the corpus does not have.
    private static let inBoxes: Set<String> = ["figcaption", "rb", "rp", "rt", "rtc", "source", "track"]
    /// Roots of documents of their own, which the schema of an item does not reach.
    private static let unlisted: Set<String> = ["assessment-stimulus", "stimulus-body"]
    /// Attributes that `QTIConversion` itself puts into the words of the other version, and those of the table entries of
    /// `matchTable`, whose value the schema of 2.1 calls `targetType`, against its own text.
    private static let converted: Set<String> = ["center-point", "centre-point", "lang", "target-type", "target-value"]

    @Test func `every element of the table stands in the versions that it names, and in no other`() throws {
        guard let models = try Self.models() else { return }
        var wrong: [String] = []
        let table = QTIConstructs.own.merging(QTIConstructs.markup) { own, _ in own }
        for (name, known) in table where !Self.unlisted.contains(name) {
            for (version, model) in models where !(version == .v22 && Self.inBoxes.contains(name)) {
                let has = model.elements[name] != nil
                if has != known.versions.contains(version) { wrong.append("\(name) in \(version.rawValue): \(has)") }
            }
        }
        #expect(wrong.isEmpty, "\(wrong.sorted())")
        #expect(models.values.allSatisfy { $0.elements.count > 150 })
    }

    @Test func `every element that not all versions have is in the table, or goes with one that is left out`() throws {
        guard let models = try Self.models() else { return }
        var gone = Set(QTIConstructs.own.filter { [.removed, .refused].contains($0.value.remedy) }.keys)
        let names = Set(models.values.flatMap { $0.elements.keys })
        // Inside what is left out or refused nothing needs a remedy of its own.
        var isGrowing = true
        while isGrowing {
            let more = names.filter { name in
                let parents = Set(models.values.flatMap { $0.parents[name] ?? [] })
                return !gone.contains(name) && !parents.isEmpty && parents.isSubset(of: gone)
            }
            gone.formUnion(more)
            isGrowing = !more.isEmpty
        }
        let missing = names.filter { name in
            models.values.contains { $0.elements[name] == nil } && QTIConstructs.own[name] == nil
                && QTIConstructs.markup[name] == nil && !gone.contains(name) && !Self.foreign.contains(name)
        }
        #expect(missing.isEmpty, "\(missing.sorted())")
    }

    @Test func `every attribute stands on the elements of the versions that the table says, and on no other`() throws {
        guard let models = try Self.models() else { return }
        var (wrong, checked) = ([String](), 0)
        for name in Set(models.values.flatMap { $0.elements.keys }) {
            let declared = models.compactMapValues { $0.elements[name].flatMap { $0.isDeclared ? $0 : nil } }
            let attributes = Set(declared.values.flatMap(\.attributes))
            for attribute in attributes.subtracting(Self.converted) where declared.count > 1 {
                // A version without the element has nothing to say, and free attributes are held by the next rule.
                guard !attribute.hasPrefix("data-") else { continue }
                for (version, element) in declared {
                    checked += 1
                    let has = element.attributes.contains(attribute)
                    let said = QTIConstructs.has(attribute, on: name, version)
                    // Of ARIA the table says what a version took up, not where.
                    if has != said, !attribute.hasPrefix("aria-") || has {
                        wrong.append("\(attribute) on \(name) in \(version.rawValue): \(has)")
                    }
                }
            }
        }
        #expect(wrong.isEmpty, "\(wrong.sorted().prefix(40))")
        #expect(checked > 1000)
        print("constructs: \(checked) attributes of elements are as the table says")
    }

    @Test func `free attributes stand in QTI 2 and 3 where the table says`() throws {
        guard let models = try Self.models() else { return }
        for (version, model) in models {
            let isFree = model.elements.values.contains {
                $0.isOpen || $0.attributes.contains { $0.hasPrefix("data-") }
            }
            #expect(isFree == QTIConstructs.has("data-anything", on: "p", version), "\(version.rawValue)")
        }
        #expect(models[.v30]?.elements["p"]?.attributes.contains("data-catalog-idref") == true)
        #expect(models[.v22]?.elements["p"]?.attributes.contains("data-catalog-idref") == false)
    }
}
