/// The order in which one candidate meets positions and options: a function of the form and the attempt's seed alone.
///
/// Nothing of it is stored; the same seed gives the same order on every device and in every replay.
public struct CandidateOrder: Hashable, Sendable {
    /// Form positions (1-based) in the order of the candidate's question numbers.
    public let positions: [Int]
    /// The question numbers after which a lockpoint stands, ascending; never the last question, which hand-in follows.
    public let lockpoints: [Int]
    private let seed: UInt64

    public init(of form: Form, seed: UInt64) {
        self.seed = seed
        var positions: [Int] = []
        var lockpoints: [Int] = []
        for section in form.sections {
            let range = positions.count + 1..<positions.count + 1 + section.positions.count
            var generator = SeededGenerator(seed: seed, stream: UInt64(range.lowerBound))
            if section.shuffles {
                positions += section.blocks(from: range.lowerBound).shuffled(using: &generator).joined()
            } else {
                positions += range
            }
            switch section.lockpoint {
            case .none: break
            case .atEnd: if let last = range.last { lockpoints.append(last) }
            case .afterEach: lockpoints += range
            }
        }
        if lockpoints.last == positions.count { lockpoints.removeLast() }
        self.positions = positions
        self.lockpoints = lockpoints
    }

    /// The form position behind the candidate's question `number`, both from 1; `nil` when there is none.
    public func position(ofQuestion number: Int) -> Int? {
        (1...).contains(number) && number <= positions.count ? positions[number - 1] : nil
    }

    /// The candidate's question number of a form position, both from 1.
    public func question(ofPosition position: Int) -> Int? {
        positions.firstIndex(of: position).map { $0 + 1 }
    }

    /// The last question that can be opened by who has passed the lockpoints up to question `passed` (0 for none).
    public func lastOpenQuestion(passed: Int) -> Int { lockpoints.first { $0 > passed } ?? positions.count }

    /// The indices of `options` in this candidate's order; fixed options keep their places.
    public func options(_ options: [Option], at position: Int, shuffles: Bool) -> [Int] {
        var order = Array(options.indices)
        guard shuffles else { return order }
        var generator = SeededGenerator(seed: seed, stream: UInt64(position) << 32)
        let free = options.indices.filter { !options[$0].isFixed }
        for (place, index) in zip(free, free.shuffled(using: &generator)) { order[place] = index }
        return order
    }
}

extension Form.Section {
    /// The positions, numbered from `first`, in the blocks that stay together: a case set or a single position each.
    fileprivate func blocks(from first: Int) -> [[Int]] {
        var blocks: [[Int]] = []
        for (index, position) in positions.enumerated() {
            if position.follows, !blocks.isEmpty {
                blocks[blocks.count - 1].append(first + index)
            } else {
                blocks.append([first + index])
            }
        }
        return blocks
    }
}

/// A random number generator that repeats itself for the same seed and stream, for ever and on every machine.
///
/// Source: SplitMix64, Steele, Lea and Flood (2014), doi:10.1145/2660193.2660195.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    public init(seed: UInt64, stream: UInt64 = 0) {
        state = seed
        let offset = next() &+ stream &* 0xBF58_476D_1CE4_E5B9
        state = offset
    }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}
