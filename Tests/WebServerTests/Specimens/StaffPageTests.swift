import Assessment
import Foundation
import Psychometrics
import Testing

@testable import WebServer

/// What staff pages decide from their facts.
@Suite struct StaffPageTests {
    @Test func `the conflict of a blueprint is told in the agreed words`() throws {
        let text = try AssemblyConflictText(
            limits: [.init(cell: "Ethics", isMinimum: true, number: "7", available: 5)],
            remedies: [[.resting(months: 18, items: 2)], [.lower(cell: "Ethics", by: 1)]],
            texts: Self.texts
        )
        #expect(
            text.sentence == "No set meets all rules. Smallest changes that work: "
                + "allow last-used within 18 months (2 items) or reduce Ethics by 1."
        )
        #expect(text.limits == ["Ethics: at least 7 (5 items in the bank)"])
    }

    @Test(arguments: [
        (5, "5/6", "short 1"), (6, "6/6", "met"), (8, "8/6", "over 2"), (0, "0/6", "short 6"),
    ])
    func `a cell says have and need, then the state`(have: Int, numbers: String, state: String) throws {
        let cell = try Self.corner(minimum: 6, maximum: 6, have: have)
        #expect(cell.numbers == numbers)
        #expect(cell.state == state)
        #expect([cell.isShort, cell.isMet, cell.isOver] == [have < 6, have == 6, have > 6])
    }

    @Test func `a share is asked for in whole items, the minimum rounded up and the maximum down`() throws {
        // 10 to 30 per cent of 25 items: 3 to 7.
        let cell = try Self.corner(minimum: 10, maximum: 30, have: 2, isPercent: true, size: 25)
        #expect(cell.numbers == "2/3–7")
        #expect(cell.state == "short 1")
    }

    @Test func `open sides and open targets`() throws {
        #expect(try Self.corner(minimum: 3, maximum: nil, have: 9).state == "met")
        #expect(try Self.corner(minimum: nil, maximum: 3, have: 9).state == "over 6")
        #expect(try Self.corner(minimum: nil, maximum: nil, have: 9).state == nil)
    }

    @Test func `no plan is applied whole while something stands in the way, and the page says so`()
        throws
    {
        for (counts, problems) in [([ImportPlanPage.Outcome.new: 2, .blocked: 1], []), ([.new: 2], ["broken"])] {
            let page = try Self.plan(.staged, counts: counts, problems: problems)
            #expect(page.applyLabel == nil)
            // Only what one item lacks can be left out, and only when somebody asks for it.
            #expect((page.leaveOutLabel == "Leave out what is blocked and import 2 entries") == problems.isEmpty)
            #expect((page.applyAction == nil) == !problems.isEmpty)
            #expect(page.standing.contains("nothing was imported"))
            #expect(page.discardAction == "/bank/imports/i1/discard")
        }
        #expect(try Self.plan(.staged, counts: [.new: 2]).applyLabel == "Import 2 items")
        #expect(try Self.plan(.staged, counts: [.same: 2]).applyAction == nil)
        #expect(try Self.plan(.discarded, counts: [.new: 2]).standing.contains("Nothing was imported"))
        #expect(try Self.plan(.applied, counts: [.new: 1]).standing == "1 item was imported.")
        #expect(try Self.plan(.staging, counts: [:]).discardAction == "/bank/imports/i1/discard")
        #expect(try Self.plan(.staging, counts: [.new: 2]).applyAction == nil)
        #expect(try Self.plan(.applied, counts: [.new: 2]).discardAction == nil)
    }

    @Test func `the person who proposed a release is never offered to confirm it`() throws {
        let own = try Self.release(isOwn: true)
        #expect(own.confirmAction == nil)
        #expect(own.proposeAction == nil)
        #expect(own.blockers == ["You proposed this release, so another person must confirm it."])
        #expect(try Self.release(isOwn: false).confirmAction == "/results/s1/release/confirm")
    }

    @Test func `changed results must be proposed again`() throws {
        let page = try Self.release(isOwn: false, proposed: "older")
        #expect(page.confirmAction == nil)
        #expect(page.proposeAction == "/results/s1/release")
        #expect(page.isBlocked)
    }

    @Test func `without pass mark, role or confirmed results there is no button`() throws {
        #expect(try Self.release(isOwn: false, passMark: nil).confirmAction == nil)
        #expect(try Self.release(isOwn: false, canRelease: false).confirmAction == nil)
        #expect(try Self.release(isOwn: false, state: .marked).confirmAction == nil)
    }

    @Test(arguments: PaperState.allCases)
    func `a paper offers only steps that exist, and its author no approval`(state: PaperState) throws {
        for isAuthor in [true, false] {
            let page = try Self.paper(state, isAuthor: isAuthor)
            let targets = page.buttons.compactMap { PaperState(rawValue: $0.target) }
            #expect(targets.count == page.buttons.count)
            #expect(state.successors.isSuperset(of: targets))
            #expect(!isAuthor || !targets.contains(.approved))
            #expect(page.steps.map(\.isCurrent) == PaperState.allCases.map { $0 == state })
        }
    }

    @Test func `those who need attention come first and the others keep their order`() throws {
        let page = try LivePage(
            sitting: Specimen.sittingValue(),
            candidates: [
                .init(person: "a", number: "1", name: "A", state: .working),
                .init(person: "b", number: "2", name: "B", state: .working, offlineFor: .seconds(70)),
                .init(person: "c", number: "3", name: "C", state: .handedIn),
                .init(person: "d", number: "4", name: "D", state: .working, setAside: ["late": 1]),
            ],
            questionCount: 60,
            now: Exam.now,
            showsNames: false,
            isOpen: true,
            texts: Self.texts
        )
        #expect(page.rows.map(\.person) == ["b", "d", "a", "c"])
        #expect(page.rows.allSatisfy { $0.name == nil })
        #expect(page.rows.map { $0.addHref != nil } == [true, true, true, false])
        #expect(page.counts.map(\.number) == ["2", "2", "1", "0", "1", "1"])
        #expect(page.rows[0].state == "Offline 1:10")
    }

    @Test func `an address is safe whatever an id holds`() {
        #expect(Href.component("a/b?c#d é\"") == "a%2Fb%3Fc%23d%20%C3%A9%22")
        #expect(Href.to("/bank", [("words", "a&b"), ("kind", "")]) == "/bank?words=a%26b")
        #expect(Href.to("/bank") == "/bank")
    }

    private static var texts: Texts { get throws { try SiteFolder.texts("en") } }

    /// The one cell of a grid of one row and one column.
    private static func corner(
        minimum: Int?,
        maximum: Int?,
        have: Int,
        isPercent: Bool = false,
        size: Int = 60
    ) throws -> CoverageGrid.Cell {
        let cell = ["content": "renal", "task": "ethics"]
        let plan = CoverageGrid.Plan(
            axes: [
                .init(id: "content", name: "Content", categories: [("renal", "Renal")]),
                .init(id: "task", name: "Task", categories: [("ethics", "Ethics")]),
            ],
            targets: [.init(cell: cell, minimum: minimum, maximum: maximum, isPercent: isPercent)],
            minimumSize: size,
            maximumSize: size
        )
        let holding = CoverageGrid.Holding(count: { $0.isEmpty ? size : have }, path: "/papers/p/assemble", chosen: [:])
        let grid = try CoverageGrid(plan, holding: holding, texts: texts)
        return try #require(grid.rows.first?.cells.first)
    }

    private static func plan(
        _ state: ImportPlanPage.State,
        counts: [ImportPlanPage.Outcome: Int],
        problems: [String] = []
    ) throws -> ImportPlanPage {
        try ImportPlanPage(
            id: "i1",
            fileName: "bank.zip",
            state: state,
            createdAt: School.day,
            problems: problems,
            counts: counts,
            rows: [],
            clock: Exam.clock,
            texts: texts
        )
    }

    private static func release(
        isOwn: Bool,
        proposed: String = "digest",
        state: SittingState = .confirmed,
        passMark: Mark? = Mark(1, over: 2),
        canRelease: Bool = true
    ) throws -> ReleasePage {
        try ReleasePage(
            sitting: Specimen.sittingValue(),
            state: state,
            digest: "digest",
            numbers: .init(candidates: 10, passCount: 5, passMark: passMark, unconfirmed: 0),
            proposal: .init(digest: proposed, by: People.okafor, at: Exam.end, isOwn: isOwn, confirmed: nil),
            canRelease: canRelease,
            texts: texts
        )
    }

    private static func paper(_ state: PaperState, isAuthor: Bool) throws -> PaperPage {
        let item = PaperPage.Item(item: "a", version: School.hash, name: "A", kind: "numeric")
        return try PaperPage(
            record: .init(
                id: PaperID(rawValue: "p1"),
                name: "Paper",
                state: state,
                blueprint: nil,
                author: People.okafor,
                approver: nil,
                seed: 1,
                updatedAt: School.day,
                form: nil
            ),
            sections: [.init(title: "", items: [item])],
            marks: .one,
            viewer: .init(isExaminer: true, isAuthor: isAuthor),
            canPlanSittings: false,
            clock: Exam.clock,
            texts: texts
        )
    }
}
