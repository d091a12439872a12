import Assessment
import Storage

/// One way into the house: everything that is decided about a request before any of our rules runs.
///
/// Pages, API, policy matrix and OpenAPI are all made from these values; a route that is not declared does not exist.
struct Route: Sendable {
    let method: Method
    /// `/sit/{sitting}/q/{number}`: a component in braces takes any value.
    let path: String
    let access: Access
    let body: BodyRule
    let rate: RateClass
    /// What the audit stream says of it; `nil` where nothing of the school changes, or the journal itself records it.
    let audit: AuditAction?
    let cache: CacheRule
    /// Whether an expired session comes in too, to deliver what waited on a device; the handler asks to which attempt.
    let delivers: Bool
    /// One line for the API description and the policy table.
    let summary: String
    let handle: @Sendable (Call) async throws -> Reply

    init(
        _ method: Method,
        _ path: String,
        _ access: Access,
        body: BodyRule = .none,
        rate: RateClass = .ordinary,
        audit: AuditAction? = nil,
        cache: CacheRule = .noStore,
        delivers: Bool = false,
        _ summary: String,
        handle: @escaping @Sendable (Call) async throws -> Reply
    ) {
        self.method = method
        self.path = path
        self.access = access
        self.body = body
        self.rate = rate
        self.audit = audit
        self.cache = cache
        self.delivers = delivers
        self.summary = summary
        self.handle = handle
    }

    enum Method: String, Sendable, CaseIterable { case get = "GET", post = "POST", put = "PUT", delete = "DELETE" }

    /// Who may come in; the object itself is loaded and checked by the handler.
    enum Access: Sendable, Hashable {
        case everyone
        /// Anybody signed in, whatever the role.
        case signedIn
        /// One of these roles; the operator at the machine may use every staff route.
        case roles(Set<Role>)
        /// Somebody at the machine, through the socket in the data folder, and nobody else.
        case operatorAtMachine

        static let candidate = Access.roles([.candidate])
        static let bank = Access.roles([.examiner])
        static let office = Access.roles([.examOfficer])
        static let live = Access.roles([.examOfficer, .invigilator])
        static let results = Access.roles([.examOfficer, .board])
        static let staff = Access.roles([.examiner, .examOfficer, .invigilator, .board, .administrator])
    }

    /// What may come with it, at most so many bytes; counted while reading.
    enum BodyRule: Sendable, Hashable {
        case none
        case form(limit: Int)
        case json(limit: Int)
        case file(limit: Int)

        static let smallForm = BodyRule.form(limit: 16 << 10)
        static let smallJSON = BodyRule.json(limit: 16 << 10)
        /// A response may hold 64 KiB of text, six bytes each when escaped, and its envelope.
        static let responseForm = BodyRule.form(limit: 512 << 10)
        static let responseJSON = BodyRule.json(limit: 512 << 10)

        var limit: Int {
            switch self {
            case .none: 0
            case .form(let limit), .json(let limit), .file(let limit): limit
            }
        }

        /// The longest time in which it may arrive, however steadily it drips.
        var time: Duration {
            switch self {
            case .none: .zero
            case .form, .json: .seconds(60)
            case .file: .seconds(900)
            }
        }
    }

    /// How many requests may come in a minute; saves are never turned away for being many.
    enum RateClass: String, Sendable {
        case ordinary, save, signIn
        /// Reads or writes whole files, or thinks for seconds.
        case heavy

        /// For one person, or for one address while nobody is signed in: a whole room may sit behind one.
        func triesAMinute(isSignedIn: Bool) -> Int? {
            switch self {
            case .save: nil
            case .signIn: 600
            case .heavy: 60
            case .ordinary: isSignedIn ? 1200 : 12_000
            }
        }
    }

    enum CacheRule: String, Sendable {
        case noStore = "no-store"
        /// Named by its content.
        case immutable = "public, max-age=31536000, immutable"
        /// Part of something sealed that the address names: the browser of whoever may see it keeps it through the exam.
        case sealed = "private, max-age=86400, immutable"
    }

    var isAPI: Bool { path.hasPrefix("/api/") }
}

/// The routes of one noun.
protocol RouteGroup: Sendable {
    var routes: [Route] { get }
}
