import Assessment
import Foundation
import Testing

@testable import Storage

/// Blueprints and resource packs as entries of an import plan, on every database.
@Suite struct ImportedFilesTests {
    static let now = TestSchool.now

    private static func blueprint(_ id: String, size: Int = 1, blockers: [String] = []) -> IncomingFile {
        let body: JSONValue = ["id": .string(id), "size": .integer(Int64(size))]
        return IncomingFile(
            path: "blueprints/\(id).json",
            content: .blueprint(id: id, name: "Blueprint \(id)", body: body),
            blockers: blockers
        )
    }

    private static func pack(_ title: String) throws -> IncomingFile {
        let json: JSONValue = ["format": 1, "id": "open", "title": .string(title), "language": "en", "pages": []]
        return IncomingFile(path: "resources/open.json", content: .resources(try ResourcePack(json: json)))
    }

    private static func stage(
        _ files: [IncomingFile],
        items: [ItemVersion] = [],
        in school: TestSchool
    ) async throws -> ImportRecord {
        try await school.store.stageImport(
            fileName: "bank.zip",
            problems: [],
            items: items.map { IncomingItem(path: $0.item.rawValue, version: $0) },
            files: files,
            by: .operatorAtMachine,
            now: now
        )
    }

    private static func outcomes(_ plan: ImportRecord, _ school: TestSchool) async throws -> [PlanEntry.Outcome] {
        try await school.store.planEntries(of: plan.id).map(\.outcome)
    }

    @Test(arguments: TestDatabase.all)
    func `a blueprint is new, then the same, then newer, and only applying the plan replaces it`(
        kind: TestDatabase
    ) async throws {
        try await kind.with { database in
            let school = try await TestSchool(database)
            let store = school.store
            let first = try await Self.stage([Self.blueprint("a"), try Self.pack("Open book")], in: school)
            #expect(try await Self.outcomes(first, school) == [.new, .new])
            #expect(first.fileCounts == [.new: 2])
            #expect(try await store.blueprints().isEmpty)
            try await store.applyImport(first.id, by: .operatorAtMachine, now: Self.now)
            #expect(try await store.blueprint("a")?["size"] == 1)
            #expect(try await store.resourcePacks().map(\.title) == ["Open book"])

            let again = try await Self.stage(
                [Self.blueprint("a"), Self.blueprint("b"), try Self.pack("Open book"), try Self.pack("Second")],
                in: school
            )
            #expect(try await Self.outcomes(again, school) == [.same, .new, .same, .new])

            let changed = try await Self.stage([Self.blueprint("a", size: 2)], in: school)
            #expect(changed.counts == [.newer: 1])
            #expect(try await store.blueprint("a")?["size"] == 1)
            try await store.applyImport(changed.id, by: .operatorAtMachine, now: Self.now)
            #expect(try await store.blueprint("a")?["size"] == 2)
            let entry = try #require(try await store.planEntries(of: changed.id).first)
            #expect(entry.subject == .blueprint && entry.kind == nil)
            #expect(entry.path == "blueprints/a.json" && entry.title == "Blueprint a")
        }
    }

    @Test(arguments: TestDatabase.all)
    func `a faulty or doubled blueprint keeps everything out`(kind: TestDatabase) async throws {
        try await kind.with { database in
            let school = try await TestSchool(database)
            let faulty = try await Self.stage(
                [Self.blueprint("a", blockers: ["size: too small"]), Self.blueprint("b")],
                items: TestSchool.items,
                in: school
            )
            let doubled = try await Self.stage([Self.blueprint("c"), Self.blueprint("c")], in: school)
            for plan in [faulty, doubled] {
                #expect(plan.counts[.blocked] == 1)
                await #expect(throws: ImportRefusal.blocked(1)) {
                    try await school.store.applyImport(plan.id, by: .operatorAtMachine, now: Self.now)
                }
            }
            #expect(try await school.store.blueprints().isEmpty)
            #expect(try await school.store.items().total == 0)
        }
    }

    @Test(arguments: TestDatabase.all)
    func `a blueprint changed by hand after the plan was made is not overwritten`(kind: TestDatabase) async throws {
        try await kind.with { database in
            let school = try await TestSchool(database)
            let store = school.store
            let plan = try await Self.stage([Self.blueprint("a")], items: TestSchool.items, in: school)
            try await store.saveBlueprint(
                id: "a",
                name: "By hand",
                body: ["id": "a", "size": 7],
                by: .operatorAtMachine,
                now: Self.now
            )
            await #expect(throws: ImportRefusal.outdated) {
                try await store.applyImport(plan.id, by: .operatorAtMachine, now: Self.now)
            }
            #expect(try await store.blueprint("a")?["size"] == 7)
            #expect(try await store.items().total == 0)
            #expect(try await store.importRecord(plan.id)?.state == .staged)
        }
    }

    @Test(arguments: TestDatabase.all)
    func `a plan is read by pages: what is blocked first, then what is no item`(kind: TestDatabase) async throws {
        try await kind.with { database in
            let school = try await TestSchool(database)
            let items = TestSchool.items + [TestSchool.items[1]]
            let plan = try await Self.stage([Self.blueprint("a")], items: items, in: school)
            func ids(_ outcome: PlanEntry.Outcome?, _ limit: Int, _ offset: Int) async throws -> [String] {
                try await school.store.planEntries(of: plan.id, outcome: outcome, limit: limit, offset: offset)
                    .map(\.item.rawValue)
            }
            let all = [items[1].item.rawValue, "a"] + TestSchool.items.map(\.item.rawValue)
            #expect(try await ids(nil, 100, 0) == all)
            #expect(try await ids(nil, 2, 1) == Array(all[1...2]))
            #expect(try await ids(.new, 2, 0) == Array(all[1...2]))
            #expect(try await ids(.blocked, 5, 0) == [items[1].item.rawValue])
            #expect(try await ids(.same, 5, 0) == [])
        }
    }
}
