import Assessment
import ExamDelivery
import Foundation
import ItemKinds
import Testing

@testable import Storage

/// Files that candidates hand in, on every database.
@Suite struct HandedFileTests {
    private static let png = Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])

    private static func scan(bytes: Int) -> Data { png + Data((0..<(bytes - 8)).map { UInt8(truncatingIfNeeded: $0) }) }

    @Test(arguments: TestDatabase.all)
    func `a file of many pieces comes back as it was, under the type of its bytes`(kind: TestDatabase) async throws {
        try await kind.with { database in
            let school = try await TestSchool(database)
            let (attempt, _) = try await school.start("1", in: try await school.sitting(["1"]))
            let bytes = Self.scan(bytes: 3 * MediaPieces.length + 5)
            let file = try await school.store.keepFile(
                bytes,
                named: "C:\\work\\ecg\r\n.exe",
                of: attempt,
                now: TestSchool.now
            )
            #expect(file.type == "image/png" && file.bytes == bytes.count && file.name == "ecg.exe")
            let kept = try #require(try await school.store.handedFile(file.hash, of: attempt))
            #expect(kept.bytes == bytes && kept.type == "image/png")
            // Sending it again, as a queue does that has not heard the answer, is the same file.
            #expect(try await school.store.keepFile(bytes, named: "b.png", of: attempt, now: .now).hash == file.hash)
        }
    }

    @Test(arguments: TestDatabase.all)
    func `an attempt has its own files and no others`(kind: TestDatabase) async throws {
        try await kind.with { database in
            let school = try await TestSchool(database)
            let sitting = try await school.sitting(["1", "2"])
            let (first, _) = try await school.start("1", in: sitting)
            let (second, person) = try await school.start("2", in: sitting)
            let file = try await school.store.keepFile(Self.scan(bytes: 100), named: "a", of: first, now: .now)
            #expect(try await school.store.handedFile(file.hash, of: second) == nil)
            let change = Change(
                person: person,
                epoch: 1,
                sequence: 1,
                position: 1,
                response: ItemResponse([ResponseID(rawValue: "RESPONSE"): .file(file)])
            )
            let id = try #require(ChangeID(rawValue: "c1"))
            await #expect(throws: AttemptRefusal.fileMissing) {
                try await school.store.saveResponse(change, to: second, changeID: id, now: TestSchool.now)
            }
        }
    }

    @Test func `an empty, a too large and one file too many are refused`() async throws {
        try await TestDatabase.sqliteInMemory.with { database in
            let school = try await TestSchool(database)
            let (attempt, _) = try await school.start("1", in: try await school.sitting(["1"]))
            func keep(_ bytes: Data) async throws -> HandedFile {
                try await school.store.keepFile(bytes, named: "a", of: attempt, now: TestSchool.now)
            }
            await #expect(throws: HandedFileRefusal.empty) { try await keep(Data()) }
            await #expect(throws: HandedFileRefusal.tooLarge(limit: Store.handedFileLimit)) {
                try await keep(Data(count: Store.handedFileLimit + 1))
            }
            for number in 0..<Store.handedFileCount { _ = try await keep(Data("file \(number)".utf8)) }
            await #expect(throws: HandedFileRefusal.tooMany) { try await keep(Data("another".utf8)) }
            // What is kept already takes no more room.
            #expect(try await keep(Data("file 7".utf8)).type == "text/plain")
        }
    }

    @Test func `a piece that was changed behind our back is not passed off as the file`() async throws {
        try await TestDatabase.sqliteInMemory.with { database in
            let school = try await TestSchool(database)
            let (attempt, _) = try await school.start("1", in: try await school.sitting(["1"]))
            let file = try await school.store.keepFile(Self.scan(bytes: 50), named: "a", of: attempt, now: .now)
            try await database.write { transaction in
                _ = try transaction.execute("UPDATE handed_piece SET bytes = $1", [.bytes(Data(count: 50))])
            }
            await #expect(throws: StorageError.self) { try await school.store.handedFile(file.hash, of: attempt) }
        }
    }
}
