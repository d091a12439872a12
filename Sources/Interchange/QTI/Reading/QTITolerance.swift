import Assessment

/// How far a number may lie from the key, as our rule `within-tolerance` says it.
struct QTITolerance: Hashable {
    enum Mode: String { case absolute, relative }

    var mode = Mode.absolute
    /// Below and above the key: in its unit, or as fractions of it.
    var lower = Mark.zero
    var upper = Mark.zero

    init() {}

    /// Reads the settings of `equal`.
    ///
    /// QTI puts the tolerance around the first operand. Where that is the response, x − a ≤ key ≤ x + b is the same as
    /// key − b ≤ x ≤ key + a; a relative tolerance around the response has no such form.
    init(_ equal: ProcessingExpression, responseIsFirst: Bool) throws(Obstacle) {
        let mode = equal["tolerance-mode"]?.trimmed ?? "exact"
        guard mode != "exact" else { return }
        guard let parsed = Mode(rawValue: mode) else { throw Obstacle("the tolerance mode \(mode) is not known") }
        let parts = (equal["tolerance"] ?? "").split(whereSeparator: \.isWhitespace).map { QTINumber.mark(String($0)) }
        guard (1...2).contains(parts.count), let first = parts[0], let second = parts[parts.count - 1],
            first >= .zero, second >= .zero
        else { throw Obstacle("the tolerance is not a pair of fixed numbers") }
        for bound in ["include-lower-bound", "include-upper-bound"] {
            guard QTINumber.boolean(equal[bound] ?? "true") == true else {
                throw Obstacle("a bound of the tolerance is not included")
            }
        }
        self.mode = parsed
        switch (parsed, responseIsFirst) {
        case (.absolute, true): (lower, upper) = (second, first)
        case (.absolute, false): (lower, upper) = (first, second)
        case (.relative, false):
            guard let hundredth = Mark(1, over: 100), let below = first.times(hundredth),
                let above = second.times(hundredth)
            else { throw Obstacle("the tolerance is out of range") }
            (lower, upper) = (below, above)
        case (.relative, true): throw Obstacle("the tolerance is relative to the response, not to the key")
        }
    }
}

extension Mark {
    /// The product; `nil` when it does not fit.
    func times(_ other: Mark) -> Mark? {
        do {
            return try multiplied(by: other)
        } catch {
            return nil
        }
    }

    /// The sum; `nil` when it does not fit.
    func plus(_ other: Mark) -> Mark? {
        do {
            return try adding(other)
        } catch {
            return nil
        }
    }
}
