import Testing

@Suite struct StyleSheetsTests {
    @Test func `no style sheet names left or right`() throws {
        let findings = StyleSheets.findings(in: try Tree.house.texts(under: "Sources"))
        #expect(findings.isEmpty, "\(findings.listed)")
    }

    @Test(arguments: [
        "margin-left: 1px", "padding-right:0", "left: 0", "right:auto", "border-left: 1px solid", "text-align: left",
        "float:right", "clear: left", "border-top-left-radius: 6px", "scroll-margin-right: 1px",
        "margin: 1px 2px 3px 4px",
        "padding: 0 1rem 0 2rem !important", "transform-origin: left top", "background-position: right 4px center",
    ])
    func `a physical side is named with its line`(declaration: String) {
        #expect(findings(".a {\n  color: red;\n  \(declaration)\n}").map(\.line) == [3])
        #expect(findings("@media (min-width: 30rem) { .a {\n\(declaration); } }").map(\.line) == [2])
    }

    @Test(arguments: [
        ".left-part { margin-inline-start: 1px; text-align: start }", "@page :left { margin-block: 25mm }",
        "/* left: 0; */ .a::before { content: \"left; right: 0\"; inset-inline: 0 }", ".a { margin: 1px 2px 3px 2px }",
        ".a { padding-inline-start: env(safe-area-inset-left) }", ".a { direction: ltr; color: var(--bright) }",
    ])
    func `logical sides, selectors, comments and texts are in order`(text: String) {
        #expect(findings(text) == [])
    }

    @Test func `plots keep their sides`() {
        let file = SourceFile(path: "Sources/WebServer/Site/styles/plot-axis.css", text: ".a { left: 0 }")
        #expect(StyleSheets.findings(in: [file]) == [])
    }

    private func findings(_ text: String) -> [Finding] {
        StyleSheets.findings(in: [SourceFile(path: "Sources/WebServer/Site/styles/a.css", text: text)])
    }
}
