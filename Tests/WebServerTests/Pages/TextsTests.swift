import Assessment
import Foundation
import Interchange
import ItemKinds
import Testing

@testable import WebServer

@Suite struct TextsTests {
    @Test func `a parameter takes its place and a count chooses its form`() {
        let texts = Texts(
            locale: "en",
            entries: [
                "a": .text("Saved {time} by {who}"),
                "b": .plural([.one: "{count} answer", .other: "{count} answers of {of}"]),
            ]
        )
        #expect(texts("a", ["time": "10:42", "who": "{time}"]) == "Saved 10:42 by {time}")
        #expect(texts("b", count: 1) == "1 answer")
        #expect(texts("b", count: 0, ["of": "60"]) == "0 answers of 60")
    }

    @Test(arguments: [
        (0, PluralRule.Form.zero), (1, .one), (2, .two), (3, .few), (10, .few), (11, .many), (99, .many), (100, .other),
        (102, .other), (103, .few), (111, .many),
    ])
    func `Arabic has six forms`(count: Int, form: PluralRule.Form) {
        #expect(PluralRule.form(of: count, in: "ar") == form)
        #expect(PluralRule.form(of: count, in: "ar-EG") == form)
    }

    @Test func `where a language is silent the base language speaks and the gap is named`() {
        let english = Texts(locale: "en", entries: ["a": .text("one"), "b": .text("two")])
        let spanish = Texts(locale: "es", entries: ["a": .text("uno")], base: english)
        #expect(spanish("a") == "uno")
        #expect(spanish("b") == "two")
        #expect(spanish.missing == ["b"])
        #expect(english.missing == [])
    }

    @Test func `every kind and every format has its words for staff`() throws {
        let texts = try SiteFolder.texts("en")
        for kind in Catalogue.standard.kinds { #expect(texts.has("kind.\(kind.name.rawValue)")) }
        for format in Formats.all { #expect(texts.has("import.format.\(format.name.rawValue)")) }
    }

    @Test func `in a right-to-left sentence a parameter keeps its own direction`() {
        let arabic = Texts(locale: "ar", entries: ["a": .text("حُفظ {time}")])
        #expect(arabic.direction == .rightToLeft)
        #expect(arabic("a", ["time": "10:42"]) == "\u{200F}حُفظ \u{2068}10:42\u{2069}")
    }

    @Test func `names in a list keep their own direction, and the list that of the language`() {
        let english = Texts(locale: "en", entries: ["list.pair": .text("{first}, {second}")])
        let arabic = Texts(locale: "ar", entries: ["list.pair": .text("{first}، {second}")])
        #expect(english.list(["PE", "5 · S3"]) == "PE, 5 · S3")
        #expect(english.list(["PE", "انسداد"]) == "PE, \u{2068}انسداد\u{2069}")
        #expect(arabic.list(["5 · S3", "2"]) == "\u{200F}\u{2068}5 · S3\u{2069}، \u{2068}2\u{2069}")
        #expect(english.list([]) == "" && arabic.list([]) == "")
    }

    @Test func `the accented language is longer, bracketed and keeps its parameters`() {
        let english = Texts(locale: "en", entries: ["a": .text("Ends {time} today"), "b": .text("Hi")])
        let accented = PseudoLocale.accented(english)
        #expect(accented("a", ["time": "10:42"]) == "⟦Éñðš 10:42 ţöðåý ······⟧")
        #expect(accented.plain("b") == "⟦Ĥî⟧")
        #expect(
            PseudoLocale.mirrored(english)("a", ["time": "1"])
                == "\u{200F}\u{200F}\u{202E}Ends \u{202C}\u{2068}1\u{2069}\u{200F}\u{202E} today\u{202C}"
        )
    }

    @Test func `every catalogue uses the same parameters in every language and plural form`() throws {
        let languages = try SiteFolder.languages()
        let english = try #require(languages["en"])
        for (locale, texts) in languages {
            let own = texts.entries(under: "")
            for (key, entry) in english.entries(under: "") {
                let expected = Self.parameters(of: entry)
                let found = own[key].map(Self.parameters) ?? expected
                #expect(found.subtracting(["count"]) == expected.subtracting(["count"]), "\(locale) \(key)")
                if case .plural(let forms)? = own[key] {
                    #expect(forms[.other] != nil, "\(locale) \(key) has no form for other counts")
                }
            }
        }
    }

    @Test func `no text brings markup or a tag of the template engine`() throws {
        for (key, entry) in try SiteFolder.texts("en").entries(under: "") {
            for text in Self.forms(of: entry) {
                #expect(!text.contains("{{") && !text.contains("<") && !text.contains("[["), "\(key)")
                #expect(!text.isEmpty && text.first != " " && text.last != " ", "\(key)")
            }
        }
    }

    @Test func `every key that Swift or a script asks for is in the catalogue, and every key is asked for`() throws {
        let texts = try SiteFolder.texts("en")
        let asked = try SourceKeys.read()
        #expect(asked.whole.filter { !texts.has($0) }.sorted() == [])
        let unused = texts.keys.filter { key in
            !asked.whole.contains(key) && !asked.mentioned.contains(key)
                && !asked.beginnings.contains { key.hasPrefix($0) }
        }
        #expect(unused == [])
    }

    private static func forms(of entry: Texts.Entry) -> [String] {
        switch entry {
        case .text(let text): [text]
        case .plural(let forms): Array(forms.values)
        }
    }

    private static func parameters(of entry: Texts.Entry) -> Set<Substring> {
        Set(forms(of: entry).flatMap { $0.matches(of: /\{([a-z]+)\}/).map(\.1) })
    }
}

/// The keys that sources name: asked for by a call or a template, mentioned in quotation marks, or composed at the end.
enum SourceKeys {
    static func read() throws -> (whole: Set<String>, mentioned: Set<String>, beginnings: Set<String>) {
        let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Sources/WebServer")
        var (whole, mentioned, beginnings): (Set<String>, Set<String>, Set<String>) = ([], [], [])
        for file in try swiftFiles(under: sources) {
            let text = try String(contentsOf: file, encoding: .utf8)
            for call in text.matches(of: /texts\(\s*"([a-z0-9.-]+)"/) { whole.insert(String(call.1)) }
            for quoted in text.matches(of: /"([a-z-]+\.[a-z0-9.-]+)"/) { mentioned.insert(String(quoted.1)) }
            for composed in text.matches(of: /"([a-z-]+\.(?:[a-z0-9-]+\.)*)\\\(/) {
                beginnings.insert(String(composed.1))
            }
        }
        for (path, text) in try SiteFolder.files() {
            if path.hasSuffix(".mustache") {
                for use in text.matches(of: /\[\[([a-z0-9.-]+)\]\]/) { whole.insert(String(use.1)) }
            }
            if path.hasSuffix(".js") {
                let prefix = AssetText.isControl(path) ? "control." : "live."
                for call in text.matches(of: /say\("([a-z0-9.-]+)"/) { whole.insert(prefix + call.1) }
                for quoted in text.matches(of: /"([a-z0-9.-]+)"/) { mentioned.insert(prefix + quoted.1) }
            }
        }
        return (whole, mentioned, beginnings)
    }

    private static func swiftFiles(under folder: URL) throws -> [URL] {
        let entries = try FileManager.default.contentsOfDirectory(
            at: folder.resolvingSymlinksInPath(),
            includingPropertiesForKeys: nil
        )
        return try entries.flatMap { entry in
            if entry.pathExtension == "swift" { return [entry] }
            return entry.pathExtension.isEmpty ? try swiftFiles(under: entry) : []
        }
    }
}
