import ArgumentParser
import Archive
import Foundation
import Logging
import ServiceLifecycle
import Storage
import UnixSignals
import WebServer

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serve pages and API from a data folder until stopped.",
        discussion: """
            Beyond loopback it speaks TLS, or clear text to a proxy that is named as trusted.

            EXAMPLES
              avicenna serve --data .avicenna
              avicenna serve --data /var/lib/avicenna --host 0.0.0.0 --port 443 --certificate chain.pem --key key.pem

            EXIT CODES
              0 stopped on request, 69 address or folder in use, 73 cannot write, 78 configuration
            """
    )

    @OptionGroup var options: ServeOptions

    func run() async throws {
        let installation = try await Installation.open(at: options.data)
        try await options.serve(installation) { url in
            FileHandle.standardError.write(Data("avicenna serves \(url) from \(options.data)\n".utf8))
        }
    }
}

/// Where and how a server listens.
struct ServeOptions: ParsableArguments {
    @ArgumentParser.Option(help: "Data folder; made when it is missing.")
    var data = ".avicenna"

    @ArgumentParser.Option(help: "Address to listen on.")
    var host = "127.0.0.1"

    @ArgumentParser.Option(help: "Port to listen on.")
    var port = 8080

    @ArgumentParser.Option(help: "Certificate chain as a PEM file; needs --key.")
    var certificate: String?

    @ArgumentParser.Option(help: "Private key of the certificate as a PEM file.")
    var key: String?

    @ArgumentParser.Option(help: "Address of a proxy that speaks TLS for this server and may be trusted to.")
    var trustedProxy: String?

    @ArgumentParser.Option(help: "IANA zone in which staff plan sittings.")
    var zone = "Europe/London"

    @ArgumentParser.Option(help: "Name of the school, as pages show it.")
    var school = "Avicenna"

    @Flag(help: ArgumentHelp("Offer the pseudo-locales en-XA and ar-XB.", visibility: .hidden))
    var pseudoLocales = false

    func validate() throws {
        guard (certificate == nil) == (key == nil) else {
            throw ValidationError("--certificate and --key belong together.")
        }
        guard isLoopback || certificate != nil || trustedProxy != nil else {
            throw ValidationError(
                "Answers and passwords must not travel in clear text: give --certificate and --key, or --trusted-proxy."
            )
        }
        guard TimeZone(identifier: zone) != nil else { throw ValidationError("“\(zone)” is no IANA time zone.") }
    }

    private var isLoopback: Bool { ["127.0.0.1", "::1", "localhost"].contains(host) }

    /// Serves until the process is told to stop; `onReady` gets the address of the start page.
    func serve(
        _ installation: Installation,
        onReady: @escaping @Sendable (String) async -> Void
    ) async throws {
        let server = try WebServer(
            store: installation.store,
            settings: WebSettings(
                schoolName: school,
                zone: zone,
                isSecure: certificate != nil || trustedProxy != nil,
                hasPseudoLocales: pseudoLocales
            ),
            gzip: { try Gzip.compress($0) },
            now: { Date() }
        )
        let url = "\(certificate == nil ? "http" : "https")://\(host.contains(":") ? "[\(host)]" : host):\(port)"
        let pages = try server.application(
            at: .tcp(host: host, port: port),
            certificate: certificate.flatMap { chain in
                key.map { WebServer.Certificate(certificatePath: chain, keyPath: $0) }
            },
            onReady: { await onReady(url) }
        )
        let socketPath = try installation.folder.socketPath()
        // The last server's socket is left behind when it was killed; we hold the lock, so nobody listens there.
        unlink(socketPath)
        let commands = try server.application(
            at: .socket(path: socketPath),
            onReady: { _ = chmod(socketPath, 0o600) }
        )
        var logger = Logger(label: "avicenna")
        logger.logLevel = .warning
        let group = ServiceGroup(
            services: [pages, commands],
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: logger
        )
        try await group.run()
        try await installation.store.close()
        unlink(socketPath)
    }
}
