import Assessment
import Foundation

/// What another reader will not find in a question that was written: found by reading it back.
struct QuizLosses {
    /// The word with which codes begin, such as `gift`.
    let code: String
    let catalogue: Catalogue
    /// Whether pictures travel in the format.
    let holdsMedia: Bool

    /// What `question`, as it was read back, does not hold of `item`; `nil` when it is no question of that sort at all.
    func losses(of item: ItemVersion, in question: QuizQuestion) -> [Finding]? {
        let id = question.id ?? ""
        let read = QuizItem(question, id: id, catalogue: catalogue)
        guard read.problems.isEmpty, read.obstacles.isEmpty, read.version.kind == item.kind else { return nil }
        var parts = ItemDifference.parts(read.version, item)
        parts += metadata(read.version.metadata, item.metadata)
        if item.original != nil { parts.append("source as it came") }
        if !item.originFiles.isEmpty { parts.append("files that are shown nowhere") }
        var losses = parts.map { Finding("\(code).loss", "its \($0) is not held in full") }
        if !holdsMedia, !item.contentMedia.isEmpty {
            losses.append(Finding("\(code).media", "its pictures are left out; their texts stand for them"))
        }
        return losses
    }

    /// Why an item is left out.
    var leftOut: Finding { Finding("\(code).kind", "the format cannot hold a question of this form; it is left out") }

    private func metadata(_ read: ItemMetadata, _ own: ItemMetadata) -> [String] {
        var parts: [String] = []
        for axis in Set(own.tags.keys).union(read.tags.keys).sorted() where own.tags[axis] != read.tags[axis] {
            parts.append("classification “\(axis.prefix(60))”")
        }
        if own.difficulty != nil { parts.append("difficulty") }
        if !own.authors.isEmpty { parts.append("authors") }
        if !own.licence.isEmpty { parts.append("licence") }
        if !own.origin.isEmpty { parts.append("origin") }
        if !own.references.isEmpty { parts.append("references") }
        if !own.enemies.isEmpty { parts.append("enemies") }
        if own.caseSet != nil { parts.append("place in a case set") }
        return parts
    }
}

extension ItemVersion {
    /// The bytes that it came as, when they are of `format` and still say what it says.
    ///
    /// `read` reads them back; what is not understood cannot have been edited here.
    func unchangedSource(_ format: FormatName, read: (Data) -> ItemVersion?) -> Data? {
        guard let original, original.format == format.rawValue else { return nil }
        guard kind != .unknown else { return original.bytes }
        guard var back = read(original.bytes) else { return nil }
        back.item = item
        // The category stands outside the question.
        let isTagged = back.metadata.tags["tag"] == metadata.tags["tag"]
        return isTagged && ItemDifference.parts(back, self).isEmpty ? original.bytes : nil
    }
}
