import Foundation
import Interchange
import Testing

/// The XML files of the corpus are read, but for those that break a rule; each of these is named with its reason.
@Suite struct XMLCorpusTests {
    static let isCI = ProcessInfo.processInfo.environment["CI"] != nil
    static let corpus = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "shared/corpora/qti")
    static let hasCorpus = isCI || FileManager.default.fileExists(atPath: corpus.path)

    static let expectedRefusals: [String: XMLProblem.Code] = {
        var refusals: [String: XMLProblem.Code] = [
            "1edtech-qti-examples/qtiv3-examples/packaging/items/images/postcard.svg": .doctype,
            "1edtech-qti-examples/qtiv3-examples/results/full-example.xml": .malformed,
            "instructure-qti/spec/fixtures/test_qti_1.2/quiz.xml": .unsupportedEncoding,
            "qti-sdk/test/samples/invalid/empty.xml": .noElement,
            "qti-sdk/test/samples/invalid/malformed.xml": .malformed,
            "tao-itemqti/test/integration/samples/wrong/unwell_formated_associate.xml": .malformed,
            "tao-itemqti/test/integration/samples/xml/qtiv2p1/xinclude/stimulus_invalidEntities.xml": .undeclaredEntity,
        ]
        let names = [
            "DirectedPair", "DirectedPair_abbr", "DirectedPair_sign_more_less", "Essay_without_Maxscore_Minscore",
            "InlineChoice", "InlineChoice_sign_more_less", "Order", "Order_output_createQtiTask",
            "Order_sign_more_less",
        ]
        for name in names { refusals["rqti/tests/testthat/file/xml/\(name).xml"] = .doctype }
        return refusals
    }()

    static func paths() throws -> [String] {
        try #require(FileManager.default.enumerator(atPath: corpus.path)).compactMap { $0 as? String }
            .filter { $0.hasSuffix(".xml") || $0.hasSuffix(".svg") || $0.hasSuffix(".xsd") }
    }

    @Test(.enabled(if: hasCorpus, "../shared/corpora is not here"))
    func `every document of the corpus is read or refused for the stated reason`() throws {
        let paths = try Self.paths()
        try #require(paths.count >= 560)
        for path in paths {
            let found = XMLRefusalTests.problem(try Data(contentsOf: Self.corpus.appending(path: path)))
            #expect(found?.code == Self.expectedRefusals[path], "\(path) \(found?.line ?? 0): \(found?.message ?? "")")
        }
    }

    @Test(.enabled(if: hasCorpus, "../shared/corpora is not here"))
    func `every document survives being written and read again`() throws {
        for path in try Self.paths() where Self.expectedRefusals[path] == nil {
            let root = try XMLTree(Data(contentsOf: Self.corpus.appending(path: path))).root
            let again = try XMLTree(XMLWriter().document(root)).root
            #expect(Self.withoutPlaces(again) == Self.withoutPlaces(root), "\(path)")
        }
    }

    static func withoutPlaces(_ element: XMLElement) -> XMLElement {
        var plain = element
        (plain.line, plain.column, plain.prefix) = (0, 0, "")
        plain.attributes = element.attributes.map { XMLAttribute($0.name, $0.value) }
        plain.children = element.children.map { node in
            switch node {
            case .text: node
            case .element(let inner): .element(withoutPlaces(inner))
            }
        }
        return plain
    }
}
