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

/// Case sets and lockpoints in a draft.
@Suite struct PaperCaseSetTests {
    private static func entry(_ name: String) -> Paper.Entry {
        Paper.Entry(item: ItemID(rawValue: name), version: ContentHash(of: .string(name)))
    }

    private static func paper(_ sections: [(String, [String], Bool, Lockpoint)]) -> Paper {
        Paper(
            id: PaperID(rawValue: "p"),
            title: "",
            sections: sections.map {
                Paper.Section(title: $0.0, entries: $0.1.map(entry), shuffles: $0.2, lockpoint: $0.3)
            }
        )
    }

    /// Names such as `a2` are step 2 of set `a`; `x` stands alone.
    private static func separated(_ paper: Paper) -> Paper {
        var places: [ContentHash: CaseSetPlace] = [:]
        for entry in paper.entries {
            guard let step = Int(entry.item.rawValue.dropFirst()) else { continue }
            let set = CaseSetID(rawValue: String(entry.item.rawValue.prefix(1)))
            places[entry.version] = CaseSetPlace(set: set, step: step)
        }
        return paper.separatingCaseSets(places) { "Case \($0)" }
    }

    @Test func `a lockpoint is written where there is one, and read back`() throws {
        let paper = Self.paper([("A", ["x"], false, .none), ("B", ["y"], true, .atEnd), ("C", [], false, .afterEach)])
        #expect(try Paper(json: paper.json) == paper)
        let sections = try #require(paper.json.members?["sections"]?.elements)
        #expect(sections.map { $0.members?["lockpoint"]?.text } == [nil, "atEnd", "afterEach"])
    }

    @Test func `each case set gets a section of its own with its steps in order`() {
        let paper = Self.paper([
            ("A", ["x", "a2", "b1", "y", "a1"], true, .atEnd), ("B", ["z", "a3"], false, .none),
            ("C", ["c1", "c2"], false, .afterEach),
        ])
        let expected = Self.paper([
            ("A", ["x", "y"], true, .atEnd), ("Case 1", ["a1", "a2", "a3"], false, .atEnd),
            ("Case 2", ["b1"], false, .atEnd), ("B", ["z"], false, .none),
            ("C", ["c1", "c2"], false, .afterEach),
        ])
        #expect(Self.separated(paper) == expected)
        #expect(Self.separated(expected).sections.map(\.entries) == expected.sections.map(\.entries))
        #expect(Self.separated(expected).sections.map(\.title) == expected.sections.map(\.title))
    }

    @Test func `a paper without case sets stays as it is`() {
        let paper = Self.paper([("A", ["x"], true, .none), ("", [], false, .atEnd)])
        #expect(Self.separated(paper) == paper)
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
