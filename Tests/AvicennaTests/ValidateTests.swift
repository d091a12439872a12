import Foundation
import Testing

@Suite(.enabled(if: Program.isThere, "avicenna is not built: swift build")) struct ValidateTests {
    @Test func `a sound bank is all ok`() async throws {
        let outcome = try await Program.run("validate", Program.bank, "--format", "json")
        #expect(outcome.status == 0)
        let report = try outcome.object()
        let items = try #require(report["items"] as? [[String: Any]])
        #expect(items.count >= 60)
        #expect(items.allSatisfy { $0["status"] as? String == "ok" })
        #expect(items.allSatisfy { Set($0.keys) == ["path", "id", "kind", "status", "problems", "losses"] })
        #expect((report["package"] as? [String: Any])?["status"] as? String == "ok")
    }

    @Test func `a changed file of a bank is one finding among sound items`() async throws {
        let scratch = try Scratch()
        try FileManager.default.copyItem(atPath: Program.bank, toPath: scratch.path("bank"))
        let item = scratch["bank"].appending(path: "items/renal-0001.json")
        try (try Data(contentsOf: item) + Data(" ".utf8)).write(to: item)
        let outcome = try await Program.run("validate", scratch.path("bank"), "--format", "json")
        #expect(outcome.status == 1)
        let items = try #require(try outcome.object()["items"] as? [[String: Any]])
        let rejected = items.filter { $0["status"] as? String == "rejected" }
        #expect(rejected.compactMap { $0["path"] as? String } == ["items/renal-0001.json"])
    }

    @Test func `a table with a wrong row names the line`() async throws {
        let scratch = try Scratch()
        let rows = "id,lead-in,option-a,option-b,key\nq1,Which?,yes,no,A\nq2,Which?,yes,no,Z\n"
        let table = try scratch.file("t.csv", rows)
        let outcome = try await Program.run("validate", table, "--format", "json")
        let items = try #require(try outcome.object()["items"] as? [[String: Any]])
        let problems = items.flatMap { $0["problems"] as? [[String: Any]] ?? [] }
        #expect(outcome.status == 1)
        #expect(problems.contains { $0["line"] as? Int == 3 })
    }

    @Test(arguments: [
        ("broken.xml", "<assessmentItem><itemBody></assessmentItem>"), ("empty.xml", ""), ("x.zip", "PK no archive"),
        ("letter.docx", "Dear all"),
    ])
    func `what cannot be used at all is bad data, with a reason`(name: String, text: String) async throws {
        let scratch = try Scratch()
        let outcome = try await Program.run("validate", try scratch.file(name, text), "--format", "json")
        #expect(outcome.status == 65)
        let report = try outcome.object()
        let items = (report["items"] as? [[String: Any]] ?? []).flatMap { $0["problems"] as? [[String: Any]] ?? [] }
        let package = (report["package"] as? [String: Any])?["problems"] as? [[String: Any]] ?? []
        #expect(!(items + package).isEmpty)
    }

    @Test func `a missing file is told as such`() async throws {
        let outcome = try await Program.run("validate", "nothing-there.zip")
        #expect(outcome.status == 66)
        #expect(outcome.err.hasPrefix("error AV4066: "))
    }

    @Test func `the corpus gets the verdicts that are expected of it`() async throws {
        let verdicts = try Corpus.list("expected-validity.json")
        for verdict in verdicts {
            let path = try #require(verdict["item"] as? String)
            let outcome = try await Program.run("validate", path, "--format", "json", in: Corpus.folder)
            let report = try outcome.object()
            let items = report["items"] as? [[String: Any]] ?? []
            let rejected = items.count { $0["status"] as? String == "rejected" }
            switch try #require(verdict["expect"] as? String) {
            case "accept": #expect(rejected == 0 && [0, 1].contains(outcome.status), "\(path)")
            case "reject": #expect(outcome.status == 65, "\(path)")
            default: #expect(rejected == 1 && outcome.status == 65, "\(path)")
            }
        }
        if Corpus.folder != nil { #expect(verdicts.count >= 28) }
    }

    @Test func `lint finds what an author should mend`() async throws {
        let sound = try await Program.run("item", "lint", Program.bank)
        #expect(sound.status == 0)
        let scratch = try Scratch()
        let item = try scratch.file("broken.xml", "<assessmentItem><itemBody></assessmentItem>")
        let outcome = try await Program.run("item", "lint", item, "--format", "json")
        #expect(outcome.status == 65)
        #expect((try outcome.object()["findings"] as? [Any])?.isEmpty == false)
    }
}
