public import Assessment

/// Something to say about a file, an item or a row: a stable code, plain words and the place.
public struct Finding: Hashable, Sendable {
    public var code: String
    public var message: String
    /// Counted from 1; 0 when the finding is about the whole.
    public var line: Int
    /// Counted in characters from 1; 0 when nobody knows.
    public var column: Int

    public init(_ code: String, _ message: String, line: Int = 0, column: Int = 0) {
        self.code = code
        // Names of a file may be as long as the file; whoever reads the report has seen enough of them by then.
        let isLong = message.utf8.count > 2_000
        self.message = isLong ? String(String.UnicodeScalarView(message.unicodeScalars.prefix(900))) + "…" : message
        self.line = line
        self.column = column
    }

    init(_ loss: ContentLoss) { self.init(loss.code, loss.message, line: loss.line) }

    /// All of `findings`, or the first five hundred and a word that there are more.
    static func firstOf(_ findings: [Finding]) -> [Finding] {
        guard findings.count > 500 else { return findings }
        return findings.prefix(500) + [Finding("more", "there are \(findings.count - 500) more problems of this file")]
    }

    public var json: JSONValue {
        var members: [String: JSONValue] = ["code": .string(code), "message": .string(message)]
        if line > 0 { members["line"] = .integer(Int64(line)) }
        if column > 0 { members["column"] = .integer(Int64(column)) }
        return .object(members)
    }
}

/// What an import makes of one item of its source.
public struct ItemReport: Hashable, Sendable {
    public enum Status: String, Hashable, Sendable, CaseIterable {
        /// Read in full: it can be delivered and marked.
        case ok
        /// Not sound: nothing of it is imported.
        case rejected
        /// Sound, but more than is understood here: kept bit for bit, exported as it came, not delivered.
        case unsupported
    }

    /// The file within the source; empty when the source is that file.
    public var path: String
    public var id: String
    public var kind: String
    public var status: Status
    public var problems: [Finding]
    public var losses: [Finding]

    public init(
        path: String,
        id: String = "",
        kind: String = KindName.unknown.rawValue,
        status: Status = .ok,
        problems: [Finding] = [],
        losses: [Finding] = []
    ) {
        self.path = path
        self.id = id
        self.kind = kind
        self.status = status
        self.problems = problems
        self.losses = losses
    }

    public var json: JSONValue {
        [
            "path": .string(path), "id": .string(id), "kind": .string(kind), "status": .string(status.rawValue),
            "problems": .array(problems.map(\.json)), "losses": .array(losses.map(\.json)),
        ]
    }
}

/// What an import makes of its source as a whole.
public struct PackageReport: Hashable, Sendable {
    public enum Status: String, Hashable, Sendable { case ok, rejected }

    public var status: Status
    public var problems: [Finding]
    /// What of it is no item and keeps nothing out: files that no item takes.
    public var notes: [Finding]

    public init(status: Status = .ok, problems: [Finding] = [], notes: [Finding] = []) {
        self.status = status
        self.problems = problems
        self.notes = notes
    }

    static func rejected(_ problems: [Finding]) -> PackageReport {
        PackageReport(status: .rejected, problems: problems)
    }

    public var json: JSONValue {
        var members: [String: JSONValue] = [
            "status": .string(status.rawValue), "problems": .array(problems.map(\.json)),
        ]
        if !notes.isEmpty { members["notes"] = .array(notes.map(\.json)) }
        return .object(members)
    }
}

/// The report of an import or of its dry run: the package and every item.
public struct ImportReport: Hashable, Sendable {
    public var package: PackageReport
    public var items: [ItemReport]

    public init(package: PackageReport, items: [ItemReport]) {
        self.package = package
        self.items = items
    }

    /// Whether everything was read, nothing refused and nothing found.
    public var isClean: Bool {
        package.status == .ok && package.problems.isEmpty && items.allSatisfy { $0.status == .ok }
    }

    /// Whether nothing of the source can be used; a sound source without items is not useless, only empty.
    public var isUseless: Bool {
        package.status == .rejected || (!items.isEmpty && items.allSatisfy { $0.status == .rejected })
    }

    public var json: JSONValue { ["items": .array(items.map(\.json)), "package": package.json] }
}
