import Assessment
import ExamDelivery

/// Which questions of a form a candidate can open, and which of them still change.
struct Reach: Sendable {
    /// The questions up to here, from 1, are locked; 0 before the first lockpoint.
    let passed: Int
    /// The questions up to here can be opened.
    let lastOpen: Int
    private let count: Int

    init(_ attempt: Attempt, _ order: CandidateOrder) {
        passed = attempt.passedThrough
        lastOpen = order.lastOpenQuestion(passed: attempt.passedThrough)
        count = order.positions.count
    }

    /// The question after which the next lockpoint stands; `nil` when none is left.
    var lockpoint: Int? { lastOpen < count ? lastOpen : nil }

    /// The first question that can still be answered.
    var current: Int { passed + 1 }

    /// Whether a number lies past a lockpoint, be there such a question or not.
    func isPast(_ number: Int) -> Bool { lockpoint.map { number > $0 } ?? false }

    func place(of number: Int) -> Place {
        if number <= passed { return .locked }
        return isPast(number) ? .ahead : .open
    }

    /// How far answers are locked and questions open, as programs see it.
    var members: [String: JSONValue] {
        ["lockedThrough": .integer(Int64(passed)), "openThrough": .integer(Int64(lastOpen))]
    }

    enum Place: Sendable { case locked, open, ahead }
}
