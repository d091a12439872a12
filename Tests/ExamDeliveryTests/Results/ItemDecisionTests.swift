import Assessment
import ExamDelivery
import Foundation
import Testing

@Suite struct ItemDecisionTests {
    /// Decisions as journals hold them: they must decode for ever and are never edited.
    private static let stored: [(text: String, decision: ItemDecision)] = [
        (#"{"decision":"keep"}"#, .keep),
        (#"{"decision":"exclude"}"#, .exclude),
        (#"{"decision":"credit-all"}"#, .creditAll),
        (
            #"{"decision":"accept","outcome":"SCORE","response":{"text":"lung clot"}}"#,
            .accept(OutcomeID(rawValue: "SCORE"), .text("lung clot"))
        ),
        (
            #"{"decision":"reject","outcome":"SCORE","response":{"number":"5","unit":"mg"}}"#,
            .reject(OutcomeID(rawValue: "SCORE"), .number("5", unit: "mg"))
        ),
        (
            #"{"decision":"rekey","rule":{"id":"SCORE","marks":"1/3","parameters":{"key":["B"]},"response":"R","#
                + #""rule":"match-correct","version":1}}"#,
            .rekey(
                RuleUse(
                    id: OutcomeID(rawValue: "SCORE"),
                    response: ResponseID(rawValue: "R"),
                    rule: RuleName(rawValue: "match-correct"),
                    marks: Mark(1, over: 3) ?? .zero,
                    parameters: ["key": ["B"]]
                )
            )
        ),
    ]

    @Test(arguments: stored.indices)
    func `a stored decision is read and written as it was`(index: Int) throws {
        let (text, decision) = Self.stored[index]
        #expect(try ItemDecision(json: try StrictJSON.value(Data(text.utf8))) == decision)
        #expect(CanonicalJSON.text(decision.json) == text)
    }

    @Test(arguments: [
        "{}", "[]", #"{"decision":"drop"}"#, #"{"decision":"keep","why":"x"}"#, #"{"decision":"accept"}"#,
        #"{"decision":"accept","outcome":"S"}"#, #"{"decision":"accept","outcome":"S","response":{}}"#,
        #"{"decision":"rekey"}"#, #"{"decision":"rekey","rule":{"id":"S"}}"#, #"{"decision":1}"#,
    ])
    func `another decision is refused`(text: String) throws {
        let json = try StrictJSON.value(Data(text.utf8))
        #expect(throws: FormatProblem.self) { try ItemDecision(json: json) }
    }
}
