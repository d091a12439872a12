import Foundation

/// Joins the components of the site into what browsers load.
///
/// Texts in, text out.
enum AssetText {
    /// `tokens.css` first, then by name; without comments and indentation.
    static func joinedStyles(_ files: [String: String]) -> String {
        ordered(files, first: "tokens.css", last: nil).map { squeezed(withoutBlockComments($0)) }.joined()
    }

    /// By name, `start.js` last; one module without imports and exports.
    ///
    /// Each component is a module of its own for a reader and for tests: `export` stands at the start of a line
    /// and an import fits on one. Joined they share one scope, so a name may be declared once only.
    static func joinedScripts(_ files: [String: String]) -> String {
        ordered(files, first: nil, last: "start.js").map { text in
            squeezed(
                withoutBlockComments(text).split(separator: "\n")
                    .filter { !$0.hasPrefix("import ") && !$0.drop { $0 == " " }.hasPrefix("//") }
                    .map { $0.hasPrefix("export ") ? $0.dropFirst("export ".count) : $0 }
                    .joined(separator: "\n")
            )
        }
        .joined()
    }

    /// The catalogue entries under `prefix`, which scripts say, as `const words = {…};`.
    static func words(of texts: Texts, under prefix: String = "live.") throws -> String {
        let entries = texts.entries(under: prefix).map { (String($0.key.dropFirst(prefix.count)), $0.value) }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let json = try encoder.encode(Dictionary(uniqueKeysWithValues: entries))
        // "</" cannot end a script in a file of its own, yet the same text may one day stand in a page.
        let text = String(decoding: json, as: UTF8.self).replacing("</", with: "<\\/")
        return "const words=\(text);\nconst language=\"\(texts.locale)\";\n"
    }

    /// The scripts of rare controls as a module of its own: it brings the few components that it shares with the rest.
    static func controls(_ scripts: [String: String], _ texts: Texts) throws -> String {
        let shared = ["scripts/answers.js", "scripts/words.js"]
        let own = scripts.filter { isControl($0.key) || shared.contains($0.key) }
        return try words(of: texts, under: "control.") + joinedScripts(own) + "export { setUpControls };\n"
    }

    /// Whether a script is loaded only with a question that needs it.
    static func isControl(_ path: String) -> Bool { path.hasPrefix("scripts/controls/") }

    /// One SVG whose symbols are the icons by file name.
    ///
    /// An icon is one `<svg viewBox=… >…</svg>`.
    static func sprite(_ files: [String: String]) throws(SiteProblem) -> String {
        var sprite = "<svg xmlns=\"http://www.w3.org/2000/svg\">"
        for (path, text) in files.sorted(by: { $0.key < $1.key }) {
            guard let open = text.firstRange(of: "<svg"), let start = text[open.upperBound...].firstIndex(of: ">"),
                let close = text.firstRange(of: "</svg>")
            else { throw SiteProblem(file: path, problem: "is not an <svg>") }
            let name = path.split(separator: "/").last?.dropLast(".svg".count) ?? ""
            let inside = text[text.index(after: start)..<close.lowerBound]
                .split(separator: "\n").map { $0.drop { $0 == " " } }.joined()
            sprite += "<symbol id=\"\(name)\" viewBox=\"0 0 16 16\">\(inside)</symbol>"
        }
        return sprite + "</svg>"
    }

    /// Sixteen hexadecimal digits that change with the content (FNV-1a, 64 bit): for names, not for trust.
    ///
    /// Source: Fowler, Noll, Vo, draft-eastlake-fnv-17, section 5.
    static func fingerprint(of body: Data) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in body { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        let hex = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - hex.count) + hex
    }

    private static func ordered(_ files: [String: String], first: String?, last: String?) -> [String] {
        func rank(_ path: String) -> Int {
            let name = path.split(separator: "/").last.map(String.init)
            return name == first ? 0 : name == last ? 2 : 1
        }
        return files.sorted { (rank($0.key), $0.key) < (rank($1.key), $1.key) }.map(\.value)
    }

    private static func withoutBlockComments(_ text: String) -> String {
        var result = ""
        var rest = text[...]
        while let open = rest.firstRange(of: "/*"), let close = rest[open.upperBound...].firstRange(of: "*/") {
            result += rest[..<open.lowerBound]
            rest = rest[close.upperBound...]
        }
        return result + rest
    }

    private static func squeezed(_ text: String) -> String {
        text.split(separator: "\n").map { $0.drop { $0 == " " } }.filter { !$0.isEmpty }
            .map { $0 + "\n" }.joined()
    }
}
