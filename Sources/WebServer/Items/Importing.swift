import Assessment
import Foundation
import Interchange
import Logging
import Storage

/// From an uploaded file to a staged plan: one way for the page, the API and the command.
struct Importing: Sendable {
    let website: Website
    let actor: Actor
    let now: Date
    /// The place that a large file takes among the uploads.
    private let upload: Uploads.Place?

    /// The limit of an uploaded package (rule I1 of the threat model).
    static let fileLimit = 512 << 20
    /// The most bytes that items and their files may be once they are expanded: all of them are in memory until they are
    /// staged.
    static let heldLimit = 512 << 20
    /// How long the answer waits for the plan, so that a small file leads straight to it.
    static let patience = Duration.seconds(1)

    init(_ call: Call) {
        (website, actor, now, upload) = (call.website, call.actor, call.now, call.upload)
    }

    /// Opens an import and begins to read the file into it beside the requests; nothing shows in the bank.
    ///
    /// One import at a time, whatever its size: what an archive expands to is not told by what was sent.
    ///
    /// - Returns: The import, and what it is being read by.
    /// - Throws: ``Failure`` 503 while there is another.
    func begin(fileName: String, bytes: Data) async throws -> (id: String, running: RunningImports.Running) {
        let place = website.imports.place()
        try place.take()
        // The bytes are held until they are read, so what counts them is held too.
        let upload = upload?.passedOn()
        do {
            let name = fileName.replacing("\0", with: "")
            let id = try await website.store.beginImport(fileName: name, by: actor, now: now)
            do {
                let running = try website.runningImports.start(id) { running in
                    defer {
                        place.leave()
                        upload?.leave()
                    }
                    try await read(bytes, named: name, into: id, running)
                }
                return (id, running)
            } catch {
                await website.store.abandonImport(id, after: CancellationError(), by: actor, now: now)
                throw error
            }
        } catch {
            place.leave()
            upload?.leave()
            throw error
        }
    }

    /// - Throws: ``ImportRefusal/noRoom(needed:free:)`` when the disk has less than twice the room that the import
    ///   takes; after this and any other error nothing of the plan is left.
    private func read(
        _ bytes: Data,
        named name: String,
        into id: String,
        _ running: RunningImports.Running
    ) async throws {
        do {
            let catalogue = website.store.catalogue
            // Apart from the requests' threads.
            let reading = try await website.apart {
                try ImportReading(fileName: name, bytes: bytes, catalogue: catalogue) {
                    () throws(CancellationError) in try running.countItem()
                }
            }
            if let free = website.freeBytes(), free < 2 * reading.size {
                throw ImportRefusal.noRoom(needed: 2 * reading.size, free: free)
            }
            running.move(to: .staging(.entries(0, of: reading.plan.items.count + reading.plan.files.count)))
            try await website.store.stageImport(id, reading.plan) { running.move(to: .staging($0)) }
        } catch {
            await website.store.abandonImport(id, after: error, by: actor, now: website.now())
            if ImportEnd(error) == .fault, !(error is ImportRefusal) {
                website.logger.error("import failed", metadata: ["import": "\(id)", "error": "\(error)"])
            }
            throw error
        }
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
