/// Random numbers that are the same for the same seed and number on every machine, so that an input can be made again.
///
/// Source: SplitMix64 (Steele, Lea and Flood 2014).
struct Chance: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64, number: UInt64) {
        state = seed
        // Neighbouring numbers of one seed must not share their streams.
        state = next() ^ number &* 0xD134_2543_DE82_EF95
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    /// A number below `count`; 0 when `count` is none.
    mutating func below(_ count: Int) -> Int { count > 1 ? Int(next() % UInt64(count)) : 0 }

    /// Whether something that happens once in `count` times happens now.
    mutating func once(in count: Int) -> Bool { below(count) == 0 }

    mutating func pick<Element>(_ list: [Element]) -> Element { list[below(list.count)] }

    /// A range within `count` that holds at most `longest`; empty when `count` is none.
    mutating func range(in count: Int, longest: Int) -> Range<Int> {
        let start = below(count)
        return start..<min(count, start + 1 + below(longest))
    }
}
