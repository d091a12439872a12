import Assessment
import Foundation
import Interchange
import ItemBank
import Storage

/// Everything that a file holds, as staging wants it.
struct ImportReading: Sendable {
    private(set) var problems: [String] = []
    /// What is left out without harm.
    private(set) var notes: [String] = []
    /// The identifier of the package, by which it is known when it comes again; empty for files that have none.
    private(set) var package = ""
    private(set) var items: [IncomingItem] = []
    private(set) var files: [IncomingFile] = []
    /// The bytes of it all, expanded.
    private(set) var size = 0
    private let limit: Int
    private var media: [String: StoredMedia] = [:]

    /// Notes listed before the list is cut with one that says so.
    private static let noteLimit = 200

    private struct TooLarge: Error {}

    /// Reads `bytes` until all is read or more than `limit` bytes would be held.
    init(fileName: String, bytes: Data, catalogue: Catalogue, limit: Int = Importing.heldLimit) {
        self.limit = limit
        do throws(TooLarge) {
            let package = try Formats.read(fileName, bytes: bytes, catalogue: catalogue) {
                imported throws(TooLarge) in try take(imported)
            }
            problems = package.report.problems.map(\.text)
            notes += package.report.notes.map(\.text)
            let name = (package.bank?.id ?? "").replacing("\0", with: "")
            // Until 2026 every bank called its export so: the name says no more than none.
            self.package = name == "export" ? "" : name
            // What is kept of a package beside its items stays in its file, as the notes say one by one.
            for file in package.bank?.files ?? [] where file.role != .package { try take(file) }
        } catch {
            let most = NumberText.bytes(limit)
            problems = ["the items and their files are more than \(most) once they are expanded; split the file"]
            (items, files, notes, size) = ([], [], [], 0)
        }
        media = [:]
        if items.isEmpty, files.isEmpty, problems.isEmpty { problems = ["the file holds no item"] }
        if notes.count > Self.noteLimit {
            notes = notes.prefix(Self.noteLimit) + ["\(notes.count - Self.noteLimit) more things are left out"]
        }
    }

    private mutating func grow(by bytes: Int) throws(TooLarge) {
        size += bytes
        guard size <= limit else { throw TooLarge() }
    }

    // MARK: - Items

    private mutating func take(_ imported: ImportedItem) throws(TooLarge) {
        for file in imported.media {
            try grow(by: file.bytes.count)
            // One file that several items need comes with the first of them alone.
            media[file.path] = StoredMedia(type: MediaType.name(of: file.path), bytes: file.bytes)
        }
        let report = imported.report
        let problems = report.problems.map(\.text)
        if imported.version == nil, report.status != .rejected {
            // No item and no fault: a test or a section beside the items must not keep them out.
            // The first loss of a test says what it is; the others are for who looks into the file.
            notes += (problems + report.losses.prefix(1).map(\.text)).map { "\(report.path): \($0)" }
            return
        }
        guard let version = imported.version else {
            let name = report.id.isEmpty ? report.path : report.id
            items.append(
                IncomingItem(
                    unread: ItemID(rawValue: name),
                    path: report.path,
                    blockers: problems,
                    notes: report.losses.map(\.text)
                )
            )
            return
        }
        var incoming = IncomingItem(
            path: report.path,
            version: version,
            resource: imported.resource,
            notes: problems + report.losses.map(\.text)
        )
        let length = version.canonicalData.count
        try grow(by: length)
        if length > IncomingItem.sizeLimit { incoming.blockers.append(IncomingItem.tooLarge) }
        for name in version.neededMedia { incoming.media[name] = media[name] }
        items.append(incoming)
    }

    // MARK: - Other files

    private mutating func take(_ file: BankFile) throws(TooLarge) {
        try grow(by: file.bytes.count)
        do {
            let json = try StrictJSON.value(file.bytes, maximumDepth: 64)
            switch file.role {
            case .blueprint: files.append(Self.blueprint(json, path: file.path))
            case .resource:
                files.append(IncomingFile(path: file.path, content: .resources(try ResourcePack(json: json))))
            case .package: break
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
}
