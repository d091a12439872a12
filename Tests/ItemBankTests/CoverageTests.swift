import Assessment
import ItemBank
import Testing

@Suite struct CoverageTests {
    private let cardio = Pools.candidate("a", ["content": ["cardio"], "task": ["manage"]], facility: "0.8")
    private let both = Pools.candidate("b", ["content": ["cardio", "renal"], "task": ["diagnose"]], facility: "0.4")
    private let bare = Pools.candidate("c")

    private let blueprint = Pools.blueprint(
        3...4,
        [
            .init(["content": "cardio"], minimum: 2, maximum: 2),
            .init(["content": "renal"], minimum: 2),
            .init(["task": "diagnose"], maximum: 0),
            .init(["difficulty": "hard"], unit: .percent, minimum: 30, maximum: 40),
            .init(["content": "cardio", "task": "manage"], minimum: 1, maximum: 1),
        ],
        meanFacility: ("0.65", "0.7")
    )

    @Test func `have and need stand beside each other, short and over by how much`() {
        let coverage = blueprint.coverage(of: [cardio, both, bare])
        #expect(coverage.size.state == .met)
        #expect(coverage.targets.map(\.have) == [2, 1, 1, 1, 1])
        #expect(coverage.targets.map(\.state) == [.met, .short(by: 1), .over(by: 1), .met, .met])
        #expect(coverage.miss == 2)
        #expect(!coverage.isMet)
    }

    @Test func `percentages are of the size that is aimed at while the paper grows`() {
        #expect(blueprint.coverage(of: [both]).targets[3].need == Need(minimum: 1, maximum: 1))
        #expect(blueprint.coverage(of: [both]).size.state == .short(by: 2))
    }

    @Test func `the mean facility leaves out items without an estimate`() {
        let coverage = blueprint.coverage(of: [cardio, both, bare])
        #expect(coverage.meanFacility?.value == Mark(3, over: 5))
        #expect(coverage.meanFacility?.unknown == 1)
        #expect(coverage.meanFacility?.miss == 50)
        #expect(blueprint.coverage(of: [bare]).meanFacility?.value == nil)
    }

    @Test func `enemies and two versions of one item are named`() {
        let enemy = Pools.candidate("d", enemies: ["a"])
        let newer = Pools.candidate("c", version: 2)
        let coverage = blueprint.coverage(of: [cardio, bare, enemy, newer])
        #expect(coverage.clashes.map(\.first.rawValue) == ["a", "c"])
        #expect(coverage.clashes.map(\.second.rawValue) == ["d", "c"])
        #expect(!coverage.isMet)
    }

    @Test func `two axes cross with totals that count an item once`() throws {
        let grid = try #require(blueprint.coverageGrid(of: [cardio, both, bare], rows: "content", columns: "task"))
        #expect(grid.cells.map { $0.map(\.have) } == [[1, 1], [1, 0], [0, 0]])
        #expect(grid.rowTotals.map(\.have) == [2, 1, 0])
        #expect(grid.columnTotals.map(\.have) == [1, 1])
        #expect(grid.cells[0][1].need == Need(minimum: 1, maximum: 1))
        #expect(grid.cells[0][0].need == nil)
        #expect(grid.rowTotals[0].state == .met)
        #expect(grid.rowTotals[1].state == .short(by: 1))
        #expect(grid.columnTotals[0].state == .over(by: 1))
        #expect(grid.columnTotals[1].need == Need(minimum: 1))
        #expect(grid.columnTotals[1].isSum)
        #expect(!grid.columnTotals[0].isSum)
        #expect(grid.total.have == 3)
        #expect([grid.withoutRow, grid.withoutColumn] == [1, 1])
        #expect(blueprint.coverageGrid(of: [], rows: "content", columns: "content") == nil)
        #expect(blueprint.coverageGrid(of: [], rows: "content", columns: "colour") == nil)
        #expect(blueprint.coverageGrid(of: [cardio], rows: "difficulty", columns: "task")?.cells[0][1].have == 1)
    }
}
