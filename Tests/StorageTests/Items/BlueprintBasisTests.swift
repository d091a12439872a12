import Assessment
import Foundation
import Testing

@testable import Storage

/// Which edition of a blueprint a change was made upon, on every database.
@Suite struct BlueprintBasisTests {
    private static func body(_ size: Int64) -> JSONValue { ["id": "a", "size": .integer(size)] }

    private static func save(_ size: Int64, upon basis: BlueprintBasis, in store: Store) async throws {
        try await store.saveBlueprint(
            id: "a",
            name: "A \(size)",
            body: body(size),
            upon: basis,
            by: .operatorAtMachine,
            now: TestSchool.now
        )
    }

    @Test(arguments: TestDatabase.all)
    func `a change is made upon the edition it names, or not at all`(kind: TestDatabase) async throws {
        try await kind.with { database in
            let store = try await TestSchool(database).store
            let first = BlueprintBasis.edition(ContentHash(of: Self.body(1)))
            await #expect(throws: BlueprintRefusal.outdated) { try await Self.save(1, upon: first, in: store) }
            #expect(try await store.blueprints().isEmpty)
            try await Self.save(1, upon: .nothing, in: store)
            try await Self.save(2, upon: first, in: store)
            #expect(try await store.blueprint("a") == Self.body(2))
            #expect(try await store.blueprints().map(\.name) == ["A 2"])
            await #expect(throws: BlueprintRefusal.outdated) { try await Self.save(3, upon: first, in: store) }
            await #expect(throws: BlueprintRefusal.exists) { try await Self.save(3, upon: .nothing, in: store) }
            #expect(try await store.blueprint("a") == Self.body(2))
            try await Self.save(3, upon: .anything, in: store)
            #expect(try await store.blueprint("a") == Self.body(3))
        }
    }

    @Test(arguments: TestDatabase.all)
    func `what is there already is saved again without a refusal`(kind: TestDatabase) async throws {
        try await kind.with { database in
            let store = try await TestSchool(database).store
            try await Self.save(1, upon: .nothing, in: store)
            try await Self.save(1, upon: .nothing, in: store)
            try await Self.save(2, upon: .edition(ContentHash(of: Self.body(1))), in: store)
            try await Self.save(2, upon: .edition(ContentHash(of: Self.body(1))), in: store)
            #expect(try await store.blueprint("a") == Self.body(2))
        }
    }

    @Test(arguments: TestDatabase.all)
    func `of many changes upon one edition one is made, and a refused one leaves no event`(
        kind: TestDatabase
    ) async throws {
        try await kind.with { database in
            let store = try await TestSchool(database).store
            try await Self.save(1, upon: .nothing, in: store)
            let before = try await store.events(of: .audit).count
            let basis = BlueprintBasis.edition(ContentHash(of: Self.body(1)))
            let refused = await withTaskGroup(of: Bool.self) { group in
                for size in 2...9 {
                    group.addTask {
                        do {
                            try await Self.save(Int64(size), upon: basis, in: store)
                            return false
                        } catch {
                            return error as? BlueprintRefusal == .outdated
                        }
                    }
                }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(refused == 7)
            #expect(try await store.events(of: .audit).count == before + 1)
        }
    }
}
