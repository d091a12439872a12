import Testing

@testable import ItemBank

@Suite struct TextDifferenceTests {
    @Test func `one word of a sentence is taken out and another put in`() {
        #expect(
            TextDifference.runs(from: "A man of 40 coughs.", to: "A woman of 40 coughs.") == [
                .init(.kept, "A "), .init(.deleted, "man "), .init(.inserted, "woman "), .init(.kept, "of 40 coughs."),
            ]
        )
    }

    @Test(arguments: [
        ("", ""), ("", "a b"), ("a b", ""), ("a  b", "a b"), ("x a y b z", "a b c"), ("سعال وحمى", "حمى"),
    ])
    func `the runs make both texts again`(old: String, new: String) {
        let runs = TextDifference.runs(from: old, to: new)
        #expect(runs.filter { $0.change != .inserted }.map(\.text).joined() == old)
        #expect(runs.filter { $0.change != .deleted }.map(\.text).joined() == new)
    }

    @Test func `texts beyond the limit are replaced whole, but for what they share at both ends`() {
        let old = "same " + (0..<1000).map { "a\($0) " }.joined() + "end"
        let new = "same " + (0..<1000).map { "b\($0) " }.joined() + "end"
        let runs = TextDifference.runs(from: old, to: new)
        #expect(runs.map(\.change) == [.kept, .deleted, .inserted, .kept])
    }
}
