public import Assessment
import Foundation

/// One row of an import plan: what would become of one incoming item, blueprint or resource pack.
public struct PlanEntry: Hashable, Sendable {
    /// The closed list of the glossary; a package of another school can bring all of them.
    public enum Outcome: String, Hashable, Sendable, CaseIterable {
        case new, same, newer, changedBoth, forked, withdrawn, blocked
    }

    /// What the row is about.
    public enum Subject: String, Hashable, Sendable, CaseIterable {
        case item, blueprint
        case resourcePack = "resource-pack"
    }

    /// What becomes of an item that was changed here and there.
    public enum Choice: String, Hashable, Sendable, CaseIterable {
        /// The bank's version stays the newest.
        case ours
        /// What the package brings becomes the newest version.
        case theirs
        /// What the package brings becomes an item of its own, also when the package comes again.
        case fork
    }

    /// Its place in the plan, counted from 1; 0 before it is staged.
    public var number = 0
    /// What was chosen; `nil` where there is nothing to choose.
    public var choice: Choice?
    public var path: String
    public var subject: Subject
    /// The identifier of the item, blueprint or resource pack.
    public var item: ItemID
    public var title: String
    /// `nil` for what is no item.
    public var kind: KindName?
    public var outcome: Outcome
    /// What is wrong or will be lost, in words.
    public var notes: [String]

    public init(
        path: String,
        subject: Subject = .item,
        item: ItemID,
        title: String,
        kind: KindName?,
        outcome: Outcome,
        notes: [String] = []
    ) {
        self.path = path
        self.subject = subject
        self.item = item
        self.title = title
        self.kind = kind
        self.outcome = outcome
        self.notes = notes
    }

    /// Reads the column `body`.
    init(_ row: Row) throws {
        let json = try StrictJSON.value(Data(try row.text("body").utf8))
        var fields = try Fields(json)
        subject = Subject(rawValue: try fields.string("subject")) ?? .item
        path = try fields.string("path")
        item = ItemID(rawValue: try fields.string("item"))
        title = try fields.string("title")
        kind = try fields.optionalString("kind").map(KindName.init(rawValue:))
        outcome = Outcome(rawValue: try fields.string("outcome")) ?? .blocked
        notes = try fields.strings("notes")
        try fields.end()
    }

    /// Reads the columns `body`, `number` and `choice`.
    init(numbered row: Row) throws {
        try self.init(row)
        number = Int(try row.integer("number"))
        choice = try Choice(in: row)
    }

    /// This entry as commands and the API print it.
    public var json: JSONValue {
        var members = stored.members ?? [:]
        members["number"] = .integer(Int64(number))
        if let choice { members["choice"] = .string(choice.rawValue) }
        return .object(members)
    }

    /// This entry as it is stored, beside its columns.
    private var stored: JSONValue {
        var members: [String: JSONValue] = [
            "subject": .string(subject.rawValue), "path": .string(path), "item": .string(item.rawValue),
            "title": .string(title), "outcome": .string(outcome.rawValue),
            "notes": .array(notes.map(JSONValue.string)),
        ]
        if let kind { members["kind"] = .string(kind.rawValue) }
        return .object(members)
    }

    /// `content` is what applying the plan would keep, and `replaces` what stands in its place now.
    func insert(
        in id: String,
        number: Int,
        content: String? = nil,
        replaces: ContentHash? = nil,
        _ transaction: Transaction
    ) throws {
        try transaction.execute(
            """
            INSERT INTO import_entry (import, number, subject, outcome, body, content, replaces)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            """,
            [
                .text(id), .integer(number), .text(subject.rawValue), .text(outcome.rawValue),
                .text(CanonicalJSON.text(stored)), .optional(content, SQLValue.text),
                .optional(replaces) { .text($0.rawValue) },
            ]
        )
    }
}

extension PlanEntry.Choice {
    /// Reads the column `choice`; `nil` where there is nothing to choose.
    init?(in row: Row) throws {
        guard let word = try row.ifPresent("choice", row.text) else { return nil }
        guard let choice = Self(rawValue: word) else {
            throw StorageError.wrongColumn(table: "import_lineage", column: "choice", problem: "is no choice")
        }
        self = choice
    }
}
