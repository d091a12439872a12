import Assessment
import Testing

@testable import Interchange

@Suite struct QuizShareTests {
    @Test(arguments: [
        ("100", "1"), ("0", "0"), ("50", "0.5"), ("-100", "-1"), ("33.33333", "1/3"), ("-33.33333", "-1/3"),
        ("33.3333333", "1/3"), ("66.66667", "2/3"), ("66.66666", "2/3"), ("16.66667", "1/6"), ("83.33333", "5/6"),
        ("14.28571", "1/7"), ("11.11111", "1/9"), ("12.5", "0.125"), ("33.33", "0.3333"), ("5.0000000", "0.05"),
        ("1e2", "1"), ("+25", "0.25"), (" 20 ", "0.2"), ("33.34567", "0.3334567"),
    ])
    func `per cent are exact shares, and thirds are thirds`(text: String, share: String) {
        #expect(QuizShare.share(perCent: text) == Mark(parsing: share))
    }

    @Test(arguments: ["", "a", "1,5", "--1", "1.2.3", "0x10", "1e99", "%", "1.1234567891", "99999999999999999999", "."])
    func `what is no decimal is no share`(text: String) {
        #expect(QuizShare.share(perCent: text) == nil)
    }

    @Test func `every fraction up to twentieths is written with five decimals and read back`() throws {
        for denominator in 1...20 {
            for top in -denominator...denominator {
                let share = try #require(Mark(Int64(top), over: Int64(denominator)))
                let text = QuizShare.text(share)
                #expect(QuizShare.share(perCent: text) == share, "\(text)")
                #expect((text.split(separator: ".").dropFirst().first?.count ?? 0) <= 5)
            }
        }
        #expect(QuizShare.text(Mark(1, over: 3) ?? .one) == "33.33333")
        #expect(QuizShare.text(Mark(-1, over: 6) ?? .one) == "-16.66667")
    }
}
