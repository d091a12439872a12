import Assessment
import Foundation
import Interchange
import ItemKinds
import Testing

/// Items of every kind for the tests of formats: the kinds' own specimens, and the first bank where it is there.
enum Specimens {
    static let ofKinds: [ItemVersion] = {
        var versions: [ItemVersion] = []
        var seen: Set<ItemID> = []
        for specimen in Catalogue.standard.kinds.flatMap({ $0.specimens }) where specimen.problemCodes.isEmpty {
            guard seen.insert(specimen.version.item).inserted else { continue }
            versions.append(specimen.version)
        }
        return versions
    }()

    /// What the specimens of kinds show.
    static let media = [SpecimenDrawing.path: SpecimenDrawing.bytes]

    /// The folder of the bank that is shipped with the product.
    static let bankFolder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "QuestionBanks/avicenna-first")

    static func firstBank() throws -> Source {
        var files: [String: Data] = [:]
        let names = FileManager.default.enumerator(atPath: bankFolder.path)?.compactMap { $0 as? String } ?? []
        for name in names where !bankFolder.appending(path: name).hasDirectoryPath {
            // Folders cannot be read as files and are passed over.
            if let data = try? Data(contentsOf: bankFolder.appending(path: name)) { files[name] = data }
        }
        return Source(folder: "avicenna-first", files: files)
    }

    /// Everything that a source holds, kept in memory.
    struct Loaded {
        var bank: Bank
        var items: [ImportedItem] = []
        var media: [String: Data] = [:]
        var report: PackageReport

        var versions: [ItemVersion] { items.compactMap(\.version) }
    }

    static func load(_ source: Source) -> Loaded {
        var items: [ImportedItem] = []
        var media: [String: Data] = [:]
        let package = Formats.read(source, catalogue: .standard) { item in
            items.append(item)
            for file in item.media { media[file.path] = file.bytes }
        }
        for file in package.media { media[file.path] = file.bytes }
        var bank = package.bank ?? Bank(id: "", name: "")
        bank.items = items.compactMap(\.version)
        return Loaded(bank: bank, items: items, media: media, report: package.report)
    }

    /// `bank` written in the format called `format`, as files.
    static func files(_ bank: Bank, as format: String, media: [String: Data] = [:]) throws -> [String: Data] {
        let format = try #require(Formats.named(FormatName(rawValue: format)))
        var files: [String: Data] = [:]
        _ = format.write(bank, catalogue: .standard, media: { media[$0] ?? Specimens.media[$0] }) { path, bytes in
            #expect(files[path] == nil, "\(path) is written twice")
            files[path] = bytes
        }
        return files
    }
}
