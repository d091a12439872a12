import Foundation

/// Attacks by tables and by the house's own JSON (I7, I8).
enum EvilTables {
    private static let head = "id,kind,lead-in,key,option A,option B\n"

    private static func table(
        _ name: String,
        _ expectation: EvilCase.Expectation,
        isLarge: Bool = false,
        _ bytes: @escaping @Sendable () -> [UInt8]
    ) -> EvilCase {
        EvilCase(name: name, rule: "I7", file: "evil.csv", expectation: expectation, isLarge: isLarge, bytes: bytes)
    }

    private static func formula(_ name: String, _ cell: String) -> EvilCase {
        table("formula-\(name)", .text(cell)) {
            Array("\(head)evil,single-best-answer,\"\(cell)\",A,left,right\n".utf8)
        }
    }

    private static func list(
        _ name: String,
        _ expectation: EvilCase.Expectation,
        _ files: @escaping @Sendable () -> [(String, String)]
    ) -> EvilCase {
        EvilCase(name: name, rule: "I8", file: "evil.zip", expectation: expectation) {
            CraftedArchive(files().map { CraftedArchive.Entry($0.0, Array($0.1.utf8)) }).bytes
        }
    }

    static let cases: [EvilCase] = [
        formula("equals", "=HYPERLINK('https://hostile.invalid')"), formula("plus", "+1+cmd|' /C calc'!A0"),
        formula("minus", "-2+3+cmd"), formula("at", "@SUM(1+1)*cmd"), formula("full-width", "＝1+1"),
        table("table-script", .text("<script>avicennaHostile()</script>")) {
            Array("\(head)evil,single-best-answer,<script>avicennaHostile()</script>,A,left,right\n".utf8)
        },
        table("table-nul", .itemsRefused("csv.nul")) {
            Array("\(head)evil,single-best-answer,a\0b,A,left,right\n".utf8)
        },
        table("table-quote-open", .itemsRefused("csv.quote")) {
            Array("\(head)evil,single-best-answer,\"a,A,left,right\n".utf8)
        },
        table("table-not-utf-8", .refused("csv.encoding")) { Array(head.utf8) + [0xE9, 0x0A] },
        table("table-half-utf-16", .refused("csv.encoding")) { [0xFF, 0xFE, 0x00, 0xD8, 0x41, 0x00] },
        table("table-heading-twice", .refused("csv.heading")) { Array("id,id,lead-in\nx,y,z\n".utf8) },
        table("table-columns", .refused("csv.columns")) {
            Array((String(repeating: "a,", count: 100_000) + "\n").utf8)
        },
        table("table-rows", .refused("csv.rows"), isLarge: true) {
            Array((head + String(repeating: "x\n", count: 200_001)).utf8)
        },
        table("table-cell", .itemsRefused("csv.cell"), isLarge: true) {
            Array("\(head)evil,single-best-answer,\(String(repeating: "x", count: 1 << 21)),A,left,right\n".utf8)
        },
        table("table-size", .refused("csv.size"), isLarge: true) { Array(repeating: 0x61, count: 33 << 20) },
        list("json-deep", .refused("bank.format")) {
            [("bank.json", String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000))]
        },
        list("json-member-twice", .refused("bank.format")) { [("bank.json", "{\"format\":1,\"format\":1}")] },
        list("json-number-huge", .refused("bank.format")) {
            [("bank.json", "{\"format\":99999999999999999999999999}")]
        },
        list("json-not-utf-8", .refused("bank.format")) { [("bank.json", "{\"format\":\"\\uD800\"}")] },
    ]
}
