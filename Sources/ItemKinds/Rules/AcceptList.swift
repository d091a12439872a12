public import Assessment
import Foundation

/// All marks for a text that is on a list of accepted texts, after folding; a new text asks a marker.
///
/// Parameters: `{"accept":["pulmonary embolism","PE"],"reject":["pneumonia"],"folding":"words-1"}`. A text on neither
/// list gains nothing until a marker has confirmed it once for all candidates.
///
/// Source: Sam et al. (2016), *Medical Teacher* 38(6), very-short-answer questions marked by machine with a human
/// check of new strings.
public struct AcceptList: ScoringRule {
    public static let name = RuleName(rawValue: "accept-list")
    public static let version = 1

    private let marks: Mark
    private let accepted: Set<String>
    private let rejected: Set<String>
    private let texts: (accept: [String], reject: [String])

    public init(parameters: JSONValue, marks: Mark) throws(FormatProblem) {
        self.marks = marks
        var fields = try Fields(parameters)
        let accept = try fields.strings("accept")
        let reject = try fields.strings("reject")
        guard try fields.string("folding") == Folding.words1.rawValue else {
            throw FormatProblem(path: "folding", message: "only “words-1” is known")
        }
        try fields.end()
        accepted = Set(accept.map(Folding.words1.fold))
        rejected = Set(reject.map(Folding.words1.fold))
        texts = (accept, reject)
        guard !accepted.isEmpty, !accepted.contains("") else {
            throw FormatProblem(path: "accept", message: "must hold texts with at least one letter or digit")
        }
        guard accepted.isDisjoint(with: rejected) else {
            throw FormatProblem(path: "reject", message: "a text is both accepted and rejected")
        }
    }

    public var key: ResponseValue? { .text(texts.accept[0]) }

    public func keyLines(for interaction: Interaction) -> [KeyLine] {
        texts.accept.map { .text($0, marks: nil) }
            + (texts.reject.isEmpty ? [] : [.remark(.rejected, ["texts": texts.reject.joined(separator: "; ")])])
    }

    public func problems(with interaction: Interaction) -> [String] {
        if case .text = interaction { [] } else { ["the rule needs a text interaction"] }
    }

    public func mark(_ value: ResponseValue?) -> Marking {
        guard case .text(let text) = value else { return Marking(.zero) }
        let folded = Folding.words1.fold(text)
        if accepted.contains(folded) { return Marking(marks) }
        return Marking(.zero, needsMarker: !folded.isEmpty && !rejected.contains(folded))
    }
}
