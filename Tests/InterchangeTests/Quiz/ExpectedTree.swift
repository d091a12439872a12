import Foundation

@testable import Interchange

/// Compares the common tree with the syntax tree that another parser of GIFT must give for the same text.
enum ExpectedTree {
    // The bytes are the file, whose categories stand beside the questions here.
    static func differences(_ questions: [QuizQuestion], _ bytes: Data, _ tree: Any) -> [String] {
        let nodes = tree as? [[String: Any]] ?? []
        var found: [String] = []
        let categories = nodes.filter { $0["type"] as? String == "Category" }.compactMap { $0["title"] as? String }
        // A category without a question is nowhere in the tree of questions; one is put behind it to see it.
        if !categories.isEmpty {
            let read = QuizCorpusTests.questions(inGIFT: bytes + Data("\n\nAnd?{}\n".utf8))
            if read.last?.category != categories.last { found.append("the category is \(read.last?.category ?? "")") }
        }
        let expected = nodes.filter { $0["type"] as? String != "Category" }
        guard questions.count == expected.count else { return ["\(questions.count) questions, not \(expected.count)"] }
        for (question, node) in zip(questions, expected) { found += differences(question, node) }
        return found
    }

    private static func differences(_ question: QuizQuestion, _ node: [String: Any]) -> [String] {
        var found = question.problems.map(\.message)
        if question.id != node["id"] as? String { found.append("the identifier is \(question.id ?? "none")") }
        if question.tags != node["tags"] as? [String] ?? [] { found.append("the tags are \(question.tags)") }
        if question.name != node["title"] as? String { found.append("the title is \(question.name ?? "none")") }
        found += text("stem", question.text, node["stem"])
        found += text("general feedback", question.generalFeedback, node["globalFeedback"])
        let hasGap = question.text.text.contains("_____ ") && !question.text.text.hasPrefix("_____ ")
        if let embedded = node["hasEmbeddedAnswers"] as? Bool, embedded != hasGap { found.append("a gap: \(hasGap)") }
        return found + answers(question.type, node)
    }

    private static func answers(_ type: QuizType, _ node: [String: Any]) -> [String] {
        let name = node["type"] as? String ?? ""
        let nodes = node["choices"] as? [[String: Any]] ?? []
        switch (type, name) {
        case (.description, "Description"), (.essay, "Essay"): return []
        case (.trueFalse(let truth), "TF"):
            var found = truth.isTrue == node["isTrue"] as? Bool ? [] : ["the statement is \(truth.isTrue)"]
            // There the first feedback is called that of “true”, whatever the key is; it is that of the wrong answer.
            let (first, second) =
                truth.isTrue ? (truth.whenFalse, truth.whenTrue) : (truth.whenTrue, truth.whenFalse)
            found += text("first feedback", first, node["trueFeedback"])
            return found + text("second feedback", second, node["falseFeedback"])
        case (.choice(_, let answers), "MC"), (.shortAnswer(let answers), "Short"):
            guard answers.count == nodes.count else { return ["\(answers.count) answers"] }
            return zip(answers, nodes).flatMap { answer, node in
                common(answer, node) + text("answer", answer.text, node["text"])
            }
        case (.match(let pairs), "Matching"):
            let nodes = node["matchPairs"] as? [[String: Any]] ?? []
            guard pairs.count == nodes.count else { return ["\(pairs.count) pairs"] }
            return zip(pairs, nodes).flatMap { pair, node in
                text("stem of a pair", pair.stem, node["subquestion"])
                    + (pair.answer == node["subanswer"] as? String ? [] : ["a pair ends in “\(pair.answer)”"])
            }
        case (.numerical(let answers), "Numerical"):
            if let only = node["choices"] as? [String: Any] {
                guard answers.count == 1, answers[0].sign == .bare else { return ["\(answers.count) numbers"] }
                return number(answers[0].number, only)
            }
            guard answers.count == nodes.count else { return ["\(answers.count) numbers"] }
            return zip(answers, nodes).flatMap { answer, node in
                common(answer, node) + number(answer.number, node["text"] as? [String: Any] ?? [:])
            }
        default: return ["it is \(type.name), not \(name)"]
        }
    }

    private static func common(_ answer: QuizAnswer, _ node: [String: Any]) -> [String] {
        var found: [String] = []
        if (answer.sign == .keyed) != node["isCorrect"] as? Bool {
            found.append("“\(answer.text.text)” is keyed wrong")
        }
        let weight = answer.weight.flatMap(Double.init)
        if weight != node["weight"] as? Double { found.append("“\(answer.text.text)” weighs \(answer.weight ?? "")") }
        return found + text("feedback", answer.feedback, node["feedback"])
    }

    private static func number(_ number: QuizNumber?, _ node: [String: Any]) -> [String] {
        let isSame: Bool =
            switch (number, node["type"] as? String) {
            case (.exact(let value), "simple"): Double(value) == node["number"] as? Double
            case (.tolerance(let width, let value), "range"):
                Double(value) == node["number"] as? Double && Double(width) == node["range"] as? Double
            case (.range(let low, let high), "high-low"):
                Double(low) == node["numberLow"] as? Double && Double(high) == node["numberHigh"] as? Double
            case (.any, _): node["text"] as? String == "*"
            default: false
            }
        return isSame ? [] : ["the number is \(String(describing: number))"]
    }

    private static func text(_ what: String, _ own: QuizText, _ node: Any?) -> [String] {
        guard let node = node as? [String: Any] else { return own.isEmpty ? [] : ["\(what) is “\(own.text)”"] }
        var found: [String] = []
        if own.text != node["text"] as? String { found.append("\(what) is “\(own.text)”, not “\(node["text"] ?? "")”") }
        if own.format.rawValue != node["format"] as? String { found.append("\(what) is \(own.format)") }
        return found
    }
}
