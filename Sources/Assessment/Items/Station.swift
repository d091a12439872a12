/// What an OSCE station holds beside the candidate's door notice, which is the body of its item.
///
/// Each part is for one role and never reaches a candidate: a form, which is all that candidates get, cannot hold it.
/// The interactions of such an item are the rows of the marksheet and are answered by the examiner; they stand there
/// and not in the body.
///
/// Source: Khan, Gaunt, Ramachandran and Pushkar (2013), AMEE Guide 81, part II, *Medical Teacher* 35, e1447–e1463: the
/// parts of a station's documents.
public struct Station: Hashable, Sendable {
    /// What the examiner reads before the first candidate.
    public var examinerBrief: [Block]
    /// What the simulated patient learns and says; empty where there is none.
    public var patientScript: [Block]
    /// What has to lie ready in the room, a line each.
    public var props: [String]
    public var marksheet: Marksheet

    public init(
        examinerBrief: [Block],
        patientScript: [Block] = [],
        props: [String] = [],
        marksheet: Marksheet
    ) {
        self.examinerBrief = examinerBrief
        self.patientScript = patientScript
        self.props = props
        self.marksheet = marksheet
    }

    /// All content of the station, in the order of its parts.
    public var content: [Block] { examinerBrief + patientScript + marksheet.content }
}

/// Checklist, domains and global rating of a station, as the examiner fills them in.
public struct Marksheet: Hashable, Sendable {
    /// Headings and notes, and the places of the rows; a row is an interaction of the item.
    public var content: [Block]
    /// The row that judges the whole performance; `nil` where a school uses none.
    public var globalRating: GlobalRating?

    public init(content: [Block], globalRating: GlobalRating? = nil) {
        self.content = content
        self.globalRating = globalRating
    }
}

/// The overall grade of a station: it sets the standard and gains no mark.
///
/// The grades are the options of the row, the lowest first.
public struct GlobalRating: Hashable, Sendable {
    public var response: ResponseID
    /// The grade of a candidate who just deserves to pass, at which borderline regression reads the cut score.
    public var borderline: OptionID

    public init(response: ResponseID, borderline: OptionID) {
        self.response = response
        self.borderline = borderline
    }
}

/// Who gives the responses of an item.
public enum Answerer: Hashable, Sendable {
    /// The candidate, in a form.
    case candidate
    /// The examiner, who watches the candidate; such an item has no place in a form.
    case examiner
}
