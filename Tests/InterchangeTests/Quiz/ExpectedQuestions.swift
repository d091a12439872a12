import Assessment
import Foundation

@testable import Interchange

/// Compares the common tree with a hand-read list: only what the list says is compared, and all of it.
enum ExpectedQuestions {
    static func differences(_ questions: [QuizQuestion], _ expected: Any?) -> [String] {
        let expected = expected as? [[String: Any]] ?? []
        guard questions.count == expected.count else { return ["\(questions.count) questions, not \(expected.count)"] }
        return zip(questions, expected).enumerated().flatMap { index, pair in
            differences(pair.0, pair.1).map { "question \(index + 1): \($0)" }
        }
    }

    private static func differences(_ question: QuizQuestion, _ expected: [String: Any]) -> [String] {
        var found: [String] = []
        func check(_ what: String, _ own: String?, _ value: Any?) {
            if let value, "\(value)" != own ?? "" { found.append("\(what) is “\(own ?? "")”, not “\(value)”") }
        }
        let type = expected["type"] as? String == "match" ? "matching" : expected["type"]
        check("type", question.type.name, type)
        check("name", question.name, expected["name"])
        check("text", question.text.text, expected["text"])
        check("format", question.text.format.rawValue, expected["textFormat"])
        check("general feedback", question.generalFeedback.text, expected["generalFeedback"])
        for setting in ["defaultgrade", "penalty", "single", "shuffleanswers", "answernumbering"] {
            if let value = expected[setting] as? String { check(setting, question.settings[setting], value) }
        }
        if let single = expected["single"] as? Bool, case .choice(let isSingle, _) = question.type, single != isSingle {
            found.append("single is \(isSingle)")
        }
        if let files = expected["files"] as? [String], files != question.fileNames {
            found.append("files are \(question.fileNames)")
        }
        for (name, part) in [
            ("hints", "hint"), ("dropCount", "drop"), ("dragCount", "drag"), ("selectoptionCount", "selectoption"),
        ] {
            if let count = expected[name] as? Int, count != question.parts[part] ?? 0 {
                found.append("\(part) stands there \(question.parts[part] ?? 0) times")
            }
        }
        if let hints = expected["hints"] as? Int, hints != question.hints.count { found.append("hints are lost") }
        return found + typeDifferences(question, expected)
    }

    private static func typeDifferences(_ question: QuizQuestion, _ expected: [String: Any]) -> [String] {
        switch question.type {
        case .match(let pairs):
            let own = pairs.map { [$0.stem.text, $0.answer] }
            return own == expected["pairs"] as? [[String]] ?? [] ? [] : ["pairs are \(own)"]
        case .trueFalse(let truth):
            if expected["answers"] != nil {
                let answers = [
                    QuizAnswer(weight: truth.isTrue ? "100" : "0", text: .init(text: "true"), feedback: truth.whenTrue),
                    QuizAnswer(
                        weight: truth.isTrue ? "0" : "100",
                        text: .init(text: "false"),
                        feedback: truth.whenFalse
                    ),
                ]
                return answerDifferences(answers, expected["answers"], scale: 100)
            }
            var found: [String] = []
            if truth.isTrue != expected["correct"] as? Bool { found.append("the statement is \(truth.isTrue)") }
            let (right, wrong) =
                truth.isTrue ? (truth.whenTrue, truth.whenFalse) : (truth.whenFalse, truth.whenTrue)
            if right.text != expected["feedbackRight"] as? String ?? "" { found.append("right gets “\(right.text)”") }
            if wrong.text != expected["feedbackWrong"] as? String ?? "" { found.append("wrong gets “\(wrong.text)”") }
            return found
        case .choice(_, let answers), .shortAnswer(let answers), .numerical(let answers):
            // Moodle XML counts in per cent, the text formats in shares of one.
            return answerDifferences(answers, expected["answers"], scale: question.settings.isEmpty ? 1 : 100)
        case .essay, .description, .cloze, .other: return expected["answers"] == nil ? [] : ["answers are not read"]
        }
    }

    private static func answerDifferences(_ answers: [QuizAnswer], _ expected: Any?, scale: Int) -> [String] {
        guard let expected = expected as? [[String: Any]] else { return ["answers are not expected"] }
        guard answers.count == expected.count else { return ["\(answers.count) answers, not \(expected.count)"] }
        var found: [String] = []
        for (answer, wanted) in zip(answers, expected) {
            let share = (answer.share?.approximate ?? .nan) * Double(scale)
            if let fraction = wanted["fraction"] as? Double, abs(share - fraction) > 0.00001 {
                found.append("“\(answer.text.text)” gains \(share), not \(fraction)")
            }
            // The list gives the start of long texts.
            if let text = wanted["text"] as? String, !answer.text.text.hasPrefix(text), words(of: answer) != text {
                found.append("an answer is “\(answer.text.text)”, not “\(text)”")
            }
            if let has = wanted["hasFeedback"] as? Bool, has == answer.feedback.isEmpty {
                found.append("“\(answer.text.text)” has feedback: \(!has)")
            }
            if let feedback = wanted["feedback"] as? String, feedback != answer.feedback.text {
                found.append("feedback is “\(answer.feedback.text)”")
            }
            for (name, own) in [("answerFormat", answer.text.format), ("feedbackFormat", answer.feedback.format)] {
                if let format = wanted[name] as? String, format != own.rawValue { found.append("\(name) is \(own)") }
            }
            found += numberDifferences(answer.number, wanted)
        }
        return found
    }

    private static func words(of answer: QuizAnswer) -> String { answer.number == .any ? "*" : answer.text.text }

    private static func numberDifferences(_ number: QuizNumber?, _ wanted: [String: Any]) -> [String] {
        guard let value = wanted["value"] else { return [] }
        switch number {
        case .any: return "\(value)" == "*" ? [] : ["any number is accepted"]
        case .tolerance(let width, let own):
            let isSame = Double(own) == value as? Double && Double(width) == wanted["tolerance"] as? Double
            return isSame ? [] : ["\(own) ± \(width) is accepted"]
        case .exact(let own): return Double(own) == value as? Double ? [] : ["\(own) is accepted"]
        case .range, nil: return ["no number of this form is expected"]
        }
    }

    // MARK: - Files

    static func differences(fromMoodleXML bytes: Data, _ entry: [String: Any]) throws -> [String] {
        let reader = try MoodleXMLReader(bytes)
        let expected = entry["questions"] as? [[String: Any]] ?? []
        guard reader.entries.count == expected.count else { return ["\(reader.entries.count) entries"] }
        return zip(reader.entries, expected).flatMap { found, wanted in
            switch found {
            case .category(let path):
                wanted["type"] as? String == "category" && wanted["category"] as? String == path
                    ? [] : ["the category is \(path)"]
            case .question(let element): differences(MoodleXMLQuestion(element).question, wanted)
            }
        }
    }

    static func differences(fromTable table: CSVTable, _ entry: [String: Any]) -> [String] {
        var found = table.problems.map(\.message)
        if table.header.map(\.text) != entry["header"] as? [String] ?? [] { found.append("the heading differs") }
        if table.rows.count != entry["dataRows"] as? Int { found.append("\(table.rows.count) rows") }
        let keys = table.rows.map { row in
            ["answer-1", "answer-2"].map { table.text(row, $0) }.filter { !$0.isEmpty }
        }
        if keys != entry["keys"] as? [[String]] ?? [] { found.append("the keys are \(keys)") }
        return found
    }
}
