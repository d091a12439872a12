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
