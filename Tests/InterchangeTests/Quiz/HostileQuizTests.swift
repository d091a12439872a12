import Assessment
import Foundation
import ItemKinds
import Testing

@testable import Interchange

/// Input that wants to stop, fool or exhaust the readers of GIFT, Aiken and Moodle XML.
@Suite struct HostileQuizTests {
    private static let names = ["gift": "a.gift", "aiken": "a.aiken", "moodle-xml": "a.xml"]

    private static func load(_ bytes: Data, _ format: String) throws -> Specimens.Loaded {
        Specimens.load(Source(file: try #require(names[format]), bytes: bytes))
    }

    @Test(arguments: ["gift", "aiken"])
    func `bytes that are no text are refused with their line`(format: String) throws {
        for broken in [[0xFF, 0x41], [0xC3, 0x28], [0xED, 0xA0, 0x80]] as [[UInt8]] {
            let bytes = Data("What?{T}\nA) x\n".utf8) + Data(broken) + Data("\n".utf8)
            let package = try Self.load(bytes, format).report
            #expect(package.status == .rejected)
            #expect(package.problems.map { "\($0.code):\($0.line)" } == ["\(format).encoding:3"])
        }
        let nul = try Self.load(Data("What?{T}\n\n\0{T}\n".utf8), format).report
        #expect(nul.problems.map { "\($0.code):\($0.line)" } == ["\(format).character:3"])
        let large = try Self.load(Data(count: QuizLines.byteLimit + 1), format).report
        #expect(large.problems.map(\.code) == ["\(format).size"])
    }

    /// Each of these made some reader of such files slow or deep.
    @Test(arguments: [
        ("gift", "{", ""), ("gift", "}", ""), ("gift", "{\n\n", ""), ("gift", "=", "}"), ("gift", "~%", "}"),
        ("gift", "::", ""), ("gift", "\\", ""), ("gift", "#", "}"), ("gift", "// [id:", ""), ("gift", "->", "}"),
        ("gift", "a\n", ""), ("gift", "{T}\n\n", ""), ("gift", " ", "{T}"), ("gift", "<b>", "{T}"),
        ("gift", "[html]", "{}"),
        ("aiken", "A) x\n", "ANSWER: A"), ("aiken", "ANSWER: A\n", ""), ("aiken", "a\n\n", "ANSWER: A"),
        ("aiken", "ANSWER", ""), ("aiken", "A) ", ""), ("moodle-xml", "<question/>", ""),
    ])
    func `a flood of one mark is read in one go`(format: String, mark: String, end: String) throws {
        let flood = String(repeating: mark, count: 60_000 / mark.utf8.count)
        let opening = format == "gift" && end == "}" ? "What?{" : ""
        let text = format == "moodle-xml" ? "<quiz>\(flood)</quiz>" : opening + flood + end
        let clock = ContinuousClock()
        var items = 0
        let time = try clock.measure { items = try Self.load(Data(text.utf8), format).items.count }
        #expect(time < .seconds(60), "\(items) items")
    }

    /// Seeded, so that a failure can be seen again: bytes changed, taken out, doubled and swapped.
    @Test(arguments: ["gift", "aiken", "moodle-xml"])
    func `files with changed bytes are read or refused, and what is read is sound`(format: String) throws {
        let bank = Bank(id: "b", name: "B", items: Specimens.ofKinds)
        let written = try GIFTFormatTests.written(bank, as: format).text
        let more = [
            "gift":
                "// [id:1] [tag:a]\n::N::[html]<p>a</p>{~%50%b#c ~%50%d ~%-100%e####f}\n\n$CATEGORY: x\n\nQ{=a -> b = -> c}",
            "aiken": "A case.\n\nWhich?\nA. x\nB. y\nANSWER: B\n", "moodle-xml": "",
        ]
        let seed = Array((written + "\n" + (more[format] ?? "")).utf8)
        var random = Seeded(state: 44)
        let marks = Array("{}~=#%:\\\n\n<>&;\"'/-[]AB.)\0\u{FF}é".utf8)
        for _ in 0..<150 {
            var bytes = seed
            for _ in 0..<Int.random(in: 1...6, using: &random) where !bytes.isEmpty {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes[place] = marks[Int.random(in: 0..<marks.count, using: &random)]
                case 1: bytes.removeSubrange(place..<min(place + Int.random(in: 1...40, using: &random), bytes.count))
                case 2: bytes.insert(contentsOf: bytes[place..<min(place + 30, bytes.count)], at: place)
                default: bytes.swapAt(place, Int.random(in: 0..<bytes.count, using: &random))
                }
            }
            for item in try Self.load(Data(bytes), format).items {
                let version = item.version
                #expect((version == nil) == (item.report.status == .rejected))
                guard item.report.status == .ok, let version else { continue }
                let problems = Catalogue.standard.problems(in: version).filter { $0.severity == .error }
                #expect(problems.isEmpty, "\(String(decoding: bytes, as: UTF8.self))")
            }
        }
    }

    /// A small generator with a seed (SplitMix64).
    private struct Seeded: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }
}
