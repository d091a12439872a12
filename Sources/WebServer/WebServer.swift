public import Foundation
public import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import HTTPTypes
import Logging
import NIOCore
import NIOPosix
import NIOSSL
public import Storage
import Synchronization

/// The web floor joined together: pages and API over one store.
public struct WebServer: Sendable {
    let website: Website

    /// Every declared route, for the policy matrix, the API description and their tests.
    static let groups: [any RouteGroup] = [
        SignInRoutes(), PersonRoutes(), AttemptRoutes(), LockpointRoutes(), SectionRoutes(), HandedFileRoutes(),
        SitRoutes(),
        ReceiptRoutes(), ItemAPI(),
        PaperAPI(),
        SittingAPI(), CandidateAPI(), MessageAPI(), MessageRoutes(),
        ResultsAPI(), PeopleAPI(), SystemAPI(), BankRoutes(), ImportPlanRoutes(), PlanEntryRoutes(), PaperRoutes(),
        AssemblyRoutes(),
        BlueprintRoutes(),
        SittingRoutes(), CandidateRoutes(), LiveRoutes(), ResultsRoutes(), ItemAnalysisRoutes(), FeedbackRoutes(),
    ]

    static var routes: [Route] { groups.flatMap(\.routes) }

    /// Reads and checks the site's templates, texts and styles.
    ///
    /// `gzip` compresses static files once, at the start; `freeBytes` tells what is free where the data lies; `now` is
    /// the clock of every request.
    ///
    /// - Throws: a problem naming the template, text or style that is missing or broken.
    public init(
        store: Store,
        settings: WebSettings,
        gzip: (Data) throws -> Data,
        freeBytes: @escaping @Sendable () -> Int? = { nil },
        now: @escaping @Sendable () -> Date
    ) throws {
        guard let folder = Site.folder else { throw SiteProblem(file: "Site", problem: "is not beside the program") }
        let pool = NIOThreadPool(numberOfThreads: 2)
        pool.start()
        website = Website(
            store: store,
            site: try Site(
                folder: folder,
                pages: Site.pages + Site.staffPages,
                pseudoLocales: settings.hasPseudoLocales,
                gzip: gzip
            ),
            settings: settings,
            sessions: SessionCache(),
            throttle: Throttle(),
            fragments: FragmentCache(),
            pool: pool,
            freeBytes: freeBytes,
            now: now
        )
    }

    /// Where a server listens.
    public enum Address: Sendable {
        case tcp(host: String, port: Int)
        /// The socket in the data folder; its file mode decides who may use it, and they act as operator.
        case socket(path: String)
    }

    /// A certificate chain and its key, both PEM files.
    public struct Certificate: Sendable {
        public var certificatePath: String
        public var keyPath: String

        public init(certificatePath: String, keyPath: String) {
            self.certificatePath = certificatePath
            self.keyPath = keyPath
        }
    }

    /// An application that serves all routes at `address`; run it as a service.
    ///
    /// - Throws: when the certificate or key cannot be read.
    public func application(
        at address: Address,
        certificate: Certificate? = nil,
        onReady: @escaping @Sendable () async -> Void = {}
    ) throws -> some ApplicationProtocol {
        let now = website.now
        let logger = Logger(label: "avicenna") { _ in LineLog(now: now) }
        let (bind, isSocket): (BindAddress, Bool) =
            switch address {
            case .tcp(let host, let port): (.hostname(host, port: port), false)
            case .socket(let path): (.unixDomainSocket(path: path), true)
            }
        return Application(
            responder: responder(isSocket: isSocket),
            server: try Self.builder(certificate),
            configuration: ApplicationConfiguration(address: bind, backlog: 1024),
            onServerRunning: { _ in await onReady() },
            logger: logger
        )
    }

    /// What a request in this process came to.
    public struct Answer: Sendable {
        public let status: Int
        public let contentType: String
        public let body: Data
    }

    /// Answers a request of a command that opened the store itself, as operator, by the same routes and rules.
    ///
    /// `target` is path and query, such as `/api/v1/items?limit=10`.
    public func answer(
        _ method: String,
        _ target: String,
        contentType: String = "",
        body: Data = Data()
    ) async -> Answer {
        var headers = HTTPFields()
        if !contentType.isEmpty { headers[.contentType] = contentType }
        let request = Inbound(
            HTTPRequest.Method(rawValue: method) ?? .get,
            target,
            headers: headers,
            body: Array(body)
        )
        let response = await responder(isSocket: true).respond(to: request, logger: Logger(label: "avicenna"))
        let writer = Collecting()
        // Collecting cannot fail; an error here would be the framework's own.
        try? await response.body.write(writer)
        return Answer(
            status: response.status.code,
            contentType: response.headers[.contentType] ?? "",
            body: writer.bytes.withLock { $0 }
        )
    }

    /// Ends the imports that are being read and takes no more, before the store is closed.
    ///
    /// Waits at most five seconds; what is not cleared away by then, the next start of a server clears away.
    public func endImports() async { await website.runningImports.close(patience: .seconds(5)) }

    func responder(isSocket: Bool) -> Responder {
        Responder(website: website, table: RouteTable(Self.routes), isSocket: isSocket)
    }

    private static func builder(_ certificate: Certificate?) throws -> HTTPServerBuilder {
        // Rule R12: 64 header fields, 16 KiB of them, nobody silent for more than a minute.
        let channel = HTTP1Channel.Configuration(
            idleTimeout: .seconds(60),
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: 8 << 10,
                maxHeaderListSize: 16 << 10,
                maxHeaderFieldCount: 64
            )
        )
        guard let certificate else { return .http1(configuration: channel) }
        let chain = try NIOSSLCertificate.fromPEMFile(certificate.certificatePath).map {
            NIOSSLCertificateSource.certificate($0)
        }
        var tls = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain,
            privateKey: .privateKey(try NIOSSLPrivateKey(file: certificate.keyPath, format: .pem))
        )
        tls.minimumTLSVersion = .tlsv12
        return try .tls(.http1(configuration: channel), tlsConfiguration: tls)
    }
}

/// Collects the bytes of a response in memory.
private final class Collecting: ResponseBodyWriter, Sendable {
    let bytes = Mutex(Data())

    func write(_ buffer: ByteBuffer) async throws { bytes.withLock { $0.append(contentsOf: buffer.readableBytesView) } }

    func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
