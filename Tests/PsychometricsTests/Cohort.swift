import Psychometrics

/// SplitMix64 (Steele, Lea & Flood 2014): the same numbers for a seed on every machine.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// A made-up cohort in which better candidates really do better, so that no statistic is degenerate.
struct Cohort {
    /// One row a candidate: the option chosen, `nil` for a blank; option 0 is the key.
    var choices: [[Int?]]
    /// One row a candidate; right/wrong, or in thirds with `partial`.
    var rows: [[Double?]]

    init(seed: UInt64, candidates: Int, items: Int, partial: Bool = false) {
        var generator = SeededGenerator(seed: seed)
        choices = []
        rows = []
        for _ in 0..<candidates {
            let ability = Double.random(in: 0.2...0.8, using: &generator)
            var choice: [Int?] = []
            var row: [Double?] = []
            for item in 0..<items {
                let ease = 0.4 * Double(item) / Double(items) - 0.2
                let isRight = Double.random(in: 0..<1, using: &generator) < ability + ease
                let wrong = Int.random(in: 0...4, using: &generator)
                choice.append(isRight ? 0 : wrong == 0 ? nil : wrong)
                let part = partial ? Double(Int.random(in: 0...2, using: &generator)) / 3 : 0
                row.append(isRight ? 1 : part)
            }
            choices.append(choice)
            rows.append(row)
        }
    }

    func matrix() throws -> ScoreMatrix {
        try ScoreMatrix(rows: rows, marksAvailable: [Double](repeating: 1, count: rows.first?.count ?? 0))
    }

    func picks(item: Int) -> [[Int]?] {
        choices.map { row in row[item].map { [$0] } ?? [] }
    }
}
