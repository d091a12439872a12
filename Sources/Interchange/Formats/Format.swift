public import Assessment
public import Foundation

/// Names a format in commands and reports, such as `qti3`.
public struct FormatName: RawRepresentable, Hashable, Sendable {
    public let rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }
}

/// A file format of questions.
///
/// A new format is one folder and one line in ``Formats``.
///
/// Bytes in, values out: no disk, no network, no clock. Reading the same source twice gives the same items, so a dry
/// run is a reading whose items are not kept; whether one refused item refuses the whole import is the caller's to say.
public protocol Format: Sendable {
    var name: FormatName { get }
    /// Endings of the single files that are read, in lower case and without the dot; none where a bank is a folder.
    var endings: [String] { get }
    /// Whether a bank is written as one file, with the first of ``endings``; otherwise as several, or not at all.
    var isOneFile: Bool { get }
    /// Whether banks are written in this format too; a ``ReadOnlyFormat`` is read alone.
    var writes: Bool { get }

    /// Whether `source` looks like this format, by names and first bytes; wrong only at the cost of a worse message.
    func recognises(_ source: Source) -> Bool

    /// Reads `source` item by item, in its own order, and hands each to `each` before the next one is read.
    ///
    /// An item that no kind of `catalogue` recognises is kept opaquely. What is to be said of the source as a whole,
    /// and its files beside the items, come back at the end. Only what `each` throws is thrown, and ends the reading.
    func read<Failure: Error>(
        _ source: Source,
        catalogue: Catalogue,
        each: (ImportedItem) throws(Failure) -> Void
    ) throws(Failure) -> ImportedPackage

    /// Writes `bank` file by file, in the order in which an archive should hold them.
    ///
    /// `media` gives the bytes of a file by the name that content uses, `nil` when it is missing. What the format could
    /// not hold comes back by item; items without a loss are not listed. Only what `file` throws is thrown.
    func write<Failure: Error>(
        _ bank: Bank,
        catalogue: Catalogue,
        media: (String) -> Data?,
        file: (String, Data) throws(Failure) -> Void
    ) throws(Failure) -> [ItemReport]
}

extension Format {
    public var writes: Bool { true }
}

/// A format that is read and never written: nobody needs our questions in it, or it cannot hold them.
///
/// Commands and pages offer ``Formats/written`` alone. Who writes in it all the same gets no file, and every item of the
/// bank back as one that is left out.
public protocol ReadOnlyFormat: Format {}

extension ReadOnlyFormat {
    public var writes: Bool { false }
    public var isOneFile: Bool { false }

    public func write<Failure: Error>(
        _ bank: Bank,
        catalogue: Catalogue,
        media: (String) -> Data?,
        file: (String, Data) throws(Failure) -> Void
    ) throws(Failure) -> [ItemReport] {
        let finding = Finding("format.read-only", "\(name.rawValue) is read, not written")
        return bank.items.map {
            ItemReport(path: "", id: $0.item.rawValue, kind: $0.kind.rawValue, status: .rejected, problems: [finding])
        }
    }
}

/// One item of a source and what is to be said of it.
public struct ImportedItem: Sendable {
    public var report: ItemReport
    /// `nil` when the item is rejected.
    public var version: ItemVersion?
    /// What names the item in its package, where that is more than its own identifier; `nil` otherwise.
    public var resource: String?
    /// The files that this item needs and no item before it has brought along.
    public var media: [MediaFile]

    public init(
        report: ItemReport,
        version: ItemVersion? = nil,
        resource: String? = nil,
        media: [MediaFile] = []
    ) {
        self.report = report
        self.version = version
        self.resource = resource
        self.media = media
    }
}

extension ImportedItem {
    /// An item of which nothing is imported.
    static func rejected(_ path: String, id: String, _ findings: [Finding]) -> ImportedItem {
        ImportedItem(report: ItemReport(path: path, id: id, status: .rejected, problems: findings))
    }
}

/// What a source holds beside its items.
public struct ImportedPackage: Sendable {
    public var report: PackageReport
    /// Name, licence and origin of the bank, and its blueprints and resources; without items.
    public var bank: Bank?
    /// The files that a kept package of the bank names.
    public var media: [MediaFile]

    public init(report: PackageReport, bank: Bank? = nil, media: [MediaFile] = []) {
        self.report = report
        self.bank = bank
        self.media = media
    }
}

/// A bank as it travels: items, and the files that go with them.
public struct Bank: Sendable {
    public var id: String
    public var name: String
    public var language: String
    public var licence: String
    public var origin: String
    public var items: [ItemVersion]
    public var files: [BankFile]

    public init(
        id: String,
        name: String,
        language: String = "en",
        licence: String = "",
        origin: String = "",
        items: [ItemVersion] = [],
        files: [BankFile] = []
    ) {
        self.id = id
        self.name = name
        self.language = language
        self.licence = licence
        self.origin = origin
        self.items = items
        self.files = files
    }
}

/// A blueprint or resource pack of a bank, or what is kept of a package beside its items, as canonical JSON under its
/// path.
public struct BankFile: Hashable, Sendable {
    public enum Role: String, Hashable, Sendable, CaseIterable { case blueprint, resource, package }

    public var role: Role
    public var path: String
    public var bytes: Data

    public init(role: Role, path: String, bytes: Data) {
        self.role = role
        self.path = path
        self.bytes = bytes
    }
}
