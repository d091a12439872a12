import Assessment
import Foundation
import Interchange
import ItemBank
import Storage

/// Everything that a file holds, read item by item.
struct ImportReading: Sendable {
    private(set) var plan = IncomingPlan()
    /// The bytes of it all, expanded.
    private(set) var size = 0
    private let limit: Int
    private var media: [String: StoredMedia] = [:]

    /// Notes listed before the list is cut with one that says so.
    private static let noteLimit = 200

    private enum Stop: Error { case tooLarge, cancelled }

    /// Reads `bytes` until all is read or more than `limit` bytes would be held; `each` comes after every item.
    ///
    /// - Throws: `CancellationError` when `each` does.
    init(
        fileName: String,
        bytes: Data,
        catalogue: Catalogue,
        limit: Int = Importing.heldLimit,
        each: () throws(CancellationError) -> Void = {}
    ) throws(CancellationError) {
        self.limit = limit
        do throws(Stop) {
            let package = try Formats.read(fileName, bytes: bytes, catalogue: catalogue) {
                imported throws(Stop) in
                try take(imported)
                do throws(CancellationError) { try each() } catch { throw Stop.cancelled }
            }
            plan.problems = package.report.problems.map(\.text)
            plan.notes += package.report.notes.map(\.text)
            let name = (package.bank?.id ?? "").replacing("\0", with: "")
            // Until 2026 every bank called its export so: the name says no more than none.
            plan.package = name == "export" ? "" : name
            // What is kept of a package beside its items stays in its file, as the notes say one by one.
            for file in package.bank?.files ?? [] where file.role != .package { try take(file) }
        } catch {
            switch error {
            case .cancelled: throw CancellationError()
            case .tooLarge:
                let most = NumberText.bytes(limit)
                let problem = "the items and their files are more than \(most) once they are expanded; split the file"
                (plan, size) = (IncomingPlan(problems: [problem]), 0)
            }
        }
        media = [:]
        if plan.items.isEmpty, plan.files.isEmpty, plan.problems.isEmpty { plan.problems = ["the file holds no item"] }
        if plan.notes.count > Self.noteLimit {
            let more = "\(plan.notes.count - Self.noteLimit) more things are left out"
            plan.notes = plan.notes.prefix(Self.noteLimit) + [more]
        }
    }

    private mutating func grow(by bytes: Int) throws(Stop) {
        size += bytes
        guard size <= limit else { throw .tooLarge }
    }

    // MARK: - Items

    private mutating func take(_ imported: ImportedItem) throws(Stop) {
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
            plan.notes += (problems + report.losses.prefix(1).map(\.text)).map { "\(report.path): \($0)" }
            return
        }
        guard let version = imported.version else {
            let name = report.id.isEmpty ? report.path : report.id
            plan.items.append(
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
        plan.items.append(incoming)
    }

    // MARK: - Other files

    private mutating func take(_ file: BankFile) throws(Stop) {
        try grow(by: file.bytes.count)
        do {
            let json = try StrictJSON.value(file.bytes, maximumDepth: 64)
            switch file.role {
            case .blueprint: plan.files.append(Self.blueprint(json, path: file.path))
            case .resource:
                plan.files.append(IncomingFile(path: file.path, content: .resources(try ResourcePack(json: json))))
            case .package: break
            }
        } catch {
            plan.problems.append("\(file.path): \(error)")
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
