import Foundation

/// The text of a file as numbered lines, whatever ends them.
struct QuizLines {
    struct Line: Hashable, Sendable {
        var text: String
        /// Counted from 1.
        var number: Int
    }

    var lines: [Line] = []
    /// Why the file is not read at all.
    var problems: [Finding] = []

    /// The longest file, in bytes; the largest known banks in such formats have two.
    static let byteLimit = 16 << 20

    /// Reads UTF-8, or UTF-16 with a byte-order mark; findings begin with `code`.
    init(_ bytes: Data, code: String) {
        guard bytes.count <= Self.byteLimit else {
            problems = [Finding("\(code).size", "the file is larger than \(Self.byteLimit) bytes")]
            return
        }
        guard let text = CSVTable.text(of: bytes) else {
            let message = "the text is not UTF-8; save the file in that encoding"
            problems = [Finding("\(code).encoding", message, line: CSVTable.lineOfBrokenText(bytes), column: 1)]
            return
        }
        var line: [UInt8] = []
        var wasReturn = false
        for byte in text.utf8 {
            if byte == 0x0A, wasReturn {
                wasReturn = false
                continue
            }
            wasReturn = byte == 0x0D
            if byte == 0x0A || byte == 0x0D {
                end(&line)
            } else {
                line.append(byte)
            }
        }
        if !line.isEmpty { end(&line) }
        // No database keeps such text, and no writer of questions types it.
        if let broken = lines.first(where: { $0.text.utf8.contains(0) }) {
            problems = [Finding("\(code).character", "the text holds a NUL", line: broken.number, column: 1)]
            lines = []
        }
    }

    private mutating func end(_ line: inout [UInt8]) {
        lines.append(Line(text: String(decoding: line, as: UTF8.self), number: lines.count + 1))
        line.removeAll(keepingCapacity: true)
    }

    /// The start of a file for guessing its format: at most 64 KiB, as lines; none when it looks like no text.
    static func head(of source: Source) -> [String] {
        // A file that cannot be read is somebody else's problem to report.
        guard source.paths.count == 1, let bytes = try? source.bytes(at: source.paths[0]) else { return [] }
        let head = bytes.prefix(65_536)
        guard !head.contains(0) || head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) else { return [] }
        let text = head.contains(0) ? CSVTable.text(of: head.prefix(head.count & ~1)) ?? "" : nil
        let plain =
            text ?? String(decoding: head.starts(with: [0xEF, 0xBB, 0xBF]) ? head.dropFirst(3) : head, as: UTF8.self)
        return plain.split(whereSeparator: \.isNewline).map(String.init)
    }
}
