import Assessment
import Foundation

extension Store {
    /// One import with its counts.
    public func importRecord(_ id: String) async throws -> ImportRecord? {
        let entries = try await planEntries(of: id)
        return try await database.read { transaction in
            try transaction.row(
                """
                SELECT id, file_name, state, report, created_at
                FROM import
                WHERE id = $1
                """,
                [.text(id)]
            ).map { row in
                let report = try StrictJSON.value(Data(try row.text("report").utf8), maximumDepth: 64)
                return ImportRecord(
                    id: try row.text("id"),
                    fileName: try row.text("file_name"),
                    state: ImportRecord.State(rawValue: try row.text("state")) ?? .discarded,
                    createdAt: try row.instant("created_at"),
                    problems: (report["problems"]?.elements ?? []).compactMap(\.text),
                    counts: Dictionary(grouping: entries, by: \.outcome).mapValues(\.count)
                )
            }
        }
    }

    /// All rows of a plan, in the order of the package.
    public func planEntries(of id: String) async throws -> [PlanEntry] {
        try await database.read { transaction in
            try transaction.rows(
                """
                SELECT body
                FROM import_entry
                WHERE import = $1
                ORDER BY number
                """,
                [.text(id)]
            ).map { try PlanEntry(json: try StrictJSON.value(Data(try $0.text("body").utf8))) }
        }
    }

    /// The latest imports of every state, the newest first; at most `limit`.
    public func latestImports(limit: Int = 20) async throws -> [ImportSummary] {
        try await database.read { transaction in
            try transaction.rows(
                """
                SELECT i.id, i.file_name, i.state, i.created_at, p.name, (
                    SELECT COUNT(*)
                    FROM import_entry e
                    WHERE e.import = i.id
                ) AS items
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
            itemCount: Int(try row.integer("items"))
        )
    }
}
