import Assessment
import Foundation

/// One file as it goes into staging.
struct StagedFile: Sendable {
    let number: Int
    let file: IncomingFile
    let isTwice: Bool
    /// Whether it stands beyond ``IncomingFile/countLimit``.
    var isTooMany = false

    func stage(in id: String, _ transaction: Transaction) throws {
        let text = CanonicalJSON.text(file.content.body)
        let blockers =
            file.blockers + file.faults(size: text.utf8.count) + (isTwice ? [StagedRow.twice] : [])
            + (isTooMany ? [IncomingFile.tooMany] : [])
        // A blocked file is never taken into the bank: its bytes, which may be the very fault, need not be kept.
        let body = blockers.isEmpty ? text : "{}"
        let current = blockers.isEmpty ? try file.content.current(in: transaction) : nil
        let outcome: PlanEntry.Outcome =
            if !blockers.isEmpty {
                .blocked
            } else if current == ContentHash(of: Data(body.utf8)) {
                .same
            } else if current != nil {
                .newer
            } else {
                .new
            }
        let entry = PlanEntry(
            path: file.path,
            subject: file.content.subject,
            item: ItemID(rawValue: file.content.id),
            title: file.content.title,
            kind: nil,
            outcome: outcome,
            notes: blockers
        )
        try entry.insert(in: id, number: number, content: body, replaces: current, transaction)
    }

    /// Takes the files of a plan into the bank with its items; they are numbered after them.
    ///
    /// - Throws: ``ImportRefusal/outdated`` when a blueprint is no longer the one that the plan was made against: it was
    ///   changed by hand meanwhile, and that work must not be lost.
    static func keepAll(of id: String, now: Date, in transaction: Transaction) throws {
        let rows = try transaction.rows(
            """
            SELECT subject, body, content, replaces
            FROM import_entry
            WHERE import = $1 AND number > (SELECT item_count FROM import WHERE id = $1)
            ORDER BY number
            """,
            [.text(id)]
        )
        for row in rows {
            let entry = try PlanEntry(row)
            // Left out on request; of what is blocked nothing is kept.
            guard entry.outcome != .blocked else { continue }
            let body = try StrictJSON.value(Data(try row.text("content").utf8), maximumDepth: 64)
            if entry.subject == .resourcePack {
                try Store.insertResourcePack(try ResourcePack(json: body), in: transaction)
                continue
            }
            let blueprint = IncomingFile.Content.blueprint(id: entry.item.rawValue, name: entry.title, body: body)
            let current = try blueprint.current(in: transaction)
            guard try current?.rawValue == row.ifPresent("replaces", row.text) else { throw ImportRefusal.outdated }
            guard entry.outcome != .same else { continue }
            try Store.insertBlueprint(id: blueprint.id, name: blueprint.title, body: body, now: now, in: transaction)
        }
    }
}
