import Testing

@Suite struct NamesTests {
    @Test func `no file, folder or type has a name that says nothing`() throws {
        let tree = Tree.house
        let folders = try tree.folders(under: "Sources") + tree.folders(under: "Tests")
        let findings = Names.findings(in: try tree.swift(), folders: folders)
        #expect(findings.isEmpty, "\(findings.listed)")
    }

    @Test(arguments: [
        "Utils", "StringUtils", "Helpers", "AttemptHelper", "Common", "Base", "BaseController", "SessionManager",
        "Misc",
        "New", "LegacyImport", "Types", "ItemTypes", "String+ext", "String+Extensions", "common-pages",
    ])
    func `a banned name is named`(name: String) {
        #expect(Names.banned(in: name) != nil)
        let file = SourceFile(path: "Sources/Assessment/\(name).swift", text: "")
        #expect(Names.findings(in: [file], folders: ["Sources/Assessment/\(name)"]).count == 2)
    }

    @Test(arguments: ["Attempt", "Attempt+Timing", "NewItemPage", "Baseline", "DatabaseFile", "ContentType", "Renewal"])
    func `a name of the field is in order`(name: String) {
        #expect(Names.banned(in: name) == nil)
    }

    @Test func `types are named, not only files`() {
        let file = SourceFile(path: "Sources/Storage/Store.swift", text: "actor SessionManager {}\nenum State {}")
        #expect(
            Names.findings(in: [file], folders: []) == [
                Finding(file.path, line: 1, "SessionManager: a type is not called Manager")
            ]
        )
    }
}
