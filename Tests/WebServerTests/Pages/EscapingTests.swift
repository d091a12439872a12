import Assessment
import Testing

@testable import WebServer

/// Whatever people write, the markup of a page stays ours.
@Suite struct EscapingTests {
    @Test(arguments: 0..<300)
    func `text never changes the structure of a question`(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        let text = (0..<Int.random(in: 1...8, using: &generator))
            .map { _ in Self.pieces.randomElement(using: &generator) ?? "" }.joined()
        #expect(try Self.structure(text) == Self.structure("x"), "\(text.debugDescription)")
    }

    @Test func `a hostile page holds no tag and no attribute of its own`() throws {
        let texts = try SiteFolder.texts("en")
        for specimen in Specimen.all {
            for tag in try ShownText.tags(in: SpecimenTests.rendered(specimen, texts)) where !tag.isClosing {
                let names = Self.attributes(of: tag)
                #expect(
                    !names.contains { $0.hasPrefix("on") || $0 == "style" || $0 == "srcdoc" },
                    "\(String(tag.text))"
                )
                #expect(
                    names.allSatisfy { $0.allSatisfy { $0.isLetter || $0 == "-" || $0.isNumber } },
                    "\(specimen.name): \(names)"
                )
            }
        }
    }

    private static let pieces = [
        "\"", "'", "<", ">", "&", "\"\u{301}", "<\u{338}", "<script>", "</script>", "-->", "<!--", "]]>", "{{csrf}}",
        "{{{.}}}",
        "[[service.name]]", " onfocus=alert(1) ", "javascript:", "\u{202E}", "\u{0}", "\n", "&#34;", "&quot;",
        "</textarea>",
        "</bdi>", "`", "=", "/", "\u{2028}", "👩🏽‍⚕️", "漢",
    ]

    /// Names of all tags and of their attributes, in order.
    private static func structure(_ text: String) throws -> [String] {
        let page = Exam.question(
            Items.filled(with: text),
            number: 7,
            section: text,
            state: ItemFragment.State(
                response: ItemResponse([
                    ResponseID(rawValue: text): .choices([OptionID(rawValue: text)]),
                    ResponseID(rawValue: text + "2"): .pairs([
                        .init(row: OptionID(rawValue: text), column: OptionID(rawValue: text))
                    ]),
                    ResponseID(rawValue: text + "3"): .text(text),
                    ResponseID(rawValue: text + "4"): .number(text, unit: text),
                    ResponseID(rawValue: text + "i1"): .choices([OptionID(rawValue: text)]),
                    ResponseID(rawValue: text + "i3"): .pairs([
                        .init(row: OptionID(rawValue: text), column: OptionID(rawValue: "?" + text))
                    ]),
                    ResponseID(rawValue: text + "i13"): .texts([text]),
                    ResponseID(rawValue: text + "i14"): .file(
                        HandedFile(name: text, type: text, hash: ContentHash(of: .null), bytes: 1)
                    ),
                ]),
                variables: ["X": [text]]
            ),
            standing: .elsewhere(device: text, secondsAgo: 1),
            paper: text,
            texts: try SiteFolder.texts("en")
        )
        let specimen = Specimen("probe", audience: .candidate, notice: .init(text: text, isProblem: true)) { _ in page }
        let markup = try SpecimenTests.rendered(specimen, SiteFolder.texts("en"))
        return ShownText.tags(in: markup).map { "\($0.isClosing ? "/" : "")\($0.name) \(attributes(of: $0))" }
    }

    /// Names of the attributes of a tag; values are skipped by their quotation marks.
    private static func attributes(of tag: ShownText.Tag) -> [String] {
        var names: [String] = []
        var rest = tag.text.unicodeScalars.drop { $0 != " " }
        while let start = rest.firstIndex(where: { !" \n/".unicodeScalars.contains($0) }) {
            let name = rest[start...].prefix { !"= \n".unicodeScalars.contains($0) }
            names.append(String(name))
            rest = rest[name.endIndex...]
            guard rest.first == "=" else { continue }
            rest = rest.dropFirst(2).drop { $0 != "\"" }.dropFirst()
        }
        return names
    }
}
