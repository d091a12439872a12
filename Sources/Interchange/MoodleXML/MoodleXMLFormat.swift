public import Assessment
public import Foundation

/// Questions as Moodle exports them: one XML file with texts, weights and files inside.
///
/// Read are multiple choice with one or several answers, true/false, matching, short answers, numbers with units and
/// essays; categories and tags become classifications, general feedback the rationale, feedback to options theirs,
/// pictures media by their hash. The last paragraph of a question is its lead-in. Descriptions, cloze texts and every
/// other type are named and kept as they came, question by question, and leave again as they are. What a question holds
/// beyond that (hints, penalties, numbering of options …) is named and kept with its source.
///
/// Source: the page “Moodle XML format” of Moodle's documentation; in doubt the files that Moodle 3.3 writes.
public struct MoodleXMLFormat: Format {
    public let name = FormatName(rawValue: "moodle-xml")

    public let endings = ["xml"]
    public let isOneFile = true

    public init() {}

    public func recognises(_ source: Source) -> Bool {
        guard source.paths.count == 1, ["xml", ""].contains(PackagePath.ending(source.paths[0])) else { return false }
        let head = QuizLines.head(of: source).joined(separator: "\n").prefix(4096)
        return head.trimmingPrefix(while: \.isWhitespace).hasPrefix("<")
            && (head.contains("<quiz>") || head.contains("<quiz "))
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
        let reader: MoodleXMLReader
        do throws(MoodleXMLReader.Refusal) {
            reader = try MoodleXMLReader(bytes)
        } catch {
            return ImportedPackage(report: .rejected([error.finding]))
        }
        var importer = QuizImport(name, path: path, fileName: "question.xml", catalogue: catalogue)
        var category: String?
        for entry in reader.entries {
            switch entry {
            case .category(let path): category = QuizCategory.classification(path)
            case .question(let element):
                var question = MoodleXMLQuestion(element).question
                question.category = category
                try each(importer.item(question, source: MoodleXMLWriter.fragment(element)))
            }
        }
        return ImportedPackage(report: PackageReport(problems: reader.problems))
    }

    public func write<Failure: Error>(
        _ bank: Bank,
        catalogue: Catalogue,
        media: (String) -> Data?,
        file: (String, Data) throws(Failure) -> Void
    ) throws(Failure) -> [ItemReport] {
        let losses = QuizLosses(code: "moodle", catalogue: catalogue, holdsMedia: true)
        var questions: [Data] = []
        var reports: [ItemReport] = []
        var category = ""
        for item in bank.items {
            var missing: [Finding] = []
            var pictures: [String: Data] = [:]
            for name in item.contentMedia {
                pictures[name] = media(name)
                guard pictures[name] == nil else { continue }
                missing.append(Finding("file.missing", "the file “\(name.prefix(200))” is not in the bank"))
            }
            let (question, found) = question(item, pictures: pictures, losses)
            if let question {
                let own = MoodleXMLWriter.writable(item.metadata.tags["category"]?.first ?? "")
                if own != category {
                    let element = MoodleXMLWriter.category(own.isEmpty ? QuizCategory.top : own)
                    questions.append(MoodleXMLWriter.fragment(element, layout: .indented))
                }
                category = own
                questions.append(question)
            }
            guard !(missing + found).isEmpty else { continue }
            reports.append(
                ItemReport(path: "items.xml", id: item.item.rawValue, kind: item.kind.rawValue, losses: missing + found)
            )
        }
        try file("items.xml", MoodleXMLWriter.document(questions))
        return reports
    }

    /// The bytes of `item`; `nil` when the format cannot hold it, and what is lost.
    private func question(
        _ item: ItemVersion,
        pictures: [String: Data],
        _ losses: QuizLosses
    ) -> (bytes: Data?, losses: [Finding]) {
        let kept = item.unchangedSource(name) { bytes in
            Self.element(in: bytes)
                .map { QuizItem(MoodleXMLQuestion($0).question, id: "", catalogue: losses.catalogue).version }
        }
        if let kept, Self.element(in: kept) != nil { return (kept, []) }
        guard let question = QuizExport(item: item, pictures: pictures).question() else {
            return (nil, [losses.leftOut])
        }
        let bytes = MoodleXMLWriter.fragment(MoodleXMLWriter.element(question), layout: .indented)
        // What cannot be read back, such as a character that XML has no form for, is not written.
        guard let back = Self.element(in: bytes) else { return (nil, [losses.leftOut]) }
        var read = MoodleXMLQuestion(back).question
        read.category = question.category.map { MoodleXMLWriter.writable($0).trimmed }
        guard let found = losses.losses(of: item, in: read) else { return (nil, [losses.leftOut]) }
        return (bytes, found)
    }

    private static func element(in bytes: Data) -> XMLElement? {
        // A fragment that cannot be read is an answer here, not a fault.
        try? XMLTree(bytes, limits: MoodleXMLReader.limits).root
    }
}
