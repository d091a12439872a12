import Assessment
import Foundation
import Testing

@testable import Interchange

/// What stands in GIFT texts, before anything is made of it.
@Suite struct GIFTReaderTests {
    static func questions(_ text: String) -> [QuizQuestion] { QuizCorpusTests.questions(inGIFT: Data(text.utf8)) }

    private static func only(_ text: String) throws -> QuizQuestion {
        let questions = questions(text)
        #expect(questions.count == 1)
        return try #require(questions.first)
    }

    @Test func `escapes are taken away, a backslash before anything else stays`() throws {
        let question = try Self.only(##"::a\:\:b::\{x\} \~ \= \# \\ C:\dir\new{=a\=b#c\#d}"##)
        #expect(question.name == "a::b")
        #expect(question.text.text == "{x} ~ = # \\ C:\\dir\new")
        #expect(question.type == .shortAnswer([Self.answer(.keyed, "a=b", feedback: "c#d", line: 1)]))
    }

    private static func answer(
        _ sign: QuizAnswer.Sign,
        _ text: String,
        weight: String? = nil,
        feedback: String = "",
        line: Int
    ) -> QuizAnswer {
        QuizAnswer(
            sign: sign,
            weight: weight,
            text: QuizText(text: text, line: line),
            feedback: feedback.isEmpty ? QuizText() : QuizText(text: feedback, line: line),
            line: line
        )
    }

    @Test func `answers know their line, weight and feedback`() throws {
        let question = try Self.only("Which?\n{\n  ~%-50%red#no\n  =%100%blue\n\n  ~ 50% of green\n}")
        guard case .choice(let isSingle, let answers) = question.type else {
            Issue.record("it is \(question.type)")
            return
        }
        #expect(isSingle)
        #expect(
            answers == [
                Self.answer(.other, "red", weight: "-50", feedback: "no", line: 3),
                Self.answer(.keyed, "blue", weight: "100", line: 4), Self.answer(.other, "50% of green", line: 6),
            ]
        )
    }

    @Test(arguments: [
        ("{}", "essay"), ("{ }", "essay"), ("", "description"), ("{T}", "truefalse"), ("{false#no}", "truefalse"),
        ("{=a ~b}", "multichoice"), ("{~%50%a ~%50%b}", "multichoice"), ("{=a =b}", "shortanswer"),
        ("{four}", "shortanswer"), ("{=a -> b =c -> d}", "matching"), ("{~a -> b =c}", "multichoice"),
        ("{#4}", "numerical"), ("{#=4 =%50%5:1}", "numerical"), ("{T or F}", "shortanswer"),
    ])
    func `the answers tell the type`(answers: String, type: String) throws {
        #expect(try Self.only("What? \(answers)").type.name == type)
    }

    @Test(arguments: [
        ("#1822", QuizNumber.exact("1822")), ("#-1.5:0.5", .tolerance("0.5", around: "-1.5")),
        ("#-5..5", .range(low: "-5", high: "5")), ("#=1e3:1", .tolerance("1", around: "1e3")), ("#=3 ~*", .any),
        ("#3:2~#Wrong", .any),
    ])
    func `numbers are exact, with a tolerance, or a range`(text: String, number: QuizNumber) throws {
        guard case .numerical(let answers) = try Self.only("How many? {\(text)}").type else {
            Issue.record("no number")
            return
        }
        #expect(answers.last?.number == number)
    }

    @Test func `text behind the braces makes a gap, left-over quotes do not`() throws {
        #expect(try Self.only("Two and two are {=four =4}, always.").text.text == "Two and two are _____ , always.")
        #expect(try Self.only("{=Four} is two and two.").text.text == "_____ is two and two.")
        let stray = try Self.only("True? {T}\";")
        #expect(stray.text.text == "True?" && stray.problems == [])
        #expect(stray.unread.map(\.code) == ["gift.tail"] && stray.unread[0].column == 10)
    }

    @Test func `formats are those of the question unless a part has its own`() throws {
        let question = try Self.only("[html]<b>Which?</b>{=[plain]a <b>#yes ~[markdown]*c*\n####[moodle]so}")
        #expect(question.text == QuizText(format: .html, text: "<b>Which?</b>", line: 1))
        guard case .choice(_, let answers) = question.type else { return }
        #expect(answers.map(\.text.format) == [.plain, .markdown])
        #expect(answers[0].feedback.format == .html && answers[0].text.text == "a <b>")
        #expect(question.generalFeedback.format == .moodle)
        // No format at all is no mark.
        #expect(try Self.only("[heart] beats?{T}").text.text == "[heart] beats?")
    }

    @Test func `comments, identifiers, tags and categories stand outside the question`() throws {
        let text = """
            // question: 7  name: x
            // [id:a\\]b] [tag:heart] [tag:Jahr 2]
            $CATEGORY: $course$/Heart: valves

            // only a comment [id:nobody's]

            // [id:q1][tag:acute]
            ::One::Is it?
            // [tag:late] {
            {T}
            // behind it

            $CATEGORY: $course$/top
            Two?{F}
            """
        let questions = Self.questions(text)
        #expect(questions.map(\.text.text) == ["Is it?", "Two?"])
        #expect(questions.map(\.id) == ["q1", nil])
        #expect(questions[0].tags == ["acute", "late"])
        #expect(questions.map(\.category) == ["$course$/Heart: valves", nil])
        #expect(questions.map(\.line) == [8, 14])
        #expect(Self.questions("// [id:a\\]b]\nWhat?{}").first?.id == "a]b")
    }

    @Test(arguments: [
        ("One? {=a ~b\n\nTwo? {T}", 1, 6), ("::One::x\ny {=a\n\nTwo? {T}", 2, 3),
        ("Two? {=a} or {=b}\n\nOne?{T}", 1, 14),
        ("a } b {T}\n\nTwo? {T}", 1, 3), ("::One? {T}\n\nTwo? {T}", 1, 1),
    ])
    func `a broken question is named by its place and spoils no other`(text: String, line: Int, column: Int) {
        let questions = Self.questions(text)
        #expect(questions.count == 2)
        #expect(questions.first?.problems.first.map { [$0.line, $0.column] } == [line, column])
        #expect(questions.last?.problems == [])
    }

    @Test func `line ends of every system and a byte-order mark say nothing`() {
        let plain = "One?{T}\n\nTwo?{\n=a\n~b}\n"
        let expected = Self.questions(plain)
        #expect(expected.count == 2)
        #expect(Self.questions(plain.replacing("\n", with: "\r\n")) == expected)
        #expect(Self.questions(plain.replacing("\n", with: "\r")) == expected)
        #expect(Self.questions("\u{FEFF}" + plain) == expected)
        let units = [0xFEFF] + Array(plain.utf16)
        let wide = Data(units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
        #expect(QuizCorpusTests.questions(inGIFT: wide) == expected)
    }
}
