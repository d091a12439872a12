import Assessment
import Foundation

/// The lines of the template that say something about a question: marks, difficulty, tags and the rest.
struct WordFields {
    private(set) var metadata = ItemMetadata()
    private(set) var marks = Mark.one
    private(set) var language: String?
    private(set) var faults: [WordDraft.Fault] = []

    init(_ values: [WordField: WordDraft.Value]) {
        metadata.authors = values[.author]?.texts ?? []
        metadata.references = values[.reference]?.texts ?? []
        metadata.licence = values[.licence]?.text ?? ""
        if let value = values[.marks] {
            if let marks = Self.number(value.text), marks > .zero {
                self.marks = marks
            } else {
                fault("marks", "the marks are no number above 0", value)
            }
        }
        if let value = values[.difficulty] {
            if let difficulty = Self.number(value.text), difficulty >= .zero, difficulty <= .one {
                metadata.difficulty = difficulty
            } else {
                fault("difficulty", "the difficulty is no number from 0 to 1", value)
            }
        }
        if let value = values[.language] {
            let parts = value.text.split(separator: "-", omittingEmptySubsequences: false)
            let isTag = parts.allSatisfy { (1...8).contains($0.utf8.count) && $0.utf8.allSatisfy(Self.isTagByte) }
            if isTag, (2...3).contains(parts[0].utf8.count) {
                language = value.text
            } else {
                fault("language", "the language is no tag such as en-GB", value)
            }
        }
        if let value = values[.tags] { readTags(value) }
    }

    private static func isTagByte(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }

    private mutating func fault(_ code: String, _ message: String, _ value: WordDraft.Value) {
        faults.append(WordDraft.Fault(paragraph: value.paragraph, code: "word.\(code)", message: message))
    }

    /// `axis = value; axis = value`; what names no axis is a keyword.
    private mutating func readTags(_ value: WordDraft.Value) {
        for part in value.texts {
            let halves = part.split(maxSplits: 1, omittingEmptySubsequences: false) { "=:＝：".contains($0) }
                .map { $0.trimmingCharacters(in: .whitespaces) }
            let (axis, tag) = halves.count == 2 ? (halves[0].lowercased(), halves[1]) : ("keyword", halves[0])
            guard !axis.isEmpty, !tag.isEmpty else {
                fault("tags", "“\(part.prefix(40))” is not of the form axis = value", value)
                continue
            }
            if metadata.tags[axis]?.contains(tag) != true { metadata.tags[axis, default: []].append(tag) }
        }
    }

    /// A number with a point or a comma, as a share where it has a per cent sign.
    private static func number(_ text: String) -> Mark? {
        let plain = text.folding(options: .widthInsensitive, locale: nil).replacing(",", with: ".").trimmed
        guard plain.hasSuffix("%") else { return Mark(parsing: plain) }
        return Mark(parsing: String(plain.dropLast()).trimmed).flatMap { share in
            Mark(1, over: 100).flatMap { share.times($0) }
        }
    }
}

extension WordDraft.Value {
    /// The texts of a list, separated by semicolons, bars or line breaks.
    var texts: [String] {
        text.split { ";；؛|｜".contains($0) || $0.isNewline }.map { String($0).trimmed }.filter { !$0.isEmpty }
    }
}
