import ArgumentParser
import Assessment
import Foundation
import Storage

struct Restore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Put a backup into an empty data folder, after checking it whole.",
        discussion: """
            Checksum, SQLite's own integrity check and the whole journal must fit, or the
            folder is left as it was. The key is the keys/server.key of the installation
            that was backed up.

            EXAMPLES
              avicenna restore /mnt/backup/2027-06-03 --data /var/lib/avicenna \\
                --key /root/server.key
              avicenna restore backup --data /tmp/look --key .avicenna/keys/server.key \\
                --format json

            EXIT CODES
              0 done, 65 not a usable backup or not its key, 66 no backup or key, 69
              folder in use, 73 the folder is not empty, 78 the backup is newer than
              this program
            """
    )

    @ArgumentParser.Argument(help: "Folder of the backup.", completion: .directory)
    var backup: String

    @OptionGroup var data: DataOptions

    @ArgumentParser.Option(help: "Server key of the installation; copied into a fresh folder.", completion: .file())
    var key: String?

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let source = URL(filePath: backup, directoryHint: .isDirectory)
        guard FileManager.default.fileExists(atPath: source.path) else { throw CommandError.missing(backup) }
        let folder = try DataFolder(preparing: data.url)
        let lock = try DataFolderLock(folder)
        let file = folder.keys.appending(path: "server.key")
        let isNew = !FileManager.default.fileExists(atPath: file.path)
        try takeKey(to: file, isNew: isNew)
        let manifest: BackupManifest
        do {
            manifest = try await waiting(for: "restore", output: output) {
                try await lock.restore(from: source, key: try folder.serverKey())
            }
        } catch {
            // The folder is left as it was; a key that was not ours to bring would only mislead.
            if isNew { try? FileManager.default.removeItem(at: file) }
            throw error
        }
        let json: JSONValue = [
            "data": .string(folder.url.path), "madeAt": .string(manifest.madeAt.formatted(.iso8601)),
            "events": .integer(manifest.anchor.events), "program": .string(manifest.program),
            "schema": .integer(Int64(manifest.schema)),
        ]
        try output.print(json) {
            "Restored \(folder.url.path) as it was at \(manifest.madeAt.formatted(.iso8601)): "
                + "\(ProgressLine.grouped(Int(manifest.anchor.events))) events, all checked."
        }
    }

    private func takeKey(to file: URL, isNew: Bool) throws {
        guard let key else {
            guard isNew else { return }
            throw CommandError(
                code: "AV3067",
                message: "the backup cannot be checked without the server key it was made under",
                place: file.path,
                remedy: "give --key FILE with the keys/server.key of that installation",
                exit: .inputMissing
            )
        }
        let secret = try Data(contentsOf: URL(filePath: key))
        guard secret.count >= 32 else {
            throw CommandError(code: "AV3065", message: "this is no server key", place: key, exit: .badData)
        }
        guard isNew else {
            guard try Data(contentsOf: file) == secret else {
                throw CommandError(
                    code: "AV3073",
                    message: "the data folder has another server key already",
                    place: file.path,
                    remedy: "restore into an empty folder",
                    exit: .cannotWrite
                )
            }
            return
        }
        let isWritten = FileManager.default.createFile(
            atPath: file.path,
            contents: secret,
            attributes: [.posixPermissions: 0o600]
        )
        guard isWritten else {
            throw CommandError(
                code: "AV4073",
                message: "the key cannot be written",
                place: file.path,
                exit: .cannotWrite
            )
        }
    }
}
