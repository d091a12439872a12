import ArgumentParser
import Assessment
import Foundation

/// The command; one file a subcommand.
@main
struct Avicenna: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "avicenna",
        abstract: "Assessment bank and exam delivery for medical schools.",
        discussion: """
            EXAMPLES
              avicenna demo
              avicenna serve --data /var/lib/avicenna --certificate fullchain.pem \\
                --key key.pem

            EXIT CODES
              0 done, 1 done with findings, 64 usage, 65 bad data, 66 input missing, 69
              unavailable, 70 internal, 73 cannot write, 75 stopped and resumable, 77
              not allowed, 78 configuration, 130 interrupted
            """,
        version: programVersion,
        groupedSubcommands: [
            CommandGroup(
                name: "Installation",
                subcommands: [
                    Serve.self, Demo.self, Migrate.self, Doctor.self, User.self, Backup.self, Restore.self, Audit.self,
                ]
            ),
            CommandGroup(
                name: "Bank",
                subcommands: [
                    Import.self, Export.self, Validate.self, Convert.self, ItemCommand.self, Assemble.self,
                ]
            ),
            CommandGroup(
                name: "Exams",
                subcommands: [PaperCommand.self, SittingCommand.self, Score.self, Results.self]
            ),
            CommandGroup(name: "Program", subcommands: [Completion.self, Version.self]),
        ]
    )

    static func main() async {
        let arguments = Array(ProcessInfo.processInfo.arguments.dropFirst())
        do {
            try CommandWords(arguments).check()
            var command = try await asyncParseAsRoot(arguments)
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            Foundation.exit(report(error, arguments).rawValue)
        }
    }

    /// Tells what went wrong and returns the code to end with.
    private static func report(_ error: any Error, _ arguments: [String]) -> ExitCode {
        if let code = error as? ExitCode { return code }
        let parsed = exitCode(for: error)
        if parsed.isSuccess {
            OutputOptions.write(fullMessage(for: error))
            return parsed
        }
        let words = CommandWords(arguments)
        let failure =
            parsed == .validationFailure
            ? CommandError.usage(message(for: error), remedy: "\(words.path) --help") : CommandError(error)
        if words.asksForJSON {
            OutputOptions.tell(CanonicalJSON.text(failure.json))
        } else {
            OutputOptions.tell(failure.text(label: words.hasColour ? "\u{1B}[1;31merror\u{1B}[0m" : "error"))
        }
        return failure.exit
    }
}

/// The words of a command line, as far as they are needed before and after it is parsed.
struct CommandWords {
    private let arguments: [String]

    init(_ arguments: [String]) { self.arguments = arguments }

    /// Names the word that is no command, and the nearest one.
    func check() throws {
        var command: any ParsableCommand.Type = Avicenna.self
        for word in arguments where word != "help" {
            let children = Self.children(of: command)
            guard !children.isEmpty, !word.hasPrefix("-") else { return }
            guard let next = children.first(where: { Self.name(of: $0) == word }) else {
                // Any other word is an argument of the command that is meant when none is named.
                guard command.configuration.defaultSubcommand == nil else { return }
                let nearest = children.map(Self.name).min { Self.distance($0, word) < Self.distance($1, word) }
                let path = path
                throw CommandError(
                    code: "AV1001",
                    message: "“\(word)” is no command of \(path)",
                    remedy: nearest.map { "did you mean \(path) \($0)? See \(path) --help" } ?? "",
                    exit: .usage
                )
            }
            command = next
        }
    }

    /// The command as far as it was understood, such as `avicenna paper list`.
    var path: String {
        var command: any ParsableCommand.Type = Avicenna.self
        var path = [Avicenna._commandName]
        for word in arguments {
            guard let next = Self.children(of: command).first(where: { Self.name(of: $0) == word }) else { break }
            command = next
            path.append(word)
        }
        return path.joined(separator: " ")
    }

    var asksForJSON: Bool {
        if arguments.contains(where: { $0.hasPrefix("--format=json") }) { return true }
        return zip(arguments, arguments.dropFirst()).contains { $0 == "--format" && $1.hasPrefix("json") }
    }

    /// Whether standard error is a terminal that may be coloured.
    var hasColour: Bool {
        let isUnwanted =
            arguments.contains("--no-colour") || arguments.contains("--no-color")
            || !(ProcessInfo.processInfo.environment["NO_COLOR"] ?? "").isEmpty
        return !isUnwanted && isatty(STDERR_FILENO) == 1
    }

    private static func children(of command: any ParsableCommand.Type) -> [any ParsableCommand.Type] {
        command.configuration.subcommands
    }

    private static func name(of command: any ParsableCommand.Type) -> String { command._commandName }

    /// How many letters must be changed, added or taken away (Levenshtein 1966).
    static func distance(_ one: String, _ other: String) -> Int {
        var row = Array(0...other.count)
        for (line, letter) in one.enumerated() {
            var previous = row[0]
            row[0] = line + 1
            for (column, second) in other.enumerated() {
                let change = previous + (letter == second ? 0 : 1)
                previous = row[column + 1]
                row[column + 1] = min(change, row[column] + 1, row[column + 1] + 1)
            }
        }
        return row[other.count]
    }
}
