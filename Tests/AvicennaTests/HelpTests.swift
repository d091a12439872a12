import Foundation
import Testing

@Suite(.enabled(if: Program.isThere, "avicenna is not built: swift build")) struct HelpTests {
    private static let commands = [
        "serve", "demo", "doctor", "migrate", "user add", "user list", "user roles", "user password", "import",
        "export", "validate", "convert", "item lint", "item score", "assemble", "paper list", "paper show",
        "paper new", "paper assemble", "paper move", "paper seal", "sitting list", "sitting create", "sitting open",
        "sitting close", "sitting status", "sitting extend", "sitting candidates", "sitting tickets",
        "sitting responses", "score", "results", "results show", "results pass-mark", "backup", "restore",
        "audit verify", "audit list", "completion", "version",
    ]

    @Test(arguments: commands)
    func `help has a purpose, two examples and the exit codes`(command: String) async throws {
        let help = try await Program.run(command.split(separator: " ").map(String.init) + ["--help"])
        #expect(help.status == 0)
        #expect(help.err.isEmpty)
        #expect(help.out.hasPrefix("OVERVIEW: "))
        let examples = help.out.components(separatedBy: "EXAMPLES").last?.components(separatedBy: "EXIT CODES").first
        #expect((examples?.components(separatedBy: "  avicenna \(command)").count ?? 0) >= 3, "\(command)")
        #expect(help.out.contains("EXIT CODES\n  0 "))
        let lines = help.out.split(separator: "\n").filter { !$0.hasPrefix("USAGE: ") }
        #expect(lines.allSatisfy { $0.count <= 80 })
    }

    @Test func `the help of the program names every command`() async throws {
        let help = try await Program.run("--help")
        for command in Self.commands {
            let name = command.split(separator: " ").first ?? ""
            #expect(help.out.contains("\n  \(name) "), "\(name)")
        }
    }

    @Test(arguments: [
        (["papr"], "avicenna paper"), (["paper", "lst"], "avicenna paper list"), (["bakup"], "avicenna backup"),
        (["help", "sittng"], "avicenna sitting"),
    ])
    func `an unknown word is usage and gets the nearest command`(words: [String], nearest: String) async throws {
        let outcome = try await Program.run(words)
        #expect(outcome.status == 64)
        #expect(outcome.out.isEmpty)
        #expect(outcome.err.hasPrefix("error AV1001: "))
        #expect(outcome.err.contains("did you mean \(nearest)?"))
    }

    @Test(arguments: [
        ["version", "--frmat", "json"], ["validate"], ["serve", "--port", "eighty"], ["serve", "--port", "70000"],
        ["user", "add", "x", "--name", "X", "--role", "boss"], ["item", "score", "x.xml"], ["version", "extra"],
        ["paper", "move", "x", "--to", "nowhere"], ["version", "--format", "csv"],
    ])
    func `what makes no sense is usage and told in lines that start alike`(words: [String]) async throws {
        let outcome = try await Program.run(words)
        #expect(outcome.status == 64)
        #expect(outcome.out.isEmpty)
        #expect(outcome.err.hasPrefix("error AV1"))
    }

    @Test func `an error in JSON has code, message, where and hint`() async throws {
        let failure = try await Program.run("validate", "nothing-there", "--format", "json").failure()
        #expect(failure["code"] as? String == "AV4066")
        #expect(failure["where"] as? String == "nothing-there")
        #expect(Set(failure.keys) == ["code", "message", "where", "hint"])
    }

    @Test func `the version is one line, or one object`() async throws {
        let text = try await Program.run("version")
        let json = try await Program.run("version", "--format", "json").object()
        #expect(text.out == "avicenna \(json["version"] as? String ?? "")\n")
    }

    @Test func `a result that cannot be written whole is no success`() async throws {
        let outcome = try await Program.run(["version"], sink: "/dev/full")
        #expect(outcome.status == 73)
        #expect(outcome.err.hasPrefix("error AV4074: "))
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func `there is a completion script for every shell`(shell: String) async throws {
        let script = try await Program.run("completion", shell)
        #expect(script.status == 0)
        #expect(script.out.contains("sitting"))
    }
}
