import Foundation
import Testing

@Suite(.enabled(if: Program.isThere, "avicenna is not built: swift build")) struct ConvertTests {
    /// Hash by path of every item that a bank's list names.
    private static func hashes(_ bank: URL) throws -> [String: String] {
        let data = try Data(contentsOf: bank.appending(path: "bank.json"))
        let list = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        let items = try #require(list["items"] as? [[String: String]])
        return Dictionary(uniqueKeysWithValues: items.map { ($0["path"] ?? "", $0["hash"] ?? "") })
    }

    @Test(arguments: ["qti3", "qti2.2"])
    func `a bank through a package and back has the same hashes`(format: String) async throws {
        let scratch = try Scratch()
        let there = try await Program.run("convert", Program.bank, scratch.path("bank.zip"), "--to", format)
        #expect(there.status == 0)
        let back = try await Program.run("convert", scratch.path("bank.zip"), scratch.path("back"), "--to", "avicenna")
        #expect(back.status == 0)
        let hashes = try Self.hashes(URL(filePath: Program.bank))
        #expect(hashes.count >= 60)
        #expect(try Self.hashes(scratch["back"]) == hashes)
        let validated = try await Program.run("validate", scratch.path("back"))
        #expect(validated.status == 0)
    }

    @Test func `a table reports what it cannot hold, item by item`() async throws {
        let scratch = try Scratch()
        let outcome = try await Program.run(
            "convert",
            Program.bank,
            scratch.path("t.csv"),
            "--to",
            "csv",
            "--format",
            "json"
        )
        #expect(outcome.status == 1)
        let losses = try #require(try outcome.object()["losses"] as? [[String: Any]])
        #expect(losses.contains { $0["id"] as? String == "cardio-0006" })
        let table = try String(contentsOf: scratch["t.csv"], encoding: .utf8)
        #expect(table.contains("cardio-0001"))
    }

    @Test func `nothing is replaced unless it is said`() async throws {
        let scratch = try Scratch()
        let file = try scratch.file("bank.zip", "precious")
        let refused = try await Program.run("convert", Program.bank, file, "--to", "qti3")
        #expect(refused.status == 73)
        #expect(try String(contentsOf: scratch["bank.zip"], encoding: .utf8) == "precious")
        let replaced = try await Program.run("convert", Program.bank, file, "--to", "qti3", "--overwrite")
        #expect(replaced.status == 0)
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.url.path) == ["bank.zip"])
    }

    @Test func `what cannot be read leaves nothing behind`() async throws {
        let scratch = try Scratch()
        let file = try scratch.file("broken.xml", "<assessmentItem>")
        let outcome = try await Program.run("convert", file, scratch.path("out"), "--to", "qti3")
        #expect(outcome.status == 65)
        #expect(outcome.err.contains("broken.xml"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.url.path) == ["broken.xml"])
    }

    @Test func `an unknown format is usage, and the known ones are named`() async throws {
        let outcome = try await Program.run("convert", Program.bank, "out", "--to", "papyrus")
        #expect(outcome.status == 64)
        #expect(outcome.err.contains("qti3"))
    }
}
