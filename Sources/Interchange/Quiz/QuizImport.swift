import Assessment
import Foundation

/// Turns questions one by one into imported items: gives them identifiers, keeps what is not understood, hands over
/// each file once.
///
/// A question without an identifier of its own has one by its content, so that a file that is read again brings the
/// same items, and the same name twice stays two items.
struct QuizImport {
    let catalogue: Catalogue
    let format: FormatName
    /// The file that is read.
    let path: String
    /// The name under which a question is kept that is not understood in full.
    let fileName: String
    private var seen: Set<String> = []
    /// The number that the next question of an identifier gets, so that a thousand equal ones take a thousand steps.
    private var nextNumber: [String: Int] = [:]
    private var handedOver: Set<String> = []

    init(_ format: FormatName, path: String, fileName: String, catalogue: Catalogue) {
        self.format = format
        self.path = path
        self.fileName = fileName
        self.catalogue = catalogue
    }

    /// The item of `question`, which stands in its file as `source`.
    mutating func item(_ question: QuizQuestion, source: Data) -> ImportedItem {
        var losses: [Finding] = []
        let id = identifier(of: question, source: source, losses: &losses)
        let item = QuizItem(question, id: id, catalogue: catalogue)
        let place = "\(path):\(question.line)"
        guard item.problems.isEmpty else { return .rejected(place, id: id, Finding.firstOf(item.problems)) }
        var version = item.version
        losses += item.losses
        let unread = item.obstacles + losses
        if !unread.isEmpty {
            version.original = Original(
                format: format.rawValue,
                fileName: fileName,
                bytes: source,
                unread: unread.map(\.message).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
            )
        }
        return ImportedItem(
            report: ItemReport(
                path: place,
                id: id,
                kind: version.kind.rawValue,
                status: item.obstacles.isEmpty ? .ok : .unsupported,
                problems: item.obstacles,
                losses: losses
            ),
            version: version,
            media: media(of: item.content)
        )
    }

    private mutating func identifier(
        of question: QuizQuestion,
        source: Data,
        losses: inout [Finding]
    ) -> String {
        let own = question.id?.trimmed ?? ""
        let isOwn = !own.isEmpty && own.utf8.count <= 200
        let short = ContentHash(of: source).short
        var id = isOwn ? own : "\(format.rawValue)-\(short)"
        guard !seen.insert(id).inserted else { return id }
        if isOwn {
            // Legal there: an identifier is unique within its category alone.
            let message = "the identifier “\(own)” was already used; a part of the content's hash is added"
            losses.append(Finding("item.renamed", message, line: question.line))
            id += "-\(short)"
        }
        let base = id
        while !seen.insert(id).inserted {
            let number = nextNumber[base, default: 2]
            nextNumber[base] = number + 1
            id = "\(base)-\(number)"
        }
        return id
    }

    private mutating func media(of content: QuizContent) -> [MediaFile] {
        var files = content.shown.map { MediaFile(path: $0.key, bytes: $0.value) }
        files += content.unshown.map { name, bytes in
            MediaFile(path: QuizFile(name: name, bytes: bytes).mediaName, bytes: bytes)
        }
        return files.sorted { $0.path < $1.path }.filter { handedOver.insert($0.path).inserted }
    }
}
