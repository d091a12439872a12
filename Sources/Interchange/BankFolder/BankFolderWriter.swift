import Assessment
import Foundation

/// Writes a bank as its folder: `bank.json`, items as canonical JSON, blueprints, resources and media.
struct BankFolderWriter {
    private let bank: Bank
    /// The file name of each item, without its ending, in the order of the items.
    let names: [String]

    init(_ bank: Bank) {
        self.bank = bank
        var files = BankFileNames()
        names = bank.items.map { item in
            files.name(for: item.item.rawValue, tail: ContentHash(of: Data(item.item.rawValue.utf8)))
        }
    }

    func write<Failure: Error>(
        media: (String) -> Data?,
        file: (String, Data) throws(Failure) -> Void
    ) throws(Failure) -> [ItemReport] {
        var list = BankList(bank: bank)
        var reports: [ItemReport] = []
        var needed: Set<String> = []
        for (item, name) in zip(bank.items, names) {
            let bytes = item.canonicalData
            let path = "items/\(name).json"
            list.items.append(BankList.Entry(path: path, hash: ContentHash(of: bytes)))
            try file(path, bytes)
            let missing = item.neededMedia.filter { media($0) == nil || !PackagePath.isInside($0) }
            needed.formUnion(item.neededMedia)
            let misnamed = item.neededMedia.filter { name in
                media(name).map { !MediaFile(path: name, bytes: $0).isNamedByHash } ?? false
            }
            let losses =
                missing.map { Finding("file.missing", "the file “\($0.prefix(200))” is not in the bank") }
                + misnamed.map {
                    Finding("file.name", "the file “\($0.prefix(200))” is not called by its hash; it cannot come back")
                }
            guard !losses.isEmpty else { continue }
            reports.append(ItemReport(path: path, id: item.item.rawValue, kind: item.kind.rawValue, losses: losses))
        }
        for other in bank.files.sorted(by: { $0.path < $1.path }) {
            let entry = BankList.Entry(path: other.path, hash: ContentHash(of: other.bytes))
            switch other.role {
            case .blueprint: list.blueprints.append(entry)
            case .resource: list.resources.append(entry)
            case .package: list.packages.append(entry)
            }
            needed.formUnion(other.package?.files.values ?? [:].values)
            try file(other.path, other.bytes)
        }
        for name in needed.sorted() where PackagePath.isInside(name) {
            guard let bytes = media(name) else { continue }
            list.media.append(BankList.Entry(path: name, hash: ContentHash(of: bytes)))
            try file(name, bytes)
        }
        try file("bank.json", CanonicalJSON.data(list.json))
        return reports
    }
}
