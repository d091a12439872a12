import Assessment
import Foundation
import ItemKinds

@testable import WebServer

extension Specimen {
    /// A question that is answered in turns: after one turn, and completed.
    static let turns: [Specimen] = [
        Specimen("question-turn", audience: .candidate) { texts in
            let taken = TurnsTaken(count: 1, isCompleted: false, outcomes: ["STEP": ["second"], "NOTE": ["CTPA"]])
            var state = ItemFragment.State()
            state.show(taken)
            return Exam.question(
                ProcessedItem.nextStep,
                number: 14,
                state: state,
                savedAt: Exam.now - 60,
                turn: QuestionTurn(taken, stored: 1, texts: texts),
                texts: texts
            )
        },
        Specimen("question-turns-completed", audience: .candidate) { texts in
            let taken = TurnsTaken(count: 2, isCompleted: true, outcomes: ["STEP": ["done"], "NOTE": ["CTPA"]])
            var state = ItemFragment.State()
            state.show(taken)
            return Exam.question(
                ProcessedItem.nextStep,
                number: 14,
                state: state,
                savedAt: Exam.now - 60,
                standing: .completed,
                turn: QuestionTurn(taken, stored: 2, texts: texts),
                texts: texts
            )
        },
    ]

    /// An exam with a lockpoint after question 20, which is passed, and one after question 40.
    static let lockpoints: [Specimen] = [
        Specimen("question-lockpoint", audience: .candidate) { texts in
            Exam.question(Items.choice, number: 40, lockpoint: 40, texts: texts)
        },
        Specimen("question-locked", audience: .candidate) { texts in
            Exam.question(
                Items.choice,
                number: 14,
                state: ItemFragment.State(response: ItemResponse(["RESPONSE": .choices(["B"])])),
                savedAt: Exam.now - 60,
                standing: .locked,
                lockpoint: 40,
                texts: texts
            )
        },
        Specimen("lockpoint", audience: .candidate) { texts in
            LockpointPage(facts: Exam.facts(), questions: Array(Exam.questions()[20..<41]), texts: texts)
        },
        Specimen("lockpoint-one", audience: .candidate) { texts in
            LockpointPage(facts: Exam.facts(), questions: Array(Exam.questions()[4..<5]), texts: texts)
        },
        Specimen("lockpoint-failed", audience: .candidate) { texts in
            LockpointPage(facts: Exam.facts(), questions: Array(Exam.questions()[2..<4]), failed: true, texts: texts)
        },
        Specimen("review-locked", audience: .candidate) { texts in
            ReviewPage(
                facts: Exam.facts(),
                sections: [(name: "Section 1", questions: placed)],
                show: .all,
                back: 21,
                guessingIsFree: true,
                texts: texts
            )
        },
        Specimen("hand-in-ahead", audience: .candidate) { texts in
            HandInPage(facts: Exam.facts(), questions: placed, change: "c-1", texts: texts)
        },
    ]

    private static let placed = Exam.questions(blank: Set([3, 22] + Array(41...60))).map { question in
        var question = question
        question.place = question.number <= 20 ? .locked : question.number <= 40 ? .open : .ahead
        return question
    }
}
