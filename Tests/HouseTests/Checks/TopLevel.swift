/// What may lie at the top of the package, and what no file may name.
struct TopLevel {
    static let agreed: Set<String> = [
        "Package.swift", "Sources", "Tests", "QuestionBanks", "Deploy", "README.md", "LICENSE",
    ]

    /// Names that are not of the agreed layout; dot files are free.
    static func strays(in names: [String]) -> [Finding] {
        names.filter { !agreed.contains($0) && !$0.hasPrefix(".") }.map { Finding($0, "not in the agreed layout") }
    }

    /// Paths of the machines that Avicenna was written on, put together here so that this file does not hold them.
    static let machinePaths =
        ["work", "tmp/dev", "tmp/brief", "opt/swift-packages"].map { "/\($0)/" } + [".libr" + "ary/"]

    /// Lines that name a path of one machine.
    static func machinePaths(in files: [SourceFile]) -> [Finding] {
        files.flatMap { file -> [Finding] in
            guard machinePaths.contains(where: file.text.contains) else { return [] }
            return file.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap {
                index,
                line in
                machinePaths.first { stands($0, in: line) }.map {
                    Finding(file.path, line: index + 1, "names \($0), a path of one machine")
                }
            }
        }
    }

    /// Whether `path` stands in the line as the start of a path, not inside a longer one.
    private static func stands(_ path: String, in line: Substring) -> Bool {
        line.ranges(of: path).contains { range in
            guard range.lowerBound > line.startIndex else { return true }
            let before = line[line.index(before: range.lowerBound)]
            return !(before.isLetter || before.isNumber || before == "-" || before == "_" || before == ".")
                || path.hasPrefix(".")
        }
    }
}
