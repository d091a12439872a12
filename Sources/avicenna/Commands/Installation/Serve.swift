import ArgumentParser
import Foundation
import Storage

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve pages and API from a data folder until stopped.",
        discussion: """
            Beyond loopback it speaks TLS, or clear text to a proxy that is named as
            trusted. Every hour, and when it starts and stops, it states the journal in
            anchors.jsonl: keep a copy of that file on another machine.

            EXAMPLES
              avicenna serve --data .avicenna
              avicenna serve --data /var/lib/avicenna --host 0.0.0.0 --port 443 \\
                --certificate chain.pem --key key.pem

            EXIT CODES
              0 stopped on request, 66 certificate missing, 69 address or folder in use,
              73 cannot write, 77 the port may not be used, 78 configuration
            """
    )

    @OptionGroup var options: ServeOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try options.check()
        let installation = try await Installation.open(at: options.data.data)
        let (data, output) = (options.data.data, output)
        if try await installation.store.staff().isEmpty {
            output.note("Nobody can sign in yet; add somebody with avicenna user add, from another terminal.")
        }
        try await options.serve(installation) { url in
            if output.format == .json {
                OutputOptions.write(#"{"ready":true,"url":"\#(url)"}"#)
            } else {
                output.note("avicenna serves \(url) from \(data)")
            }
        }
    }
}
