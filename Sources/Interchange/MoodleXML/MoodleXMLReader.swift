import Foundation

/// The questions and categories of a file, in order.
struct MoodleXMLReader {
    enum Entry {
        case category(String)
        case question(XMLElement)
    }

    private(set) var entries: [Entry] = []
    /// What stands between the questions and is none.
    private(set) var problems: [Finding] = []

    /// Files stand in the text as base64, so there is far more of it than in other formats.
    static let limits: XMLLimits = {
        var limits = XMLLimits.standard
        limits.textBytes = 64 << 20
        return limits
    }()

    /// Why the file is not read at all.
    struct Refusal: Error {
        var finding: Finding
    }

    init(_ bytes: Data) throws(Refusal) {
        let root: XMLElement
        do throws(XMLProblem) {
            root = try XMLTree(bytes, limits: Self.limits).root
        } catch {
            let code = "xml.\(error.code.rawValue)"
            throw Refusal(finding: Finding(code, error.message, line: error.line, column: error.column))
        }
        guard root.local == "quiz" else {
            let message = "“\(root.local.prefix(60))” is no file of Moodle questions; the outermost element is quiz"
            throw Refusal(finding: Finding("moodle.root", message, line: root.line, column: root.column))
        }
        for element in root.elements {
            if element.local != "question" {
                let message = "“\(element.local.prefix(60))” is no question and is left out"
                problems.append(Finding("moodle.element", message, line: element.line, column: element.column))
            } else if element.attribute("type") == "category" {
                entries.append(.category(element.child(named: "category")?.child(named: "text")?.trimmedText ?? ""))
            } else {
                entries.append(.question(element))
            }
        }
        problems = Finding.firstOf(problems)
    }
}
