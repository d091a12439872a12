import Assessment
import Testing

@Suite struct RoundingTests {
    @Test(
        arguments: [
            (0, 1, "0.0", "0.00"), (1, 1, "1.0", "1.00"), (1, 20, "0.1", "0.05"), (1, 21, "0.0", "0.05"),
            (-1, 20, "-0.1", "-0.05"), (-1, 21, "0.0", "-0.05"), (-1, 1000, "0.0", "0.00"), (1, 200, "0.0", "0.01"),
            (-1, 200, "0.0", "-0.01"), (199, 2000, "0.1", "0.10"), (2, 3, "0.7", "0.67"), (-2, 3, "-0.7", "-0.67"),
            (1199, 20, "60.0", "59.95"), (59_949, 1000, "59.9", "59.95"), (59_949_999, 1_000_000, "59.9", "59.95"),
            (100, 1, "100.0", "100.00"), (.max, 1, "9223372036854775807.0", "9223372036854775807.00"),
            (.min, 1, "-9223372036854775808.0", "-9223372036854775808.00"), (1, .max, "0.0", "0.00"),
            (.max - 1, .max, "1.0", "1.00"),
        ] as [(Int64, Int64, String, String)]
    )
    func `halves go away from zero, and the decimals are always there`(
        numerator: Int64,
        denominator: Int64,
        one: String,
        two: String
    ) throws {
        let mark = try #require(Mark(numerator, over: denominator))
        #expect(Rounding.halfUpToOneDecimal.text(mark) == one)
        #expect(Rounding.halfUpToTwoDecimals.text(mark) == two)
    }

    @Test(arguments: Rounding.allCases)
    func `a rounded mark is the nearest, at most half a step away`(rounding: Rounding) throws {
        var generator = SeededGenerator(seed: 5)
        let scale: Int64 = rounding.decimals == 1 ? 10 : 100
        for _ in 0..<500 {
            let numerator = Int64.random(in: -1_000_000...1_000_000, using: &generator)
            let mark = try #require(Mark(numerator, over: Int64.random(in: 1...5000, using: &generator)))
            let rounded = try #require(Mark(parsing: rounding.text(mark)))
            let distance = try rounded.subtracting(mark)
            let half = try #require(Mark(1, over: 2 * scale))
            #expect(try distance <= half && Mark.zero.subtracting(half) <= distance)
            if distance == half { #expect(mark > .zero) }
            if try distance.adding(half) == .zero { #expect(mark < .zero) }
        }
    }

    @Test func `the name is what results keep`() {
        #expect(Rounding.allCases.map(\.rawValue) == ["half-up-1", "half-up-2"])
        #expect(Rounding.allCases.map(\.decimals) == [1, 2])
    }

    @Test(
        arguments: [
            (3, 4, DifficultyBand.easy), (749_999_999, 1_000_000_000, .medium), (9, 20, .medium),
            (449_999_999, 1_000_000_000, .hard), (0, 1, .hard), (1, 1, .easy),
        ] as [(Int64, Int64, DifficultyBand)]
    )
    func `difficulty bands begin at .75 and .45`(numerator: Int64, denominator: Int64, band: DifficultyBand) throws {
        let facility = try #require(Mark(numerator, over: denominator))
        #expect(DifficultyBand(facility: facility) == band)
        #expect(ItemMetadata(difficulty: facility).difficultyBand == band)
        #expect(ItemMetadata().difficultyBand == nil)
    }
}
