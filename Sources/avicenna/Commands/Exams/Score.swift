import ArgumentParser
import Assessment

struct Score: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "score",
        abstract: "Score a closed sitting and store the results.",
        discussion: """
            Confirming and releasing results takes two people, who sign in to the pages
            for it.

            EXAMPLES
              avicenna score 0197a3c2-…
              avicenna score 0197a3c2-… --format json

            EXIT CODES
              0 done, 65 not in the state for it, 66 no such sitting, 69 folder in use
            """
    )

    @ArgumentParser.Argument(help: "The sitting, as avicenna sitting list shows it.")
    var sitting: String

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let target = "/api/v1/sittings/\(ServerClient.escaped(sitting))/score"
        let scored = try await ServerClient.use(data) { client in
            try await waiting(for: "score", output: output) { try await client.ask("POST", target, json: [:]) }
        }
        try output.print(scored) { ResultsText.summary(scored) }
    }
}
