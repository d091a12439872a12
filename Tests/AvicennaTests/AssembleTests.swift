import Foundation
import Testing

@Suite(.enabled(if: Program.isThere, "avicenna is not built: swift build")) struct AssembleTests {
    private static func assemble(_ blueprint: String, seed: Int) async throws -> Program.Outcome {
        try await Program.run([
            "assemble", "--bank", Program.bank, "--blueprint", blueprint, "--seed", String(seed), "--format", "json",
        ])
    }

    @Test func `a paper meets its blueprint, and the same seed gives the same one`() async throws {
        let first = try await Self.assemble("year-5-paper-a", seed: 7)
        #expect(first.status == 0)
        let plan = try first.object()
        let coverage = try #require(plan["coverage"] as? [String: Any])
        #expect(coverage["met"] as? Bool == true)
        #expect((plan["chosen"] as? [Any])?.count == 20)
        #expect((plan["objective"] as? [String: Any])?["distance"] as? Int != nil)
        #expect(try await Self.assemble("year-5-paper-a", seed: 7).out == first.out)
        #expect(try await Self.assemble("year-5-paper-a", seed: 8).out != first.out)
    }

    @Test func `a blueprint that asks for more than there is gets the conflicting targets and what would help`()
        async throws
    {
        let scratch = try Scratch()
        let data = try Data(contentsOf: URL(filePath: "\(Program.bank)/blueprints/year-5-paper-a.json"))
        var blueprint = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        var targets = try #require(blueprint["targets"] as? [[String: Any]])
        targets[0]["minimum"] = 19
        targets[0]["maximum"] = 20
        blueprint["targets"] = targets
        try JSONSerialization.data(withJSONObject: blueprint).write(to: scratch["blueprint.json"])
        let outcome = try await Self.assemble(scratch.path("blueprint.json"), seed: 7)
        #expect(outcome.status == 1)
        let conflict = try #require(try outcome.object()["conflict"] as? [String: Any])
        let limits = try #require(conflict["limits"] as? [[String: Any]])
        #expect(limits.contains { $0["target"] as? Int == 0 && $0["side"] as? String == "minimum" })
        #expect((conflict["remedies"] as? [Any])?.isEmpty == false)
        let text = try #require(conflict["text"] as? String)
        #expect(text.hasPrefix("No set meets all rules."))
    }

    @Test(arguments: [(["--blueprint", "no-such"], 66), (["--blueprint", "README.md"], 65)])
    func `a blueprint that is none is told from one that is missing`(words: [String], status: Int) async throws {
        let folder = URL(filePath: Program.bank)
        let outcome = try await Program.run(["assemble", "--bank", Program.bank] + words, in: folder)
        #expect(outcome.status == Int32(status))
    }
}
