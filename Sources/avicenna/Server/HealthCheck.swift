import Assessment
import Foundation
import Storage

/// One thing that the doctor looks at, and what it found.
struct HealthCheck {
    let name: String
    var isWell = true
    let text: String

    var json: JSONValue { ["check": .string(name), "ok": .bool(isWell), "text": .string(text)] }

    // MARK: - SQLite

    /// The version of the SQLite library, with its known danger.
    static func library() async -> HealthCheck {
        do {
            let database = try Database.inMemory()
            let version = try await database.read { transaction in
                try transaction.row("SELECT sqlite_version() AS version")?.text("version") ?? "unknown"
            }
            try await database.close()
            return HealthCheck(name: "sqlite", text: "library \(version)\(note(version))")
        } catch {
            return HealthCheck(name: "sqlite", isWell: false, text: "the library does not work: \(error)")
        }
    }

    /// Versions 3.7.0 to 3.51.2 can damage a database when two connections write or checkpoint while the log is reset;
    /// Avicenna has one that does either.
    ///
    /// Source: sqlite.org, “Write-Ahead Logging”, section on the reset bug, and the release log of 3.51.3.
    private static func note(_ version: String) -> String {
        let numbers = version.split(separator: ".").compactMap { Int($0) }
        guard numbers.lexicographicallyPrecedes([3, 51, 3]) else { return "" }
        return "; versions before 3.51.3 can damage a database that two connections write or checkpoint: "
            + "open it with no other program while a server runs"
    }

    /// Durability and schema as the writing connection has them.
    static func database(_ client: ServerClient) async -> [HealthCheck] {
        do {
            guard client.isServer else { return try await opened(client) }
            _ = try await client.ask("GET", "/api/v1/health")
            return [
                HealthCheck(
                    name: "database",
                    text: "a server runs and can save; synchronous=FULL in WAL mode, or it would not have started"
                )
            ]
        } catch {
            let text = CommandError(error).message
            return [HealthCheck(name: "database", isWell: false, text: text)]
        }
    }

    private static func opened(_ client: ServerClient) async throws -> [HealthCheck] {
        guard let database = client.database else { return [] }
        let (level, mode, damage) = try await database.write { transaction in
            (
                try transaction.row("PRAGMA synchronous")?.integer("synchronous") ?? -1,
                try transaction.row("PRAGMA journal_mode")?.text("journal_mode") ?? "",
                try transaction.row("PRAGMA quick_check(1)")?.text("quick_check") ?? ""
            )
        }
        return [
            HealthCheck(
                name: "database",
                isWell: damage == "ok",
                text: damage == "ok" ? "quick check ok, schema \(Store.schema)" : "damaged: \(damage)"
            ),
            HealthCheck(
                name: "durability",
                isWell: level == 2 && mode == "wal",
                text: "synchronous=\(level == 2 ? "FULL" : String(level)), journal_mode=\(mode)"
            ),
        ]
    }

    /// The chains, sealed heads and counts of the journal.
    static func journal(_ client: ServerClient) async -> HealthCheck {
        do {
            let report = try await client.ask("POST", "/api/v1/audit/verify", json: [:])
            let events = ProgressLine.grouped(Int(report["events"]?.number ?? 0))
            let findings = report["findings"]?.elements?.count ?? 0
            guard report["sound"] == .bool(true) else {
                let text = "\(findings) findings in \(events) events; run avicenna audit verify"
                return HealthCheck(name: "journal", isWell: false, text: text)
            }
            return HealthCheck(name: "journal", text: "sound, \(events) events")
        } catch {
            return HealthCheck(name: "journal", isWell: false, text: CommandError(error).message)
        }
    }

    // MARK: - The machine

    static func keys(_ folder: DataFolder) -> HealthCheck {
        let file = folder.keys.appending(path: "server.key").path
        var facts = stat()
        guard stat(file, &facts) == 0 else {
            let text = "keys/server.key is missing: the journal cannot be checked and tickets do not work"
            return HealthCheck(name: "keys", isWell: false, text: text)
        }
        guard facts.st_mode & 0o077 == 0 else {
            return HealthCheck(name: "keys", isWell: false, text: "others may read keys/server.key; chmod 600 it")
        }
        return HealthCheck(name: "keys", text: "server.key is there and private; keep a copy elsewhere")
    }

    /// A sitting and a backup need room: 1 GiB, or twice the database where that is more.
    static func disk(_ folder: DataFolder) -> HealthCheck {
        guard let free = folder.freeBytes else {
            let text = "free space cannot be told: \(String(cString: strerror(errno)))"
            return HealthCheck(name: "disk", isWell: false, text: text)
        }
        var file = stat()
        let size = stat(folder.database.path, &file) == 0 ? Int(file.st_size) : 0
        let needed = max(1 << 30, 2 * size)
        let text = "\(mebibytes(free)) free, database \(mebibytes(size))"
        guard free >= needed else {
            return HealthCheck(name: "disk", isWell: false, text: "\(text); have at least \(mebibytes(needed)) free")
        }
        return HealthCheck(name: "disk", text: text)
    }

    private static func mebibytes(_ bytes: Int) -> String { "\(ProgressLine.grouped(bytes >> 20)) MiB" }

    /// A clock that runs behind what has been recorded already, or stands before this program was written, is wrong.
    static func clock(_ folder: DataFolder, now: Date) -> HealthCheck {
        let text = "\(now.formatted(.iso8601)) (UTC)"
        let written = Date(timeIntervalSince1970: 1_795_000_000)
        guard now > written else {
            return HealthCheck(name: "clock", isWell: false, text: "\(text) is before this program was written")
        }
        let file = folder.url.appending(path: "anchors.jsonl")
        // An installation that has never served has no anchors yet.
        if let last = try? AnchorFile.read(file).last, last.takenAt > now + 5 {
            let gap = Int(last.takenAt.timeIntervalSince(now))
            let text = "\(text) is \(gap) s behind the last anchor; set the clock before an exam"
            return HealthCheck(name: "clock", isWell: false, text: text)
        }
        return HealthCheck(name: "clock", text: text)
    }
}

extension DataFolder {
    /// What a program without special rights may still write there, in bytes; `nil`, with `errno`, when nobody can tell.
    var freeBytes: Int? {
        var facts = statvfs()
        guard statvfs(url.path, &facts) == 0 else { return nil }
        return Int(facts.f_bavail) * Int(facts.f_frsize)
    }
}
