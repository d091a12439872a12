import Foundation
import Testing

@testable import WebServer

@Suite struct InstantTextTests {
    @Test(arguments: [
        (-62_167_219_200.0, "0000-01-01T00:00:00.000Z"), (-1.0, "1969-12-31T23:59:59.000Z"),
        (-0.001, "1969-12-31T23:59:59.999Z"), (0, "1970-01-01T00:00:00.000Z"),
        (951_782_400, "2000-02-29T00:00:00.000Z"), (4_107_542_399.5, "2100-02-28T23:59:59.500Z"),
        (4_107_542_400, "2100-03-01T00:00:00.000Z"), (253_402_300_799.25, "9999-12-31T23:59:59.250Z"),
    ])
    func `leap days, centuries and the time before 1970 are right`(seconds: Double, text: String) {
        #expect(InstantText.text(Date(timeIntervalSince1970: seconds)) == text)
    }

    @Test func `every fourth day of four centuries is what Foundation writes`() {
        let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        for day in stride(from: -100_000.0, through: 60_000, by: 4) {
            let date = Date(timeIntervalSince1970: day * 86_400 + (day * 7919).truncatingRemainder(dividingBy: 86_400))
            #expect(InstantText.text(date) == date.formatted(style))
        }
    }
}
