public import Assessment

/// Marks attempts of one sealed form: the only path from responses to marks.
///
/// Made once from the sealed key and the decisions; then a pure function of each attempt's responses.
public struct FormMarker: Sendable {
    /// The marks available at each position after decisions, in the form's order.
    public let available: [Mark]
    /// The marks available in all.
    public let total: Mark
    private let positions: [Position]

    private struct Position: Sendable {
        var outcomes: [Outcome]
        var isExcluded = false
        var creditsAll = false
    }

    private struct Outcome: Sendable {
        let id: OutcomeID
        let response: ResponseID
        var marks: Mark
        var rule: any ScoringRule
        var alsoAccepted: [ResponseValue] = []
        /// Responses that a person has looked at and found wrong.
        var rejected: [ResponseValue] = []
    }

    /// Why a form cannot be marked; nobody gets a result until it is mended.
    public enum Refusal: Error, Hashable, Sendable {
        case rule(position: Int, Catalogue.Refusal)
        /// The position has no rule at all: unscored, which is not the same as zero.
        case unscored(position: Int)
        case unknownPosition(Int)
        case unknownOutcome(position: Int, OutcomeID)
        case overflow
    }

    /// Prepares the marking of `key`; of several decisions about one position the later ones build on the earlier.
    ///
    /// - Throws: ``Refusal`` naming the first position that cannot be marked.
    public init(
        _ key: FormKey,
        decisions: [(position: Int, decision: ItemDecision)] = [],
        catalogue: Catalogue
    ) throws(Refusal) {
        var positions: [Position] = []
        for index in key.entries.indices { positions.append(try Self.position(index, of: key, catalogue: catalogue)) }
        for (position, decision) in decisions {
            guard position >= 1, position <= positions.count else { throw .unknownPosition(position) }
            switch decision {
            case .keep: positions[position - 1] = try Self.position(position - 1, of: key, catalogue: catalogue)
            case .exclude: positions[position - 1].isExcluded = true
            case .creditAll: positions[position - 1].creditsAll = true
            case .accept(let id, let value):
                let index = try Self.outcome(id, at: position, in: positions)
                positions[position - 1].outcomes[index].alsoAccepted.append(value)
                positions[position - 1].outcomes[index].rejected.removeAll { $0.accepts(value) }
            case .reject(let id, let value):
                let index = try Self.outcome(id, at: position, in: positions)
                positions[position - 1].outcomes[index].rejected.append(value)
                positions[position - 1].outcomes[index].alsoAccepted.removeAll { $0.accepts(value) }
            case .rekey(let use):
                let index = try Self.outcome(use.id, at: position, in: positions)
                positions[position - 1].outcomes[index] = try Self.outcome(use, at: position, catalogue: catalogue)
            }
        }
        self.positions = positions
        do throws(Mark.Overflow) {
            var available: [Mark] = []
            for position in positions {
                available.append(position.isExcluded ? .zero : try Mark.sum(position.outcomes.map(\.marks)))
            }
            self.available = available
            total = try Mark.sum(available)
        } catch {
            throw .overflow
        }
    }

    private static func position(_ index: Int, of key: FormKey, catalogue: Catalogue) throws(Refusal) -> Position {
        guard !key.entries[index].scoring.isEmpty else { throw .unscored(position: index + 1) }
        var outcomes: [Outcome] = []
        for use in key.entries[index].scoring {
            outcomes.append(try outcome(use, at: index + 1, catalogue: catalogue))
        }
        return Position(outcomes: outcomes)
    }

    private static func outcome(_ use: RuleUse, at position: Int, catalogue: Catalogue) throws(Refusal) -> Outcome {
        do throws(Catalogue.Refusal) {
            return Outcome(id: use.id, response: use.response, marks: use.marks, rule: try catalogue.rule(use))
        } catch {
            throw .rule(position: position, error)
        }
    }

    private static func outcome(_ id: OutcomeID, at position: Int, in positions: [Position]) throws(Refusal) -> Int {
        guard let index = positions[position - 1].outcomes.firstIndex(where: { $0.id == id }) else {
            throw .unknownOutcome(position: position, id)
        }
        return index
    }

    /// Marks the responses of one candidate, given by position from 1, with what was drawn for that candidate.
    ///
    /// An item that is answered in turns is marked by its `turns`, and by what was saved after the last of them and differs
    /// from it: what was saved counts, submitted or not, as the last turn. Who gave nothing gets nothing.
    ///
    /// - Throws: ``Refusal/overflow`` when the sum of marks does not fit.
    public func mark(
        _ responses: [Int: ItemResponse],
        draws: [Int: ItemSession.State] = [:],
        turns: [Int: [ItemResponse]] = [:]
    ) throws(Refusal) -> MarkedResponses {
        var marked: [MarkedPosition] = []
        do throws(Mark.Overflow) {
            for (index, position) in positions.enumerated() {
                marked.append(try Self.mark(position, responses[index + 1], draws[index + 1], turns[index + 1] ?? []))
            }
            let total = try Mark.sum(marked.filter { !$0.isExcluded }.map(\.mark))
            return MarkedResponses(positions: marked, total: total)
        } catch {
            throw .overflow
        }
    }

    /// Nothing for nothing: many such items begin with all marks and take some away for every answer.
    private static func mark(
        _ turns: [ItemResponse],
        by rule: any ScoringRule,
        _ draw: ItemSession.State?
    ) -> Marking {
        turns.isEmpty ? Marking(.zero) : rule.mark(turns: turns, drawn: draw)
    }

    private static func mark(
        _ position: Position,
        _ response: ItemResponse?,
        _ draw: ItemSession.State?,
        _ turns: [ItemResponse]
    ) throws(Mark.Overflow) -> MarkedPosition {
        var outcomes: [MarkedOutcome] = []
        let takesTurns = position.outcomes.contains(where: \.rule.takesTurns)
        let saved = response.flatMap { $0.isBlank || $0.unpressed == turns.last?.unpressed ? nil : $0 }
        let taken = takesTurns ? turns + [saved].compactMap(\.self) : []
        let whole = takesTurns ? taken.last ?? ItemResponse() : response ?? ItemResponse()
        for outcome in position.outcomes {
            let value = whole[outcome.response]
            var marking =
                outcome.rule.takesTurns
                ? Self.mark(taken, by: outcome.rule, draw)
                : draw.map { outcome.rule.mark(value, in: whole, drawn: $0) } ?? outcome.rule.mark(value, in: whole)
            if let value, outcome.alsoAccepted.contains(where: { $0.accepts(value) }) {
                marking = Marking(outcome.rule.mark(found: true, of: outcome.marks, in: whole))
            }
            if let value, outcome.rejected.contains(where: { $0.accepts(value) }) {
                marking = Marking(outcome.rule.mark(found: false, of: outcome.marks, in: whole))
            }
            if position.creditsAll { marking = Marking(outcome.marks) }
            outcomes.append(MarkedOutcome(id: outcome.id, mark: marking.mark, needsMarker: marking.needsMarker))
        }
        return MarkedPosition(
            outcomes: outcomes,
            mark: try Mark.sum(outcomes.map(\.mark)),
            isBlank: turns.isEmpty && response?.isBlank ?? true,
            isExcluded: position.isExcluded
        )
    }
}

/// All marks of one candidate.
public struct MarkedResponses: Hashable, Sendable {
    /// One entry a position, in the form's order.
    public let positions: [MarkedPosition]
    /// The sum over positions that count.
    public let total: Mark
}

/// The marks of one position.
public struct MarkedPosition: Hashable, Sendable {
    public let outcomes: [MarkedOutcome]
    public let mark: Mark
    public let isBlank: Bool
    public let isExcluded: Bool
}

/// One mark, and whether a person should confirm it.
public struct MarkedOutcome: Hashable, Sendable {
    public let id: OutcomeID
    public let mark: Mark
    public let needsMarker: Bool
}

extension ResponseValue {
    /// Whether an "also accept" decision for this value covers `other`: the same set, or the same text but for case
    /// and outer blanks.
    fileprivate func accepts(_ other: ResponseValue) -> Bool {
        // What says nothing covers nothing: an empty set of pairs is part of every response.
        guard !isBlank else { return false }
        return switch (self, other) {
        case (.choices(let mine), .choices(let theirs)): Set(mine) == Set(theirs)
        case (.pairs(let mine), .pairs(let theirs)): Set(mine).isSubset(of: Set(theirs))
        case (.text(let mine), .text(let theirs)): mine.comparable == theirs.comparable
        case (.number(let mine, let unit), .number(let theirs, let other)):
            mine.comparable == theirs.comparable && unit == other
        default: false
        }
    }
}

extension String {
    fileprivate var comparable: String { lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
