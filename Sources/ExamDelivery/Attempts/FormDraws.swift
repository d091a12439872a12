public import Assessment

/// What is drawn for each candidate of one sealed form.
///
/// A draw is made once, when an attempt begins, and stored in its first event; pages and marks use the stored one.
///
/// Source: our notes on interchange, section 6.5.
public struct FormDraws: Sendable {
    /// The rules that draw, by position from 1.
    private let rules: [Int: any ScoringRule]

    /// A position whose rule cannot be made is passed over: ``FormMarker`` refuses it by name.
    public init(_ key: FormKey, catalogue: Catalogue) {
        var rules: [Int: any ScoringRule] = [:]
        for (index, entry) in key.entries.enumerated() {
            for use in entry.scoring {
                // No rule, no draw: the marker says so.
                if let rule = try? catalogue.rule(use), rule.isDrawn { rules[index + 1] = rule }
            }
        }
        self.rules = rules
    }

    /// Whether anything is drawn at all.
    public var isDrawn: Bool { !rules.isEmpty }

    /// The draws of the attempt with this seed, by position from 1; positions without one are absent, as are those
    /// whose rules cannot be run with it.
    public func draws(seed: UInt64) -> [Int: ItemSession.State] {
        var draws: [Int: ItemSession.State] = [:]
        for (position, rule) in rules {
            // The order of options comes from the even numbers beside these, of sections from those below.
            var generator = SeededGenerator(seed: seed, stream: UInt64(position) << 32 | 1)
            draws[position] = rule.draw(seed: generator.next())
        }
        return draws
    }
}
