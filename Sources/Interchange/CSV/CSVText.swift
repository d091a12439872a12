import Assessment
import Foundation

/// Our content as the text of a cell: blank lines part paragraphs, single line breaks stay.
enum CSVText {
    static func blocks(_ cell: String) -> [Block] {
        let text = cell.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
        var paragraphs: [[Inline]] = []
        var isOpen = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let words = line.trimmingCharacters(in: .whitespaces)
            if words.isEmpty {
                isOpen = false
            } else if isOpen {
                paragraphs[paragraphs.count - 1] += [.lineBreak, .text(words)]
            } else {
                paragraphs.append([.text(words)])
                isOpen = true
            }
        }
        return paragraphs.map(Block.paragraph)
    }

    /// The text of `blocks`; what is more than paragraphs of plain text is flattened.
    static func cell(_ blocks: [Block]) -> String {
        let parts = blocks.map { block in
            switch block {
            case .paragraph(let inlines), .heading(_, let inlines): text(inlines)
            case .list(_, let items): items.map { "– \($0.plainText)" }.joined(separator: "\n")
            case .results(let table): table.rows.map(line).joined(separator: "\n")
            case .table(let table): ([table.header] + table.rows).map(line).joined(separator: "\n")
            case .preformatted(let text): text
            case .image, .media, .quotation, .conditional, .stimulus, .interaction, .foreign:
                block.plainText
            }
        }
        return parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
    }

    private static func text(_ inlines: [Inline]) -> String {
        inlines.map { $0 == .lineBreak ? "\n" : $0.plainText }.joined()
    }

    private static func line(_ row: ResultsTable.Row) -> String { "\(row.name): \(row.value) \(row.unit)".trimmed }

    private static func line(_ cells: [[Inline]]) -> String { cells.map(\.plainText).joined(separator: " · ") }

    /// The parts of a list in a cell: one a line, or separated by bars.
    static func list(_ cell: String) -> [String] {
        let lines = cell.replacing("\r", with: "")
        return lines.split(separator: lines.contains("\n") ? "\n" : "|")
            .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }

    static func cell(list: [String]) -> String {
        list.joined(separator: list.contains { $0.contains("|") } ? "\n" : " | ")
    }
}
