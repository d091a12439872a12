/// Style sheets name sides by the direction of writing, so that right-to-left pages mirror by themselves.
struct StyleSheets {
    /// Names physical sides in properties and values.
    ///
    /// Plots (`plot*.css`) keep theirs: axes do not mirror.
    static func findings(in files: [SourceFile]) -> [Finding] {
        files.filter { $0.path.hasSuffix(".css") && !$0.name.hasPrefix("plot") }.flatMap { file in
            declarations(in: file.text).compactMap { declaration in
                message(for: declaration).map { Finding(file.path, line: declaration.line, $0) }
            }
        }
    }

    struct Declaration: Hashable {
        var property: String
        var value: String
        var line: Int
    }

    /// The declarations of a style sheet; selectors, at-rules, comments and strings are left out.
    static func declarations(in text: String) -> [Declaration] {
        var declarations: [Declaration] = []
        var piece = ""
        var line = 1
        var start = 1
        let plain = withoutStrings(MarkupScanner.removing("/*", "*/", from: text))
        for character in plain {
            switch character {
            case "{":
                // What stands before a brace is a selector or an at-rule, and may name what it likes.
                piece = ""
            case ";", "}":
                if let colon = piece.firstIndex(of: ":") {
                    let property = piece[..<colon].filter { !$0.isWhitespace }.lowercased()
                    let value = piece[piece.index(after: colon)...].lowercased()
                    declarations.append(Declaration(property: property, value: value, line: start))
                }
                piece = ""
            default:
                if piece.isEmpty { start = line }
                if !(piece.isEmpty && character.isWhitespace) { piece.append(character) }
            }
            if character.isNewline { line += 1 }
        }
        return declarations
    }

    private static func withoutStrings(_ text: String) -> String {
        var quote: Character?
        return String(
            text.filter { character in
                if let open = quote {
                    if character == open { quote = nil }
                    return character.isNewline
                }
                if character == "\"" || character == "'" {
                    quote = character
                    return false
                }
                return true
            }
        )
    }

    private static func message(for declaration: Declaration) -> String? {
        let (property, value) = (declaration.property, declaration.value)
        let words = { (text: String) in text.split { !$0.isLetter } }
        if let side = words(property).first(where: { $0 == "left" || $0 == "right" }) {
            return "\(property) names the physical side \(side)"
        }
        // Insets of a screen with a notch exist under physical names only.
        let rest = value.replacing(/safe-area-inset-(left|right)/, with: "")
        if let side = words(rest).first(where: { $0 == "left" || $0 == "right" }) {
            return "\(property):\(value) names the physical side \(side)"
        }
        let sides = value.replacing("!important", with: "").split(whereSeparator: \.isWhitespace)
        let isShorthand = ["margin", "padding", "inset", "border-width", "border-color", "border-style"].contains(
            property
        )
        if isShorthand, !value.contains("("), sides.count == 4, sides[1] != sides[3] {
            return "\(property):\(value) sets two different physical sides"
        }
        return nil
    }
}
