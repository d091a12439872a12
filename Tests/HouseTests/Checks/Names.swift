/// Names that say nothing: they do not exist here, neither as files or folders nor as types.
struct Names {
    private static let never: Set<String> = [
        "Utils", "Util", "Utilities", "Helpers", "Helper", "Common", "Manager", "Misc", "Legacy",
    ]

    /// Names every Swift file, folder and type that is called by one of the banned words.
    static func findings(in files: [SourceFile], folders: [String]) -> [Finding] {
        folders.compactMap { path in
            let name = path.split(separator: "/").last.map(String.init) ?? path
            return banned(in: name).map { Finding(path, "a folder is not called \($0)") }
        }
            + files.swift.flatMap { file -> [Finding] in
                let stem = String(file.name.dropLast(".swift".count))
                let own = banned(in: stem).map { Finding(file.path, "a file is not called \($0)") }
                let types = types(in: file).compactMap { name, line in
                    banned(in: name).map { Finding(file.path, line: line, "\(name): a type is not called \($0)") }
                }
                return (own.map { [$0] } ?? []) + types
            }
    }

    /// The banned word in a name; `nil` when the name is in order.
    static func banned(in name: String) -> String? {
        let lower = name.lowercased()
        if lower.hasSuffix("+ext") || lower.hasSuffix("+extension") || lower.hasSuffix("+extensions") { return "+ext" }
        let words = words(of: name)
        if let word = words.first(where: never.contains) { return word }
        if let last = words.last, ["Types", "New", "Base"].contains(last) { return last }
        return words.first == "Base" ? "Base" : nil
    }

    /// The words of a name in camel or kebab case, each with a capital.
    static func words(of name: String) -> [String] {
        var words: [String] = []
        var previous: Character = " "
        for character in name {
            let starts = previous == " " || (character.isUppercase && !previous.isUppercase)
            if character == "-" || character == "_" || character == "+" || character == "." || character == " " {
                previous = " "
                continue
            }
            if starts { words.append(character.uppercased()) } else { words[words.count - 1].append(character) }
            previous = character
        }
        return words
    }

    private static func types(in file: SourceFile) -> [(name: String, line: Int)] {
        let tokens = SwiftLexer(file.text).tokens
        let kinds: Set<String> = ["struct", "class", "enum", "protocol", "actor", "typealias"]
        return tokens.indices.dropLast().compactMap { index in
            guard tokens[index].kind == .word, kinds.contains(tokens[index].text), tokens[index + 1].kind == .word
            else { return nil }
            return (tokens[index + 1].text, tokens[index + 1].line)
        }
    }
}
