import ArgumentParser
import Assessment
import Foundation
import Storage

struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate",
        abstract: "Bring the database of a data folder up to date; makes the installation where there is none.",
        discussion: """
            A server does the same when it starts, so this is for looking before starting,
            or for a new folder.

            EXAMPLES
              avicenna migrate --data /var/lib/avicenna
              avicenna migrate --data .avicenna --format json

            EXIT CODES
              0 done, 69 folder in use, 73 cannot write, 78 the database is newer than
              this program
            """
    )

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let installation = try Installation(locking: try DataFolder(preparing: data.url))
        let applied = try await installation.store.migrate(now: Date())
        try await installation.store.close()
        let json: JSONValue = [
            "applied": .array(applied.map { .integer(Int64($0)) }), "schema": .integer(Int64(Store.schema)),
        ]
        try output.print(json) {
            applied.isEmpty
                ? "The database is up to date (schema \(Store.schema))."
                : "Applied \(applied.count) \(applied.count == 1 ? "migration" : "migrations"); "
                    + "the schema is now \(Store.schema)."
        }
    }
}
