import Assessment

/// One state on the way of a paper or a sitting.
struct StateStep: Sendable {
    let label: String
    let isDone: Bool
    let isCurrent: Bool
    /// Such as "done", "now", "to come": said, not shown.
    let spoken: String

    static func line(_ state: PaperState, _ texts: Texts) -> [StateStep] {
        line(PaperState.allCases, at: state, texts) { texts("paper.state.\($0.rawValue)") }
    }

    static func line(_ state: SittingState, _ texts: Texts) -> [StateStep] {
        line(SittingState.allCases, at: state, texts) { texts("sitting.state.\($0.rawValue)") }
    }

    private static func line<State: Equatable>(
        _ states: [State],
        at current: State,
        _ texts: Texts,
        label: (State) -> String
    ) -> [StateStep] {
        let place = states.firstIndex(of: current) ?? 0
        return states.enumerated().map { index, state in
            StateStep(
                label: label(state),
                isDone: index < place,
                isCurrent: index == place,
                spoken: texts(index < place ? "state.done" : index == place ? "state.now" : "state.coming")
            )
        }
    }
}

/// A button that takes a paper or a sitting to another state; posts `csrf` and `to`.
struct StateButton: Sendable {
    let target: String
    let label: String
    /// What it means, beside the button.
    let hint: String
    let isMain: Bool
}

/// One choice of a `<select>`.
struct Choice: Sendable {
    let value: String
    let label: String
    let isChosen: Bool
}
