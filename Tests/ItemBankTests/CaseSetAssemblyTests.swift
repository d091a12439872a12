import Assessment
import Foundation
import ItemBank
import Testing

/// A paper takes all items of a case set or none.
@Suite struct CaseSetAssemblyTests {
    private static func step(
        _ id: String,
        _ set: String,
        _ step: Int,
        content: String = "cardio",
        version: Int = 1
    ) -> AssemblyCandidate {
        var candidate = Pools.candidate(id, ["content": [content]], version: version)
        candidate.caseSet = CaseSetPlace(set: CaseSetID(rawValue: set), step: step)
        return candidate
    }

    /// Two cases of three steps, whose ids and steps run against each other, and eight items that stand alone.
    private static let pool: [AssemblyCandidate] =
        [step("p1", "A", 3), step("p2", "A", 1), step("p3", "A", 2, content: "renal")]
        + [step("q1", "B", 1), step("q2", "B", 2), step("q2", "B", 2, version: 2), step("q3", "B", 3)]
        + (0..<8).map { Pools.candidate("s\($0)", ["content": ["ethics"]]) }

    private static func sets(_ ids: [String]) -> [Int] {
        ["p", "q"].map { name in ids.count { $0.hasPrefix(name) } }
    }

    @Test(arguments: UInt64(0)..<40)
    func `no draw tears a case`(seed: UInt64) throws {
        for size in [4, 6, 8] {
            let plan = try #require(
                try Assembly(Pools.blueprint(size...size, []), pool: Self.pool, seed: seed).choose().plan
            )
            #expect(plan.chosen.count == size)
            #expect(Self.sets(plan.ids).allSatisfy { $0 == 0 || $0 == 3 }, "\(plan.ids)")
        }
    }

    @Test func `a target that one step meets brings the whole case`() throws {
        let blueprint = Pools.blueprint(5...5, [.init(["content": "renal"], minimum: 1, maximum: 1)])
        let plan = try #require(try Assembly(blueprint, pool: Self.pool, seed: 1).choose().plan)
        #expect(Self.sets(plan.ids)[0] == 3)
    }

    @Test func `where a case does not fit, no paper is made of its parts`() throws {
        let blueprint = Pools.blueprint(2...2, [.init(["content": "renal"], minimum: 1)])
        let assembly = Assembly(blueprint, pool: Self.pool, seed: 1)
        let conflict = try #require(try assembly.choose().conflict)
        let remedied = try assembly.applying(#require(conflict.remedies.first)).choose().plan
        #expect(try Self.sets(#require(remedied).ids)[0] != 1)
    }

    @Test func `a kept step brings the others, unless one of them was excluded on purpose`() throws {
        var assembly = Assembly(
            Pools.blueprint(5...5, []),
            pool: Self.pool,
            seed: 2,
            kept: [Self.pool[0].version]
        )
        #expect(try Self.sets(#require(try assembly.choose().plan).ids)[0] == 3)
        assembly.excluded = [ItemID(rawValue: "p2")]
        let ids = try #require(try assembly.choose().plan).ids
        #expect(ids.contains("p1") && Self.sets(ids)[0] == 1)
        assembly.kept = []
        #expect(try Self.sets(#require(try assembly.choose().plan).ids)[0] == 0)
    }

    @Test func `a case is placed in one piece, its steps in order`() {
        let chosen = [Self.pool[0], Self.pool[7], Self.pool[1], Self.pool[2]]
        #expect(chosen.keepingCaseSetsTogether().map(\.item.rawValue) == ["p2", "p3", "p1", "s0"])
        let paper = Paper(id: PaperID(rawValue: "p"), title: "T").holding(chosen, title: "All")
        #expect(paper.sections.map(\.title) == ["All"] && paper.sections[0].shuffles)
        #expect(paper.entries.map(\.item.rawValue) == ["p2", "p3", "p1", "s0"])
    }

    @Test func `a paper keeps its sections and lockpoints when its items change`() {
        func names(_ paper: Paper) -> [[String]] { paper.sections.map { $0.entries.map(\.item.rawValue) } }
        func entries(_ places: [Int]) -> [Paper.Entry] {
            places.map { Paper.Entry(item: Self.pool[$0].item, version: Self.pool[$0].version) }
        }
        var paper = Paper(id: PaperID(rawValue: "p"), title: "T")
        paper.sections = [
            Paper.Section(title: "Case", entries: entries([1, 2]), lockpoint: .afterEach),
            Paper.Section(title: "Rest", entries: entries([7, 8]), shuffles: true),
        ]
        // The third step joins its case, a new item the section without a lockpoint.
        let grown = paper.holding([0, 1, 2, 7, 8, 9].map { Self.pool[$0] }, title: "")
        #expect(names(grown) == [["p2", "p3", "p1"], ["s0", "s1", "s2"]])
        #expect(grown.sections.map(\.lockpoint) == [.afterEach, .none])
        // A swapped item stands where the old one did; an empty section goes.
        #expect(names(paper.holding([3, 2, 7, 8].map { Self.pool[$0] }, title: "")) == [["q1", "p3"], ["s0", "s1"]])
        #expect(names(paper.holding([8, 7].map { Self.pool[$0] }, title: "")) == [["s1", "s0"]])
    }
}
