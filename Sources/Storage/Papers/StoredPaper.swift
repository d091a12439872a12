public import Assessment
public import Foundation

/// A paper as it stands.
public struct PaperRecord: Hashable, Sendable {
    public let paper: Paper
    public let state: PaperState
    /// The blueprint that it is to meet.
    public let blueprint: String?
    /// The seed of its assembly.
    public let seed: UInt64
    /// Counts its changes; a change made upon an older revision is refused.
    public let revision: Int
    public let author: String
    public let approver: String?
    /// The sealed form, from ``PaperState/sealed`` on.
    public let form: ContentHash?
    public let updatedAt: Date
}

/// Why a paper cannot be changed.
public enum PaperRefusal: Error, Hashable, Sendable {
    case unknown
    /// Somebody changed the paper since it was read.
    case outdated
    case notEditable(PaperState)
    case noSuchStep(from: PaperState, to: PaperState)
    /// The person who wrote the paper cannot approve it.
    case ownPaper
    case unsealable(SealedPaper.Refusal)
}

extension PaperRecord {
    init(_ row: Row) throws {
        let body = try StrictJSON.value(Data(try row.text("body").utf8), maximumDepth: 64)
        self.init(
            paper: try Paper(json: body),
            state: PaperState(rawValue: try row.text("state")) ?? .draft,
            blueprint: try row.ifPresent("blueprint", row.text),
            seed: UInt64(try row.text("seed")) ?? 0,
            revision: Int(try row.integer("revision")),
            author: try row.text("author"),
            approver: try row.ifPresent("approver", row.text),
            form: try row.ifPresent("form", row.text).flatMap(ContentHash.init(rawValue:)),
            updatedAt: try row.instant("updated_at")
        )
    }
}
