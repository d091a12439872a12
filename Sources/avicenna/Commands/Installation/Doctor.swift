import ArgumentParser
import Assessment
import Foundation

struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Check database, durability, disk, clock, keys and journal, one line each.",
        discussion: """
            Changes nothing. While a server runs, what only the owner of the database can
            see is asked of it.

            EXAMPLES
              avicenna doctor --data /var/lib/avicenna
              avicenna doctor --format json

            EXIT CODES
              0 all well, 1 with findings, 66 no installation, 69 folder in use and not
              answering
            """
    )

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let folder = try data.existing()
        var checks = [HealthCheck.keys(folder), HealthCheck.disk(folder), HealthCheck.clock(folder, now: Date())]
        checks.insert(await HealthCheck.library(), at: 0)
        try await ServerClient.use(data) { client in
            try await waiting(for: "doctor", output: output) {
                checks += await HealthCheck.database(client)
                checks.append(await HealthCheck.journal(client))
            }
        }
        let findings = checks.filter { !$0.isWell }
        let json: JSONValue = ["checks": .array(checks.map(\.json)), "ok": .bool(findings.isEmpty)]
        try output.print(json) {
            let width = checks.map(\.name.count).max() ?? 0
            return checks.map { check in
                let blanks = String(repeating: " ", count: width - check.name.count)
                return "\(check.isWell ? "ok  " : "LOOK") \(check.name)\(blanks)  \(check.text)"
            }
            .joined(separator: "\n")
        }
        guard findings.isEmpty else { throw ExitCode.findings }
    }
}
