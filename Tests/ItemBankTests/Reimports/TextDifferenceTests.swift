import Testing

@testable import ItemBank

@Suite struct TextDifferenceTests {
    private static func runs(from old: String, to new: String) -> [TextDifference.Run] {
        var words = TextDifference.itemLimit
        return TextDifference.runs(from: old, to: new, words: &words)
    }

    @Test func `texts of one item share what is compared word by word`() {
        var words = 6
        let compared = TextDifference.runs(from: "a x b y", to: "c x d y", words: &words)
        #expect(compared.contains { $0.change == .kept && $0.text == "x " } && words == 0)
        let replaced = TextDifference.runs(from: "a x b", to: "c x d", words: &words)
        #expect(replaced.map(\.change) == [.deleted, .inserted] && words == 0)
    }

    @Test func `one word of a sentence is taken out and another put in`() {
        #expect(
            Self.runs(from: "A man of 40 coughs.", to: "A woman of 40 coughs.") == [
                .init(.kept, "A "), .init(.deleted, "man "), .init(.inserted, "woman "), .init(.kept, "of 40 coughs."),
            ]
        )
    }

    @Test(arguments: [
        ("", ""), ("", "a b"), ("a b", ""), ("a  b", "a b"), ("x a y b z", "a b c"), ("سعال وحمى", "حمى"),
    ])
    func `the runs make both texts again`(old: String, new: String) {
        let runs = Self.runs(from: old, to: new)
        #expect(runs.filter { $0.change != .inserted }.map(\.text).joined() == old)
        #expect(runs.filter { $0.change != .deleted }.map(\.text).joined() == new)
    }

    @Test func `texts beyond the limit are replaced whole, but for what they share at both ends`() {
        let old = "same " + (0..<1000).map { "a\($0) " }.joined() + "end"
        let new = "same " + (0..<1000).map { "b\($0) " }.joined() + "end"
        let runs = Self.runs(from: old, to: new)
        #expect(runs.map(\.change) == [.kept, .deleted, .inserted, .kept])
    }
}
