import Assessment
import Foundation

/// Makes our content of the texts of one question, and collects what they show and lose.
struct QuizContent {
    /// What was not carried over one to one, with the line in the source.
    private(set) var losses: [Finding] = []
    /// Texts that are no content of any sort.
    private(set) var problems: [Finding] = []
    /// Files that the content shows, by its name for them.
    private(set) var shown: [String: Data] = [:]
    /// Files that stand in the question and are shown nowhere, by their name in the source.
    private(set) var unshown: [String: Data] = [:]

    /// The element that stands for a gap while its text is read.
    static let gapName = "quiz-gap"

    /// The blocks of `text`; in HTML, elements called ``gapName`` whose identifier is one of `gaps` are places.
    mutating func blocks(_ text: QuizText, gaps: Set<String> = []) -> [Block] {
        switch text.format {
        case .plain: return CSVText.blocks(text.text)
        case .markdown:
            if text.text.contains(where: { "*_`#[>".contains($0) }) {
                lose(Finding("quiz.markdown", "the marks of Markdown are kept as they are typed", line: text.line))
            }
            return CSVText.blocks(text.text)
        case .html: return blocks(html: text.text, text, gaps: gaps)
        case .moodle: return blocks(html: Self.html(autoFormat: text.text), text, gaps: gaps)
        }
    }

    /// The words of an answer, which nobody formats.
    func words(_ text: QuizText) -> String { text.text.trimmed }

    mutating func lose(_ finding: Finding) {
        if losses.count < 200 { losses.append(finding) }
    }

    mutating func keepUnshown(_ file: QuizFile) { unshown[file.name] = file.bytes }

    /// Line breaks count in this format, and blank lines part paragraphs.
    private static func html(autoFormat text: String) -> String {
        guard text.utf8.contains(0x0A) else { return text }
        var html = ""
        var wasBlank = true
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let isBlank = line.allSatisfy(\.isWhitespace)
            if !isBlank, !html.isEmpty { html += wasBlank ? "<p>" : "<br>" }
            html += line
            wasBlank = isBlank
        }
        return html
    }

    private mutating func blocks(html: String, _ text: QuizText, gaps: Set<String>) -> [Block] {
        let names = names(of: text.files)
        var content = ContentImport(
            media: { address in Self.path(address).flatMap { names[$0] } },
            role: { element in
                guard element.name == Self.gapName, let id = element["id"], gaps.contains(id) else { return .ordinary }
                return .inlineInteraction(ResponseID(rawValue: id))
            }
        )
        let nodes: [MarkupNode]
        do throws(HTMLReader.Refusal) {
            nodes = try HTMLReader.nodes(html)
        } catch {
            problems.append(Finding("quiz.content", Self.message(of: error), line: text.line))
            return []
        }
        let blocks = content.blocks(nodes)
        for loss in content.losses {
            lose(Finding(loss.code, loss.message, line: text.line > 0 ? text.line + max(loss.line, 1) - 1 : 0))
        }
        shown.merge(content.pictures) { first, _ in first }
        let used = Set(blocks.flatMap(\.media))
        for file in text.files {
            if let name = names[file.name], used.contains(name) {
                shown[name] = file.bytes
            } else {
                unshown[file.name] = file.bytes
            }
        }
        return blocks
    }

    private static func message(of refusal: HTMLReader.Refusal) -> String {
        switch refusal {
        case .tooLong(let bytes): "a text has \(bytes) bytes, more than \(HTMLReader.byteLimit)"
        case .tooDeep: "the elements of a text stand too deep within each other"
        case .tooManyNodes: "a text has too many elements"
        }
    }

    private func names(of files: [QuizFile]) -> [String: String] {
        Dictionary(files.map { ($0.name, $0.mediaName) }, uniquingKeysWith: { first, _ in first })
    }

    /// The path of a file of the question, when `address` is one.
    private static func path(_ address: String) -> String? {
        guard address.hasPrefix("@@PLUGINFILE@@/") else { return nil }
        let path = address.dropFirst("@@PLUGINFILE@@/".count).prefix { $0 != "?" && $0 != "#" }
        // A name with a lone percent sign is not escaped at all.
        return String(path).removingPercentEncoding ?? String(path)
    }
}

extension QuizFile {
    /// The name of our content for it: the hash of its bytes.
    var mediaName: String {
        let ending = PackagePath.ending(name)
        return "media/\(ContentHash(of: bytes).rawValue)\(ending.isEmpty ? "" : ".\(ending)")"
    }
}
