import Foundation
import Testing

@testable import Storage

/// The databases that every contract test runs on.
///
/// PostgreSQL is among them when the trait is on and `AVICENNA_TEST_POSTGRES` holds a libpq connection string of
/// keywords (`host=… dbname=…`) of a database with collation C whose user may create schemas.
enum TestDatabase: String, CustomTestStringConvertible, Sendable {
    case sqliteFile
    case sqliteInMemory
    case postgreSQL

    static let address = ProcessInfo.processInfo.environment["AVICENNA_TEST_POSTGRES"]

    static var all: [TestDatabase] {
        #if PostgreSQL
        address == nil ? [.sqliteFile, .sqliteInMemory] : [.sqliteFile, .sqliteInMemory, .postgreSQL]
        #else
        [.sqliteFile, .sqliteInMemory]
        #endif
    }

    /// Those where readers and the writer have connections of their own.
    static var concurrent: [TestDatabase] { all.filter { $0 != .sqliteInMemory } }

    var testDescription: String { rawValue }

    /// Runs `body` on a new, empty database and takes it away afterwards.
    func with(_ body: (Database) async throws -> Void) async throws {
        switch self {
        case .sqliteInMemory:
            try await body(try Database.inMemory())
        case .sqliteFile:
            try await withTemporaryFolder { folder in
                let database = try Database.sqlite(at: folder.appending(path: "test.sqlite"))
                try await body(database)
                try await database.close()
            }
        case .postgreSQL:
            #if PostgreSQL
            let address = try #require(Self.address)
            // A server takes 100 connections by default, and tests run side by side.
            await PostgreSQLSlots.shared.take()
            defer { Task { await PostgreSQLSlots.shared.give() } }
            let schema = "test_" + UUID().uuidString.lowercased().replacingOccurrences(of: "-", with: "")
            let outside = try await Database.postgreSQL(address: address, readers: 1)
            try await outside.write { try $0.run(script: "CREATE SCHEMA \(schema)") }
            let database = try await Database.postgreSQL(
                address: address + " options='-c search_path=\(schema)'",
                readers: 2
            )
            try await body(database)
            try await database.close()
            try await outside.write { try $0.run(script: "DROP SCHEMA \(schema) CASCADE") }
            try await outside.close()
            #endif
        }
    }
}

#if PostgreSQL
private actor PostgreSQLSlots {
    static let shared = PostgreSQLSlots()
    private var free = 6
    private var waiting: [CheckedContinuation<Void, Never>] = []

    func take() async {
        if free > 0 {
            free -= 1
        } else {
            await withCheckedContinuation { waiting.append($0) }
        }
    }

    func give() {
        if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    }
}
#endif

/// Runs `body` with a new folder that is removed afterwards.
func withTemporaryFolder(_ body: (URL) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "avicenna-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer {
        // What is left in the temporary folder harms nobody.
        try? FileManager.default.removeItem(at: folder)
    }
    try await body(folder)
}

/// SplitMix64, so that a test's seed gives the same run everywhere.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
