import Foundation
import Interchange
import Testing

@Suite struct CSVTableTests {
    static func table(_ text: String, limits: CSVTable.Limits = CSVTable.Limits()) -> CSVTable {
        CSVTable(Data(text.utf8), limits: limits)
    }

    static func texts(_ table: CSVTable) -> [[String]] { table.rows.map { $0.cells.map(\.text) } }

    @Test(arguments: [
        "a,b\r\n1,2\r\n", "a,b\n1,2", "a,b\r1,2\r", "\u{FEFF}a,b\n1,2\n", "a;b\n1;2", "a\tb\n1\t2",
        "sep=;\na;b\n1;2", "\"a\",\"b\"\n\"1\",\"2\"", "a,b\n\n1,2\n,\n", "a,b,,\n1,2,,",
    ])
    func `the same table is read from whatever a spreadsheet writes`(text: String) {
        let table = Self.table(text)
        #expect(table.header.map(\.text) == ["a", "b"])
        #expect(Self.texts(table) == [["1", "2"]])
        #expect(table.problems.isEmpty)
        #expect(table.rows.allSatisfy { $0.problems.isEmpty })
    }

    @Test(.timeLimit(.minutes(1)), arguments: ["\na,b\n1,2", "\n\n\na;b\n1;2", "\r\n\r\na\tb\r\n1\t2", "\r\ra,b\r1,2"])
    func `blank lines before the heading are passed over`(text: String) {
        let table = Self.table(text)
        #expect(table.header.map(\.text) == ["a", "b"])
        #expect(Self.texts(table) == [["1", "2"]])
        #expect(Self.table("\n").problems.map(\.code) == ["csv.empty"])
    }

    @Test func `UTF-16 with a byte-order mark is read`() throws {
        for mark in [[0xFF, 0xFE], [0xFE, 0xFF]] as [[UInt8]] {
            let encoding: String.Encoding = mark[0] == 0xFF ? .utf16LittleEndian : .utf16BigEndian
            let table = CSVTable(Data(mark) + (try #require("a\tb\né\t2".data(using: encoding))))
            #expect(Self.texts(table) == [["é", "2"]])
        }
    }

    @Test func `UTF-16 without its mark, cut in the middle or with half a pair is no text`() throws {
        let text = "a\tb\n😷\t2"
        let bytes = try #require(text.data(using: .utf16LittleEndian))
        #expect(CSVTable.text(of: Data([0xFF, 0xFE]) + bytes) == text)
        for broken in [bytes, Data([0xFF, 0xFE]) + bytes.dropLast(), Data([0xFF, 0xFE, 0x61, 0, 0x37, 0xD8])] {
            #expect(CSVTable.text(of: broken) == nil)
            #expect(CSVTable(broken).problems.map(\.code) == ["csv.encoding"])
        }
    }

    @Test func `quotes hold delimiters, line breaks and doubled quotes, and places stay right`() {
        let table = Self.table("name,note\n\"Ó, \"\"x\"\"\",\"two\nlines\"\nb,c")
        #expect(Self.texts(table) == [["Ó, \"x\"", "two\nlines"], ["b", "c"]])
        #expect(table.rows[0].cells[1].line == 2)
        #expect(table.rows[0].cells[1].column == 12)
        #expect(table.rows[1].line == 4)
    }

    @Test(arguments: [
        ("a,b\n1", "csv.cells", 2, 1),
        ("a,b\n1,2,3", "csv.cells", 2, 1),
        ("a,b\n\"1\"x,2", "csv.quote", 2, 4),
        ("a,b\n1\"x,2", "csv.quote", 2, 2),
        ("a,b\nok,1\nx,\"never closed", "csv.quote", 3, 3),
        ("a,b\n1\0,2", "csv.nul", 2, 1),
    ])
    func `a broken row is named with line and column, and only that row`(
        text: String,
        code: String,
        line: Int,
        column: Int
    ) {
        let table = Self.table(text)
        let problems = table.rows.flatMap(\.problems)
        #expect(problems.map(\.code).contains(code))
        #expect(problems.contains { $0.line == line && $0.column == column }, "\(problems)")
        #expect(table.problems.isEmpty)
    }

    @Test(arguments: [
        ("", "csv.empty"), ("a,A\n1,2", "csv.heading"), ("a,,b\n1,2,3", "csv.heading"),
        ("\"a,b\n", "csv.quote"),
    ])
    func `a table without a usable heading is refused`(text: String, code: String) {
        #expect(Self.table(text).problems.contains { $0.code == code })
    }

    @Test func `text that is not UTF-8 is refused with its line`() {
        let table = CSVTable(Data("a,b\n1,".utf8) + Data([0xE9]))
        #expect(
            table.problems == [Finding("csv.encoding", "the text is not UTF-8; save the table as “CSV UTF-8”", line: 2)]
        )
    }

    @Test func `size, rows, columns, cells and length of a cell are bounded`() {
        var limits = CSVTable.Limits()
        limits.bytes = 100
        limits.rows = 3
        limits.columns = 4
        limits.cells = 8
        limits.cellBytes = 10
        let codes: (String) -> [String] = { text in
            let table = Self.table(text, limits: limits)
            return (table.problems + table.rows.flatMap(\.problems)).map(\.code)
        }
        #expect(codes(String(repeating: "x", count: 101)) == ["csv.size"])
        #expect(codes("a\n1\n2\n3\n4\n5") == ["csv.rows"])
        #expect(codes("a,b,c\n1,2,3\n1,2,3\n1,2,3") == ["csv.rows"])
        #expect(codes("a,b,c,d,e,f\n") == ["csv.columns"])
        #expect(codes("a\n\(String(repeating: "y", count: 11))") == ["csv.cell"])
    }

    @Test func `whatever is written is read back, and no cell starts a formula`() {
        let pieces = ["=", "+", "-", "@", "'", "\t", "\r", "\n", "\"", ",", ";", "a", "é", "＝", "－", " ", "1", ""]
        var seed: UInt64 = 20_261_121
        let next: (Int) -> Int = { bound in
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(seed >> 33) % bound
        }
        let writer = CSVWriter(header: ["one", "two"])
        var bytes = writer.head
        var written: [[String]] = []
        for _ in 0..<3000 {
            let cells = (0..<2).map { _ in (0..<next(5)).map { _ in pieces[next(pieces.count)] }.joined() }
            guard cells.contains(where: { !$0.isEmpty }) else { continue }
            written.append(cells)
            bytes.append(writer.row(cells))
        }
        let table = CSVTable(bytes)
        #expect(table.problems.isEmpty && table.rows.allSatisfy { $0.problems.isEmpty })
        #expect(Self.texts(table).map { $0.map(CSVWriter.unguarded) } == written)
        for cell in table.rows.flatMap(\.cells) {
            let first = cell.text.unicodeScalars.first
            #expect(first.map { !["=", "+", "-", "@", "\t", "\r", "\n", "\u{FF1D}", "\u{FF0D}"].contains($0) } ?? true)
        }
    }
}
