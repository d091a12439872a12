public import Assessment
public import Foundation

/// Questions in QTI, as a content package, a folder or one file; written with our JSON beside every item.
///
/// One reader reads versions 2.0 to 3.0: all content, and every interaction that one of ours holds exactly. Items whose
/// processing none of our rules does exactly, or whose interactions ours do not hold, are kept bit for bit and exported
/// as they came. Tests are read for what they say; papers are built here.
public struct QTIFormat: Format {
    /// The version that is written.
    private let version: QTIVersion

    public init(_ version: QTIVersion) { self.version = version }

    public let endings = ["xml"]
    public let isOneFile = false

    public var name: FormatName { FormatName(rawValue: version == .v30 ? "qti3" : "qti\(version.rawValue)") }

    /// QTI 3 by its namespaces; everything else that is XML or has a manifest belongs to the older form, whose reader
    /// is the same and says what it does not know.
    public func recognises(_ source: Source) -> Bool {
        version == .v30 ? QTISniff.finds("imsqtiasi_v3p0", "qtiv3p0", in: source) : QTISniff.looksLikeMarkup(source)
    }

    public func read<Failure: Error>(
        _ source: Source,
        catalogue: Catalogue,
        each: (ImportedItem) throws(Failure) -> Void
    ) throws(Failure) -> ImportedPackage {
        var reader = QTIReader(source, catalogue: catalogue)
        return try reader.read(each: each)
    }

    public func write<Failure: Error>(
        _ bank: Bank,
        catalogue: Catalogue,
        media: (String) -> Data?,
        file: (String, Data) throws(Failure) -> Void
    ) throws(Failure) -> [ItemReport] {
        try QTIExport(version: version, catalogue: catalogue).write(bank, media: media, file: file)
    }
}

/// Tells versions of QTI apart without reading more than the start of one file.
private enum QTISniff {
    static func finds(_ words: String..., in source: Source) -> Bool {
        guard let path = QTIManifest.path(in: source) ?? document(of: source) else { return false }
        // A file that cannot be read is somebody else's problem to report.
        guard let bytes = try? source.bytes(at: path) else { return false }
        let head = String(decoding: bytes.prefix(4096), as: UTF8.self)
        return words.contains { head.contains($0) }
    }

    static func looksLikeMarkup(_ source: Source) -> Bool {
        QTIManifest.path(in: source) != nil || document(of: source) != nil
    }

    private static func document(of source: Source) -> String? {
        source.paths.first { PackagePath.ending($0) == "xml" }
            ?? (source.isSingleFile && startsLikeMarkup(source) ? source.name : nil)
    }

    private static func startsLikeMarkup(_ source: Source) -> Bool {
        // As above.
        guard let bytes = try? source.bytes(at: source.name) else { return false }
        let head = String(decoding: bytes.prefix(64), as: UTF8.self).drop { $0.isWhitespace || $0 == "\u{FEFF}" }
        return head.first == "<"
    }
}
