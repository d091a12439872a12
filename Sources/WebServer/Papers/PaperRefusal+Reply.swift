import Assessment
import Storage

extension Failure {
    /// A refusal about a paper as people and programs see it.
    init(_ refusal: PaperRefusal) {
        switch refusal {
        case .unknown: self = .notFound
        case .outdated: self = .conflict("paper.outdated", "somebody changed the paper meanwhile; open it again")
        case .notEditable(let state):
            self = .conflict("paper.not-editable", "a paper that is \(state.rawValue) cannot be changed")
        case .noSuchStep(let from, let to):
            self = .conflict("paper.no-such-step", "a paper does not go from \(from.rawValue) to \(to.rawValue)")
        case .ownPaper:
            self = Failure(.forbidden, "paper.own", "the author of a paper cannot approve it; another person must")
        case .unsealable(.empty): self = .unprocessable("paper.empty", "the paper has no items")
        case .unsealable(.missing(let item)):
            self = .unprocessable("paper.missing", "the version of item \(item.rawValue) is not in the bank")
        case .unsealable(.unsound(let item, let problem)):
            self = .unprocessable("paper.unsound", "item \(item.rawValue): \(problem.message)")
        case .unsealable(.fileMissing(let item)):
            self = .unprocessable(
                "paper.file-missing",
                "item \(item.rawValue) shows a file that is missing; import it again with the file, or take it out of the paper"
            )
        case .unsealable(.twice(let item)):
            self = .unprocessable("paper.twice", "item \(item.rawValue) stands twice in the paper")
        case .unsealable(.answeredByExaminer(let item)):
            self = .unprocessable(
                "paper.station",
                "item \(item.rawValue) is a station, which an examiner marks; take it out of the paper"
            )
        case .unsealable(.torn(let item, let set)):
            self = .unprocessable(
                "paper.torn",
                "item \(item.rawValue) stands apart from the other steps of case set \(set.rawValue); put them together in one section"
            )
        case .unsealable(.outOfOrder(let item, let set)):
            self = .unprocessable(
                "paper.out-of-order",
                "item \(item.rawValue) comes too late in case set \(set.rawValue); put the steps in order"
            )
        case .unsealable(.enemies(let first, let second)):
            self = .unprocessable(
                "paper.enemies",
                "items \(first.rawValue) and \(second.rawValue) must not share a paper: one cues the other"
            )
        }
    }
}
