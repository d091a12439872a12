public import Assessment
import Foundation

/// A blueprint or resource pack that comes along with items.
public struct IncomingFile: Sendable {
    public var path: String
    public var content: Content
    /// Why it cannot come in, in words; empty when it can.
    public var blockers: [String]

    public enum Content: Sendable {
        case blueprint(id: String, name: String, body: JSONValue)
        case resources(ResourcePack)
    }

    public init(path: String, content: Content, blockers: [String] = []) {
        self.path = path
        self.content = content
        self.blockers = blockers
    }
}

extension IncomingFile {
    /// The most bytes of a blueprint's canonical JSON.
    public static let blueprintLimit = 1 << 20
    /// The most bytes of a resource pack's canonical JSON: candidates load it whole.
    public static let packLimit = 8 << 20
    /// The most blueprints and resource packs of one import: they come in with its last, single transaction.
    public static let countLimit = 200

    static let tooMany = "more than \(countLimit) blueprints and resource packs cannot come in at once; split the file"

    /// Why the bank cannot keep it, in words; empty when it can.
    func faults(size: Int) -> [String] {
        let named = [("identifier", content.id), ("title", content.title)]
        var faults = named.filter { $0.1.hasNUL }.map { "the \($0.0) holds a NUL character (U+0000); remove it" }
        switch content {
        case .blueprint where size > Self.blueprintLimit: faults.append("the blueprint is larger than 1 MiB")
        case .resources where size > Self.packLimit:
            faults.append("the resource pack is larger than 8 MiB; make several packs of it")
        case .blueprint, .resources: break
        }
        return faults
    }
}

extension IncomingFile.Content {
    var subject: PlanEntry.Subject {
        switch self {
        case .blueprint: .blueprint
        case .resources: .resourcePack
        }
    }

    /// What makes it the same thing in two files.
    var id: String {
        switch self {
        case .blueprint(let id, _, _): id
        case .resources(let pack): pack.id
        }
    }

    var title: String {
        switch self {
        case .blueprint(_, let name, _): name
        case .resources(let pack): pack.title
        }
    }

    var body: JSONValue {
        switch self {
        case .blueprint(_, _, let body): body
        case .resources(let pack): pack.json
        }
    }

    /// The hash of what stands in the bank in its place; packs stand there under their own hash.
    func current(in transaction: Transaction) throws -> ContentHash? {
        switch self {
        case .blueprint(let id, _, _):
            try transaction.row("SELECT body FROM blueprint WHERE id = $1", [.text(id)]).map {
                ContentHash(of: Data(try $0.text("body").utf8))
            }
        case .resources(let pack):
            try transaction.row("SELECT 1 AS one FROM resource_pack WHERE hash = $1", [.text(pack.hash.rawValue)])
                .map { _ in pack.hash }
        }
    }
}
