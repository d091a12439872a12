/// The characters of a block and the way back to its lines.
struct GIFTScalars {
    typealias Part = ArraySlice<Unicode.Scalar>

    let all: [Unicode.Scalar]
    /// Where each line starts, and its number in the file.
    private let starts: [(offset: Int, number: Int)]

    init(_ lines: [QuizLines.Line]) {
        var all: [Unicode.Scalar] = []
        var starts: [(offset: Int, number: Int)] = []
        for line in lines {
            if !starts.isEmpty { all.append("\n") }
            starts.append((all.count, line.number))
            all.append(contentsOf: line.text.unicodeScalars)
        }
        self.all = all
        self.starts = starts
    }

    /// The line and column of the character at `offset`, counted from 1.
    func place(_ offset: Int) -> (line: Int, column: Int) {
        var (low, high) = (0, starts.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle].offset <= offset { low = middle } else { high = middle }
        }
        guard low < starts.count else { return (0, 0) }
        return (starts[low].number, offset - starts[low].offset + 1)
    }

    /// The first place in `part` at which `marks` stand and are not escaped.
    static func first(_ marks: String, in part: Part) -> Int? {
        let marks = Array(marks.unicodeScalars)
        var index = part.startIndex
        while index < part.endIndex {
            if part[index] == "\\" {
                index += 2
                continue
            }
            if part[index...].starts(with: marks) { return index }
            index += 1
        }
        return nil
    }

    static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar == " " || scalar == "\t" || scalar == "\n" || scalar == "\u{FEFF}"
    }

    /// `part` without white space at its edges.
    static func trimmed(_ part: Part) -> Part {
        guard let first = part.firstIndex(where: { !isSpace($0) }),
            let last = part.lastIndex(where: { !isSpace($0) })
        else { return part[part.endIndex...] }
        return part[first...last]
    }

    /// The text of `part`, escapes taken away.
    ///
    /// Runs of white space become one blank where `joinsLines`; a line break that is written as `\n` stays one.
    static func text(_ part: Part, joinsLines: Bool = false) -> String {
        var text = String.UnicodeScalarView()
        var index = part.startIndex
        var wasSpace = false
        while index < part.endIndex {
            let scalar = part[index]
            index += 1
            if joinsLines, isSpace(scalar) {
                if !wasSpace { text.append(" ") }
                wasSpace = true
                continue
            }
            wasSpace = false
            guard scalar == "\\", index < part.endIndex else {
                text.append(scalar)
                continue
            }
            switch part[index] {
            case "n": text.append("\n")
            case "~", "=", "#", "{", "}", ":", "\\": text.append(part[index])
            default:
                // A backslash before anything else is one.
                text.append(scalar)
                continue
            }
            index += 1
        }
        return String(text)
    }
}
