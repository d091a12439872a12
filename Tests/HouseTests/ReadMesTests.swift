import Testing

@Suite struct ReadMesTests {
    @Test func `each target has one short README, and none stands deeper`() throws {
        let tree = Tree.house
        let files = try tree.texts(under: "Sources") + tree.texts(under: "Tests")
        let findings = ReadMes.findings(in: try tree.manifest(), files: files)
        #expect(findings.isEmpty, "\(findings.listed)")
        for finding in ReadMes.foldersOutOfSize(in: files) { Issue.record("\(finding)", severity: .warning) }
    }

    private let manifest = Manifest(
        targets: [
            .init(name: "Solver", type: "regular", exclude: ["README.md"], settings: []),
            .init(name: "CZlib", type: "system", exclude: [], settings: []),
            .init(name: "SolverTests", type: "test", exclude: [], settings: []),
        ],
        dependencies: []
    )

    @Test func `a missing, long, deep or compiled README is named`() {
        let path = "Sources/Solver/README.md"
        #expect(ReadMes.findings(in: manifest, files: []).map(\.path) == [path])
        let good = SourceFile(path: path, text: String(repeating: "line\n", count: 40))
        #expect(ReadMes.findings(in: manifest, files: [good]) == [])
        let long = SourceFile(path: path, text: good.text + "more")
        #expect(ReadMes.findings(in: manifest, files: [long]).count == 1)
        let deep = SourceFile(path: "Sources/Solver/Bounds/README.md", text: "")
        #expect(ReadMes.findings(in: manifest, files: [good, deep]).map(\.path) == [deep.path])
        let compiled = SourceFile(path: "Tests/SolverTests/README.md", text: "")
        #expect(ReadMes.findings(in: manifest, files: [good, compiled]).map(\.path) == [compiled.path])
    }

    @Test(arguments: [(2, 1), (3, 0), (12, 0), (13, 1)])
    func `a folder is measured by its Swift files`(count: Int, findings: Int) {
        let files = (0..<count).map { SourceFile(path: "Sources/Solver/File\($0).swift", text: "") }
        #expect(ReadMes.foldersOutOfSize(in: files).count == findings)
    }
}
