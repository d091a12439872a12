import Assessment
import ExamDelivery
import Foundation
import Psychometrics
import Storage

/// The statistics of a scored sitting: one column an outcome of every position that counts.
struct SittingAnalysis: Sendable {
    let scored: ScoredSitting
    let analysis: ClassicalAnalysis
    /// Position (from 1) and outcome of each column.
    let columns: [(position: Int, use: RuleUse)]

    /// Analyses all positions that count, and `included` although a decision has excluded it.
    ///
    /// `nil` when nobody has begun or no position counts.
    init?(_ scored: ScoredSitting, including included: Int? = nil) {
        self.scored = scored
        let excluded = Self.excludedPositions(scored)
        columns = scored.key.entries.enumerated().flatMap { index, entry in
            excluded.contains(index + 1) && included != index + 1 ? [] : entry.scoring.map { (index + 1, $0) }
        }
        guard !columns.isEmpty, !scored.candidates.isEmpty else { return nil }
        let own = columns
        let rows = scored.candidates.map { candidate in own.map { Self.mark($0, of: candidate) } }
        do throws(ScoreMatrix.Misshape) {
            let matrix = try ScoreMatrix(rows: rows, marksAvailable: own.map { $0.use.marks.approximate })
            // Nothing given counts as nothing gained, as in the results themselves.
            analysis = ClassicalAnalysis(matrix, missing: .scoredZero)
        } catch {
            return nil
        }
    }

    /// Positions that count for nobody, by the last decision about each.
    private static func excludedPositions(_ scored: ScoredSitting) -> Set<Int> {
        let decisions = Dictionary(
            scored.decisions.map { ($0.position, $0.decision) },
            uniquingKeysWith: { _, last in last }
        )
        return Set(decisions.filter { $0.value == .exclude }.keys)
    }

    /// The questions that count for nobody, as the results page lists them; none while nobody has begun.
    static func excluded(_ scored: ScoredSitting) -> [ResultsPage.Excluded] {
        guard !scored.candidates.isEmpty else { return [] }
        return excludedPositions(scored).sorted().map {
            ResultsPage.Excluded(position: $0, item: scored.key.entries[$0 - 1].item)
        }
    }

    /// The mark of one column; `nil` where the candidate never saw the question.
    private static func mark(_ column: (position: Int, use: RuleUse), of candidate: ScoredCandidate) -> Double? {
        let position = candidate.marked.positions[column.position - 1]
        guard candidate.seen.contains(column.position) || !position.isBlank else { return nil }
        return position.outcomes.first { $0.id == column.use.id }?.mark.approximate
    }

    /// What a column is called: the question's number, with the stem where a question has several marks.
    func label(_ index: Int) -> String {
        let (position, use) = columns[index]
        let count = scored.key.entries[position - 1].scoring.count
        guard count > 1 else { return String(position) }
        // One name: no line break inside.
        return "\(position)\u{A0}·\u{A0}\(use.parameters["row"]?.text ?? use.id.rawValue)"
    }

    /// The options that a column chooses among.
    func options(_ index: Int) -> [Option] {
        let (position, use) = columns[index]
        let interactions = scored.form.positions[position - 1].interactions
        return interactions.first { $0.id == use.response }?.analysed ?? []
    }

    /// Indices of the keyed options of a column.
    func key(_ index: Int) -> Set<Int> {
        let named = Set((columns[index].use.parameters["key"]?.elements ?? []).compactMap(\.text))
        return Set(options(index).indices.filter { named.contains(options(index)[$0].id.rawValue) })
    }

    /// How the options of a column were chosen; `nil` for typed answers.
    func optionAnalysis(_ index: Int) -> OptionAnalysis? {
        let options = options(index)
        guard !options.isEmpty else { return nil }
        let (position, use) = columns[index]
        let picks = scored.candidates.map { candidate -> [Int]? in
            guard candidate.seen.contains(position) || candidate.responses[position] != nil else { return nil }
            let chosen: [OptionID] =
                switch candidate.responses[position]?[use.response] {
                case .choices(let choices): choices
                case .pairs(let pairs):
                    pairs.filter { $0.row.rawValue == use.parameters["row"]?.text }.map(\.column)
                case .text, .texts, .number, .points, .file, .pressed, nil: []
                }
            return chosen.compactMap { id in options.firstIndex { $0.id == id } }
        }
        do throws(OptionAnalysis.Misshape) {
            return try analysis.options(ofItem: index, picks: picks, optionCount: options.count, key: key(index))
        } catch {
            return nil
        }
    }

    func flags(_ index: Int) -> [ItemFlag] {
        ItemLimits().flags(for: analysis.items[index], options: optionAnalysis(index))
    }

    /// A response that a person must decide about, as it is shown, and how many gave it.
    struct NewResponse: Sendable {
        let value: ResponseValue
        let text: String
        var count: Int
    }

    /// Responses that a person should confirm, the most frequent first.
    func newResponses(_ index: Int) -> [NewResponse] {
        let (position, use) = columns[index]
        var found: [String: NewResponse] = [:]
        for candidate in scored.candidates {
            let outcome = candidate.marked.positions[position - 1].outcomes.first { $0.id == use.id }
            guard outcome?.needsMarker == true, let value = candidate.responses[position]?[use.response] else {
                continue
            }
            let text = Self.text(value)
            found[text, default: NewResponse(value: value, text: text, count: 0)].count += 1
        }
        return found.values.sorted { ($1.count, $0.text) < ($0.count, $1.text) }
    }

    private static func text(_ value: ResponseValue) -> String {
        switch value {
        case .text(let text): text.trimmingCharacters(in: .whitespacesAndNewlines)
        case .number(let text, let unit): [text, unit ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
        case .choices(let choices): choices.map(\.rawValue).joined(separator: ", ")
        case .pairs(let pairs): pairs.map { "\($0.row.rawValue) – \($0.column.rawValue)" }.joined(separator: ", ")
        case .texts(let texts): texts.joined(separator: ", ")
        case .points(let points): points.map { "\($0.x) \($0.y)" }.joined(separator: ", ")
        case .file(let file): file.name
        case .pressed(let isPressed): String(isPressed)
        }
    }

    func decision(_ position: Int) -> DecisionKind {
        switch scored.decisions.last(where: { $0.position == position })?.decision {
        case .exclude: .exclude
        case .creditAll: .creditAll
        case .accept: .accept
        case .rekey: .rekey
        case .keep, .reject, nil: .keep
        }
    }

    /// The columns as the results page lists them.
    var listed: [ResultsPage.Column] {
        columns.indices.map { index in
            ResultsPage.Column(
                position: columns[index].position,
                label: label(index),
                item: scored.key.entries[columns[index].position - 1].item,
                statistics: analysis.items[index],
                flags: flags(index),
                options: options(index).indices.map { ChoiceControl.letter($0) },
                key: key(index),
                decision: decision(columns[index].position),
                newStrings: newResponses(index).count
            )
        }
    }

    /// Passing candidates; `nil` while no pass mark is set.
    var passCount: Int? {
        guard scored.record.sitting.passMark != nil else { return nil }
        return scored.candidates.count { $0.result?.isPass == true }
    }
}
