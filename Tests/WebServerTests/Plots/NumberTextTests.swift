import Testing

@testable import WebServer

@Suite struct NumberTextTests {
    @Test(arguments: [
        (71.44, 1, "71.4"), (71.45, 1, "71.5"), (-0.04, 1, "0.0"), (-0.06, 1, "−0.1"), (0.999, 2, "1.00"),
        (12, 0, "12"),
        (12_345.6, 0, "12\u{202F}346"), (Double.nan, 1, "–"), (1.005e3, 2, "1005.00"),
    ])
    func `a decimal has its places and a true minus`(value: Double, places: Int, text: String) {
        #expect(NumberText.decimal(value, places: places) == text)
    }

    @Test(arguments: [
        (0.38, ".38"), (-0.04, "−.04"), (1, "1.00"), (-1, "−1.00"), (0, ".00"), (0.996, "1.00"), (-0.001, ".00"),
    ])
    func `a share has no leading zero`(value: Double, text: String) {
        #expect(NumberText.share(value) == text)
    }

    @Test(arguments: [(8.0, "8"), (8.5, "8.5"), (10.04, "10"), (0, "0")])
    func `marks show a decimal only where there is one`(value: Double, text: String) {
        #expect(NumberText.marks(value) == text)
    }

    @Test(arguments: [(999, "999"), (9999, "9999"), (12_000, "12\u{202F}000"), (1_234_567, "1\u{202F}234\u{202F}567")])
    func `thousands stand apart from 10 000 on`(number: Int, text: String) {
        #expect(NumberText.whole(number) == text)
        #expect(NumberText.whole(-number) == "\u{2212}\(text)")
    }

    @Test func `per cent and bytes name their unit`() {
        #expect(NumberText.percent(0.384) == "38\u{A0}%")
        #expect(NumberText.percent(0.384, places: 1) == "38.4\u{A0}%")
        #expect(NumberText.bytes(512) == "512\u{A0}B")
        #expect(NumberText.bytes(2048) == "2\u{A0}KB")
        #expect(NumberText.bytes(512 << 20) == "512\u{A0}MB")
    }
}
