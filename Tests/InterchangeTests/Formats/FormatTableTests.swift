import Assessment
import Foundation
import ItemKinds
import Testing

@testable import Interchange

/// What each written format holds of each kind of item, found by writing the specimens and reading them back.
///
/// The table is checked in as `Sources/Interchange/FORMATS.md`; `RECORD=1 swift test --filter FormatTableTests` writes it.
@Suite struct FormatTableTests {
    private static let file = Specimens.bankFolder.deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Sources/Interchange/FORMATS.md")

    /// What became of one item, the best first.
    private enum Fate: Int, Comparable {
        /// Whole, from what the format itself says.
        case lossless
        /// Whole, from our JSON that travels in the package.
        case ownJSON
        /// Without parts that the format named.
        case losses
        /// Left out, which the format named.
        case notHeld

        static func < (one: Self, other: Self) -> Bool { one.rawValue < other.rawValue }
    }

    private struct Cell {
        var fates: Set<Fate> = []
        /// What the format said that another reader will not find.
        var losses: Set<String> = []
    }

    @Test func `the table of kinds and formats says what the specimens show`() throws {
        let table = try Self.table()
        if ProcessInfo.processInfo.environment["RECORD"] == "1" {
            try Data(table.utf8).write(to: Self.file)
        }
        let stored = String(decoding: try Data(contentsOf: Self.file), as: UTF8.self)
        #expect(stored == table, "run RECORD=1 swift test --filter FormatTableTests, and read the difference")
    }

    private static func table() throws -> String {
        let formats = Formats.written
        var notes: [[String]] = []
        var lines: [String] = []
        for kind in Catalogue.standard.kinds.sorted(by: { $0.name.rawValue < $1.name.rawValue }) {
            let items = kind.specimens.filter(\.problemCodes.isEmpty).map(\.version)
            var cells = [kind.name.rawValue]
            for format in formats {
                let cell = try cell(items, format)
                let said = cell.losses.sorted()
                var number: Int?
                if !said.isEmpty {
                    number = (notes.firstIndex(of: said) ?? notes.count) + 1
                    if number == notes.count + 1 { notes.append(said) }
                }
                cells.append(words(cell.fates) + (number.map { "[^\($0)]" } ?? ""))
            }
            lines.append("| " + cells.joined(separator: " | ") + " |")
        }
        let head = ["kind"] + formats.map(\.name.rawValue)
        let legend = notes.enumerated().map { "[^\($0.offset + 1)]: " + $0.element.joined(separator: "; ") + "." }
        let top = [introduction, "| \(head.joined(separator: " | ")) |", "|\(head.map { _ in "---|" }.joined())"]
        return (top + lines + [""] + legend).joined(separator: "\n") + "\n"
    }

    private static let introduction = """
        # Kinds and formats

        What each format that we write holds of each kind of item. The table is made by a test, which writes the sound
        specimens of every kind and reads them back; `RECORD=1 swift test --filter FormatTableTests` makes it anew.

        - **lossless**: all comes back from what the format itself says.
        - **own JSON**: all comes back, since our JSON travels in the package; who reads the rest alone misses what the
          footnote says.
        - **losses**: the question comes back without what the footnote names; the report of every export names it too.
        - **not held**: the format has no such question; it is left out and named.

        Two words in a cell mean that specimens of the kind differ. Metadata, which specimens lack, have columns or
        elements of their own, and the report of an export names what a format does not hold of them.

        """

    private static func words(_ fates: Set<Fate>) -> String {
        fates.sorted().map { fate in
            switch fate {
            case .lossless: "lossless"
            case .ownJSON: "own JSON"
            case .losses: "losses"
            case .notHeld: "not held"
            }
        }.joined(separator: ", ")
    }

    private static func cell(_ items: [ItemVersion], _ format: any Format) throws -> Cell {
        var cell = Cell()
        for item in items {
            var files: [String: Data] = [:]
            let bank = Bank(id: "trip", name: "Trip", language: "en-GB", items: [item])
            let reports = format.write(bank, catalogue: .standard, media: { Specimens.media[$0] }) { files[$0] = $1 }
            let losses = reports.flatMap(\.losses)
            let whole = try back(item, files, format)
            let own = files.filter { $0.key == "bank.json" || $0.key.hasPrefix("items/") && $0.key.hasSuffix(".json") }
            let hasOther = files.keys.contains { $0.hasSuffix(".xml") }
            let fate: Fate
            if let whole, ItemDifference.parts(whole, item).isEmpty, whole.kind == item.kind {
                let isAlone = own.isEmpty || !hasOther
                let others = isAlone ? files : files.filter { own[$0.key] == nil }
                let alone = isAlone ? whole : try back(item, others, format)
                let isSame = alone.map { ItemDifference.parts($0, item).isEmpty && $0.kind == item.kind } ?? false
                fate = isSame ? .lossless : .ownJSON
                #expect(isSame || !losses.isEmpty, "\(item.item.rawValue) needs our JSON silently")
            } else if whole == nil || losses.contains(where: { $0.code.hasSuffix(".kind") }) {
                fate = .notHeld
                #expect(!losses.isEmpty, "\(item.item.rawValue) is missing in \(format.name.rawValue) silently")
            } else {
                fate = .losses
                #expect(!losses.isEmpty, "\(item.item.rawValue) loses something in \(format.name.rawValue) silently")
            }
            cell.fates.insert(fate)
            if fate == .ownJSON || fate == .losses { cell.losses.formUnion(losses.map(Self.part)) }
        }
        return cell
    }

    /// What a loss is about, without the sentence around it.
    private static func part(_ loss: Finding) -> String {
        var words = loss.message
        for end in [" is held in full by the JSON beside it alone", " is not held in full"] where words.hasSuffix(end) {
            words.removeLast(end.count)
            if words.hasPrefix("its ") { words.removeFirst("its ".count) }
        }
        return words
    }

    /// `item` as the files give it back; `nil` when they do not.
    private static func back(_ item: ItemVersion, _ files: [String: Data], _ format: any Format) throws -> ItemVersion?
    {
        let source: Source
        if format.isOneFile {
            let bytes = try #require(files.count == 1 ? files.first?.value : nil)
            source = try Source.opening("trip.\(try #require(format.endings.first))", bytes: bytes)
        } else {
            source = Source(folder: "trip", files: files)
        }
        let read = Specimens.load(source).versions
        guard var version = read.first, read.count == 1 else { return nil }
        // Aiken has no names: what it reads is called by its place.
        if version.item != item.item, format.name.rawValue == "aiken" { version.item = item.item }
        return version
    }
}
