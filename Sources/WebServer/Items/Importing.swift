import Assessment
import Foundation
import Interchange
import Storage

/// From an uploaded file to a staged plan: one way for the page, the API and the command.
struct Importing: Sendable {
    let website: Website
    let actor: Actor
    let now: Date

    /// The limit of an uploaded package (rule I1 of the threat model).
    static let fileLimit = 512 << 20
    /// The most bytes that items and their files may be once they are expanded: all of them are in memory until they are
    /// staged.
    static let heldLimit = 512 << 20

    /// Reads `bytes` apart from the requests' threads and writes the plan into staging; nothing shows in the bank.
    ///
    /// One import at a time, whatever its size: what an archive expands to is not told by what was sent.
    ///
    /// - Throws: ``Failure`` 503 while there is another; ``ImportRefusal/noRoom(needed:free:)`` when the disk has less
    ///   than twice the room that the import takes.
    func stage(fileName: String, bytes: Data) async throws -> ImportRecord {
        let place = website.imports.place()
        try place.take()
        defer { place.leave() }
        let (name, catalogue) = (fileName.replacing("\0", with: ""), website.store.catalogue)
        let reading = try await website.apart { ImportReading(fileName: name, bytes: bytes, catalogue: catalogue) }
        if let free = website.freeBytes(), free < 2 * reading.size {
            throw ImportRefusal.noRoom(needed: 2 * reading.size, free: free)
        }
        return try await website.store.stageImport(
            fileName: name,
            problems: reading.problems,
            notes: reading.notes,
            package: reading.package,
            items: reading.items,
            files: reading.files,
            by: actor,
            now: now
        )
    }
}

extension Finding {
    /// Place and words on one line.
    var text: String {
        switch (line, column) {
        case (0, _): message
        case (_, 0): "line \(line): \(message)"
        default: "line \(line), column \(column): \(message)"
        }
    }
}

/// Media types by file ending; what is not listed is only offered for saving.
enum MediaType {
    private static let types = [
        "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "webp": "image/webp",
        "svg": "image/svg+xml", "mp3": "audio/mpeg", "wav": "audio/wav", "ogg": "audio/ogg", "mp4": "video/mp4",
        "webm": "video/webm",
    ]

    static func name(of path: String) -> String {
        let ending = path.split(separator: ".").last.map { $0.lowercased() } ?? ""
        return types[ending] ?? "application/octet-stream"
    }
}
