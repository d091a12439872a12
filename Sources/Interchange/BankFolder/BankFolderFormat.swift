public import Assessment
public import Foundation

/// The format of the house: a folder with `bank.json`, canonical JSON of every item, media by path, each with its hash.
///
/// A content package that holds such a folder is read as this, without loss; the QTI in it is for others.
public struct BankFolderFormat: Format {
    public let name = FormatName(rawValue: "avicenna")

    public init() {}

    public let endings: [String] = []
    public let isOneFile = false

    public func recognises(_ source: Source) -> Bool { BankFolderReader.path(in: source) != nil }

    public func read<Failure: Error>(
        _ source: Source,
        catalogue: Catalogue,
        each: (ImportedItem) throws(Failure) -> Void
    ) throws(Failure) -> ImportedPackage {
        var reader = BankFolderReader(source, catalogue: catalogue)
        return try reader.read(each: each)
    }

    public func write<Failure: Error>(
        _ bank: Bank,
        catalogue: Catalogue,
        media: (String) -> Data?,
        file: (String, Data) throws(Failure) -> Void
    ) throws(Failure) -> [ItemReport] {
        try BankFolderWriter(bank).write(media: media, file: file)
    }
}
