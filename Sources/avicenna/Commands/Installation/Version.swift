import ArgumentParser
import Assessment

/// The version of this program.
let programVersion = "0.1.0"

struct Version: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "version",
        abstract: "Print the version.",
        discussion: "EXAMPLES\n  avicenna version\n  avicenna version --format json\n\nEXIT CODES\n  0 done"
    )

    @OptionGroup var output: OutputOptions

    func run() throws {
        try output.print(["version": .string(programVersion)]) { "avicenna \(programVersion)" }
    }
}
