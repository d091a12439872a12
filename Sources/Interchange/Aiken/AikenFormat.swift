public import Assessment
public import Foundation

/// Questions in Aiken: a text, options behind letters, and a line that names the one right answer.
///
/// ```
/// Which vessel leaves the left ventricle?
/// A) Pulmonary trunk
/// B) Aorta
/// ANSWER: B
/// ```
/// Options begin with a capital letter and a bracket or full stop. Everything is plain text: marks of other languages
/// are what they look like. A text of several lines is read, its last paragraph as the lead-in; it is written as one
/// line. There are no names, explanations, weights or pictures; all of that is named when items are written.
///
/// Source: the page “Aiken format” of Moodle's documentation, read in doubt as the import of Moodle 3.3 reads.
public struct AikenFormat: Format {
    public let name = FormatName(rawValue: "aiken")

    public let endings = ["aiken"]
    public let isOneFile = true

    public init() {}

    /// By its ending; a text or a file without an ending by a line that names an answer.
    public func recognises(_ source: Source) -> Bool {
        guard source.paths.count == 1 else { return false }
        switch PackagePath.ending(source.paths[0]) {
        case "aiken": return true
        case "txt", "": break
        default: return false
        }
        return QuizLines.head(of: source).contains { AikenReader.key($0) != nil }
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
        let lines = QuizLines(bytes, code: "aiken")
        guard lines.problems.isEmpty else { return ImportedPackage(report: .rejected(lines.problems)) }
        var reader = AikenReader(lines.lines)
        var importer = QuizImport(name, path: path, fileName: "question.aiken", catalogue: catalogue)
        while let found = reader.next() { try each(importer.item(found.question, source: found.source)) }
        return ImportedPackage(report: PackageReport())
    }

    public func write<Failure: Error>(
        _ bank: Bank,
        catalogue: Catalogue,
        media: (String) -> Data?,
        file: (String, Data) throws(Failure) -> Void
    ) throws(Failure) -> [ItemReport] {
        let losses = QuizLosses(code: "aiken", catalogue: catalogue, holdsMedia: false)
        var blocks: [String] = []
        var reports: [ItemReport] = []
        for item in bank.items {
            let (block, found) = block(item, losses)
            if let block { blocks.append(block) }
            guard !found.isEmpty else { continue }
            reports.append(
                ItemReport(path: "items.aiken", id: item.item.rawValue, kind: item.kind.rawValue, losses: found)
            )
        }
        try file("items.aiken", Data(blocks.joined(separator: "\n").utf8))
        return reports
    }

    private func block(_ item: ItemVersion, _ losses: QuizLosses) -> (text: String?, losses: [Finding]) {
        guard let text = QuizExport(item: item).question().flatMap(AikenWriter.text) else {
            return (nil, [losses.leftOut])
        }
        var reader = AikenReader(QuizLines(Data(text.utf8), code: "aiken").lines)
        guard let read = reader.next(), reader.next() == nil,
            let found = losses.losses(of: item, in: read.question)
        else { return (nil, [losses.leftOut]) }
        return (text, found)
    }
}
