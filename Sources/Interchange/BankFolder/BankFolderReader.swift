import Assessment
import Foundation

/// Reads a bank folder: its list, then every file it names, each checked against its hash.
struct BankFolderReader {
    private let source: Source
    private let catalogue: Catalogue
    /// The folder of `bank.json` within the source, with its slash.
    private let base: String
    private var problems: [Finding] = []
    private var handedOver: Set<String> = []
    private var seen: [ItemID: String] = [:]
    /// Where sources of kept items and their files stand, as the items say.
    private var places: Set<String> = []

    init(_ source: Source, catalogue: Catalogue) {
        self.source = source
        self.catalogue = catalogue
        let path = Self.path(in: source) ?? "bank.json"
        base = String(path.dropLast("bank.json".count))
    }

    /// Where the list stands: at the top or one folder down.
    static func path(in source: Source) -> String? {
        let found = source.paths.filter { $0 == "bank.json" || $0.hasSuffix("/bank.json") }
        if found.contains("bank.json") { return "bank.json" }
        let below = found.filter { path in path.count { $0 == "/" } == 1 }
        return below.count == 1 ? below[0] : nil
    }

    mutating func read<Failure: Error>(each: (ImportedItem) throws(Failure) -> Void) throws(Failure) -> ImportedPackage
    {
        let list: BankList
        do throws(Source.Refusal) {
            let bytes = try source.bytes(at: "\(base)bank.json")
            list = try BankList.reading(bytes)
        } catch {
            return ImportedPackage(report: .rejected(error.findings))
        }
        let media = Dictionary(list.media.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        for entry in list.items { try each(item(entry, media: media)) }
        var bank = list.bank
        bank.files = files(list)
        let kept = bank.files.compactMap(\.package)
        let files = kept.flatMap { self.files(of: $0, listed: media) }
        findStrays(list)
        let report = PackageReport(problems: problems)
        return ImportedPackage(report: report, bank: bank, media: files)
    }

    // MARK: - Items

    private mutating func item(_ entry: BankList.Entry, media: [String: BankList.Entry]) -> ImportedItem {
        let version: ItemVersion
        do throws(Source.Refusal) {
            let bytes = try document(entry)
            version = try Self.version(bytes)
        } catch {
            return .rejected(entry.path, id: "", error.findings)
        }
        var report = ItemReport(path: entry.path, id: version.item.rawValue, kind: version.kind.rawValue)
        if let first = seen[version.item] {
            let message = "the identifier is already that of “\(first.prefix(200))”"
            report.problems.append(Finding("item.twice", message))
        }
        seen[version.item] = entry.path
        if version.kind == .unknown {
            report.status = .unsupported
            report.problems += (version.original?.unread ?? []).map { Finding("item.unread", $0) }
        } else {
            report.problems += catalogue.problems(in: version).filter { $0.severity == .error }.map {
                Finding($0.code, $0.part.isEmpty ? $0.message : "\($0.part): \($0.message)")
            }
        }
        let files = self.media(of: version, listed: media, problems: &report.problems)
        let isMisnamed = report.problems.contains { $0.code == "file.name" }
        if isMisnamed || (report.status == .ok && !report.problems.isEmpty) { report.status = .rejected }
        report.losses = losses(version, entry)
        places.formUnion(version.originFiles.keys)
        if let path = version.originPath { places.insert(path) }
        guard report.status != .rejected else { return ImportedItem(report: report) }
        return ImportedItem(report: report, version: version, media: files)
    }

    private static func version(_ bytes: Data) throws(Source.Refusal) -> ItemVersion {
        let version: ItemVersion
        do throws(FormatProblem) {
            version = try ItemVersion(data: bytes)
        } catch {
            throw Source.Refusal([Finding("item.format", error.description)])
        }
        guard version.canonicalData == bytes else {
            let message = "the file is not the canonical JSON of its item, so its hash names nothing"
            throw Source.Refusal([Finding("item.canonical", message)])
        }
        return version
    }

    private mutating func media(
        of version: ItemVersion,
        listed: [String: BankList.Entry],
        problems: inout [Finding]
    ) -> [MediaFile] {
        var files: [MediaFile] = []
        for name in version.neededMedia where !handedOver.contains(name) {
            guard let entry = listed[name] else {
                problems.append(Finding("file.missing", "the file “\(name.prefix(200))” is not in the bank's list"))
                continue
            }
            guard MediaFile.hash(in: name) == entry.hash.rawValue else {
                // The item's hash covers the name alone: with another picture under it, it would still be the same.
                let ending = PackagePath.ending(name)
                let right = "\(entry.hash.rawValue)\(ending.isEmpty ? "" : ".\(ending)")"
                let message = "the file “\(name.prefix(200))” must be called by the hash of its bytes: \(right)"
                problems.append(Finding("file.name", message))
                continue
            }
            do throws(Source.Refusal) {
                files.append(MediaFile(path: name, bytes: try bytes(of: entry)))
                handedOver.insert(name)
            } catch {
                problems += error.findings
            }
        }
        return files
    }

    /// Whether the QTI document beside an item was changed by somebody who does not know our JSON.
    private func losses(_ version: ItemVersion, _ entry: BankList.Entry) -> [Finding] {
        let path = String(entry.path.dropLast(".json".count)) + ".xml"
        // A document that cannot be read differs from what we would write.
        guard source.has(base + path), version.kind != .unknown, let found = try? source.bytes(at: base + path) else {
            return []
        }
        // Beside the JSON of a kept item may stand the source of another.
        if version.original != nil, version.originPath != path { return [] }
        let isOurs = [QTIVersion.v30, .v22, .v21].contains { dialect in
            if let original = version.original, let source = QTIVersion(formatName: original.format),
                QTIKeptDocument(original.bytes, source, as: dialect).bytes == found
            {
                return true
            }
            // As above.
            return (try? QTIWriter(version: dialect, path: path).document(version)) == found
        }
        guard !isOurs else { return [] }
        let message = "the QTI file beside the item says something else; the item is read from its own JSON"
        return [Finding("qti.changed", message)]
    }

    // MARK: - Files

    /// The most bytes of an item, blueprint or resource pack: JSON takes many times its size in memory.
    private static let documentLimit = 8 << 20

    private func document(_ entry: BankList.Entry) throws(Source.Refusal) -> Data {
        let bytes = try bytes(of: entry)
        guard bytes.count <= Self.documentLimit else {
            throw Source.Refusal([Finding("file.large", "the file “\(entry.path.prefix(200))” is larger than 8 MiB")])
        }
        return bytes
    }

    private func bytes(of entry: BankList.Entry) throws(Source.Refusal) -> Data {
        let bytes = try source.bytes(at: base + entry.path)
        guard ContentHash(of: bytes) == entry.hash else {
            let message = "the file “\(entry.path.prefix(200))” is not the one that the list names (its hash differs)"
            throw Source.Refusal([Finding("file.hash", message)])
        }
        return bytes
    }

    private mutating func files(_ list: BankList) -> [BankFile] {
        var files: [BankFile] = []
        let roles = [
            (BankFile.Role.blueprint, list.blueprints), (.resource, list.resources), (.package, list.packages),
        ]
        for (role, entries) in roles {
            for entry in entries {
                do throws(Source.Refusal) {
                    let bytes = try document(entry)
                    try Self.check(bytes, role, entry)
                    files.append(BankFile(role: role, path: entry.path, bytes: bytes))
                } catch {
                    problems += error.findings
                }
            }
        }
        return files
    }

    private static func check(_ bytes: Data, _ role: BankFile.Role, _ entry: BankList.Entry) throws(Source.Refusal) {
        let json: JSONValue
        do throws(StrictJSON.Problem) {
            json = try StrictJSON.value(bytes, maximumDepth: 64)
        } catch {
            throw Source.Refusal([Finding("file.format", "\(entry.path): \(error.description)")])
        }
        guard CanonicalJSON.data(json) == bytes else {
            throw Source.Refusal([Finding("file.canonical", "\(entry.path): not canonical JSON")])
        }
        do throws(FormatProblem) {
            switch role {
            case .blueprint: break
            case .resource: _ = try ResourcePack(json: json, path: entry.path)
            case .package: _ = try QTIKeptPackage(json: json)
            }
        } catch {
            throw Source.Refusal([Finding("file.format", error.description)])
        }
    }

    /// The files of a kept package that no item has brought, each checked against its name.
    private mutating func files(of package: QTIKeptPackage, listed: [String: BankList.Entry]) -> [MediaFile] {
        var files: [MediaFile] = []
        for (path, name) in package.files.sorted(by: { $0.key < $1.key }) {
            places.insert(path)
            guard !handedOver.contains(name) else { continue }
            guard let entry = listed[name], MediaFile.hash(in: name) == entry.hash.rawValue else {
                let message = "“\(path.prefix(200))”, which is kept of a package, is not in the bank's list by its hash"
                problems.append(Finding("file.missing", message))
                continue
            }
            do throws(Source.Refusal) {
                files.append(MediaFile(path: name, bytes: try bytes(of: entry)))
                handedOver.insert(name)
            } catch {
                problems += error.findings
            }
        }
        return files
    }

    /// Names files in the bank's own folders that its list does not know; they are not imported.
    private mutating func findStrays(_ list: BankList) {
        let known = Set((list.items + list.blueprints + list.resources + list.packages + list.media).map(\.path))
        let folders = ["items/", "blueprints/", "resources/", "packages/", "media/"]
        for path in source.paths where path.hasPrefix(base) {
            let own = String(path.dropFirst(base.count))
            guard folders.contains(where: own.hasPrefix), !known.contains(own), !places.contains(own) else { continue }
            if own.hasSuffix(".xml"), known.contains(String(own.dropLast(4)) + ".json") { continue }
            let message = "the file “\(own.prefix(200))” is not in the bank's list and is left out"
            problems.append(Finding("file.unlisted", message))
        }
    }
}
