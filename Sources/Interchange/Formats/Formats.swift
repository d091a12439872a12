public import Archive
public import Assessment
public import Foundation

/// The formats that are known here: the one list to which a new format adds its line.
public enum Formats {
    /// Asked in this order whether a source is theirs: what says the most of itself comes first.
    public static let all: [any Format] = [
        BankFolderFormat(),
        WordFormat(),
        QTIFormat(.v30),
        MoodleXMLFormat(),
        QTI1Format(),
        QTIFormat(.v22),
        QTIFormat(.v21),
        AikenFormat(),
        GIFTFormat(),
        CSVFormat(),
    ]

    /// The formats in which a bank can leave.
    public static let written: [any Format] = all.filter(\.writes)

    /// The format called `name`.
    public static func named(_ name: FormatName) -> (any Format)? { all.first { $0.name == name } }

    /// The format of `source`; `nil` when none recognises it.
    ///
    /// An archive that says nothing of itself is most likely a content package without its manifest: the reader of QTI
    /// says what is missing.
    public static func format(of source: Source) -> (any Format)? {
        all.first { $0.recognises(source) } ?? (source.isArchive ? QTIFormat(.v22) : nil)
    }

    /// Reads `source` in the format that recognises it, item by item.
    public static func read<Failure: Error>(
        _ source: Source,
        catalogue: Catalogue,
        each: (ImportedItem) throws(Failure) -> Void
    ) throws(Failure) -> ImportedPackage {
        guard let format = format(of: source) else {
            let known = all.map(\.name.rawValue).joined(separator: ", ")
            let message = "“\(source.name.prefix(200))” is of no known format (\(known))"
            return ImportedPackage(report: .rejected([Finding("format.unknown", message)]))
        }
        return try format.read(source, catalogue: catalogue, each: each)
    }

    /// Opens and reads `bytes`, which may be an archive.
    public static func read<Failure: Error>(
        _ name: String,
        bytes: Data,
        catalogue: Catalogue,
        limits: ArchiveLimits = .standard,
        each: (ImportedItem) throws(Failure) -> Void
    ) throws(Failure) -> ImportedPackage {
        let source: Source
        do throws(Source.Refusal) {
            source = try Source.opening(name, bytes: bytes, limits: limits)
        } catch {
            return ImportedPackage(report: .rejected(error.findings))
        }
        return try read(source, catalogue: catalogue, each: each)
    }

    /// The report of a dry run: everything is read, nothing is kept.
    public static func report(_ source: Source, catalogue: Catalogue) -> ImportReport {
        var items: [ItemReport] = []
        let package = read(source, catalogue: catalogue) { items.append($0.report) }
        return ImportReport(package: package.report, items: items)
    }

    /// The report of a dry run over `bytes`, which may be an archive.
    public static func report(_ name: String, bytes: Data, catalogue: Catalogue) -> ImportReport {
        var items: [ItemReport] = []
        let package = read(name, bytes: bytes, catalogue: catalogue) { items.append($0.report) }
        return ImportReport(package: package.report, items: items)
    }

    /// Writes `bank` in `format` into one archive.
    ///
    /// - Throws: `ArchiveRefusal` when the bank is larger than an archive may be.
    public static func archive(
        _ bank: Bank,
        as format: any Format,
        catalogue: Catalogue,
        limits: ArchiveLimits = .standard,
        media: (String) -> Data?
    ) throws -> (bytes: Data, losses: [ItemReport]) {
        var writer = ZIPWriter(limits: limits)
        var bytes = Data()
        let losses = try format.write(bank, catalogue: catalogue, media: media) { path, file in
            bytes.append(try writer.append(file, named: path))
        }
        bytes.append(try writer.finish())
        return (bytes, losses)
    }
}
