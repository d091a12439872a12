import ArgumentParser

/// The command; one file a subcommand.
@main
struct Avicenna: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "avicenna",
        abstract: "Assessment bank and exam delivery for medical schools.",
        discussion: """
            EXAMPLES
              avicenna demo
              avicenna serve --data /var/lib/avicenna --certificate fullchain.pem --key key.pem

            EXIT CODES
              0 done, 1 done with findings, 64 usage, 65 bad data, 66 input missing, 69 unavailable, 70 internal,
              73 cannot write, 75 stopped and resumable, 77 not allowed, 78 configuration, 130 interrupted
            """,
        subcommands: [Serve.self, Demo.self, Version.self]
    )
}
