import Assessment

/// What any number of equal parts of a rule's marks is worth, exactly; worked out once, when the rule is made.
struct Shares: Sendable {
    private let marks: [Mark]

    /// The shares of `whole` in `parts` parts, of which there are 1 to 1000.
    init(of whole: Mark, in parts: Int) throws(FormatProblem) {
        guard (1...1000).contains(parts) else { throw FormatProblem(path: "key", message: "has no or too many parts") }
        var marks: [Mark] = []
        for part in 0...parts { marks.append(try whole.part(Mark(part), of: Mark(parts))) }
        self.marks = marks
    }

    /// The marks of `count` parts.
    subscript(count: Int) -> Mark { marks[count] }
}

extension Mark {
    /// This mark times `part` over `whole`, for a whole that is not zero.
    ///
    /// - Throws: ``FormatProblem`` when the marks of a rule are too fine or too large to be divided.
    func part(_ part: Mark, of whole: Mark) throws(FormatProblem) -> Mark {
        let share: Mark?
        do throws(Overflow) { share = try multiplied(by: part).divided(by: whole) } catch { share = nil }
        guard let share else { throw FormatProblem(path: "marks", message: "the marks cannot be divided exactly") }
        return share
    }

    /// The sum of `marks` as a marking; a sum that does not fit gains nothing and asks a marker.
    static func marking(_ marks: [Mark]) -> Marking {
        do throws(Overflow) { return Marking(try sum(marks)) } catch { return Marking(.zero, needsMarker: true) }
    }
}
