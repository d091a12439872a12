public import Assessment
public import Foundation

/// Questions in GIFT, the text format that teachers type.
///
/// Read are multiple choice with one or several answers, true/false, matching (an empty stem makes a distractor), short
/// answers with stars, numbers with tolerances, ranges and several weighted answers, missing words, essays and
/// descriptions; weights, feedback to answers and questions, the four text formats, escapes, comments, categories, and
/// the identifiers and tags that stand in comments (`// [id:7] [tag:heart]`). The last paragraph of a question is its
/// lead-in. Pictures, marks other than one and classifications besides category and tags have no place in GIFT and are
/// named when items are written.
///
/// Source: the page “GIFT format” of Moodle's documentation, read in doubt as the import of Moodle 3.3 reads.
public struct GIFTFormat: Format {
    public let name = FormatName(rawValue: "gift")

    public let endings = ["gift"]
    public let isOneFile = true

    public init() {}

    /// By its ending; a text or a file without an ending by names in double colons or answers in braces.
    public func recognises(_ source: Source) -> Bool {
        guard source.paths.count == 1 else { return false }
        switch PackagePath.ending(source.paths[0]) {
        case "gift": return true
        case "txt", "": break
        default: return false
        }
        if source.paths[0].lowercased().hasSuffix(".gift.txt") { return true }
        let lines = QuizLines.head(of: source).map(\.trimmed).filter { !$0.isEmpty }
        guard let first = lines.first, !first.hasPrefix("<"), !first.hasPrefix("{"),
            !first.lowercased().contains("lead-in")
        else {
            return false
        }
        return lines.contains { $0.hasPrefix("::") || $0.hasPrefix("$CATEGORY:") }
            || lines.contains { $0.contains("{") } && lines.contains { $0.contains("}") }
    }

    public func read<Failure: Error>(
        _ source: Source,
        catalogue: Catalogue,
        each: (ImportedItem) throws(Failure) -> Void
    ) throws(Failure) -> ImportedPackage {
        let path = source.paths.first ?? source.name
        let bytes: Data
        do throws(Source.Refusal) {
            bytes = try source.bytes(at: path)
        } catch {
            return ImportedPackage(report: .rejected(error.findings))
        }
        let lines = QuizLines(bytes, code: "gift")
        guard lines.problems.isEmpty else { return ImportedPackage(report: .rejected(lines.problems)) }
        var reader = GIFTReader(lines.lines)
        var importer = QuizImport(name, path: path, fileName: "question.gift", catalogue: catalogue)
        while let question = reader.next() {
            try each(importer.item(question.question, source: question.source))
        }
        return ImportedPackage(report: PackageReport())
    }

    public func write<Failure: Error>(
        _ bank: Bank,
        catalogue: Catalogue,
        media: (String) -> Data?,
        file: (String, Data) throws(Failure) -> Void
    ) throws(Failure) -> [ItemReport] {
        let losses = QuizLosses(code: "gift", catalogue: catalogue, holdsMedia: false)
        var text = "// \(Self.oneLine(bank.name))\n\n"
        var reports: [ItemReport] = []
        var category = ""
        for item in bank.items {
            let (block, found) = block(item, losses)
            if let block {
                let own = Self.oneLine(item.metadata.tags["category"]?.first ?? "")
                if own != category { text += "$CATEGORY: \(own.isEmpty ? QuizCategory.top : own)\n\n" }
                category = own
                text += block + "\n"
            }
            guard !found.isEmpty else { continue }
            reports.append(
                ItemReport(path: "items.gift", id: item.item.rawValue, kind: item.kind.rawValue, losses: found)
            )
        }
        try file("items.gift", Data(text.utf8))
        return reports
    }

    /// The text of `item`, which ends with a line break; `nil` when GIFT cannot hold it, and what is lost.
    private func block(_ item: ItemVersion, _ losses: QuizLosses) -> (text: String?, losses: [Finding]) {
        let kept = item.unchangedSource(name) { bytes in
            Self.question(in: String(decoding: bytes, as: UTF8.self))
                .map { QuizItem($0, id: "", catalogue: losses.catalogue).version }
        }
        if let kept {
            let text = String(decoding: kept, as: UTF8.self)
            if text.hasSuffix("\n"), Self.question(in: text) != nil { return (text, []) }
        }
        guard let question = QuizExport(item: item).question() else { return (nil, [losses.leftOut]) }
        let text = GIFTWriter.text(of: question)
        guard var read = Self.question(in: text) else { return (nil, [losses.leftOut]) }
        read.category = question.category.map(Self.oneLine)
        guard let found = losses.losses(of: item, in: read) else { return (nil, [losses.leftOut]) }
        return (text, found)
    }

    /// The one question that `text` is; `nil` when it reads as none or as several.
    private static func question(in text: String) -> QuizQuestion? {
        var reader = GIFTReader(QuizLines(Data(text.utf8), code: "gift").lines)
        let first = reader.next()
        return reader.next() == nil ? first?.question : nil
    }

    static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
