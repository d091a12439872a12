public import Assessment

/// The result of one candidate in one sitting, rounded once by a named rule.
public struct CandidateResult: Hashable, Sendable {
    public let candidate: PersonID
    public let marks: Mark
    public let available: Mark
    /// The share of the marks available, in per cent, rounded by ``rounding``.
    public let percent: String
    public let rounding: Rounding
    /// Whether the exact share reaches the pass mark; `nil` while no standard is set.
    public let isPass: Bool?

    /// Decides on the exact share, not the rounded one.
    ///
    /// - Returns: `nil` when no marks are available or the share does not fit.
    public init?(
        candidate: PersonID,
        marks: Mark,
        available: Mark,
        passMark: Mark?,
        rounding: Rounding = .halfUpToOneDecimal
    ) {
        self.candidate = candidate
        self.marks = marks
        self.available = available
        self.rounding = rounding
        do throws(Mark.Overflow) {
            guard let share = try marks.divided(by: available) else { return nil }
            percent = rounding.text(try share.multiplied(by: Mark(100)))
            isPass = passMark.map { share >= $0 }
        } catch {
            return nil
        }
    }

    /// This result in format 1.
    public var json: JSONValue {
        var members: [String: JSONValue] = [
            "candidate": .string(candidate.rawValue), "marks": .string(marks.description),
            "available": .string(available.description), "percent": .string(percent),
            "rounding": .string(rounding.rawValue),
        ]
        if let isPass { members["pass"] = .bool(isPass) }
        return .object(members)
    }
}
