import ArgumentParser
import Archive
import Foundation
import Logging
import ServiceLifecycle
import Storage
import UnixSignals
import WebServer

/// Where and how a server listens.
struct ServeOptions: ParsableArguments {
    @OptionGroup var data: DataOptions

    @ArgumentParser.Option(help: "Address to listen on.")
    var host = "127.0.0.1"

    @ArgumentParser.Option(help: "Port to listen on.")
    var port = 8080

    @ArgumentParser.Option(help: "Certificate chain as a PEM file; needs --key.", completion: .file())
    var certificate: String?

    @ArgumentParser.Option(help: "Private key of the certificate as a PEM file.", completion: .file())
    var key: String?

    @ArgumentParser.Option(
        help: "IP address of the proxy that speaks TLS for this server; it must pass Host and X-Forwarded-For on."
    )
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
        guard (1...65_535).contains(port) else { throw ValidationError("A port is a number from 1 to 65535.") }
        if let trustedProxy {
            var bytes = in6_addr()
            guard inet_pton(AF_INET, trustedProxy, &bytes) == 1 || inet_pton(AF_INET6, trustedProxy, &bytes) == 1 else {
                throw ValidationError("“\(trustedProxy)” is no IP address.")
            }
        }
        guard TimeZone(identifier: zone) != nil else { throw ValidationError("“\(zone)” is no IANA time zone.") }
    }

    /// Everything that can be known before the data folder is touched.
    func check() throws {
        guard ["127.0.0.1", "::1", "localhost"].contains(host) || certificate != nil || trustedProxy != nil else {
            throw CommandError(
                code: "AV5001",
                message: "answers and passwords must not travel in clear text beyond this machine",
                place: "--host \(host)",
                remedy: "give --certificate and --key, or name the proxy that speaks TLS with --trusted-proxy",
                exit: .configuration
            )
        }
        for file in [certificate, key].compactMap(\.self) where access(file, R_OK) != 0 {
            throw CommandError(
                code: "AV5002",
                message: "the file cannot be read: \(String(cString: strerror(errno)))",
                place: file,
                remedy: "check the path and who may read it",
                exit: errno == ENOENT ? .inputMissing : .configuration
            )
        }
        try ListeningAddress(host: host, port: port).check()
    }

    /// Serves until the process is told to stop; `onReady` gets the address of the start page.
    func serve(
        _ installation: Installation,
        onReady: @escaping @Sendable (String) async -> Void
    ) async throws {
        // A terminal or log that goes away must not take the server with it.
        signal(SIGPIPE, SIG_IGN)
        let started = Date()
        let server = try WebServer(
            store: installation.store,
            settings: WebSettings(
                schoolName: school,
                zone: zone,
                isSecure: certificate != nil || trustedProxy != nil,
                trustedProxy: trustedProxy,
                hasPseudoLocales: pseudoLocales
            ),
            gzip: { try Gzip.compress($0) },
            freeBytes: { [folder = installation.folder] in folder.freeBytes },
            now: { Date() }
        )
        let url = "\(certificate == nil ? "http" : "https")://\(host.contains(":") ? "[\(host)]" : host):\(port)"
        // Who hears that we are ready may at once send a command, so the socket for commands listens first.
        let (listening, listens) = AsyncStream<Void>.makeStream()
        let pages = try application(server) {
            for await _ in listening {}
            await onReady(url)
        }
        let socketPath = try installation.folder.socketPath()
        // The last server's socket is left behind when it was killed; we hold the lock, so nobody listens there.
        unlink(socketPath)
        let commands = try server.application(
            at: .socket(path: socketPath),
            onReady: {
                _ = chmod(socketPath, 0o600)
                listens.finish()
            }
        )
        var logger = Logger(label: "avicenna")
        logger.logLevel = .warning
        let anchorFile = AnchorFile(url: installation.folder.url.appending(path: "anchors.jsonl"))
        let anchors = AnchorService(store: installation.store, file: anchorFile, logger: logger)
        var configuration = ServiceGroupConfiguration(
            services: [
                .init(service: anchors), .init(service: commands), .init(service: pages),
                .init(service: StagingService(store: installation.store, started: started, logger: logger)),
                // The last one is the first to be told to stop, while the store still takes what it clears away.
                .init(service: ImportService(server: server)),
            ],
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: logger
        )
        // A request that hangs must not keep a machine from shutting down.
        configuration.maximumGracefulShutdownDuration = .seconds(20)
        try await ServiceGroup(configuration: configuration).run()
        try await installation.store.close()
        unlink(socketPath)
    }

    private func application(
        _ server: WebServer,
        onReady: @escaping @Sendable () async -> Void
    ) throws -> some Service {
        do {
            return try server.application(
                at: .tcp(host: host, port: port),
                certificate: certificate.flatMap { chain in
                    key.map { WebServer.Certificate(certificatePath: chain, keyPath: $0) }
                },
                onReady: onReady
            )
        } catch {
            throw CommandError(
                code: "AV5003",
                message: "the certificate or its key is no readable PEM file",
                place: [certificate, key].compactMap(\.self).joined(separator: ", "),
                remedy: "give the whole chain as PEM, and the key that belongs to it",
                exit: .configuration
            )
        }
    }
}

/// An address that a server wants to listen on.
struct ListeningAddress {
    let host: String
    let port: Int

    /// Tries the address and lets it go again, so that a plain reason can be given before anything is opened.
    ///
    /// - Throws: ``CommandError`` when it is in use, not of this machine, or not for this user.
    func check() throws {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = AI_PASSIVE
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, String(port), &hints, &found) == 0, let address = found?.pointee else {
            throw failure("this is no address or name that is known here", .configuration)
        }
        defer { freeaddrinfo(found) }
        let listener = socket(address.ai_family, address.ai_socktype, address.ai_protocol)
        guard listener >= 0 else { throw failure(String(cString: strerror(errno)), .unavailable) }
        defer { close(listener) }
        var isReused: Int32 = 1
        setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &isReused, socklen_t(MemoryLayout<Int32>.size))
        guard bind(listener, address.ai_addr, address.ai_addrlen) == 0, listen(listener, 1) == 0 else {
            switch errno {
            case EADDRINUSE: throw failure("another program listens there already", .unavailable)
            case EACCES: throw failure("this user may not listen there", .notAllowed)
            case EADDRNOTAVAIL: throw failure("this machine has no such address", .configuration)
            default: throw failure(String(cString: strerror(errno)), .unavailable)
            }
        }
    }

    private func failure(_ message: String, _ exit: ExitCode) -> CommandError {
        CommandError(
            code: "AV5069",
            message: message,
            place: "\(host):\(port)",
            remedy: "name another address with --host or --port",
            exit: exit
        )
    }
}
