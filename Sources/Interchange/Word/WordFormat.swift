public import Assessment
import Foundation

/// Questions typed in Word (`.docx`), by a template that forgives how things are spelt and nothing that has two readings.
///
/// ```
/// Question 1                      a heading, “Question 1”, “Q1.” or “1.” begins a question
/// Type: SBA                       or EMQ, VSAQ; may be left out
/// Title: Chest pain at rest       for staff
/// Tags: content = cardiovascular; task = diagnosis
/// A 61-year-old woman …           the stem: paragraphs, lists, tables, pictures
/// What is the most likely cause?  the last paragraph before the options is the lead-in
/// A. Aortic dissection            letters typed (A. a) (A)) or numbered by Word
/// B. Pulmonary embolism
/// Answer: B                       or the key in bold, or marked with *
/// Rationale: …                    also “Rationale A:” for one option
/// Difficulty: 0.6
/// Marks: 1
///
/// Question 2
/// Theme: Causes of anaemia        extended matching: a theme, options, and stems with an answer each
/// Options:
/// A. …
/// Lead-in: For each patient, choose the most likely cause.
/// 1. A 23-year-old man …
/// Answer: C
///
/// Question 3
/// Which nerve is injured?         a very short answer has no options
/// Accept: radial nerve; radial
/// Reject: ulnar nerve
/// ```
///
/// Further lines: `ID`, `Language`, `Author`, `Licence`, `Reference`, `Stem`. Labels may be in any case and slightly
/// misspelt, with a colon, an equals sign or a dash, full width or not; the usual ones are known in Arabic, French,
/// German and Spanish too. Lists are taken apart only where one reading is left: two keys or none, a key that is no
/// option, an option list of one, a letter out of turn or text behind the options is a named problem of that question,
/// with its number and the paragraph, and nothing of that question is imported.
///
/// Deleted text, comments and field codes are not text. Pictures are PNG, JPEG, GIF, WebP or SVG; the others, text
/// boxes, foot notes and underlining are named as losses. A question with an equation or an embedded object is refused,
/// since its text would say something else without them.
///
/// Without `ID`, a question is called by the hash of what candidates read. A new key or rationale is then a newer
/// version of the same item; a new wording is another item.
///
/// Source of the file format: ECMA-376, parts 1 (WordprocessingML) and 2 (packages), strict and transitional.
public struct WordFormat: ReadOnlyFormat {
    public let name = FormatName(rawValue: "word")
    public let endings = ["docx"]

    public init() {}

    /// By the parts of its package; a lone file by its ending, so that an old or locked document is named as such.
    public func recognises(_ source: Source) -> Bool {
        if source.isSingleFile { return ["doc", "docx", "docm", "dotx"].contains(PackagePath.ending(source.name)) }
        return source.has("[Content_Types].xml") && source.paths.contains { $0.hasPrefix("word/") }
    }

    public func read<Failure: Error>(
        _ source: Source,
        catalogue: Catalogue,
        each: (ImportedItem) throws(Failure) -> Void
    ) throws(Failure) -> ImportedPackage {
        guard !source.isSingleFile else {
            let message = "this is an old (.doc) or locked Word file; save it as .docx without a password"
            return ImportedPackage(report: .rejected([Finding("word.old", message)]))
        }
        let document: WordDocument
        do throws(Source.Refusal) {
            document = try WordDocument(source)
        } catch {
            return ImportedPackage(report: .rejected(error.findings))
        }
        let questions = WordQuestions(document)
        guard !questions.all.isEmpty else {
            let message = "no question was found; begin each with a heading, “Question 1” or “1.”"
            return ImportedPackage(report: .rejected([Finding("word.questions", message)]))
        }
        var seen: [String: Int] = [:]
        var handedOver: Set<String> = []
        for question in questions.all {
            var item = WordItem(question, of: document, catalogue: catalogue).imported
            if let first = seen[item.report.id], item.version != nil {
                let message = "question \(question.number) is the same as question \(first), or has its identifier"
                let finding = Finding("item.twice", message, line: question.paragraph)
                item = .rejected(item.report.path, id: item.report.id, [finding])
            }
            seen[item.report.id] = seen[item.report.id] ?? question.number
            for name in item.version?.contentMedia ?? [] {
                guard let bytes = document.pictures[name], handedOver.insert(name).inserted else { continue }
                item.media.append(MediaFile(path: name, bytes: bytes))
            }
            try each(item)
        }
        return ImportedPackage(report: PackageReport())
    }
}
