public import Assessment
import Foundation

/// What of a content package belongs to none of its items: tests, sections, statistics and files that nobody names, and
/// what the manifest says of the package itself.
///
/// It is kept as it came and never read again here, so that the package can leave whole in its own version.
public struct QTIKeptPackage: Hashable, Sendable {
    /// The identifier of its manifest.
    public var id: String
    var version: QTIVersion
    /// The manifest's own metadata and organisations, as they stood.
    var metadata: String?
    var organizations: String?
    /// The resources that are no items and that no item depends on, and what the manifest says of each.
    var resources: [QTIDependency]
    var descriptions: [String: String]
    /// The names of our content for its files, by their paths.
    public var files: [String: String]

    init(id: String, version: QTIVersion) {
        self.id = id
        self.version = version
        (resources, descriptions, files) = ([], [:], [:])
    }

    /// Whether there is anything to keep.
    var isEmpty: Bool { metadata == nil && organizations == nil && resources.isEmpty && files.isEmpty }

    /// Whether a package of the version `target` can hold it as it is.
    func fits(_ target: QTIVersion) -> Bool {
        version == target || (target != .v30 && version != .v30 && version.rawValue < target.rawValue)
    }

    /// - Throws: `FormatProblem` when `json` is none, or of a newer format than 1.
    public init(json: JSONValue) throws(FormatProblem) {
        var fields = try Fields(json)
        guard try fields.integer("format") == 1 else {
            throw FormatProblem(path: fields.at("format"), message: "only format 1 is known")
        }
        id = try fields.string("id")
        guard let version = QTIVersion(formatName: try fields.string("version")) else {
            throw FormatProblem(path: fields.at("version"), message: "is no version of QTI")
        }
        self.version = version
        metadata = try fields.optionalString("metadata")
        organizations = try fields.optionalString("organizations")
        resources = (fields.take("resources")?.elements ?? []).compactMap(QTIDependency.init)
        descriptions = (fields.take("descriptions")?.members ?? [:]).compactMapValues(\.text)
        files = (fields.take("files")?.members ?? [:]).compactMapValues(\.text).filter { PackagePath.isInside($0.key) }
        try fields.end()
    }

    public var json: JSONValue {
        var members: [String: JSONValue] = [
            "format": 1, "id": .string(id), "version": .string(version.formatName),
            "resources": .array(resources.map(\.json)), "files": .object(files.mapValues(JSONValue.string)),
        ]
        if let metadata { members["metadata"] = .string(metadata) }
        if let organizations { members["organizations"] = .string(organizations) }
        if !descriptions.isEmpty { members["descriptions"] = .object(descriptions.mapValues(JSONValue.string)) }
        return .object(members)
    }

    /// As a file of a bank.
    var file: BankFile {
        let bytes = CanonicalJSON.data(json)
        var names = BankFileNames()
        let name = names.name(for: id, tail: ContentHash(of: Data(id.utf8)))
        return BankFile(role: .package, path: "packages/\(name).json", bytes: bytes)
    }
}

extension BankFile {
    /// What is kept of a package, when this is that; `nil` for anything else, and for what cannot be read.
    var package: QTIKeptPackage? {
        guard role == .package, let json = try? StrictJSON.value(bytes, maximumDepth: 64) else { return nil }
        // Whoever made the file a bank's has checked it.
        return try? QTIKeptPackage(json: json)
    }
}
