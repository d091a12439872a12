import Testing

@testable import WebServer

@Suite struct SafeHTMLTests {
    @Test func `every character that means something in markup is replaced`() {
        #expect(SafeHTML(escaping: "<a href='x'>&\"</a>").markup == "&lt;a href=&#39;x&#39;&gt;&amp;&quot;&lt;/a&gt;")
        #expect(SafeHTML(escaping: "é 漢 👩🏽‍⚕️").markup == "é 漢 👩🏽‍⚕️")
        #expect(SafeHTML(escaping: "a\0b").markup == "a\u{FFFD}b")
    }

    @Test(arguments: ["\u{301}", "\u{338}", "\u{FE0F}", "\u{20E3}", "\u{1F3FD}", "\u{200D}"])
    func `a mark that joins a quotation mark into one character does not hide it`(mark: String) {
        for character in ["\"", "<", ">", "&", "'"] {
            let markup = SafeHTML(escaping: "\(character)\(mark) onfocus=x").markup
            #expect(!markup.unicodeScalars.contains { $0 == "\"" || $0 == "<" || $0 == ">" || $0 == "'" })
            #expect(markup.hasPrefix("&"))
        }
    }

    @Test func `the template engine escapes by the same rule, in partials and sections too`() throws {
        let texts = Texts(locale: "en", entries: [:])
        let library = try PageLibrary(
            templates: [
                "probe": "{{<frame}}{{$main}}{{text}}{{#rows}}{{.}}{{>cell}}{{/rows}}{{/main}}{{/frame}}",
                "frame": "<p title=\"{{text}}\">{{$main}}{{/main}}</p>", "cell": "<b title=\"{{text}}\">{{.}}</b>",
            ],
            texts: texts
        )
        let hostile = "\"\u{301}<\u{338}"
        let markup = library.render(ProbePage(text: hostile, rows: [hostile]), in: Specimen.everyone[0].layout(texts))
            .markup
        let inert = "&quot;\u{301}&lt;\u{338}"
        #expect(
            markup.filter { $0 != "\n" }
                == "<p title=\"\(inert)\">\(inert)\(inert)<b title=\"\(inert)\">\(inert)</b></p>"
        )
    }

    @Test func `interpolated text is escaped, interpolated markup is not`() {
        let inner: SafeHTML = "<b>\("<i>")</b>"
        let outer: SafeHTML = "<p title=\"\("\"")\">\(inner)\(3)</p>"
        #expect(outer.markup == "<p title=\"&quot;\"><b>&lt;i&gt;</b>3</p>")
    }

    private struct ProbePage: Page {
        let title = ""
        let text: String
        let rows: [String]
    }
}
