import Foundation

/// Every key that a template or a page names stands in the catalogue, and every key of the catalogue is used.
struct TextKeys {
    /// The keys of the English catalogue with the file each stands in.
    var catalogue: [String: String] = [:]
    var findings: [Finding] = []
    private var referenced: [(key: String, path: String, line: Int)] = []
    /// Texts of all string literals, and how the literals begin that go on with an interpolated value.
    private var literals: Set<String> = []
    private var beginnings: Set<String> = []

    /// Reads the catalogue `Site/texts/en*.json`, the templates, the Swift sources and the scripts among `files`.
    init(_ files: [SourceFile]) {
        for file in files {
            if file.path.contains("/Site/texts/"), file.name.hasPrefix("en"), file.name.hasSuffix(".json") {
                readCatalogue(file)
            } else if file.path.hasSuffix(".mustache") {
                readTemplate(file)
            } else if file.path.hasSuffix(".swift") {
                readSource(file)
            } else if file.path.hasSuffix(".js") {
                literals.formUnion(file.text.split { "\"'`".contains($0) }.map(String.init))
            }
        }
    }

    /// Keys that something names and the catalogue lacks.
    func missing() -> [Finding] {
        referenced.filter { catalogue[$0.key] == nil }.map {
            Finding($0.path, line: $0.line, "the catalogue has no text “\($0.key)”")
        }
    }

    /// Keys that nothing names.
    func unused() -> [Finding] {
        let keys = Set(referenced.map(\.key)).union(literals)
        return catalogue.sorted { $0.key < $1.key }.compactMap { key, path in
            if keys.contains(key) || beginnings.contains(where: key.hasPrefix) { return nil }
            return Finding(path, "nothing uses the text “\(key)”")
        }
    }

    private mutating func readCatalogue(_ file: SourceFile) {
        do {
            let value = try JSONSerialization.jsonObject(with: Data(file.text.utf8))
            guard let texts = value as? [String: Any] else {
                findings.append(Finding(file.path, "a catalogue is one flat object"))
                return
            }
            for (key, text) in texts {
                if !(text is String), (text as? [String: String])?["other"] == nil {
                    findings.append(Finding(file.path, "“\(key)” is neither a text nor plural forms with “other”"))
                }
                if let other = catalogue.updateValue(file.path, forKey: key) {
                    findings.append(Finding(file.path, "“\(key)” stands in \(other), too"))
                }
            }
        } catch {
            findings.append(Finding(file.path, "cannot be read as JSON: \(error)"))
        }
    }

    private mutating func readTemplate(_ file: SourceFile) {
        for (index, line) in file.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            for match in line.matches(of: /\[\[([^\[\]]*)\]\]/) {
                // A key may end in a value: [[state.{{state}}]] stands for every key that begins so.
                let key = match.1.trimmingCharacters(in: .whitespaces)
                if let brace = key.firstRange(of: "{{") {
                    beginnings.insert(String(key[..<brace.lowerBound]))
                } else {
                    referenced.append((key, file.path, index + 1))
                }
            }
        }
    }

    private mutating func readSource(_ file: SourceFile) {
        let tokens = SwiftLexer(file.text).tokens
        for index in tokens.indices where tokens[index].kind == .string {
            let text = tokens[index].text
            if let hole = text.firstRange(of: SwiftLexer.hole) {
                let beginning = text[..<hole.lowerBound]
                if beginning.hasSuffix("."), beginning.count > 1 { beginnings.insert(String(beginning)) }
                continue
            }
            literals.insert(text)
            // A list of texts is taken out of the catalogue by how their keys begin.
            if text.hasSuffix("."), text.count > 1 { beginnings.insert(text) }
            if index > 1, tokens[index - 1].text == "(", tokens[index - 2].text == "texts" {
                referenced.append((text, file.path, tokens[index].line))
            }
        }
    }
}

/// Pages are filled with finished texts out of the catalogue: no sentence stands in the Swift of a page.
struct PageTexts {
    /// Names string literals with two words in a row in the files of pages.
    ///
    /// The machinery in `Pages` shows nothing itself; what it says is for whoever starts the server.
    static func findings(in files: [SourceFile]) -> [Finding] {
        files.swift.filter(isPage).flatMap { file in
            SwiftLexer(file.text).tokens.compactMap { token in
                // Markup has words of its own; what people read stands between the tags.
                let shown = token.text.replacing(/<[^<>]*>?/, with: "|")
                guard token.kind == .string, let words = shown.firstMatch(of: /\p{L}{2,} \p{L}{2,}/) else { return nil }
                return Finding(file.path, line: token.line, "“\(words.0)” belongs in the catalogue")
            }
        }
    }

    private static func isPage(_ file: SourceFile) -> Bool {
        file.isSource(of: "WebServer") && file.parts[2] != "Pages" && file.name.contains("Page")
    }
}
