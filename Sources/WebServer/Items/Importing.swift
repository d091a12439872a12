import Assessment
import Foundation
import Interchange
import ItemBank
import Storage

/// From an uploaded file to a staged plan: one way for the page, the API and the command.
struct Importing: Sendable {
    let website: Website
    let actor: Actor
    let now: Date

    /// The limit of an uploaded package (rule I1 of the threat model).
    static let fileLimit = 512 << 20

    /// Reads `bytes` apart from the requests' threads and writes the plan into staging; nothing shows in the bank.
    func stage(fileName: String, bytes: Data) async throws -> ImportRecord {
        let catalogue = website.store.catalogue
        let reading = try await website.apart { Reading(fileName: fileName, bytes: bytes, catalogue: catalogue) }
        return try await website.store.stageImport(
            fileName: fileName,
            problems: reading.problems,
            items: reading.items,
            files: reading.files,
            by: actor,
            now: now
        )
    }

    /// Everything that a file holds, as staging wants it.
    private struct Reading: Sendable {
        var problems: [String] = []
        var items: [IncomingItem] = []
        var files: [IncomingFile] = []

        init(fileName: String, bytes: Data, catalogue: Catalogue) {
            var items: [IncomingItem] = []
            var media: [String: StoredMedia] = [:]
            let package = Formats.read(fileName, bytes: bytes, catalogue: catalogue) { imported in
                for file in imported.media {
                    media[file.path] = StoredMedia(type: MediaType.name(of: file.path), bytes: file.bytes)
                }
                items.append(Self.incoming(imported, media: media))
            }
            self.items = items
            problems = package.report.problems.map(\.text)
            for file in package.bank?.files ?? [] { add(file) }
            if items.isEmpty, files.isEmpty, problems.isEmpty { problems = ["the file holds no item"] }
        }

        private mutating func add(_ file: BankFile) {
            do {
                let json = try StrictJSON.value(file.bytes, maximumDepth: 64)
                switch file.role {
                case .blueprint: files.append(Self.blueprint(json, path: file.path))
                case .resource:
                    files.append(IncomingFile(path: file.path, content: .resources(try ResourcePack(json: json))))
                }
            } catch {
                problems.append("\(file.path): \(error)")
            }
        }

        /// With every fault that the page of blueprints would name.
        private static func blueprint(_ json: JSONValue, path: String) -> IncomingFile {
            let (id, name) = (json["id"]?.text ?? path, json["name"]?.text ?? "")
            let blockers: [String]
            do throws(FormatProblem) {
                blockers = BlueprintCheck.faults(of: try Blueprint(json: json))
            } catch {
                blockers = [error.description]
            }
            return IncomingFile(path: path, content: .blueprint(id: id, name: name, body: json), blockers: blockers)
        }

        /// `media` are all files read so far: one that several items need comes with the first of them alone.
        private static func incoming(_ imported: ImportedItem, media: [String: StoredMedia]) -> IncomingItem {
            let report = imported.report
            let version =
                imported.version
                ?? ItemVersion(
                    item: ItemID(rawValue: report.id.isEmpty ? report.path : report.id),
                    title: report.id,
                    body: [],
                    interactions: [],
                    scoring: []
                )
            let needed = version.neededMedia.compactMap { name in media[name].map { (name, $0) } }
            return IncomingItem(
                path: report.path,
                version: version,
                media: Dictionary(needed, uniquingKeysWith: { first, _ in first }),
                blockers: imported.version == nil ? report.problems.map(\.text) : [],
                notes: (imported.version == nil ? [] : report.problems.map(\.text)) + report.losses.map(\.text)
            )
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
