/// One thing that a marker looks for in an answer.
public struct MarkingPoint: Hashable, Sendable {
    /// Names the point within its rule; marking journals refer to it.
    public var id: String
    public var text: String
    /// The most that it gains.
    public var marks: Mark
    /// What an answer worth less looks like, such as “names the drug without the dose” for half of the marks.
    public var anchors: [Anchor]

    /// An answer's look at one level of credit.
    public struct Anchor: Hashable, Sendable {
        public var marks: Mark
        public var text: String

        public init(marks: Mark, text: String) {
            self.marks = marks
            self.text = text
        }
    }

    public init(id: String, text: String, marks: Mark, anchors: [Anchor] = []) {
        self.id = id
        self.text = text
        self.marks = marks
        self.anchors = anchors
    }
}
