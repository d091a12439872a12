import Assessment
import Testing

@testable import Interchange

@Suite struct ClozeReaderTests {
    private static func gaps(_ text: String) -> [ClozeGap] {
        ClozeReader.parts(text).compactMap { if case .gap(let gap) = $0 { gap } else { nil } }
    }

    @Test func `text and gaps follow each other`() {
        let parts = ClozeReader.parts("The {1:MULTICHOICE:=heart#Yes~%50%aorta~lung#No} has {2:NM:=4:0~%50%3} parts.")
        guard parts.count == 5, case .gap(let choice) = parts[1], case .gap(let number) = parts[3] else {
            Issue.record("\(parts)")
            return
        }
        #expect(parts[0] == .text("The ") && parts[2] == .text(" has ") && parts[4] == .text(" parts."))
        #expect(choice.sort == .choice(isSingle: true) && choice.weight == "1" && choice.name == "MULTICHOICE")
        #expect(choice.answers.map(\.share) == [.one, QuizShare.share(perCent: "50"), .zero])
        #expect(choice.answers.map(\.feedback.text) == ["Yes", "", "No"])
        #expect(number.weight == "2" && number.answers.map(\.number) == [.tolerance("0", around: "4"), .exact("3")])
    }

    @Test(arguments: [
        ("SA", ClozeGap.Sort.shortAnswer(isCaseSensitive: false)), ("MW", .shortAnswer(isCaseSensitive: false)),
        ("SHORTANSWER_C", .shortAnswer(isCaseSensitive: true)), ("NUMERICAL", .numerical),
        ("MCVS", .choice(isSingle: true)), ("MULTICHOICE_H", .choice(isSingle: true)),
        ("MULTIRESPONSE", .choice(isSingle: false)), ("MRHS", .choice(isSingle: false)),
    ])
    func `every sort is known by its names`(name: String, sort: ClozeGap.Sort) {
        #expect(Self.gaps("{:\(name):=a}").map(\.sort) == [sort])
        #expect(Self.gaps("{:\(name):=a}").map(\.weight) == ["1"])
    }

    @Test func `escaped marks are text, in gaps and outside`() {
        let gap = Self.gaps(##"{1:SA:=a\}b\~c\=d\#e\\f#g\#h}"##).first
        #expect(gap?.answers.map(\.text.text) == [##"a}b~c=d#e\f"##])
        #expect(gap?.answers.map(\.feedback.text) == ["g#h"])
        #expect(Self.gaps(#"\{1:SA:=a}"#) == [])
    }

    @Test(arguments: ["{1:NOSORT:=a}", "{x:SA:=a}", "{1:SA}", "{1:SA:=a", "{ 1:SA:=a}", "{}", "a { b", "{{{{"])
    func `what only looks like a gap stays text`(text: String) {
        #expect(ClozeReader.parts(text) == [.text(text)])
    }

    @Test func `thousands of braces that are never closed are read in one go`() {
        let text = String(repeating: "{1:SA:=a", count: 100_000)
        let clock = ContinuousClock()
        let time = clock.measure { #expect(ClozeReader.parts(text).count == 1) }
        #expect(time < .seconds(20))
    }
}
