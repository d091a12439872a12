import Assessment
import Foundation
import Logging
import NIOPosix
import Storage

/// What every handler works with: an object, since every request carries it along.
final class Website: Sendable {
    let store: Store
    let site: Site
    let settings: WebSettings
    let sessions: SessionCache
    let throttle: Throttle
    let fragments: FragmentCache
    /// Large bodies.
    let uploads = Uploads()
    /// Files of candidates are small beside packages, and come all at once at the end of an exam.
    let handedFiles = Uploads(limit: 16)
    /// Imports, whatever the size of their files: a small archive may hold a great deal.
    let imports = Uploads(limit: 1)
    let runningImports = RunningImports()
    /// Hashing, unpacking and assembly run here, so that saves never wait for them.
    let pool: NIOThreadPool
    /// How many bytes are free where the data lies; `nil` where nobody knows.
    let freeBytes: @Sendable () -> Int?
    let now: @Sendable () -> Date

    init(
        store: Store,
        site: Site,
        settings: WebSettings,
        sessions: SessionCache,
        throttle: Throttle,
        fragments: FragmentCache,
        pool: NIOThreadPool,
        freeBytes: @escaping @Sendable () -> Int?,
        now: @escaping @Sendable () -> Date
    ) {
        self.store = store
        self.site = site
        self.settings = settings
        self.sessions = sessions
        self.throttle = throttle
        self.fragments = fragments
        self.pool = pool
        self.freeBytes = freeBytes
        self.now = now
    }

    /// Times as staff read them.
    var clock: ClockText { ClockText(zone: TimeZone(identifier: settings.zone) ?? .gmt) }

    /// For what happens beside the requests.
    var logger: Logger { Logger(label: "avicenna") { [now] _ in LineLog(now: now) } }

    /// Runs `work` in the bounded pool.
    func apart<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await pool.runIfActive(work)
    }
}

/// What an installation says about itself.
public struct WebSettings: Sendable {
    /// The name of the school, as pages show it.
    public var schoolName: String
    /// The IANA zone in which staff plan sittings.
    public var zone: String
    /// Whether cookies are sent over TLS only.
    public var isSecure: Bool
    /// The address of the proxy that speaks TLS for this server; nobody beyond this machine may pass it by.
    public var trustedProxy: String?
    /// Whether the pseudo-locales for tests can be chosen.
    public var hasPseudoLocales: Bool

    public init(
        schoolName: String = "Avicenna",
        zone: String = "Europe/London",
        isSecure: Bool = false,
        trustedProxy: String? = nil,
        hasPseudoLocales: Bool = false
    ) {
        self.schoolName = schoolName
        self.zone = zone
        self.isSecure = isSecure
        self.trustedProxy = trustedProxy
        self.hasPseudoLocales = hasPseudoLocales
    }
}
