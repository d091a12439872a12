import Assessment
import Storage

extension Failure {
    /// A refusal about a sitting as people and programs see it.
    init(_ refusal: SittingRefusal) {
        switch refusal {
        case .unknown: self = .notFound
        case .noSuchForm: self = .unprocessable("sitting.no-form", "there is no sealed paper with this form")
        case .noSuchStep(let from, let to):
            self = .conflict("sitting.no-such-step", "a sitting does not go from \(from.rawValue) to \(to.rawValue)")
        case .attemptsRunning(let count):
            self = .conflict("sitting.running", "\(count) candidates still have time; wait or end their attempts")
        case .listIsFixed(let state):
            self = .conflict("sitting.list-fixed", "the list cannot change while the sitting is \(state.rawValue)")
        }
    }
}
