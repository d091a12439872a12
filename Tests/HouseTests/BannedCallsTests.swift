import Testing

@Suite struct BannedCallsTests {
    @Test func `the tree holds no banned call`() throws {
        let findings = BannedCalls.findings(in: try Tree.house.swift())
        #expect(findings.isEmpty, "\(findings.listed)")
    }

    @Test(arguments: BannedCalls.impure.map(\.code))
    func `floors 1 and 2 make no time, chance, id, file or log`(code: String) {
        #expect(
            !findings(
                "Sources/ItemBank/Rule.swift",
                "func rule() { let x = A\(code.hasPrefix(".") ? "" : "(0); ")\(code) }"
            ).isEmpty
        )
        #expect(!findings("Sources/Solver/Bound.swift", "func bound() {\n \(code)\n}").isEmpty)
    }

    @Test(arguments: (BannedCalls.everywhere + BannedCalls.outsideDrivers).map(\.code))
    func `no source holds what ends the process or breaks the concurrency rules`(code: String) {
        #expect(!findings("Sources/WebServer/Items/Routes.swift", "func answer() { \(code) }").isEmpty)
    }

    @Test(arguments: [
        "var shared = 1", "public var shared: [Int] = []", "func a() {}\nvar after = 2",
        "func a() { let x = try? b() }", "func a() { do { try b() } catch {\n} }",
    ])
    func `global variables, silent tries and empty catches are named`(code: String) {
        #expect(findings("Sources/WebServer/Items/Routes.swift", code).count == 1)
    }

    @Test(arguments: [
        "// Date() and UUID()\nlet text = \"print(Date())\"",
        "func accept(at now: Date) -> Date { now }", "let pixels = page.print(1)",
        "struct Page { var name = \"\"; func print() {} }", "let order = shuffled(seed: 1)",
        "func a() {\n    // A missing file reads as none.\n    let x = try? b()\n}", "list.append(contentsOf: other)",
        "let isFull = try !page.isEmpty()", "let isNot = shape as ! Never",
    ])
    func `what only looks like a banned call is in order`(code: String) {
        #expect(findings("Sources/ItemBank/Rule.swift", code) == [])
    }

    @Test func `code inside an interpolation counts`() {
        #expect(findings("Sources/ItemBank/Rule.swift", #"let text = "at \(Date()) now""#).count == 1)
    }

    @Test func `the drivers may promise what the compiler cannot check`() {
        let code = "final class Handle: @unchecked Sendable {}"
        #expect(findings("Sources/Storage/Drivers/Handle.swift", code) == [])
        #expect(findings("Sources/Storage/Store.swift", code).count == 1)
    }

    @Test func `tests are written in Swift Testing`() {
        #expect(findings("Tests/ItemBankTests/RuleTests.swift", "import XCTest").count == 1)
        #expect(findings("Tests/ItemBankTests/RuleTests.swift", "import Testing\nlet now = Date()") == [])
    }

    private func findings(_ path: String, _ text: String) -> [Finding] {
        BannedCalls.findings(in: [SourceFile(path: path, text: text)])
    }
}
