import Assessment
import ExamDelivery
import Foundation
import Storage

/// What the page says of an item that is answered in turns, and the button that takes one.
struct QuestionTurn: Sendable {
    /// The number of the next turn, from 1.
    let number: String
    /// Such as: You have submitted 2 answers.
    let state: String
    /// Whether a further turn is taken.
    let isOpen: Bool

    /// The words for where a candidate stands; `stored` turns were taken, those of a completed item among them.
    init(_ taken: TurnsTaken, stored: Int, texts: Texts) {
        number = String(stored + 1)
        isOpen = !taken.isCompleted && stored < FormTurns.limit
        state = stored == 0 ? texts("turn.about") : texts("turn.taken", count: stored)
    }
}

extension ItemFragment.State {
    /// Shows where the candidate stands in an item that is answered in turns.
    ///
    /// Feedback in the text belongs to such items alone: of any other item it tells what is right, and stays hidden while
    /// an exam is sat, since its outcomes are not known here. Every turn begins with no button pressed.
    mutating func show(_ taken: TurnsTaken) {
        outcomes = taken.outcomes
        response = response.unpressed
    }
}

extension DrawnForm {
    /// What a turn gives in all, or what is saved for the next one: of interactions that its page did not show, what the
    /// turn before gave.
    ///
    /// Source: QTI 3.0 information model, "item session life cycle": the responses of an adaptive item last from attempt to
    /// attempt.
    func whole(
        _ response: ItemResponse,
        turn: Int?,
        at position: Int,
        of attempt: Attempt,
        _ turns: FormTurns
    ) -> ItemResponse {
        // By the number of the turn, not by where the item stands: a turn that is sent again gives the same.
        guard positions.indices.contains(position - 1), let all = attempt.turns[position] else { return response }
        let before = turn.map { $0 - 1 } ?? all.count
        guard (1...all.count).contains(before), let taken = turns.taken(by: attempt, at: position, first: before)
        else { return response }
        let state = ItemFragment.State(
            variables: attempt.start.draws[position]?.shown ?? [:],
            outcomes: taken.outcomes
        )
        var whole = response
        for id in positions[position - 1].body.hiddenResponses({ state.shows($0) }) {
            // A button that is not there is not pressed.
            let isButton = if case .pressed? = all[before - 1][id] { true } else { false }
            whole.values[id] = isButton ? nil : all[before - 1][id]
        }
        return whole
    }
}
