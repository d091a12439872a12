import Testing

@Suite struct TopLevelTests {
    @Test func `the top level holds the agreed names alone`() throws {
        let findings = TopLevel.strays(in: try Tree.house.topLevelNames())
        #expect(findings.isEmpty, "\(findings.listed)")
    }

    @Test func `no file names a path of one machine`() throws {
        let findings = TopLevel.machinePaths(in: try Tree.house.texts(under: ""))
        #expect(findings.isEmpty, "\(findings.listed)")
    }

    @Test func `a stray name is named, dot files are free`() {
        #expect(TopLevel.strays(in: ["Sources", "README.md", ".ci", "notes.txt"]).map(\.path) == ["notes.txt"])
    }

    @Test(arguments: TopLevel.machinePaths)
    func `a path of one machine is found with its line`(path: String) {
        let file = SourceFile(path: "Deploy/run", text: "set -e\ncd \"\(path)main\"\n")
        #expect(TopLevel.machinePaths(in: [file]).map(\.line) == [2])
    }

    @Test func `part of another path is in order`() {
        let file = SourceFile(
            path: "README.md",
            text: "https://example.org\(TopLevel.machinePaths[0])x\nthe work/life\n"
        )
        #expect(TopLevel.machinePaths(in: [file]) == [])
    }
}
