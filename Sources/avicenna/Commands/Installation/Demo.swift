import ArgumentParser
import Assessment
import Foundation
import Storage

struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Serve a demonstration school and print one sign-in link per role.",
        discussion: """
            The school is made on the first start and kept in the data folder.

            EXAMPLES
              avicenna demo
              avicenna demo --port 9000 --data /tmp/school --format json

            EXIT CODES
              0 stopped on request, 65 the bank is damaged, 66 the bank was not found,
              69 address or folder in use
            """
    )

    @OptionGroup var options: ServeOptions
    @OptionGroup var output: OutputOptions

    @ArgumentParser.Option(help: "Bank folder to start with; QuestionBanks/avicenna-first by default.")
    var bank: String?

    func run() async throws {
        try options.check()
        let installation = try await Installation.open(at: options.data.data)
        let store = installation.store
        if try await store.staff().isEmpty {
            guard let folder = DemoBank.folder(named: bank) else {
                throw CommandError(
                    code: "AV1004",
                    message: "the bank for the demonstration was not found",
                    remedy: "run this in the checkout, or give --bank FOLDER",
                    exit: .inputMissing
                )
            }
            output.note("Making the demonstration school …")
            try await DemoSchool(store: store, bank: try DemoBank(at: folder), zone: options.zone).fill(now: Date())
        }
        try await checkWhole(store)
        let links = try await links(store)
        let output = output
        try await options.serve(installation) { url in Self.announce(url, links, output) }
    }

    /// A school whose making was cut off cannot be gone on with.
    private func checkWhole(_ store: Store) async throws {
        let isOurs = try await store.account(login: DemoSchool.members[0].login) != nil
        guard isOurs, try await store.sittings().count < 3 else { return }
        throw CommandError(
            code: "AV1005",
            message: "the making of the demonstration school was cut off",
            place: options.data.url.path,
            remedy: "delete this folder, or name another with --data",
            exit: .badData
        )
    }

    private func links(_ store: Store) async throws -> [(role: String, token: SessionToken)] {
        var links: [(String, SessionToken)] = []
        for member in DemoSchool.members {
            guard let account = try await store.account(login: member.login) else { continue }
            let token = try await store.makeSignInLink(for: account.person, until: Date() + 30 * 24 * 3600)
            links.append((member.role, token))
        }
        return links
    }

    private static func announce(
        _ url: String,
        _ links: [(role: String, token: SessionToken)],
        _ output: OutputOptions
    ) {
        let rows = links.map { ($0.role, "\(url)/sign-in/link/\($0.token.text)") }
        let json: JSONValue = [
            "ready": true, "url": .string(url),
            "links": .array(rows.map { ["role": .string($0.0), "url": .string($0.1)] }),
        ]
        guard output.format == .text else { return OutputOptions.write(CanonicalJSON.text(json)) }
        let width = rows.map(\.0.count).max() ?? 0
        let lines = rows.map { "  \($0.0.padding(toLength: width, withPad: " ", startingAt: 0))  \($0.1)" }
        OutputOptions.write(
            "Avicenna is ready: \(url)\nSign in as\n\(lines.joined(separator: "\n"))\nStop with Ctrl-C."
        )
    }
}
