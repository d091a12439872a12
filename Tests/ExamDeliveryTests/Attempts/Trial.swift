import Assessment
import ExamDelivery
import Foundation

/// An attempt over a small form, and the changes that devices send to it.
enum Trial {
    static let candidate = PersonID(rawValue: "candidate")
    static let begin = Date(milliseconds: 1_780_304_400_000)
    static let end = begin + 3600
    static let response = ResponseID(rawValue: "RESPONSE")

    static let start = AttemptEvent.Start(
        sitting: SittingID(rawValue: "sitting"),
        candidate: candidate,
        seed: 7,
        startedAt: begin,
        endsAt: end,
        device: "Firefox, Windows"
    )

    static var attempt: Attempt { Attempt(id: AttemptID(rawValue: "attempt"), start: start) }

    /// Four questions with a text field, one with a choice.
    static let interactions: [[Interaction]] =
        Array(repeating: [.text(TextInteraction(id: response, prompt: []))], count: 4) + [
            [
                .choice(
                    ChoiceInteraction(
                        id: response,
                        prompt: [],
                        options: [Option(id: OptionID(rawValue: "A"), content: [])]
                    )
                )
            ]
        ]

    static func given(_ text: String?) -> ItemResponse { ItemResponse(text.map { [response: .text($0)] } ?? [:]) }

    static func change(
        _ text: String?,
        at position: Int = 1,
        epoch: Int = 1,
        sequence: Int,
        madeAt: Date? = nil
    ) -> Change {
        Change(
            person: candidate,
            epoch: epoch,
            sequence: sequence,
            position: position,
            response: given(text),
            madeAt: madeAt
        )
    }
}

extension Attempt {
    /// Takes `change` as the store does: check, write, read back, apply.
    @discardableResult
    mutating func take(_ change: Change, after seconds: Double) throws -> Standing {
        let now = Trial.begin + seconds
        let event = try accept(change, interactions: Trial.interactions, now: now)
        try store(event, at: now)
        guard case .responded(let responded) = event else { throw NotAResponse() }
        return responded.standing
    }

    mutating func store(_ event: AttemptEvent, at now: Date) throws {
        apply(try AttemptEvent(body: event.body), at: now)
    }

    struct NotAResponse: Error {}
}
