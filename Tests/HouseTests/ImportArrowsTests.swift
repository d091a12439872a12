import Testing

@Suite struct ImportArrowsTests {
    @Test func `every import of the tree points down`() throws {
        let findings = ImportArrows.findings(in: try Tree.house.texts(under: "Sources").swift)
        #expect(findings.isEmpty, "\(findings.listed)")
    }

    @Test(arguments: [
        ("Sources/Assessment/Item.swift", "import ItemKinds"),
        ("Sources/Assessment/Item.swift", "import Hummingbird"),
        ("Sources/Psychometrics/Alpha.swift", "import Foundation"),
        ("Sources/ItemKinds/Kind.swift", "public import ItemBank"),
        ("Sources/SecondScorer/Scorer.swift", "import ExamDelivery"),
        ("Sources/ExamDelivery/Attempt.swift", "@preconcurrency import GRDB"),
        ("Sources/Storage/Attempts/Rows.swift", "import GRDB"),
        ("Sources/Storage/Store.swift", "import struct CPostgreSQL.PGconn"),
        ("Sources/Storage/Store.swift", "import WebServer"),
        ("Sources/WebServer/Items/Routes.swift", "import Mustache"),
        ("Sources/WebServer/Items/Routes.swift", "import ArgumentParser"),
        ("Sources/avicenna/Serve.swift", "import Hummingbird"),
        ("Sources/Invented/Room.swift", "struct Room {}"),
    ])
    func `an import that points up or out of its corner is named`(path: String, text: String) {
        #expect(ImportArrows.findings(in: [SourceFile(path: path, text: text)]).count == 1)
    }

    @Test(arguments: [
        ("Sources/ItemKinds/Kind.swift", "public import Assessment\npublic import Foundation"),
        ("Sources/Storage/Drivers/SQLite.swift", "import GRDB"),
        ("Sources/WebServer/Pages/Page.swift", "import Mustache"),
        ("Sources/WebServer/Items/Routes.swift", "import Storage\nimport Hummingbird"),
        ("Sources/avicenna/Serve.swift", "import ArgumentParser\nimport WebServer"),
        ("Sources/Solver/Bound.swift", "// import Foundation\nlet text = \"import Foundation\""),
        ("Sources/Solver/Bound.swift", "func bound(import id: Int) {}\nfunc other() { bound(import: 1) }"),
    ])
    func `an import that points down is in order`(path: String, text: String) {
        #expect(ImportArrows.findings(in: [SourceFile(path: path, text: text)]) == [])
    }

    @Test func `one file alone imports Mustache`() {
        let files = ["Page", "Layout"].map {
            SourceFile(path: "Sources/WebServer/Pages/\($0).swift", text: "import Mustache")
        }
        #expect(ImportArrows.findings(in: files).count == 2)
    }
}
