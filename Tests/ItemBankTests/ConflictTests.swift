import Assessment
import ItemBank
import Testing

@Suite struct ConflictTests {
    private func assembly(
        _ size: ClosedRange<Int>,
        _ targets: [Blueprint.Target],
        _ pool: [AssemblyCandidate]
    )
        -> Assembly
    {
        Assembly(Pools.blueprint(size, targets), pool: pool, seed: 1)
    }

    private func items(_ count: Int, _ content: String, enemies: [String] = []) -> [AssemblyCandidate] {
        (0..<count).map { Pools.candidate("\(content)\($0)", ["content": [content]], enemies: enemies) }
    }

    @Test func `a target that the pool cannot fill stands alone`() throws {
        let targets: [Blueprint.Target] = [
            .init(["content": "cardio"], minimum: 1, maximum: 9), .init(["content": "ethics"], minimum: 4),
        ]
        let assembly = assembly(8...8, targets, items(9, "cardio") + items(3, "ethics"))
        let conflict = try #require(try assembly.choose().conflict)
        #expect(conflict.limits.map(\.rule) == [.target(1)])
        #expect(conflict.limits.map(\.side) == [.minimum])
        #expect(conflict.limits.map(\.available) == [3])
        #expect(conflict.isSmallest && conflict.isIrreducible && conflict.causes.isEmpty)
        #expect(
            conflict.english(for: assembly) == """
                No set meets all rules.
                This rule cannot be met: Ethics at least 4 (3 in the pool).
                Smallest changes that work: reduce Ethics by 1.
                """
        )
    }

    @Test func `the smallest of several conflicts is told`() throws {
        let targets: [Blueprint.Target] = [
            .init(["content": "cardio"], maximum: 2), .init(["content": "renal"], maximum: 2),
            .init(["content": "ethics"], maximum: 2), .init(["task": "manage"], minimum: 1),
        ]
        let pool = items(9, "cardio") + items(9, "renal") + items(9, "ethics")
        let conflict = try #require(try assembly(8...8, targets, pool).choose().conflict)
        // Four limits contradict each other as well: three maxima and the size.
        #expect(conflict.limits.map(\.rule) == [.target(3)])
        var solvable = assembly(8...8, Array(targets.prefix(3)), pool)
        let wide = try #require(try solvable.choose().conflict)
        #expect(wide.limits.map(\.rule) == [.size, .target(0), .target(1), .target(2)])
        #expect(wide.limits.map(\.side) == [.minimum, .maximum, .maximum, .maximum])
        solvable = solvable.applying(try #require(wide.remedies.first))
        #expect(try solvable.choose().plan?.coverage.isMet == true)
    }

    @Test func `enemies and kept items are named as causes`() throws {
        let targets: [Blueprint.Target] = [.init(["content": "ethics"], minimum: 2, maximum: 3)]
        let pool = items(6, "cardio") + items(2, "ethics", enemies: ["ethics0"])
        let hostile = assembly(4...4, targets, pool)
        let conflict = try #require(try hostile.choose().conflict)
        #expect(conflict.causes == [.enemies])
        #expect(conflict.english(for: hostile).contains("as long as enemy items stay apart: Ethics at least 2 (2 in"))
        var crowded = assembly(3...3, [.init(["content": "cardio"], maximum: 1)], pool)
        crowded.kept = [pool[0].version, pool[1].version]
        let other = try #require(try crowded.choose().conflict)
        #expect(other.causes == [.kept])
        #expect(other.remedies.map { $0.english(for: crowded) }.first == "allow 1 more of Cardio")
    }

    @Test func `a contradiction in the blueprint itself comes out as a conflict with a remedy`() throws {
        let assembly = assembly(
            4...4,
            [.init(["content": "cardio"], minimum: 3, maximum: 1)],
            items(9, "cardio") + items(9, "renal")
        )
        let conflict = try #require(try assembly.choose().conflict)
        #expect(conflict.limits.map(\.side) == [.minimum, .maximum])
        #expect(conflict.limits.map(\.rule) == [.target(0), .target(0)])
        let percent = Blueprint.Target(["content": "cardio"], unit: .percent, minimum: 12, maximum: 18)
        let fraction = self.assembly(10...10, [percent], items(9, "cardio") + items(9, "renal"))
        let found = try #require(try fraction.choose().conflict)
        #expect(found.limits.contains { $0.rule == .target(0) })
        for remedy in found.remedies { #expect(try fraction.applying(remedy).choose().plan != nil) }
    }

    @Test func `the mean facility takes part in conflicts and remedies`() throws {
        let pool = (0..<9).map { Pools.candidate("i\($0)", facility: "0.4") }
        let blueprint = Pools.blueprint(4...4, [], meanFacility: ("0.6", "0.7"))
        let assembly = Assembly(blueprint, pool: pool, seed: 1)
        let conflict = try #require(try assembly.choose().conflict)
        #expect(conflict.limits.contains { $0.rule == .meanFacility && $0.side == .minimum && $0.available == nil })
        let remedy = try #require(conflict.remedies.first { $0.changes.map(\.rule) == [.meanFacility] })
        #expect(remedy.english(for: assembly) == "let the mean facility fall to 0.4")
        #expect(try assembly.applying(remedy).choose().plan?.coverage.isMet == true)
    }

    @Test func `a large pool's conflict among forty targets is small`() throws {
        var blueprint = Pools.blueprintOfForty(size: 60)
        blueprint.targets.append(.init(["content": "c9", "task": "t4", "difficulty": "hard"], minimum: 6))
        let pool = Pools.bank(of: 2000, seed: 5)
        let assembly = Assembly(blueprint, pool: pool, seed: 1)
        let conflict = try #require(try assembly.choose().conflict)
        // c9 × hard allows 4.
        #expect(conflict.limits.count <= 2)
        #expect(conflict.isSmallest)
        for remedy in conflict.remedies { #expect(try assembly.applying(remedy).choose().plan != nil) }
    }
}
