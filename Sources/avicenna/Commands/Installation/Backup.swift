import ArgumentParser
import Assessment
import Foundation

struct Backup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Write a consistent copy of the database to a new folder, while a server goes on saving.",
        discussion: """
            The keys are not in a backup: keep a copy of keys/server.key elsewhere,
            restoring needs it.

            EXAMPLES
              avicenna backup /mnt/backup/2027-06-03
              avicenna backup --data /var/lib/avicenna /mnt/backup/before-upgrade \\
                --format json

            EXIT CODES
              0 done, 66 no installation, 69 folder in use or server not answering, 73
              the folder exists or is full
            """
    )

    @ArgumentParser.Argument(help: "Folder to make; it must not exist yet.", completion: .directory)
    var folder: String

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let target = URL(filePath: folder, directoryHint: .isDirectory).standardizedFileURL
        guard !FileManager.default.fileExists(atPath: target.path) else {
            throw CommandError(
                code: "AV3002",
                message: "a backup goes into a new folder, and this one exists",
                place: target.path,
                remedy: "name another folder",
                exit: .cannotWrite
            )
        }
        let made = try await ServerClient.use(data) { client in
            try await waiting(for: "backup", output: output) {
                try await client.ask(
                    "POST",
                    "/api/v1/backups",
                    json: ["folder": .string(Self.path(target)), "program": .string(programVersion)]
                )
            }
        }
        try output.print(made) {
            let bytes = (made["files"]?.elements ?? []).reduce(0) { $0 + ($1["bytes"]?.number ?? 0) }
            return "Backup in \(Self.path(target)), \(ProgressLine.grouped(Int(bytes))) bytes.\n"
                + "The keys are not in it: keep keys/server.key of the data folder in another place."
        }
    }

    /// The path without a slash at its end.
    private static func path(_ url: URL) -> String {
        let path = url.path
        return path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    }
}
