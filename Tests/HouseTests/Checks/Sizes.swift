/// How long files and functions may be.
struct Sizes {
    static let fileEnd = 400
    static let fileAsk = 300
    static let functionEnd = 60

    /// Files at the end of the allowed length.
    static func longFiles(in files: [SourceFile], over limit: Int = fileEnd) -> [Finding] {
        files.compactMap { file in
            file.lineCount > limit ? Finding(file.path, "\(file.lineCount) lines, \(limit) is the limit") : nil
        }
    }

    /// Functions and initialisers whose body has 60 lines or more.
    static func longFunctions(in files: [SourceFile]) -> [Finding] {
        files.flatMap { file in
            bodies(in: SwiftLexer(file.text).tokens).compactMap { body in
                body.lines < functionEnd
                    ? nil : Finding(file.path, line: body.line, "\(body.name) has a body of \(body.lines) lines")
            }
        }
    }

    struct Body: Hashable {
        var name: String
        /// Where the declaration starts.
        var line: Int
        /// Lines between the braces.
        var lines: Int
    }

    /// The bodies of functions and initialisers, nested ones included.
    static func bodies(in tokens: [Token]) -> [Body] {
        tokens.indices.compactMap { index in
            let token = tokens[index]
            guard token.kind == .word, ["func", "init", "deinit"].contains(token.text) else { return nil }
            if index > 0, tokens[index - 1].text == "." { return nil }
            guard let open = opening(after: index, in: tokens), let close = closing(of: open, in: tokens) else {
                return nil
            }
            let name = token.text == "func" ? tokens[index + 1].text : token.text
            return Body(name: name, line: token.line, lines: max(0, tokens[close].line - tokens[open].line - 1))
        }
    }

    /// The brace that opens the body; `nil` for a requirement of a protocol, which has none.
    private static func opening(after index: Int, in tokens: [Token]) -> Int? {
        let declarations: Set<String> = [
            "func", "var", "let", "subscript", "case", "struct", "class", "enum", "extension", "protocol", "import",
            "typealias", "associatedtype", "static", "public", "private", "internal", "fileprivate", "mutating",
        ]
        var depth = 0
        for next in tokens.indices[(index + 1)...] {
            let token = tokens[next]
            if token.kind == .string { continue }
            if ["(", "["].contains(token.text) { depth += 1 }
            if [")", "]"].contains(token.text) { depth -= 1 }
            guard depth == 0 else { continue }
            if token.text == "{" { return next }
            if token.text == "}" || (next > index + 1 && declarations.contains(token.text)) { return nil }
        }
        return nil
    }

    private static func closing(of open: Int, in tokens: [Token]) -> Int? {
        var depth = 0
        for next in tokens.indices[open...] where tokens[next].kind == .sign {
            if tokens[next].text == "{" { depth += 1 }
            if tokens[next].text == "}" { depth -= 1 }
            if depth == 0 { return next }
        }
        return nil
    }
}
