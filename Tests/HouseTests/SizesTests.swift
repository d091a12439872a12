import Testing

@Suite struct SizesTests {
    @Test func `no Swift file is longer than 400 lines`() throws {
        let files = try Tree.house.swift()
        let findings = Sizes.longFiles(in: files)
        #expect(findings.isEmpty, "\(findings.listed)")
        for finding in Sizes.longFiles(in: files, over: Sizes.fileAsk) where !findings.contains(finding) {
            Issue.record("\(finding): is it one thing?", severity: .warning)
        }
    }

    @Test func `no function has a body of 60 lines`() throws {
        let findings = Sizes.longFunctions(in: try Tree.house.swift())
        #expect(findings.isEmpty, "\(findings.listed)")
    }

    @Test(arguments: [(400, 0), (401, 1)])
    func `a file is measured in lines`(lines: Int, count: Int) {
        let text = String(repeating: "let a = 1\n", count: lines)
        #expect(Sizes.longFiles(in: [SourceFile(path: "a.swift", text: text)]).count == count)
        #expect(Sizes.longFiles(in: [SourceFile(path: "a.swift", text: String(text.dropLast()))]).count == count)
    }

    @Test(arguments: [(59, 0), (60, 1)])
    func `a function is measured by its body`(lines: Int, count: Int) {
        let body = String(repeating: "    b()\n", count: lines)
        for head in ["func a()", "func `a rule { of }`(b: () -> Void = { }) throws", "public init?(rawValue: String)"] {
            let file = SourceFile(path: "a.swift", text: "struct A {\n\(head) {\n\(body)}\n}\n")
            #expect(Sizes.longFunctions(in: [file]).count == count)
        }
    }

    @Test func `braces in texts, comments and requirements do not confuse the measure`() {
        let text = """
            protocol P { func a() -> Int; init(); var b: Int { get } }
            func c() {
                let text = "{ \\(d { "}" }) /* "  // }
                let regex = /[{"]/
                /* { /* } */ { */
                e.init()
            }
            """
        let bodies = Sizes.bodies(in: SwiftLexer(text).tokens)
        #expect(bodies == [Sizes.Body(name: "c", line: 2, lines: 4)])
    }
}
