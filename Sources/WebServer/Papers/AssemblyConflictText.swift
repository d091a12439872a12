/// Why no set of items meets all rules, and what would help, in words.
struct AssemblyConflictText: Sendable {
    /// Such as: No set meets all rules; smallest changes that work follow.
    let sentence: String
    let limits: [String]
    let hasLimits: Bool

    /// A change of one limit that helps.
    enum Change: Sendable {
        /// The minimum of a cell goes down, or its maximum up.
        case lower(cell: String, by: Int)
        case raise(cell: String, by: Int)
        case smallerPaper(by: Int)
        case largerPaper(by: Int)
        /// The window of the mean facility opens down or up to this value.
        case facilityDown(to: Double)
        case facilityUp(to: Double)
        /// Items used within so many months may be used again; so many of them.
        case resting(months: Int, items: Int)
    }

    /// One side of a rule that cannot be met together with the others.
    struct Limit: Sendable {
        let cell: String
        let isMinimum: Bool
        let number: String
        /// Items of the bank that the rule is about.
        let available: Int?
    }

    /// Makes the finished words from facts.
    ///
    /// - `remedies`: Each is enough by itself; its changes go together.
    init(limits: [Limit], remedies: [[Change]], texts: Texts) {
        let words = remedies.filter { !$0.isEmpty }.map { changes in
            Self.joined(changes.map { Self.phrase($0, texts) }, "assemble.and", texts)
        }
        sentence =
            words.isEmpty
            ? texts("assemble.conflict.no-remedy")
            : texts("assemble.conflict", ["changes": Self.joined(words, "assemble.or", texts)])
        self.limits = limits.map { limit in
            let key = limit.isMinimum ? "assemble.limit.minimum" : "assemble.limit.maximum"
            let words = texts(key, ["cell": limit.cell, "number": limit.number])
            guard let available = limit.available else { return words }
            return texts("assemble.limit.available", count: available, ["limit": words])
        }
        hasLimits = !limits.isEmpty
    }

    private static func joined(_ phrases: [String], _ key: String, _ texts: Texts) -> String {
        guard let first = phrases.first else { return "" }
        return phrases.dropFirst().reduce(first) { texts(key, ["first": $0, "second": $1]) }
    }

    private static func phrase(_ change: Change, _ texts: Texts) -> String {
        switch change {
        case .lower(let cell, let by): texts("assemble.change.lower", ["cell": cell, "number": String(by)])
        case .raise(let cell, let by): texts("assemble.change.raise", ["cell": cell, "number": String(by)])
        case .smallerPaper(let by): texts("assemble.change.smaller", count: by)
        case .largerPaper(let by): texts("assemble.change.larger", count: by)
        case .facilityDown(let value):
            texts("assemble.change.facility-down", ["facility": NumberText.share(value, places: 3)])
        case .facilityUp(let value):
            texts("assemble.change.facility-up", ["facility": NumberText.share(value, places: 3)])
        case .resting(let months, let items):
            texts("assemble.change.resting", count: items, ["months": String(months)])
        }
    }
}
