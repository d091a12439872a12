/// One line of a key as staff read it: what gains how many marks, and never the name of a rule.
///
/// Options, rows and areas are named by their identifiers; who draws the line knows the item and finds their words.
public enum KeyLine: Hashable, Sendable {
    /// An option, a passage or an area of an image; `marks` is `nil` where it gains only with the other lines.
    case option(OptionID, marks: Mark?)
    /// A row joined to a column, or a label put at its place; `marks` as for an option.
    case pair(ResponseValue.Pair, marks: Mark?)
    /// Options from first to last.
    case order([OptionID])
    /// A text as it may be typed; `marks` as for an option.
    case text(String, marks: Mark?)
    /// A number in its unit (empty for none) and the lowest and highest that count as well, in that unit; `marks` as for
    /// an option.
    case number(Mark, unit: String, range: ClosedRange<Mark>?, marks: Mark?)
    /// An area of an image in which a point gains `marks`.
    case area(Area, marks: Mark)
    /// What a panel voted: votes and marks of each option.
    case votes([Vote])
    /// Marks of one option by the places it stands away from its own, beginning with none.
    case distances([Mark])
    /// Something that a marker looks for.
    case point(MarkingPoint)
    /// An answer as a good candidate would write it.
    case model(String)
    /// What else counts, with the values that its sentence needs, by name.
    case remark(KeyRemark, [String: String])

    /// How many of a panel chose an option.
    public struct Vote: Hashable, Sendable {
        public let option: OptionID
        public let votes: Int
        public let marks: Mark

        public init(option: OptionID, votes: Int, marks: Mark) {
            self.option = option
            self.votes = votes
            self.marks = marks
        }
    }
}

/// A sentence beside a key; the raw value is the stable end of its name in the texts.
public enum KeyRemark: String, Hashable, Sendable, CaseIterable {
    /// Full marks for all right picks, nothing else; `picks` is their number.
    case allPicks = "all-picks"
    /// Half the marks from half of the right picks on; `picks`.
    case halfPicks = "half-picks"
    /// Each right pick gains its share; `picks`.
    case eachPick = "each-pick"
    /// More than `allowed` picks gain nothing.
    case tooMany = "too-many"
    /// Choosing it takes all marks: `option`.
    case harmful
    /// Texts that a marker need not see again: `texts`, joined by “; ”.
    case rejected
    /// Any `needed` of these gain all marks.
    case needed
    /// A wrong answer gains `marks`.
    case wrong
    /// Whatever is not listed gains `marks`.
    case others
    /// The sum is not less than `marks`.
    case lowest
    /// The sum is not more than `marks`.
    case highest
    /// Letters must agree in case.
    case exactCase = "exact-case"
    /// Other units count as well: `units`, joined by “; ”.
    case units
    /// Both sides are rounded to `digits` significant figures.
    case significantFigures = "significant-figures"
    /// Both sides are rounded to `digits` decimal places.
    case decimalPlaces = "decimal-places"
    /// Half the marks when all but one are right.
    case allButOne = "all-but-one"
    /// Only the whole order gains.
    case wholeOrder = "whole-order"
    /// Each option at its own place gains its share.
    case eachPlace = "each-place"
    /// Each pair of neighbours in the right order gains its share.
    case eachNeighbour = "each-neighbour"
    /// The marks of a right and of a wrong answer by certainty: `right` and `wrong`, three each, joined by “; ”.
    case certainty
    /// All marks only when it was observed in full.
    case mustObserve = "must-observe"
    /// People mark it.
    case marker
    /// The rules that the item came with mark it; they are kept as they are.
    case ownRules = "own-rules"
}

extension ResponseValue {
    /// This value as a key whose parts gain together.
    public var keyLines: [KeyLine] {
        switch self {
        case .choices(let choices): choices.map { .option($0, marks: nil) }
        case .pairs(let pairs): pairs.map { .pair($0, marks: nil) }
        case .text(let text): [.text(text, marks: nil)]
        case .texts(let texts): texts.map { .text($0, marks: nil) }
        case .number(let text, let unit):
            if let number = Mark(parsing: text) {
                [.number(number, unit: unit ?? "", range: nil, marks: nil)]
            } else {
                [.text(text, marks: nil)]
            }
        case .points, .file, .pressed: []
        }
    }
}
