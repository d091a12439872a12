import ArgumentParser
import Foundation
import Logging
import ServiceLifecycle
import Storage

/// Statements of the journal, one a line; a copy kept on another machine proves that nothing was cut off since.
struct AnchorFile {
    let url: URL

    /// Appends `anchor`; it is on the disk when this returns.
    func append(_ anchor: JournalAnchor) throws {
        let descriptor = open(url.path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure }
        defer { close(descriptor) }
        let line = try Self.line(anchor) + Data("\n".utf8)
        let count = line.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        guard count == line.count, fsync(descriptor) == 0 else { throw failure }
    }

    /// Reads every anchor of the file at `url`.
    ///
    /// - Throws: ``CommandError`` naming the line that is no anchor, or when there is none at all.
    static func read(_ url: URL) throws -> [JournalAnchor] {
        var anchors: [JournalAnchor] = []
        let lines = try Data(contentsOf: url).split(separator: UInt8(ascii: "\n"))
        for (index, line) in lines.enumerated() {
            do {
                anchors.append(try JSONDecoder().decode(JournalAnchor.self, from: Data(line)))
            } catch {
                throw CommandError(
                    code: "AV4003",
                    message: "this line is no anchor of a journal",
                    place: "\(url.path):\(index + 1)",
                    remedy: "give a copy of the anchors.jsonl of the data folder",
                    exit: .badData
                )
            }
        }
        guard !anchors.isEmpty else {
            throw CommandError(
                code: "AV4003",
                message: "there is no anchor in the file",
                place: url.path,
                exit: .badData
            )
        }
        return anchors
    }

    static func line(_ anchor: JournalAnchor) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return try encoder.encode(anchor)
    }

    private var failure: StorageError {
        errno == ENOSPC ? .full : .badFolder(path: url.path, problem: String(cString: strerror(errno)))
    }
}

/// Writes an anchor when a server starts, every hour in which something happened, and when it stops.
///
/// As the first service of its group it is the last to stop, so the last anchor holds the last saved response.
struct AnchorService: Service {
    let store: Store
    let file: AnchorFile
    let logger: Logger

    private static let pause = Duration.seconds(3600)

    func run() async throws {
        var last = await append(after: nil)
        do {
            while true {
                try await cancelWhenGracefulShutdown { try await Task.sleep(for: Self.pause) }
                last = await append(after: last)
            }
        } catch is CancellationError {
            _ = await append(after: last)
        }
    }

    /// - Returns: The events that the newest anchor holds.
    private func append(after last: Int64?) async -> Int64? {
        do {
            let anchor = try await store.anchor(now: Date())
            if let last, anchor.events == last { return last }
            try file.append(anchor)
            return anchor.events
        } catch {
            // Answers are saved without anchors too, so the server goes on; the next hour tries again.
            logger.error("no anchor written", metadata: ["error": "\(error)"])
            return last
        }
    }
}
