public import Assessment

/// The marks of one key feature for typed answers; other features have rules of their own on the same response.
///
/// Parameters: `{"accept":[["aspirin","ASA"],["clopidogrel"]],"needed":1,"allowed":2,"harmful":["alteplase"],
/// "reject":["paracetamol"],"credit":"all","folding":"words-1"}`; each list of `accept` holds the spellings of one answer.
/// Texts are folded as in `accept-list`; blank ones are not counted, and the same text given twice counts once. Marks
/// are those of `key-feature`. A text that no list holds asks a marker, as long as not all marks are gained and not
/// more than `allowed` texts were given.
///
/// Source: as ``KeyFeaturePicks``; write-in answers: Page, Bordage and Allen (1995), *Academic Medicine* 70, 194–201.
public struct KeyFeatureTexts: ScoringRule {
    public static let name = RuleName(rawValue: "key-feature-text")
    public static let version = 1

    private let accepted: [[String]]
    private let answers: [String: Int]
    private let rejected: [String]
    private let harmful: [String]
    /// Harmful and rejected texts, folded.
    private let known: Set<String>
    private let foldedHarmful: Set<String>
    private let credit: FeatureCredit
    private let marks: Mark

    public init(parameters: JSONValue, marks: Mark) throws(FormatProblem) {
        self.marks = marks
        var fields = try Fields(parameters)
        accepted = try fields.list("accept") { (json, path) throws(FormatProblem) -> [String] in
            let texts = (json.elements ?? []).compactMap(\.text)
            guard texts.count == json.elements?.count, !texts.isEmpty else {
                throw FormatProblem(path: path, message: "a list of texts is needed")
            }
            return texts
        }
        harmful = try fields.strings("harmful")
        rejected = try fields.strings("reject")
        guard try fields.string("folding") == Folding.words1.rawValue else {
            throw FormatProblem(path: "folding", message: "only “words-1” is known")
        }
        credit = try FeatureCredit(&fields, accepted: accepted.count, marks: marks)
        try fields.end()
        var answers: [String: Int] = [:]
        for (index, texts) in accepted.enumerated() {
            for text in texts.map(Folding.words1.fold) {
                guard !text.isEmpty, answers.updateValue(index, forKey: text) ?? index == index else {
                    throw FormatProblem(path: "accept", message: "a text is blank or stands for two answers")
                }
            }
        }
        self.answers = answers
        foldedHarmful = Set(harmful.map(Folding.words1.fold))
        known = foldedHarmful.union(rejected.map(Folding.words1.fold))
        guard known.isDisjoint(with: answers.keys) else {
            throw FormatProblem(path: "accept", message: "a text is accepted and also rejected or harmful")
        }
    }

    public var key: ResponseValue? { .texts(accepted.prefix(credit.needed).map { $0[0] }) }

    public func keyLines(for interaction: Interaction) -> [KeyLine] {
        accepted.map { .text($0.joined(separator: "; "), marks: nil) } + credit.remarks
            + harmful.map { .remark(.harmful, ["option": $0]) }
            + (rejected.isEmpty ? [] : [.remark(.rejected, ["texts": rejected.joined(separator: "; ")])])
    }

    public func problems(with interaction: Interaction) -> [String] {
        guard case .text(let text) = interaction, text.maximum != 1 else {
            return ["the rule needs a place for several texts"]
        }
        return text.maximum == 0 || text.maximum >= credit.needed ? [] : ["fewer texts may be given than are needed"]
    }

    public func mark(_ value: ResponseValue?) -> Marking {
        let given: [String]
        switch value {
        case .texts(let texts): given = texts
        case .text(let text): given = [text]
        case .choices, .pairs, .number, .points, .file, .pressed, nil: return Marking(.zero)
        }
        let texts = Set(given.map(Folding.words1.fold)).subtracting([""])
        guard texts.count <= credit.allowed, texts.isDisjoint(with: foldedHarmful) else {
            return Marking(.zero)
        }
        let mark = credit.marks(found: Set(texts.compactMap { answers[$0] }).count)
        let isNew = texts.contains { answers[$0] == nil && !known.contains($0) }
        return Marking(mark, needsMarker: isNew && mark < marks)
    }
}
