import ArgumentParser
import Assessment
import Foundation

/// How a command answers: text for people, which may change, or JSON for programs, which may not.
struct OutputOptions: ParsableArguments {
    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

    @ArgumentParser.Option(help: "Answer as text for people or as stable JSON: text or json.")
    var format = Format.text

    @Flag(help: "Print results only, no progress.")
    var quiet = false

    /// Prints the result on standard output.
    func print(_ json: JSONValue, text: () -> String) {
        switch format {
        case .text: Swift.print(text())
        case .json: Swift.print(CanonicalJSON.text(json))
        }
    }

    /// Prints a line for people on standard error.
    func note(_ text: String) {
        guard !quiet else { return }
        FileHandle.standardError.write(Data((text + "\n").utf8))
    }
}

/// Exit codes of the command line, after sysexits(3).
extension ExitCode {
    static let findings = ExitCode(1)
    static let badData = ExitCode(65)
    static let inputMissing = ExitCode(66)
    static let unavailable = ExitCode(69)
    static let internalFault = ExitCode(70)
    static let cannotWrite = ExitCode(73)
    static let notAllowed = ExitCode(77)
    static let configuration = ExitCode(78)
}

/// What went wrong, where, and what to do: the three lines of every error.
struct CommandError: Error, CustomStringConvertible {
    let code: String
    let message: String
    var place = ""
    var remedy = ""
    let exit: ExitCode

    var description: String {
        ["error \(code): \(message)", place.isEmpty ? nil : "  in: \(place)", remedy.isEmpty ? nil : "  do: \(remedy)"]
            .compactMap(\.self)
            .joined(separator: "\n")
    }
}
