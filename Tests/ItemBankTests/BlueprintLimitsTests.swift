import Assessment
import Foundation
import ItemBank
import Testing

/// How large a blueprint may be, and that whatever is larger is told at once.
@Suite struct BlueprintLimitsTests {
    private typealias Target = Blueprint.Target

    static let outOfRange: [(size: ClosedRange<Int>, targets: [Blueprint.Target], codes: [String])] = [
        (10...10, [.init(["content": "renal"], unit: .percent, minimum: .max)], ["target.bounds"]),
        (10...10, [.init(["content": "renal"], unit: .percent, maximum: .max)], ["target.bounds"]),
        (
            10...10, [.init(["content": "renal"], minimum: .max), .init(["content": "cardio"], minimum: 1)],
            ["target.bounds"]
        ),
        (
            10...10, [.init(["content": "renal"], maximum: .min), .init(["content": "cardio"], maximum: -1)],
            ["target.bounds", "target.bounds"]
        ),
        (1...9_000_000_000_000_000_000, [.init(["content": "renal"], minimum: 3, maximum: 2)], ["size.bounds"]),
    ]

    @Test(.timeLimit(.minutes(1)), arguments: outOfRange)
    func `a bound out of range is all that is told, and no sum is made with it`(
        size: ClosedRange<Int>,
        targets: [Blueprint.Target],
        codes: [String]
    ) {
        #expect(Pools.blueprint(size, targets).problems().map(\.code) == codes)
    }

    /// One axis of so many categories, one target each that asks for nothing.
    private static func blueprint(targets count: Int, size: ClosedRange<Int> = 10...10) -> Blueprint {
        let categories = (0..<count).map { "c\($0)" }
        return Pools.blueprint(
            size,
            axes: [Pools.axis("content", categories)],
            categories.map { Target(["content": $0], minimum: 0) }
        )
    }

    @Test func `500 targets are taken, one more is not`() {
        #expect(Self.blueprint(targets: 500).problems() == [])
        let problems = Self.blueprint(targets: 501).problems()
        #expect(problems.map(\.code) == ["targets.many"] && problems.map(\.part) == ["targets"])
    }

    @Test func `20 axes and 1000 categories in all are taken, one more is not`() {
        var axes = (0..<20).map { Pools.axis("axis\($0)", (0..<50).map { "c\($0)" }) }
        #expect(Pools.blueprint(10...10, axes: axes, []).problems() == [])
        axes[0] = Pools.axis("axis0", (0..<51).map { "c\($0)" })
        #expect(Pools.blueprint(10...10, axes: axes, []).problems().map(\.code) == ["categories.many"])
        axes[0] = Pools.axis("axis0", ["c"])
        axes.append(Pools.axis("axis20", ["c"]))
        #expect(Pools.blueprint(10...10, axes: axes, []).problems().map(\.code) == ["axes.many"])
    }

    @Test func `a name of 200 characters is taken, a longer one is not`() {
        var blueprint = Pools.blueprint(10...10, [])
        blueprint.axes[0].categories[0].name = String(repeating: "ä", count: 200)
        blueprint.name = String(repeating: "n", count: 200)
        #expect(blueprint.problems() == [])
        blueprint.axes[0].categories[0].name += "x"
        blueprint.axes[1].name = String(repeating: "n", count: 201)
        blueprint.name += "x"
        let problems = blueprint.problems()
        #expect(problems.map(\.code) == ["name.long", "name.long", "name.long"])
        #expect(problems.map(\.part) == ["name", "axes[0].categories[0]", "axes[1]"])
    }

    /// 500 targets, each outer one too small for each inner one, in a paper of every size.
    @Test(.timeLimit(.minutes(3))) func `the largest blueprint, wrong at every size, is told in bounded time`() {
        let axes = (0..<9).map { Pools.axis("axis\($0)", ["c"]) } + [Pools.axis("leaf", (0..<245).map { "c\($0)" })]
        let outer = (1..<256).map { mask in
            Target(cell(mask), maximum: 0)
        }
        let inner = (0..<245).map { leaf in
            Target(cell(255).merging(["leaf": "c\(leaf)"]) { own, _ in own }, minimum: 1)
        }
        let problems = Pools.blueprint(1...2000, axes: axes, outer + inner).problems()
        #expect(problems.count { $0.code == "target.nested" } >= 245)
        // Each is said of a few of the outer ones: a list of all 62,475 pairs helps nobody.
        #expect(problems.count < 5000)
        func cell(_ mask: Int) -> [String: String] {
            Dictionary(uniqueKeysWithValues: (0..<8).filter { mask >> $0 & 1 == 1 }.map { ("axis\($0)", "c") })
        }
    }
}
