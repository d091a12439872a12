import Assessment
import Foundation
import Synchronization
import Testing

@testable import Storage

/// Imports that are opened first and filled later: how far they are, and why they end, on every database.
@Suite struct StagingStepsTests {
    private static let now = TestSchool.now

    private static func begin(_ school: TestSchool) async throws -> String {
        try await school.store.beginImport(fileName: "items.zip", by: .operatorAtMachine, now: now)
    }

    /// Two items, the first with a file of five pieces.
    private static func plan(type: String = "image/png") -> IncomingPlan {
        let bytes = Data((0..<(5 * MediaPieces.length)).map { UInt8(truncatingIfNeeded: $0 / 251) })
        let media = ["media/a.png": StoredMedia(type: type, bytes: bytes)]
        let items = TestSchool.items.prefix(2).enumerated().map { index, version in
            IncomingItem(path: "\(index).json", version: version, media: index == 0 ? media : [:])
        }
        let blueprint = IncomingFile(path: "b.json", content: .blueprint(id: "b", name: "B", body: [:]))
        return IncomingPlan(notes: ["a note"], items: items, files: [blueprint])
    }

    /// Rows of staging, whatever they belong to.
    private static func rows(_ database: Database) async throws -> Int64 {
        try await database.read { transaction in
            let row = try transaction.row(
                """
                SELECT
                    (SELECT COUNT(*) FROM import_entry) + (SELECT COUNT(*) FROM import_lineage)
                    + (SELECT COUNT(*) FROM item_version) + (SELECT COUNT(*) FROM media_name)
                    + (SELECT COUNT(*) FROM media) + (SELECT COUNT(*) FROM media_piece) AS total
                """
            )
            return try row?.integer("total") ?? -1
        }
    }

    @Test(arguments: TestDatabase.all)
    func `an import is open until it is filled, and tells every step`(kind: TestDatabase) async throws {
        try await kind.with { database in
            let school = try await TestSchool(database)
            let id = try await Self.begin(school)
            let open = try #require(try await school.store.importRecord(id))
            #expect(open.state == .staging && open.counts.isEmpty && open.problems.isEmpty && open.end == nil)
            let steps = Mutex<[StagingStep]>([])
            let plan = Self.plan()
            let record = try await school.store.stageImport(id, plan) { step in steps.withLock { $0.append(step) } }
            #expect(record.state == .staged && record.counts == [.new: 3] && record.notes == ["a note"])
            #expect(try await school.store.latestImports().map(\.itemCount) == [2])
            let entries = (1...3).map { StagingStep.entries($0, of: 3) }
            #expect(steps.withLock { $0 } == entries + (1...5).map { .files($0, of: 5) })
            try await school.store.applyImport(id, by: .operatorAtMachine, now: Self.now)
        }
    }

    @Test(arguments: TestDatabase.all)
    func `a plan is compared with the bank as it is when the file has been read`(kind: TestDatabase) async throws {
        try await kind.with { database in
            let school = try await TestSchool(database)
            let id = try await Self.begin(school)
            let other = try await school.importItems([TestSchool.items[0]])
            try await school.store.applyImport(other.id, by: .operatorAtMachine, now: Self.now)
            let record = try await school.store.stageImport(id, Self.plan())
            #expect(record.counts == [.same: 1, .new: 2])
            try await school.store.applyImport(id, by: .operatorAtMachine, now: Self.now)
        }
    }

    @Test(arguments: TestDatabase.all)
    func `who discards it on the way finds nothing written after, and one entry in the audit`(
        kind: TestDatabase
    ) async throws {
        try await kind.with { database in
            let school = try await TestSchool(database)
            let id = try await Self.begin(school)
            try await school.store.discardImport(id, by: .operatorAtMachine, now: Self.now)
            await #expect(throws: ImportRefusal.notStaged(.discarded)) {
                try await school.store.stageImport(id, Self.plan())
            }
            await school.store.abandonImport(id, after: CancellationError(), by: .operatorAtMachine, now: Self.now)
            let record = try #require(try await school.store.importRecord(id))
            #expect(record.state == .discarded && record.end == nil)
            #expect(try await Self.rows(database) == 0)
            let events = try await school.store.auditEvents(limit: 2)
            let bodies = events.map { String(decoding: $0.body, as: UTF8.self) }
            #expect(bodies[0].contains("import.discarded") && bodies[1].contains("import.staged"), "\(bodies)")
        }
    }

    @Test(arguments: TestDatabase.all)
    func `what ended the making is remembered, and nothing else of it`(kind: TestDatabase) async throws {
        try await kind.with { database in
            let school = try await TestSchool(database)
            let ends: [(any Error, ImportEnd)] = [
                (ImportRefusal.noRoom(needed: 7, free: 3), .noRoom(needed: 7, free: 3)),
                (StorageError.full, .diskFull), (CancellationError(), .stopped),
                (StorageError.corrupt("a row"), .fault),
            ]
            for (error, end) in ends {
                let id = try await Self.begin(school)
                await school.store.abandonImport(id, after: error, by: .operatorAtMachine, now: Self.now)
                let record = try #require(try await school.store.importRecord(id))
                #expect(record.state == .discarded && record.end == end)
            }
            let odd = try await Self.begin(school)
            await #expect(throws: StorageError.badValue("a text with a NUL character")) {
                try await school.store.stageImport(odd, Self.plan(type: "image/\0"))
            }
            let cut = try await Self.begin(school)
            #expect(try await school.store.clearStaging(begunBefore: Self.now + 1, now: Self.now) == 2)
            #expect(try await school.store.importRecord(cut)?.end == .stopped)
            #expect(try await Self.rows(database) == 0)
        }
    }
}
