import ArgumentParser
import Archive
import Assessment
import Foundation
import Interchange

struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write the current versions of the whole bank in a format.",
        discussion: """
            OUT is a new folder, or an archive when its name ends in .zip, or one file
            when it has the format's ending, such as .csv.

            EXAMPLES
              avicenna export --to qti3 bank.zip
              avicenna export --to avicenna our-bank --data /var/lib/avicenna

            EXIT CODES
              0 done, 64 usage, 66 no installation, 69 folder in use, 73 OUT exists or
              cannot be written
            """
    )

    @ArgumentParser.Option(help: "The format to write.", completion: .list(FormatChoice.names))
    var to: FormatChoice

    @ArgumentParser.Argument(help: "What to write; - writes an archive to standard output.", completion: .file())
    var out: String

    @Flag(help: "Replace the file OUT.")
    var overwrite = false

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let bytes = try await ServerClient.use(data) { client in
            try await waiting(for: "export", output: output) {
                try await client.bytes("GET", "/api/v1/exports/\(to.rawValue)")
            }
        }
        let archive = try ZIPArchive(bytes)
        let count = try OutputFiles.with(out, as: to.format, overwrites: overwrite) { files in
            for entry in archive.entries where !entry.isFolder {
                try files.write(try archive.bytes(of: entry), at: entry.name)
            }
            return files.count
        }
        guard out != "-" else { return }
        let json: JSONValue = [
            "format": .string(to.rawValue), "out": .string(out), "files": .integer(Int64(count)),
        ]
        try output.print(json) { "Wrote \(out): \(ProgressLine.grouped(count)) \(count == 1 ? "file" : "files")." }
    }
}

/// A format that can be written.
struct FormatChoice: ExpressibleByArgument {
    let rawValue: String
    let format: any Format

    static let names = Formats.written.map(\.name.rawValue)

    static var allValueStrings: [String] { names }

    init?(argument: String) {
        guard let format = Formats.named(FormatName(rawValue: argument)), format.writes else { return nil }
        rawValue = argument
        self.format = format
    }
}
