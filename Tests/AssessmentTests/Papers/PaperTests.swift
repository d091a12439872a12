import Assessment
import Testing

@Suite struct PaperTests {
    @Test func `a paper goes from draft over review and approval to seal and rest, and back only before the seal`() {
        let steps = Set(PaperState.allCases.flatMap { state in state.successors.map { [state, $0] } })
        #expect(
            steps == [
                [.draft, .inReview], [.inReview, .draft], [.inReview, .approved], [.approved, .draft],
                [.approved, .sealed], [.sealed, .retired],
            ]
        )
    }

    @Test func `nothing is sealed without review and approval`() {
        for forbidden in [PaperState.inReview, .approved] {
            #expect(!PaperState.draft.reachable(without: forbidden).contains(.sealed))
        }
        #expect(PaperState.draft.reachable(without: nil) == Set(PaperState.allCases))
        #expect(PaperState.sealed.reachable(without: nil) == [.sealed, .retired])
    }

    @Test(arguments: PaperState.allCases)
    func `only a draft is edited`(state: PaperState) {
        #expect(state.isEditable == (state == .draft))
    }
}

extension PaperState {
    fileprivate func reachable(without forbidden: PaperState?) -> Set<PaperState> {
        var found: Set<PaperState> = [self]
        var waiting = [self]
        while let state = waiting.popLast() {
            for next in state.successors where next != forbidden && found.insert(next).inserted { waiting.append(next) }
        }
        return found
    }
}
