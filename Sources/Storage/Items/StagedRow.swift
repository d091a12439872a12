import Assessment
import Foundation
import ItemBank

/// One item as it goes into staging.
struct StagedRow: Sendable {
    let number: Int
    /// The identifier of its package; empty for a file without one.
    var package = ""
    /// The identifier under which this bank itself is exported.
    var own = ""
    let item: IncomingItem
    let isTwice: Bool

    static let twice = "the identifier stands twice in this file"
    private static let apart = "in no case, and never in one form with the first"

    func stage(in id: String, _ transaction: Transaction) throws {
        var blockers = item.blockers + item.faults + (isTwice ? [Self.twice] : [])
        guard blockers.isEmpty, var version = item.version else { return try block(blockers, in: id, transaction) }
        let (package, resource, called) = (Lineage.key(package), Lineage.key(item.resource), version.item)
        let last = try Lineage.last(of: resource, called: called, in: package, transaction)
        // What was taken as an item of its own stays that item, whatever the package calls it.
        let fork = last.flatMap { $0.item == called ? nil : $0.item }
        if let fork { version = version.forked(as: fork) }
        let data = version.canonicalData
        if data.count > IncomingItem.sizeLimit { blockers.append(IncomingItem.tooLarge) }
        if try Lineage.has(version.item, in: id, transaction) { blockers.append(Self.twice) }
        guard blockers.isEmpty else { return try block(blockers, in: id, transaction) }
        let hash = ContentHash(of: data)
        let newest = try NewestVersion(of: version.item, transaction)
        let standing = ReimportStanding(
            incoming: hash,
            base: last?.brought,
            ours: newest?.hash,
            isHeld: try isHeld(hash, transaction),
            isStranger: newest?.hash == hash ? false : try isStranger(version, to: newest?.hash, transaction)
        )
        let outcome = Self.outcome(of: standing)
        let forkNotes =
            fork.map { ["taken as an item of its own before: it stays “\($0.rawValue)”, \(Self.apart)"] } ?? []
        try entry(outcome, version: version, notes: Self.notes(on: standing) + forkNotes + item.notes)
            .insert(in: id, number: number, transaction)
        try Lineage(
            package: package,
            resource: resource,
            called: called,
            item: version.item,
            brought: hash,
            base: last?.brought,
            ours: newest?.hash,
            choice: outcome == .changedBoth ? .ours : nil,
            body: outcome == .changedBoth ? String(decoding: data, as: UTF8.self) : nil
        ).insert(in: id, number: number, transaction)
        switch outcome {
        case .new, .newer:
            let staged = StagedVersion(version: version, data: data, hash: hash, number: (newest?.number ?? 0) + 1)
            try staged.insert(in: id, transaction)
            try announceMedia(of: hash, in: id, transaction)
        case .changedBoth: try announceMedia(of: hash, in: id, transaction)
        case .same, .forked, .withdrawn, .blocked: break
        }
    }

    private func block(_ blockers: [String], in id: String, _ transaction: Transaction) throws {
        try entry(.blocked, version: item.version, notes: blockers + item.notes)
            .insert(in: id, number: number, transaction)
    }

    private func entry(_ outcome: PlanEntry.Outcome, version: ItemVersion?, notes: [String]) -> PlanEntry {
        PlanEntry(
            path: item.path,
            item: version?.item ?? item.item,
            title: version?.title ?? item.item.rawValue,
            kind: version?.kind ?? .unknown,
            outcome: outcome,
            notes: notes
        )
    }

    private func announceMedia(of hash: ContentHash, in id: String, _ transaction: Transaction) throws {
        for (name, media) in item.media { try media.announce(as: name, of: hash, in: id, transaction) }
    }

    // MARK: - Standing

    private static func outcome(of standing: ReimportStanding) -> PlanEntry.Outcome {
        switch standing {
        case .new: .new
        case .same, .oursChanged, .older: .same
        case .newer: .newer
        case .changedBoth, .stranger: .changedBoth
        }
    }

    private static func notes(on standing: ReimportStanding) -> [String] {
        switch standing {
        case .new, .same, .newer, .changedBoth: []
        case .oursChanged:
            ["changed in the bank since this package brought it, and not in the package: the bank's stays"]
        case .older: ["the bank had this version before and has a newer one, which stays"]
        case .stranger:
            ["the bank's item of this identifier came in another package: they may be two different items"]
        }
    }

    private func isHeld(_ hash: ContentHash, _ transaction: Transaction) throws -> Bool {
        try transaction.row(
            """
            SELECT 1 AS one
            FROM item_version v
            JOIN import i ON i.id = v.import AND i.state = 'applied'
            WHERE v.hash = $1
            LIMIT 1
            """,
            [.text(hash.rawValue)]
        ) != nil
    }

    /// Whether ours says of itself that it came in another package than the one that `version` says of itself.
    private func isStranger(_ version: ItemVersion, to ours: ContentHash?, _ transaction: Transaction) throws -> Bool {
        // Our own folder, edited outside and read again, names this bank as where its items came from.
        guard let package = version.originPackage, package != own, let ours else { return false }
        let other = try Store.version(ours, in: transaction)?.originPackage
        return other != nil && other != package
    }
}

extension ItemVersion {
    /// The identifier of the package that it came in; `nil` when nothing is known of one.
    fileprivate var originPackage: String? {
        (metadata.kept["origin"]?["package"]?.text).flatMap { $0.isEmpty ? nil : $0 }
    }
}

/// The newest version of an item in the bank.
struct NewestVersion {
    let number: Int64
    let hash: ContentHash

    /// `nil` when the bank has no such item.
    init?(of item: ItemID, _ transaction: Transaction) throws {
        let row = try transaction.row(
            """
            SELECT v.number, v.hash
            FROM item_version v
            JOIN import i ON i.id = v.import AND i.state = 'applied'
            WHERE v.item = $1
            ORDER BY v.number DESC
            LIMIT 1
            """,
            [.text(item.rawValue)]
        )
        guard let row else { return nil }
        guard let hash = ContentHash(rawValue: try row.text("hash")) else {
            throw StorageError.wrongColumn(table: "item_version", column: "hash", problem: "is no hash")
        }
        number = try row.integer("number")
        self.hash = hash
    }
}
