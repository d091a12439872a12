import Assessment
import Foundation

/// One question as a learning platform's exchange format writes it: the common tree of GIFT, Aiken and Moodle XML.
///
/// Nothing is judged here: weights are the text that stood there, and what a format cannot say is absent.
struct QuizQuestion: Hashable, Sendable {
    var type: QuizType
    /// The name that its bank gives it (`idnumber`, `[id:…]`); not the name that people read.
    var id: String?
    var name: String?
    var text = QuizText()
    var generalFeedback = QuizText()
    /// Marks for a perfect response, as written.
    var grade: String?
    /// The path of the category that was last opened.
    var category: String?
    var tags: [String] = []
    var hints: [QuizText] = []
    /// Plain settings by element, as written, such as `penalty`.
    var settings: [String: String] = [:]
    /// Units of a number, the default one with the multiplier 1.
    var units: [QuizUnit] = []
    /// How many parts of a sort that is not read further stand in the question, such as `drop`.
    var parts: [String: Int] = [:]
    var line = 0
    /// What stands in the source and has no place in this tree.
    var unread: [Finding] = []
    /// Why it is no sound question; it is rejected.
    var problems: [Finding] = []

    /// The names of all files that stand in it, in the order of the source.
    var fileNames: [String] = []
    /// Files of parts that are not read.
    var otherFiles: [QuizFile] = []
}

/// What sort of question it is, with what only that sort has.
enum QuizType: Hashable, Sendable {
    case choice(isSingle: Bool, [QuizAnswer])
    case trueFalse(QuizTruth)
    case match([QuizPair])
    case shortAnswer([QuizAnswer])
    case numerical([QuizAnswer])
    case essay
    /// Text that asks nothing.
    case description
    case cloze([ClozePart])
    /// A sort that is known by its name alone.
    case other(String)

    /// The name by which learning platforms know it.
    var name: String {
        switch self {
        case .choice: "multichoice"
        case .trueFalse: "truefalse"
        case .match: "matching"
        case .shortAnswer: "shortanswer"
        case .numerical: "numerical"
        case .essay: "essay"
        case .description: "description"
        case .cloze: "cloze"
        case .other(let name): name
        }
    }
}

/// Text with the way in which its marks are meant, and the files that it shows.
struct QuizText: Hashable, Sendable {
    enum Format: String, Hashable, Sendable, CaseIterable { case moodle, html, plain, markdown }

    var format = Format.moodle
    var text = ""
    var files: [QuizFile] = []
    var line = 0

    var isEmpty: Bool { text.trimmed.isEmpty }
}

/// A file that travels inside a question.
struct QuizFile: Hashable, Sendable {
    /// Its path below `@@PLUGINFILE@@`.
    var name: String
    var bytes: Data
}

/// One answer with its weight.
struct QuizAnswer: Hashable, Sendable {
    enum Sign: Hashable, Sendable {
        /// Marked as right (`=` in GIFT).
        case keyed
        /// Marked as wrong, or as right by its weight alone (`~` in GIFT).
        case other
        /// Standing alone, without a mark.
        case bare
    }

    var sign = Sign.other
    /// Per cent of the marks, as written; `nil` where the sign alone says it.
    var weight: String?
    var text: QuizText
    var feedback = QuizText()
    /// The number, for a numerical answer.
    var number: QuizNumber?
    var line = 0

    /// The share of the marks that the answer gains; `nil` when its weight is no number.
    var share: Mark? {
        guard let weight else { return sign == .other ? .zero : .one }
        return QuizShare.share(perCent: weight)
    }
}

/// A number with what around it is accepted, as written.
enum QuizNumber: Hashable, Sendable {
    case exact(String)
    case tolerance(String, around: String)
    case range(low: String, high: String)
    /// Any other answer.
    case any
}

/// A statement that is true or false.
struct QuizTruth: Hashable, Sendable {
    var isTrue: Bool
    /// What is said to whoever answers “true”.
    var whenTrue = QuizText()
    var whenFalse = QuizText()
}

/// A stem and what belongs to it; an empty stem makes a distractor.
struct QuizPair: Hashable, Sendable {
    var stem: QuizText
    var answer: String
}

/// A unit that a number may have, and how many of it make one of the default unit.
struct QuizUnit: Hashable, Sendable {
    var name: String
    var multiplier: String
}
