import Assessment
import Foundation
import ItemKinds
import Testing

@testable import Interchange

/// The files of other programs, held against what is known to stand in them.
@Suite struct QuizCorpusTests {
    static let folder: URL? = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let folder = root.appending(path: "../shared/corpora/moodle").standardizedFileURL
        return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
    }()

    private static func present() -> URL? {
        if let folder { return folder }
        #expect(ProcessInfo.processInfo.environment["CI"] == nil, "the corpus of ../shared is missing")
        print("skipped: ../shared/corpora/moodle is not there")
        return nil
    }

    static func questions(inGIFT bytes: Data) -> [QuizQuestion] {
        var reader = GIFTReader(QuizLines(bytes, code: "gift").lines)
        var questions: [QuizQuestion] = []
        while let found = reader.next() { questions.append(found.question) }
        return questions
    }

    @Test func `every file holds the questions that are known to stand in it`() throws {
        guard let folder = Self.present() else { return }
        let list = try Data(contentsOf: folder.appending(path: "expected-questions.json"))
        let entries = try #require(try JSONSerialization.jsonObject(with: list) as? [[String: Any]])
        var right = 0
        for entry in entries {
            let path = try #require(entry["file"] as? String)
            let bytes = try Data(contentsOf: folder.appending(path: path))
            let differences: [String]
            switch entry["format"] as? String {
            case "moodle-xml": differences = try ExpectedQuestions.differences(fromMoodleXML: bytes, entry)
            case "aiken":
                var reader = AikenReader(QuizLines(bytes, code: "aiken").lines)
                var questions: [QuizQuestion] = []
                while let found = reader.next() { questions.append(found.question) }
                differences = ExpectedQuestions.differences(questions, entry["questions"])
            case "gift":
                let questions = Self.questions(inGIFT: bytes)
                if let tree = entry["expectedParse"] as? String {
                    let file = try Data(contentsOf: folder.appending(path: tree))
                    differences = ExpectedTree.differences(
                        questions,
                        bytes,
                        try JSONSerialization.jsonObject(with: file)
                    )
                } else {
                    differences = ExpectedQuestions.differences(questions, entry["questions"])
                }
            case "csv": differences = ExpectedQuestions.differences(fromTable: CSVTable(bytes), entry)
            default: differences = ["of no known format"]
            }
            #expect(differences == [], "\(path)")
            if differences.isEmpty { right += 1 }
        }
        print("moodle corpus: \(right) of \(entries.count) files hold what is known to stand in them")
        #expect(entries.count >= 37 && right == entries.count)
    }

    /// Whatever stands in the corpus passes through the whole import, and what is kept opaquely is named.
    @Test func `every file of the corpus is imported or refused question by question`() throws {
        guard let folder = Self.present() else { return }
        let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        var counts: [String: Int] = [:]
        for name in names.sorted() where [".gift", ".xml", ".txt"].contains(where: { name.hasSuffix($0) }) {
            let isQuestions = name.contains("gift") || name.contains("aiken") || name.hasSuffix(".xml")
            guard isQuestions else { continue }
            let bytes = try Data(contentsOf: folder.appending(path: name))
            let loaded = Specimens.load(Source(file: String(name.split(separator: "/").last ?? ""), bytes: bytes))
            #expect(loaded.report.status == .ok, "\(name): \(loaded.report.problems)")
            for item in loaded.items {
                counts[item.report.status.rawValue, default: 0] += 1
                let isNamed = !item.report.problems.isEmpty
                #expect(item.report.status == .ok || isNamed, "\(name): \(item.report.path) is refused without a word")
                #expect(item.report.status != .rejected, "\(name): \(item.report.path) \(item.report.problems)")
                #expect(item.version != nil, "\(name): \(item.report.path)")
            }
        }
        print("moodle corpus: items \(counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" })")
        #expect(counts["ok", default: 0] >= 60)
    }

    /// Both as it came and, its source taken away, written anew.
    @Test(arguments: [true, false])
    func `what is read of the corpus and written again is the same, or named`(keepsSource: Bool) throws {
        guard let folder = Self.present() else { return }
        let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        for name in names.sorted() where name.contains("gift") || name.contains("aiken") || name.hasSuffix(".xml") {
            guard !name.hasSuffix(".json"), !name.hasSuffix("LICENSE") else { continue }
            let file = String(name.split(separator: "/").last ?? "")
            guard file.contains(".") else { continue }
            let source = Source(file: file, bytes: try Data(contentsOf: folder.appending(path: name)))
            let format = try #require(Formats.format(of: source), "\(name)")
            let loaded = Specimens.load(source)
            var bank = loaded.bank
            if !keepsSource { for index in bank.items.indices { bank.items[index].original = nil } }
            var written = Data()
            let losses = format.write(bank, catalogue: .standard, media: { loaded.media[$0] }) { written = $1 }
            let back = Specimens.load(Source(file: "b.\(format.endings[0])", bytes: written))
            let lost = Set(losses.map(\.id))
            for item in bank.items where !lost.contains(item.item.rawValue) {
                let same = back.versions.first { $0.item == item.item }
                let parts = same.map { ItemDifference.parts($0, item) } ?? ["all of it"]
                #expect(parts == [], "\(name): \(item.item.rawValue)")
            }
            if keepsSource, format.name.rawValue != "aiken" { #expect(lost == [], "\(name)") }
        }
    }
}
