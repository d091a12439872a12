import Assessment
import Foundation
import ItemKinds
import Testing

@testable import Interchange

/// What holds for every format of the list: a new one is held to it by the specimens of all kinds.
@Suite struct FormatTests {
    private static let bank = Bank(id: "trip", name: "Trip", language: "en-GB", items: Specimens.ofKinds)

    private struct Written {
        var source: Source
        var losses: [ItemReport]
    }

    /// `bank` as the source that another school gets: one file, or a folder of several.
    private static func written(_ bank: Bank, as format: any Format) throws -> Written {
        var files: [String: Data] = [:]
        let losses = format.write(bank, catalogue: .standard, media: { Specimens.media[$0] }) { files[$0] = $1 }
        guard format.isOneFile else { return Written(source: Source(folder: "trip", files: files), losses: losses) }
        let bytes = try #require(files.count == 1 ? files.first?.value : nil, "\(format.name.rawValue) is one file")
        let name = "trip.\(try #require(format.endings.first))"
        return Written(source: try Source.opening(name, bytes: bytes), losses: losses)
    }

    @Test func `formats have names of their own and endings that tell one-file formats apart`() {
        let formats = Formats.all
        #expect(Set(formats.map(\.name)).count == formats.count)
        for format in formats { #expect(Formats.named(format.name)?.name == format.name) }
        let first = formats.filter(\.isOneFile).compactMap(\.endings.first)
        #expect(first.count == formats.count(where: \.isOneFile) && Set(first).count == first.count)
        #expect(formats.flatMap(\.endings).allSatisfy { $0 == $0.lowercased() && !$0.contains(".") })
    }

    @Test func `a format that is read alone writes nothing and leaves every item out by name`() {
        let readOnly = Formats.all.filter { !$0.writes }
        #expect(readOnly.count + Formats.written.count == Formats.all.count && !Formats.written.isEmpty)
        for format in readOnly {
            var files: [String] = []
            let reports = format.write(Self.bank, catalogue: .standard, media: { _ in nil }) { path, _ in
                files.append(path)
            }
            #expect(files.isEmpty && !format.isOneFile, "\(format.name.rawValue)")
            #expect(reports.map(\.id) == Self.bank.items.map(\.item.rawValue))
            #expect(reports.allSatisfy { $0.status == .rejected && $0.problems.map(\.code) == ["format.read-only"] })
        }
    }

    @Test(arguments: Formats.written.indices)
    func `what a format writes is recognised, and every item comes back or is a named loss`(index: Int) throws {
        let format = Formats.written[index]
        let written = try Self.written(Self.bank, as: format)
        // A content package of ours is a bank of ours too, and read as that.
        let names = [format.name.rawValue, BankFolderFormat().name.rawValue]
        #expect(names.contains(try #require(Formats.format(of: written.source)).name.rawValue))
        let read = Specimens.load(written.source)
        #expect(read.report.status == .ok, "\(read.report.problems)")
        let versions = Dictionary(read.versions.map { ($0.item, $0) }, uniquingKeysWith: { first, _ in first })
        let lost = Set(written.losses.filter { !$0.losses.isEmpty || $0.status == .rejected }.map(\.id))
        for item in Self.bank.items {
            let parts = versions[item.item].map { ItemDifference.parts(item, $0) } ?? ["all of it"]
            #expect(parts.isEmpty || lost.contains(item.item.rawValue), "\(item.item.rawValue) loses \(parts) silently")
            if let version = versions[item.item] { #expect(version.kind == item.kind, "\(item.item.rawValue)") }
        }
        let leftOut = written.losses.filter { $0.losses.contains { $0.code.hasSuffix(".kind") } }
        #expect(!versions.isEmpty && versions.count >= Self.bank.items.count - leftOut.count)
        // What travels with our own JSON beside it comes back whole, every kind of it.
        if format is BankFolderFormat || format is QTIFormat { #expect(versions.count == Self.bank.items.count) }
        // The one kind of question that every format holds; not all of them hold its name.
        #expect(versions.values.contains { $0.kind == SingleBestAnswer.name })
    }

    @Test(arguments: Formats.written.indices)
    func `a case set and its shared text come back, or are a named loss`(index: Int) throws {
        let shared = [Block.text("A man of 60 has had chest pain for an hour.")]
        let first = try #require(Specimens.ofKinds.first { $0.kind == SingleBestAnswer.name })
        let steps = (1...2).map { step in
            var item = first
            item.item = ItemID(rawValue: "step-\(step)")
            item.body.insert(.stimulus(ContentHash(of: shared.json), shared), at: 0)
            item.metadata.caseSet = CaseSetPlace(set: CaseSetID(rawValue: "pain"), step: step)
            return item
        }
        let format = Formats.written[index]
        let written = try Self.written(Bank(id: "b", name: "B", language: "en-GB", items: steps), as: format)
        let versions = Specimens.load(written.source).versions
        for step in steps {
            if versions.contains(where: { $0.hash == step.hash }) { continue }
            let losses = written.losses.filter { $0.id == step.item.rawValue }.flatMap(\.losses)
            #expect(
                losses.contains { $0.message.contains("case set") || $0.message.contains("metadata") },
                "\(format.name.rawValue): \(losses)"
            )
            #expect(!(format is BankFolderFormat) && !(format is QTIFormat))
        }
    }

    @Test(arguments: Formats.written.indices)
    func `the second trip writes the bytes of the first`(index: Int) throws {
        let format = Formats.written[index]
        let first = try Self.written(Self.bank, as: format)
        var bank = Specimens.load(first.source).bank
        (bank.id, bank.name, bank.language) = (Self.bank.id, Self.bank.name, Self.bank.language)
        let second = try Self.written(bank, as: format)
        #expect(Set(first.source.paths) == Set(second.source.paths))
        for path in first.source.paths {
            #expect(try first.source.bytes(at: path) == second.source.bytes(at: path), "\(path) changes")
        }
    }

    /// Each file cut off at several places: whatever is said of it, nothing stops and nothing is kept unsound.
    @Test(arguments: Formats.written.indices)
    func `a file that is cut off is refused or read in part, and stops nothing`(index: Int) throws {
        let format = Formats.written[index]
        var bank = Self.bank
        // One of each kind: every file is cut, and read with all others each time.
        var kinds: Set<KindName> = []
        bank.items = bank.items.filter { kinds.insert($0.kind).inserted }
        let source = try Self.written(bank, as: format).source
        for path in source.paths {
            let bytes = try source.bytes(at: path)
            for share in [0, 1, 3, 7] {
                var files = try Dictionary(uniqueKeysWithValues: source.paths.map { ($0, try source.bytes(at: $0)) })
                files[path] = bytes.prefix(bytes.count * share / 8)
                let read = Specimens.load(Source(folder: "trip", files: files))
                for item in read.items where item.report.status == .ok {
                    let problems = item.version.map { Catalogue.standard.problems(in: $0) } ?? []
                    #expect(problems.allSatisfy { $0.severity != .error }, "\(path) at \(share)/8: \(item.report.path)")
                }
            }
        }
    }
}
