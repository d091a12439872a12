import Assessment
import Foundation
import Testing

@testable import Storage

/// What lists of imports and of logins say, on every database.
@Suite struct ImportListTests {
    static let now = TestSchool.now

    @Test(arguments: TestDatabase.all)
    func `the latest imports are listed with who brought them and how they stand`(kind: TestDatabase) async throws {
        try await kind.with { database in
            let school = try await TestSchool(database)
            let store = school.store
            #expect(try await store.latestImports().isEmpty)
            func stage(_ name: String, by actor: Actor, after seconds: TimeInterval) async throws -> String {
                try await store.stageImport(
                    fileName: name,
                    problems: [],
                    items: TestSchool.items.prefix(2).map { IncomingItem(path: "a", version: $0) },
                    by: actor,
                    now: Self.now + seconds
                ).id
            }
            let applied = try await stage("first.zip", by: .person(school.examiner), after: 1)
            try await store.applyImport(applied, by: .person(school.examiner), now: Self.now + 2)
            let discarded = try await stage("second.zip", by: .operatorAtMachine, after: 3)
            try await store.discardImport(discarded, by: .operatorAtMachine, now: Self.now + 4)
            let staged = try await stage("third.zip", by: .person(school.second), after: 5)
            let all = try await store.latestImports()
            #expect(all.map(\.id) == [staged, discarded, applied])
            #expect(all.map(\.fileName) == ["third.zip", "second.zip", "first.zip"])
            #expect(all.map(\.state) == [.staged, .discarded, .applied])
            #expect(all.map(\.person) == ["Second", nil, "Examiner"])
            #expect(all.map(\.itemCount) == [2, 2, 2])
            #expect(all.map(\.createdAt) == [5, 3, 1].map { Self.now + $0 })
            #expect(try await store.latestImports(limit: 1).map(\.id) == [staged])
        }
    }

    @Test(arguments: TestDatabase.all)
    func `logins are known by person, and who has none is not listed`(kind: TestDatabase) async throws {
        try await kind.with { database in
            let school = try await TestSchool(database)
            #expect(try await school.store.logins().isEmpty)
            let person = try await school.store.addPerson(
                name: "Amina",
                login: "AHaddad",
                password: nil,
                roles: [.administrator],
                by: .operatorAtMachine,
                now: Self.now
            )
            #expect(try await school.store.logins() == [person: "ahaddad"])
        }
    }
}
