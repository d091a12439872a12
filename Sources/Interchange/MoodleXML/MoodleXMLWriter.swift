import Assessment
import Foundation

/// Writes questions of the common tree as Moodle XML: one text for one tree.
enum MoodleXMLWriter {
    /// The whole file around its questions, each as ``fragment(_:layout:)`` writes it.
    static func document(_ questions: [Data]) -> Data {
        var document = Data("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<quiz>\n".utf8)
        for question in questions {
            document += question
            document.append(0x0A)
        }
        return document + Data("</quiz>\n".utf8)
    }

    /// One question by itself; empty when XML has no form for a character of it.
    static func fragment(_ element: XMLElement, layout: XMLWriter.Layout = .exact) -> Data {
        do throws(XMLWriter.Refusal) {
            return Data(try XMLWriter(layout: layout).fragment(element).utf8)
        } catch {
            return Data()
        }
    }

    /// `path` when XML has a form for each of its characters; else nothing.
    static func writable(_ path: String) -> String { fragment(category(path)).isEmpty ? "" : path }

    static func category(_ path: String) -> XMLElement {
        XMLElement(
            "question",
            in: "",
            ["type": "category"],
            children: [.element(plain("category", [.element(text(path))]))]
        )
    }

    static func element(_ question: QuizQuestion) -> XMLElement {
        var children = [
            plain("name", [.element(text(question.name ?? ""))]),
            holder("questiontext", question.text),
        ]
        if !question.generalFeedback.isEmpty { children.append(holder("generalfeedback", question.generalFeedback)) }
        children.append(plain("defaultgrade", question.grade ?? "1"))
        if let id = question.id, !id.isEmpty { children.append(plain("idnumber", id)) }
        for name in ["shuffleanswers", "usecase", "responsefieldlines"] {
            if let setting = question.settings[name] { children.append(plain(name, setting)) }
        }
        children += parts(of: question)
        if !question.tags.isEmpty {
            let tags = question.tags.map { XMLNode.element(plain("tag", [.element(text($0))])) }
            children.append(plain("tags", tags))
        }
        return XMLElement(
            "question",
            in: "",
            ["type": question.type.name],
            children: children.map(XMLNode.element)
        )
    }

    private static func parts(of question: QuizQuestion) -> [XMLElement] {
        switch question.type {
        case .choice(let isSingle, let answers):
            return [plain("single", isSingle ? "true" : "false")] + answers.map { answer($0) }
        case .trueFalse(let truth):
            return [
                answer(QuizAnswer(weight: truth.isTrue ? "100" : "0", text: words("true"), feedback: truth.whenTrue)),
                answer(QuizAnswer(weight: truth.isTrue ? "0" : "100", text: words("false"), feedback: truth.whenFalse)),
            ]
        case .match(let pairs):
            return pairs.map { pair in
                var element = holder("subquestion", pair.stem)
                element.children.append(.element(plain("answer", [.element(text(pair.answer))])))
                return element
            }
        case .shortAnswer(let answers): return answers.map { answer($0) }
        case .numerical(let answers):
            var parts = answers.map { answer in
                let (value, tolerance) = number(answer.number ?? .any)
                var written = answer
                written.text = words(value)
                var element = self.answer(written)
                element.children.append(.element(plain("tolerance", tolerance)))
                return element
            }
            if !question.units.isEmpty {
                parts.append(plain("unitgradingtype", "0"))
                let units = question.units.map { unit in
                    plain(
                        "unit",
                        [
                            .element(plain("multiplier", unit.multiplier)),
                            .element(plain("unit_name", unit.name)),
                        ]
                    )
                }
                parts.append(plain("units", units.map(XMLNode.element)))
            }
            return parts
        case .essay, .description, .cloze, .other: return []
        }
    }

    private static func answer(_ answer: QuizAnswer) -> XMLElement {
        var element = holder("answer", answer.text)
        let weight = answer.weight ?? (answer.sign == .other ? "0" : "100")
        element.attributes.insert(XMLAttribute(XMLName("fraction"), weight), at: 0)
        if !answer.feedback.isEmpty { element.children.append(.element(holder("feedback", answer.feedback))) }
        return element
    }

    /// A range is its middle with half its width, since there is no other way to say it.
    private static func number(_ number: QuizNumber) -> (value: String, tolerance: String) {
        switch number {
        case .exact(let value): return (value, "0")
        case .tolerance(let width, let value): return (value, width)
        case .range:
            guard let band = QuizItem.Band(number, share: .one) else { return ("", "0") }
            return (band.value.description, band.tolerance.description)
        case .any: return ("*", "0")
        }
    }

    // MARK: - Elements

    private static func holder(_ name: String, _ content: QuizText) -> XMLElement {
        let format =
            switch content.format {
            case .html: "html"
            case .moodle: "moodle_auto_format"
            case .plain: "plain_text"
            case .markdown: "markdown"
            }
        let files = content.files.map { file in
            XMLElement(
                "file",
                in: "",
                ["name": file.name, "path": "/", "encoding": "base64"],
                children: [.text(file.bytes.base64EncodedString())]
            )
        }
        return XMLElement(
            name,
            in: "",
            ["format": format],
            children: ([text(content.text)] + files).map(XMLNode.element)
        )
    }

    private static func words(_ words: String) -> QuizText { QuizText(text: words) }

    private static func text(_ words: String) -> XMLElement { plain("text", words) }

    private static func plain(_ name: String, _ words: String) -> XMLElement {
        plain(name, words.isEmpty ? [] : [.text(words)])
    }

    private static func plain(_ name: String, _ children: [XMLNode]) -> XMLElement {
        XMLElement(name, in: "", children: children)
    }
}
