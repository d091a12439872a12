import Assessment
import ExamDelivery
import Storage

extension Failure {
    /// A refusal about results as people and programs see it.
    init(_ refusal: ResultsRefusal) {
        switch refusal {
        case .unknown: self = .notFound
        case .noSuchStep(let from, let to):
            self = .conflict("results.no-such-step", "results do not go from \(from.rawValue) to \(to.rawValue)")
        case .unmarkable(let refusal): self.init(refusal)
        case .nothingProposed: self = .conflict("release.nothing-proposed", "nobody has proposed the release yet")
        case .changedSince:
            self = .conflict("release.changed", "the results have changed since you saw them; look at them again")
        case .samePerson:
            self = Failure(.forbidden, "release.same-person", "a second person must confirm the release")
        case .unconfirmed(let positions):
            let list = positions.map(String.init).joined(separator: ", ")
            self = .conflict("results.unconfirmed", "look at the new answers first: question \(list)")
        case .noPassMark: self = .conflict("release.no-pass-mark", "set the pass mark first")
        }
    }

    private init(_ refusal: FormMarker.Refusal) {
        switch refusal {
        case .rule(let position, _):
            self = .unprocessable("marking.rule", "question \(position) has a rule that cannot be used")
        case .unscored(let position):
            self = .unprocessable("marking.unscored", "question \(position) has no rule that marks it")
        case .unknownPosition(let position):
            self = .unprocessable("marking.position", "there is no question \(position)")
        case .unknownOutcome(let position, _):
            self = .unprocessable("marking.outcome", "question \(position) has no such mark")
        case .overflow: self = .unprocessable("marking.overflow", "the marks do not add up to a number that fits")
        }
    }
}
