import Assessment
import ItemKinds
import Testing

@Suite struct TypedNumberTests {
    @Test(
        arguments: [
            ("12.5", "12.5"), ("12,5", "12.5"), (" 12.5\n", "12.5"), ("١٢٫٥", "12.5"), ("١٢.٥", "12.5"),
            ("۱۲٫۵", "12.5"),
            ("۱۲,۵", "12.5"), ("１２．５", nil), ("１２.５", "12.5"), ("0", "0"), ("-0", "0"), ("007", "7"), ("-3", "-3"),
            ("\u{2212}3", "-3"), ("+3", "3"), ("- 3", "-3"), ("5.", "5"), ("5,", "5"), (".5", "0.5"), (",5", "0.5"),
            ("-.5", "-0.5"), ("-,5", "-0.5"), ("٫٥", "0.5"), ("1 250", "1250"), ("1\u{A0}250\u{202F}000", "1250000"),
            ("1 250,75", "1250.75"),
            // One separator is the decimal mark, wherever the writer comes from.
            ("1,250", "1.25"), ("1.250", "1.25"), ("0.000000001", "0.000000001"), ("123456789012", "123456789012"),
        ] as [(String, String?)]
    )
    func `a number is read as people type it`(text: String, value: String?) {
        #expect(TypedNumber(text, units: []).map(\.value) == value.flatMap(Mark.init(parsing:)))
        #expect(TypedNumber(text, units: [])?.unit == nil)
    }

    @Test(arguments: [
        "", " ", "-", "+", "−", ".", ",", "٫", "-.", "-,", "+.", ". ", "twelve", "1.2.3", "1,250.5", "1.250,5", "1,2,3",
        "--1", "-+1", "++1", "+-1", "+ + 1", "1-2", "1e3", "1/2", "½", "²", "①", "Ⅳ", "一", "0x10", "12 mg", "mg",
        "12.5.", "1'250", "1 . 5",
        "5 %", "≈5", "<5", "~5", "5?", "5\u{301}", "12 5 x", "NaN", "∞", "0.0000000001", "99999999999999999999",
        "\u{200F}5x", "(5)", "$5",
    ])
    func `anything else is no number`(text: String) {
        #expect(TypedNumber(text, units: []) == nil)
    }

    @Test(
        arguments: [
            ("12.5mg", "12.5", "mg"), ("12.5 mg", "12.5", "mg"), ("12,5\u{A0}mg ", "12.5", "mg"), ("5 %", "5", "%"),
            ("5%", "5", "%"), ("5 mmol/L", "5", "mmol/L"), ("5", "5", nil), ("1 000 mg", "1000", "mg"),
            (".5mg", "0.5", "mg"),
            ("5.mg", "5", "mg"),
        ] as [(String, String, String?)]
    )
    func `a known unit may stand behind`(text: String, value: String, unit: String?) {
        let number = TypedNumber(text, units: ["mg", "%", "mmol/L"])
        #expect(number?.value == Mark(parsing: value))
        #expect(number?.unit == unit)
    }

    @Test(arguments: ["5 MG", "5 m g", "5 mg mg", "mg 5", "5 mgs", "5 kg", "mg", "5 mg/", ".mg", ". mg", "- mg"])
    func `another unit, or a unit in another place, makes no number`(text: String) {
        #expect(TypedNumber(text, units: ["mg", "%", "mmol/L", ""]) == nil)
    }
}
