import Assessment
import Foundation
import ItemKinds
import Testing

@testable import Interchange

@Suite struct AikenFormatTests {
    private static let vessel = "Which vessel leaves the left ventricle?\nA) Pulmonary trunk\nB) Aorta\nANSWER: B\n"

    private static func load(_ text: String) -> Specimens.Loaded { GIFTFormatTests.load(text, "bank.aiken") }

    @Test(arguments: [
        vessel, vessel.replacing("\n", with: "\r\n"), "\u{FEFF}" + vessel, "\n\n" + vessel + "\n\n",
        vessel.replacing(")", with: "."), vessel.replacing("ANSWER: B\n", with: "ANSWER:B"),
        vessel.replacing("A) Pul", with: "\n  A)  Pul"), vessel.replacing("\nANSWER", with: "\n\nANSWER"),
    ])
    func `a question is a single best answer, however its lines end`(text: String) throws {
        let loaded = Self.load(text)
        let version = try #require(loaded.versions.first)
        #expect(loaded.items.map(\.report.status) == [.ok] && loaded.items[0].report.losses == [])
        #expect(version.kind == SingleBestAnswer.name)
        #expect(version.interactions[0].prompt == [.text("Which vessel leaves the left ventricle?")])
        #expect(version.interactions[0].options.map(\.content) == [[.text("Pulmonary trunk")], [.text("Aorta")]])
        #expect(version.scoring[0].parameters == ["key": ["B"]])
    }

    @Test func `marks of other languages are what they look like`() throws {
        let text = Self.vessel.replacing("Aorta", with: "<b>Aorta</b> &amp; {x} *y*")
        let version = try #require(Self.load(text).versions.first)
        #expect(version.interactions[0].options[1].content == [.text("<b>Aorta</b> &amp; {x} *y*")])
    }

    @Test func `a case stands before its lead-in, and several questions follow each other without a blank line`() {
        let text = "A man of 60.\nHe has pain.\n\n" + Self.vessel + Self.vessel.replacing("left", with: "right")
        let versions = Self.load(text).versions
        #expect(versions.count == 2)
        let place = Block.interaction(ResponseID(rawValue: "RESPONSE"))
        #expect(versions[0].body == [.paragraph([.text("A man of 60."), .lineBreak, .text("He has pain.")]), place])
        #expect(versions[1].body == [place])
    }

    @Test(arguments: [
        (vessel.replacing("ANSWER: B\n", with: ""), "aiken.answer", 1),
        (vessel.replacing("ANSWER: B", with: "ANSWER: C"), "aiken.answer", 4),
        (vessel.replacing("B) Aorta\n", with: ""), "aiken.options", 1),
        (vessel.replacing("B) Aorta", with: "A) Aorta"), "aiken.letter", 3),
        (vessel.replacing("B) Aorta", with: "B) Aorta\nor so"), "aiken.line", 4), ("ANSWER: B\n", "aiken.text", 1),
        ("Just some words.\n", "aiken.options", 1),
    ])
    func `an odd question is refused with its line, the next one is not`(text: String, code: String, line: Int) {
        let loaded = Self.load(text + "\n" + Self.vessel.replacing("left", with: "right"))
        let isText = text.hasPrefix("Just")
        #expect(loaded.items.last?.report.status == .ok)
        if isText {
            // Text alone belongs to what follows it.
            #expect(loaded.items.count == 1 && loaded.versions[0].body.count == 2)
            let alone = Self.load(text).items
            #expect(alone.first?.report.problems.map(\.code) == [code, "aiken.answer"])
        } else {
            #expect(loaded.items.map(\.report.status) == [.rejected, .ok])
            #expect(loaded.items[0].report.problems.contains { $0.code == code && $0.line == line })
        }
    }

    @Test func `small letters are read and named with their line`() throws {
        let text = Self.vessel.replacing("A)", with: "a)").replacing("B)", with: "b)")
        let options = Self.load(text)
        #expect(options.items[0].report.status == .ok)
        #expect(options.items[0].report.losses.map { "\($0.code):\($0.line)" } == ["aiken.case:2"])
        let key = Self.load(Self.vessel.replacing("ANSWER: B", with: "answer: b"))
        #expect(key.items[0].report.losses.map { "\($0.code):\($0.line)" } == ["aiken.case:4"])
        #expect(key.versions[0].scoring[0].parameters == ["key": ["B"]])
        // A sentence that begins like an option is none.
        let sentence = Self.load("See fig. 1.\nc) is not drawn. Which is it?\n" + Self.vessel)
        #expect(sentence.versions[0].interactions[0].options.count == 2)
    }

    @Test func `what is written reads back, and all that Aiken does not say is named`() throws {
        var items = Specimens.ofKinds
        items[0].body = [.text("A) begins like an option."), .text("ANSWER: A")] + items[0].body
        let written = try GIFTFormatTests.written(Bank(id: "b", name: "B", items: items), as: "aiken")
        #expect(Self.load(written.text).items.map(\.report.status).allSatisfy { $0 == .ok })
        for item in items { #expect(written.losses[item.item.rawValue]?.isEmpty == false, "\(item.item.rawValue)") }
        let plain = try #require(Self.load(Self.vessel).versions.first)
        let again = try GIFTFormatTests.written(Bank(id: "b", name: "B", items: [plain]), as: "aiken")
        #expect(again.text == Self.vessel)
        #expect(again.losses.values.joined().contains { $0.contains("identifier") })
    }

    @Test func `texts of other formats are not taken for Aiken`() {
        for text in ["id,lead-in\nq,l\n", "::a::b{T}", "<quiz></quiz>", ""] {
            #expect(!AikenFormat().recognises(Source(file: "a.txt", bytes: Data(text.utf8))))
        }
        #expect(AikenFormat().recognises(Source(file: "-", bytes: Data(Self.vessel.utf8))))
    }
}
