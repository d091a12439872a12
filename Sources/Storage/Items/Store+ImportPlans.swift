import Assessment
import Foundation

extension Store {
    /// One import with its counts.
    public func importRecord(_ id: String) async throws -> ImportRecord? {
        try await database.read { transaction in
            let row = try transaction.row(
                """
                SELECT id, file_name, state, report, created_at
                FROM import
                WHERE id = $1
                """,
                [.text(id)]
            )
            guard let row else { return nil }
            let report = try StrictJSON.value(Data(try row.text("report").utf8), maximumDepth: 64)
            let counts = try transaction.rows(
                """
                SELECT outcome, subject, COUNT(*) AS entries
                FROM import_entry
                WHERE import = $1
                GROUP BY outcome, subject
                """,
                [.text(id)]
            ).map { row in
                (
                    outcome: PlanEntry.Outcome(rawValue: try row.text("outcome")) ?? .blocked,
                    isItem: try row.text("subject") == PlanEntry.Subject.item.rawValue,
                    count: Int(try row.integer("entries"))
                )
            }
            let choices = try transaction.rows(
                """
                SELECT choice, COUNT(*) AS entries
                FROM import_lineage
                WHERE import = $1 AND choice IS NOT NULL
                GROUP BY choice
                """,
                [.text(id)]
            ).compactMap { row in try PlanEntry.Choice(in: row).map { ($0, Int(try row.integer("entries"))) } }
            return ImportRecord(
                id: try row.text("id"),
                fileName: try row.text("file_name"),
                state: ImportRecord.State(rawValue: try row.text("state")) ?? .discarded,
                createdAt: try row.instant("created_at"),
                problems: (report["problems"]?.elements ?? []).compactMap(\.text),
                end: ImportEnd(report["end"]),
                notes: (report["notes"]?.elements ?? []).compactMap(\.text),
                counts: Dictionary(counts.map { ($0.outcome, $0.count) }, uniquingKeysWith: +),
                fileCounts: Dictionary(
                    counts.filter { !$0.isItem }.map { ($0.outcome, $0.count) },
                    uniquingKeysWith: +
                ),
                choices: Dictionary(choices, uniquingKeysWith: +)
            )
        }
    }

    /// All rows of a plan, in the order of the package: items, blueprints, resource packs.
    public func planEntries(of id: String) async throws -> [PlanEntry] {
        try await database.read { transaction in
            try transaction.rows(
                """
                SELECT e.number, e.body, l.choice
                FROM import_entry e
                LEFT JOIN import_lineage l ON l.import = e.import AND l.number = e.number
                WHERE e.import = $1
                ORDER BY e.number
                """,
                [.text(id)]
            ).map(PlanEntry.init(numbered:))
        }
    }

    /// A page of a plan's rows, of one outcome or of all: blocked ones first, then those to choose
    /// about, then what is no item, then items.
    public func planEntries(
        of id: String,
        outcome: PlanEntry.Outcome?,
        limit: Int,
        offset: Int
    ) async throws -> [PlanEntry] {
        try await database.read { transaction in
            try transaction.rows(
                """
                SELECT e.number, e.body, l.choice
                FROM import_entry e
                LEFT JOIN import_lineage l ON l.import = e.import AND l.number = e.number
                WHERE e.import = $1 AND ($2 = '' OR e.outcome = $2)
                ORDER BY
                    CASE
                        WHEN e.outcome = 'blocked' THEN 0
                        WHEN e.outcome = 'changedBoth' THEN 1
                        WHEN e.subject <> 'item' THEN 2
                        ELSE 3
                    END,
                    e.number
                LIMIT $3 OFFSET $4
                """,
                [.text(id), .text(outcome?.rawValue ?? ""), .integer(limit), .integer(offset)]
            ).map(PlanEntry.init(numbered:))
        }
    }

    /// The latest imports of every state, the newest first; at most `limit`.
    public func latestImports(limit: Int = 20) async throws -> [ImportSummary] {
        try await database.read { transaction in
            try transaction.rows(
                """
                SELECT i.id, i.file_name, i.state, i.created_at, i.item_count, p.name
                FROM import i
                LEFT JOIN person p ON p.id = i.created_by
                ORDER BY i.created_at DESC, i.id DESC
                LIMIT $1
                """,
                [.integer(limit)]
            ).map(ImportSummary.init)
        }
    }
}

extension ImportSummary {
    fileprivate init(_ row: Row) throws {
        self.init(
            id: try row.text("id"),
            fileName: try row.text("file_name"),
            state: ImportRecord.State(rawValue: try row.text("state")) ?? .discarded,
            createdAt: try row.instant("created_at"),
            person: try row.ifPresent("name", row.text),
            itemCount: Int(try row.integer("item_count"))
        )
    }
}
