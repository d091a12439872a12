import Psychometrics
import Testing

@Suite struct ItemLimitsTests {
    /// 100 candidates, ranked by nine other items; `right` tells who has the item right.
    private static func analysis(n: Int = 100, reached: Int? = nil, right: (Int) -> Bool) throws -> ClassicalAnalysis {
        let rows = (0..<n).map { candidate in
            let own: Double? = candidate < (reached ?? n) ? (right(candidate) ? 1 : 0) : nil
            return [own] + (0..<9).map { Double(candidate * 10 / n > $0 ? 1 : 0) }
        }
        return ClassicalAnalysis(
            try ScoreMatrix(rows: rows, marksAvailable: [Double](repeating: 1, count: 10)),
            missing: .scoredZero
        )
    }

    @Test func `a sound item has no flag`() throws {
        let item = try Self.analysis { $0 >= 40 }.items[0]
        #expect(ItemLimits().flags(for: item).isEmpty)
    }

    @Test(arguments: [(19, true), (20, false), (21, false)])
    func `an item is hard below a facility of 20 per cent`(count: Int, isFlagged: Bool) throws {
        let item = try Self.analysis { $0 >= 100 - count }.items[0]
        let flags = ItemLimits().flags(for: item)
        #expect(flags == (isFlagged ? [.hard(facility: Double(count) / 100)] : []))
    }

    @Test(arguments: [(89, false), (90, false), (91, true)])
    func `an item is easy above a facility of 90 per cent`(count: Int, isFlagged: Bool) throws {
        let item = try Self.analysis { $0 >= 100 - count }.items[0]
        let flags = ItemLimits().flags(for: item)
        #expect(flags == (isFlagged ? [.easy(facility: Double(count) / 100)] : []))
    }

    @Test func `low and negative discrimination are told apart`() throws {
        let backwards = try Self.analysis { $0 < 50 }.items[0]
        guard case .negativeDiscrimination(let value) = ItemLimits().flags(for: backwards).first else {
            Issue.record("an item that the weak get right was not flagged")
            return
        }
        #expect(value < 0)
        let idle = try Self.analysis { $0 % 2 == 1 }.items[0]
        guard case .lowDiscrimination(let low) = ItemLimits().flags(for: idle).first else {
            Issue.record("an item that everybody guesses was not flagged")
            return
        }
        #expect((0..<0.15).contains(low))
    }

    @Test func `too few candidates are not judged`() throws {
        let small = try Self.analysis(n: 29) { $0 < 15 }.items[0]
        #expect(ItemLimits().flags(for: small) == [.tooFewToJudge(n: 29)])
        let enough = try Self.analysis(n: 30) { $0 < 15 }.items[0]
        #expect(!ItemLimits().flags(for: enough).contains(.tooFewToJudge(n: 30)))
        #expect(!ItemLimits().flags(for: enough).isEmpty)
    }

    @Test(arguments: [(95, false), (94, true)])
    func `more than 5 per cent not reached is flagged`(reached: Int, isFlagged: Bool) throws {
        let item = try Self.analysis(reached: reached) { $0 >= 40 }.items[0]
        let flags = ItemLimits().flags(for: item)
        #expect(flags.contains(.notReached(share: Double(100 - reached) / 100)) == isFlagged)
    }

    @Test func `an item that hardly anyone reached says both`() throws {
        let item = try Self.analysis(reached: 10) { $0 >= 5 }.items[0]
        #expect(ItemLimits().flags(for: item) == [.tooFewToJudge(n: 10), .notReached(share: 0.9)])
    }

    @Test func `idle distractors and a key beaten in the top fifth are flagged`() throws {
        // The best twenty mostly choose option 1; option 2 is chosen by four, option 3 by five of the weakest.
        func choice(_ candidate: Int) -> Int {
            switch candidate {
            case 0..<4: 2
            case 4..<9: 3
            case 88...: 1
            default: 0
            }
        }
        let analysis = try Self.analysis { choice($0) == 0 }
        let picks: [[Int]?] = (0..<100).map { [choice($0)] }
        let options = try analysis.options(ofItem: 0, picks: picks, optionCount: 4, key: [0])
        let flags = ItemLimits().flags(for: analysis.items[0], options: options)
        #expect(flags.contains(.idleDistractor(option: 2, share: 0.04)))
        #expect(!flags.contains(.idleDistractor(option: 3, share: 0.05)))
        let beaten = flags.compactMap { flag -> (Int, Double, Double)? in
            if case .keyBeatenInTopFifth(let option, let share, let keyShare) = flag {
                (option, share, keyShare)
            } else {
                nil
            }
        }
        #expect(beaten.count == 1)
        let first = try #require(beaten.first)
        #expect(first.0 == 1)
        #expect(first.1 > first.2)
    }

    @Test func `with fewer than ten in a fifth the top fifth is not compared`() throws {
        for (n, isFlagged) in [(49, false), (50, true)] {
            let analysis = try Self.analysis(n: n) { $0 < n * 4 / 5 }
            let picks: [[Int]?] = (0..<n).map { [$0 < n * 4 / 5 ? 0 : 1] }
            let options = try analysis.options(ofItem: 0, picks: picks, optionCount: 2, key: [0])
            let found = ItemLimits().flags(for: analysis.items[0], options: options).contains { flag in
                if case .keyBeatenInTopFifth = flag { true } else { false }
            }
            #expect(found == isFlagged, "n = \(n)")
        }
    }
}
