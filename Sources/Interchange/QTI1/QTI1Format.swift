public import Assessment

/// Questions in QTI 1.2, alone, in a content package or in a Common Cartridge of any version; read, never written.
///
/// Read are items, in assessments, sections and object banks, with one `response_lid`, `response_str` or `response_num`,
/// and matching as one `response_lid` a row. What the processing does is found by trying it: for a choice on every
/// response that can be given, for typed text on every text that it names and on another one. Where one of our rules does
/// the same in all cases it marks the item; where the standard leaves two readings and they differ, or nothing of ours
/// does the same, the item is kept as it came.
///
/// A score in per cent, as Canvas (`points_possible`) and Common Cartridge (`cc_profile`, `cc_weighting`) have it, is
/// turned into the marks that the metadata give.
///
/// Source: IMS Question & Test Interoperability ASI 1.2.1 (2003); IMS Common Cartridge profile 1.0 to 1.3, section on
/// assessment; question types of Canvas by the names in its exports.
public struct QTI1Format: ReadOnlyFormat {
    public let name = FormatName(rawValue: "qti1")
    public let endings = ["imscc", "xml"]

    public init() {}

    /// By the root of a document, or a manifest that names QTI 1 and no item of a later version.
    public func recognises(_ source: Source) -> Bool {
        guard let path = QTIManifest.path(in: source) else {
            let document = source.isSingleFile ? source.name : source.paths.first { PackagePath.ending($0) == "xml" }
            return document.map { Self.head($0, source, 4096).contains("questestinterop") } ?? false
        }
        let manifest = Self.head(path, source, 4 << 20)
        return manifest.contains("imsqti_xmlv1") && !manifest.contains("imsqti_item")
    }

    private static func head(_ path: String, _ source: Source, _ count: Int) -> String {
        // A file that cannot be read is somebody else's problem to report.
        guard let bytes = try? source.bytes(at: path) else { return "" }
        return String(decoding: bytes.prefix(count), as: UTF8.self)
    }

    public func read<Failure: Error>(
        _ source: Source,
        catalogue: Catalogue,
        each: (ImportedItem) throws(Failure) -> Void
    ) throws(Failure) -> ImportedPackage {
        var reader = QTIReader(source, catalogue: catalogue)
        return try reader.read(each: each)
    }
}
