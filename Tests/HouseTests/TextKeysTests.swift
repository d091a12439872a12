import Testing

@Suite struct TextKeysTests {
    @Test func `every text that is named stands in the catalogue`() throws {
        let keys = TextKeys(try Tree.house.texts(under: "Sources"))
        let findings = keys.findings + keys.missing()
        #expect(findings.isEmpty, "\(findings.listed)")
        for finding in keys.unused() { Issue.record("\(finding)", severity: .warning) }
    }

    @Test func `no page holds a sentence of its own`() throws {
        let findings = PageTexts.findings(in: try Tree.house.texts(under: "Sources"))
        #expect(findings.isEmpty, "\(findings.listed)")
    }

    private let catalogue = SourceFile(
        path: "Sources/WebServer/Site/texts/en.json",
        text: #"{"a.next":"Next","a.left":{"one":"1 left","other":"{n} left"},"state.open":"Open","spare":"Spare"}"#
    )

    @Test func `a key that the catalogue lacks is named where it is used`() {
        let template = SourceFile(
            path: "Sources/WebServer/Site/templates/a.mustache",
            text: "<p>\n[[a.next]] [[a.nxt]]</p>"
        )
        let page = SourceFile(
            path: "Sources/WebServer/A.swift",
            text: #"let a = texts("a.left", count: 1) + texts("a.lft")"#
        )
        #expect(
            TextKeys([catalogue, template, page]).missing().map(\.description) == [
                "\(template.path):2: the catalogue has no text “a.nxt”",
                "\(page.path):1: the catalogue has no text “a.lft”",
            ]
        )
    }

    @Test func `a key that nothing names is listed`() {
        let template = SourceFile(path: "a.mustache", text: "[[a.next]]")
        let page = SourceFile(path: "A.swift", text: #"let a = ["a.left"]; let b = texts("state.\(state)")"#)
        #expect(TextKeys([catalogue, template, page]).unused().map(\.message) == ["nothing uses the text “spare”"])
    }

    @Test(arguments: [#"["a"]"#, #"{"a":1}"#, #"{"a":{"one":"x"}}"#, "{", #"{"a.next":"x"}"#])
    func `a broken catalogue is named`(text: String) {
        let file = SourceFile(path: "Sources/WebServer/Site/texts/en-more.json", text: text)
        #expect(TextKeys([catalogue, file]).findings.count == 1)
    }

    @Test func `a sentence in a page is named, a word for the machine is not`() {
        let file = SourceFile(
            path: "Sources/WebServer/Items/ItemPage.swift",
            text: #"let a = "Not answered"; let b = "<a class=wide id=x>"; let c = "<b>h 2</b>""#
        )
        #expect(PageTexts.findings(in: [file]).map(\.message) == ["“Not answered” belongs in the catalogue"])
    }
}
