import Archive
import Assessment
import Foundation
import Interchange
import ItemKinds

/// A sound or evil file that inputs are made from.
struct Specimen: Sendable {
    /// The name under which it is read; its ending guides the formats.
    var name: String
    let load: @Sendable () -> [UInt8]

    /// Whether it is damaged entry by entry.
    var isArchive: Bool { ["zip", "docx", "imscc"].contains(ending) }

    var ending: String { name.split(separator: ".").last.map { $0.lowercased() } ?? "" }
}

/// All specimens, in an order that does not depend on the machine.
struct SpecimenSet: Sendable {
    let all: [Specimen]
    /// How many come from the corpora; 0 when these are absent.
    let fromCorpora: Int
    private let byEnding: [String: [Int]]

    /// Files that are read whole for every input stay small, or the time goes into copying.
    private static let largest = 96 << 10
    private static let endings: Set<String> = [
        "xml", "zip", "docx", "imscc", "gift", "txt", "csv", "json", "svg", "html",
    ]

    init(corpora: URL?, bank: URL?) throws {
        let found = try corpora.map(Self.files) ?? []
        fromCorpora = found.count
        all = found + (try bank.map(Self.own) ?? []) + Self.evil
        byEnding = Dictionary(grouping: all.indices) { [all] in all[$0].ending }
    }

    /// One of them: archives as often as their weight in imports, evil ones often enough to be varied.
    func pick(_ chance: inout Chance) -> Specimen {
        if chance.once(in: 4), let archives = byEnding["zip"] { return all[chance.pick(archives)] }
        return all[chance.below(all.count)]
    }

    /// Another of the same ending, to splice with.
    func companion(of specimen: Specimen, _ chance: inout Chance) -> Specimen {
        all[chance.pick(byEnding[specimen.ending] ?? Array(all.indices))]
    }

    private static func files(_ folder: URL) throws -> [Specimen] {
        let paths = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        return try paths.sorted().compactMap { path in
            let url = folder.appending(path: path)
            let name = url.lastPathComponent
            guard endings.contains(url.pathExtension.lowercased()) else { return nil }
            let size = try url.resourceValues(forKeys: [.fileSizeKey]).fileSize ?? 0
            guard size > 0, size <= (url.pathExtension == "zip" ? 4 * largest : largest) else { return nil }
            return Specimen(name: name) { (try? Data(contentsOf: url)).map(Array.init) ?? [] }
        }
    }

    /// The first bank of the house in every format that we write, as one archive each and as its loose files.
    private static func own(_ folder: URL) throws -> [Specimen] {
        let paths = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        let files = paths.filter { !folder.appending(path: $0).hasDirectoryPath }
        let source = Source(folder: "bank", paths: files) { try Data(contentsOf: folder.appending(path: $0)) }
        var bank = Bank(id: "bank", name: "Bank", language: "en-GB")
        _ = Formats.read(source, catalogue: .standard) { item in
            if let version = item.version { bank.items.append(version) }
        }
        bank.items = Array(bank.items.prefix(8))
        return try Formats.all.flatMap { format -> [Specimen] in
            let name = format.name.rawValue
            let archive = Array(try Formats.archive(bank, as: format, catalogue: .standard, media: { _ in nil }).bytes)
            var made = [Specimen(name: "own-\(name).zip") { archive }]
            _ = format.write(bank, catalogue: .standard, media: { _ in nil }) { path, bytes in
                let content = Array(bytes)
                made.append(Specimen(name: path.split(separator: "/").last.map(String.init) ?? path) { content })
            }
            return made
        }
    }

    private static var evil: [Specimen] {
        EvilCorpus.cases.filter { !$0.isLarge }.map { evil in
            let bytes = evil.bytes()
            return Specimen(name: evil.file) { bytes }
        }
    }
}
