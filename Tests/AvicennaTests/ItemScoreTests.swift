import Foundation
import Testing

@Suite(.enabled(if: Program.isThere, "avicenna is not built: swift build")) struct ItemScoreTests {
    private static let item = """
        <assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p2" identifier="one" title="One"
            adaptive="false" timeDependent="false">
          <responseDeclaration identifier="RESPONSE" cardinality="single" baseType="identifier">
            <correctResponse><value>B</value></correctResponse>
          </responseDeclaration>
          <outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>
          <outcomeDeclaration identifier="MAXSCORE" cardinality="single" baseType="float">
            <defaultValue><value>1.5</value></defaultValue>
          </outcomeDeclaration>
          <outcomeDeclaration identifier="FEEDBACK" cardinality="single" baseType="identifier"/>
          <itemBody>
            <choiceInteraction responseIdentifier="RESPONSE" shuffle="false" maxChoices="1">
              <prompt>Which?</prompt>
              <simpleChoice identifier="A">One</simpleChoice><simpleChoice identifier="B">Two</simpleChoice>
            </choiceInteraction>
          </itemBody>
          <responseProcessing
              template="http://www.imsglobal.org/question/qti_v2p2/rptemplates/match_correct"/>
        </assessmentItem>
        """

    @Test func `every case gets its outcomes in order, declared constants and NULL among them`() async throws {
        let scratch = try Scratch()
        let item = try scratch.file("item.xml", Self.item)
        let cases = try scratch.file(
            "cases.json",
            #"[{"responses":{"RESPONSE":["B"]}},{"responses":{"RESPONSE":null}},{"responses":{"OTHER":["B"]}},"#
                + #"{"attempts":[{"responses":{"RESPONSE":["A"]}},{"responses":{"RESPONSE":["B"]}}]}]"#
        )
        let outcome = try await Program.run("item", "score", item, "--responses", cases)
        #expect(outcome.status == 0)
        let right = #"{"outcomes":{"FEEDBACK":null,"MAXSCORE":1.5,"SCORE":1}}"#
        let wrong = #"{"outcomes":{"FEEDBACK":null,"MAXSCORE":1.5,"SCORE":0}}"#
        let error = #"{"error":{"code":"response.unknown","message":"the item has no response “OTHER”"}}"#
        #expect(outcome.out == "[\(right),\(wrong),\(error),{\"attempts\":[\(wrong),\(right)]}]\n")
    }

    @Test func `an item of our own bank is marked row by row`() async throws {
        let scratch = try Scratch()
        let cases = try scratch.file("cases.json", #"[{"responses":{"RESPONSE":[]}}]"#)
        let item = "\(Program.bank)/items/cardio-0006.json"
        let outcome = try await Program.run("item", "score", item, "--responses", cases)
        #expect(outcome.status == 0)
        #expect(outcome.out.contains(#""SCORE":0,"SCORE_S1":0"#))
    }

    @Test func `a batch finds items beside the list, and one bad item spoils no other`() async throws {
        let scratch = try Scratch()
        _ = try scratch.file("item.xml", Self.item)
        let list = try scratch.file(
            "list.json",
            #"[{"item":"nothing.xml","cases":[{"responses":{}}]},"#
                + #"{"item":"item.xml","cases":[{"responses":{"RESPONSE":["B"]}}]}]"#
        )
        let outcome = try await Program.run("item", "score", "--batch", list)
        #expect(outcome.status == 0)
        let answers = try #require(try JSONSerialization.jsonObject(with: Data(outcome.out.utf8)) as? [[String: Any]])
        #expect(answers.map { $0["item"] as? String } == ["nothing.xml", "item.xml"])
        #expect(((answers[0]["results"] as? [[String: Any]])?.first?["error"] as? [String: Any])?["code"] != nil)
        #expect(((answers[1]["results"] as? [[String: Any]])?.first?["outcomes"] as? [String: Any])?["SCORE"] != nil)
    }

    @Test func `a file of another shape is bad data`() async throws {
        let scratch = try Scratch()
        let item = try scratch.file("item.xml", Self.item)
        let cases = try scratch.file("cases.json", #"{"responses":{}}"#)
        let outcome = try await Program.run("item", "score", item, "--responses", cases)
        #expect(outcome.status == 65)
        #expect(outcome.err.hasPrefix("error AV4007: "))
    }

    @Test func `what we mark in the corpus comes out as two other engines say`() async throws {
        let cases = try Corpus.list("expected-outcomes.json")
        guard let folder = Corpus.folder else { return }
        let scratch = try Scratch()
        let list = cases.map { one -> [String: Any] in
            let attempts = (one["attempts"] as? [[String: Any]])?.map { ["responses": $0["responses"] ?? [:]] }
            var given: [String: Any] =
                attempts.map { ["attempts": $0] } ?? ["responses": one["responses"] ?? [:]]
            given["templates"] = one["templates"]
            return ["item": one["item"] ?? "", "cases": [given]]
        }
        try JSONSerialization.data(withJSONObject: list).write(to: scratch["list.json"])
        let outcome = try await Program.run("item", "score", "--batch", scratch.path("list.json"), in: folder)
        let answers = try #require(try JSONSerialization.jsonObject(with: Data(outcome.out.utf8)) as? [[String: Any]])
        try #require(answers.count == cases.count)
        var (right, wrong) = (0, [String]())
        for (one, answer) in zip(cases, answers) {
            let result = try #require((answer["results"] as? [[String: Any]])?.first)
            let found = result["attempts"] as? [[String: Any]] ?? [result]
            let expected = one["attempts"] as? [[String: Any]] ?? [one]
            let isSame = zip(found, expected).allSatisfy { found, expected in
                guard let found = found["outcomes"] as? [String: Any] else { return false }
                return (expected["outcomes"] as? [String: Any] ?? [:]).allSatisfy { Self.isSame(found[$0], $1) }
            }
            if isSame, found.count == expected.count {
                right += 1
            } else if one["weight"] == nil, !"\(one["item"] ?? "")".hasPrefix("rqti/") {
                wrong.append("\(one["item"] ?? "") \(one["case"] ?? "")")
            }
        }
        #expect(wrong.isEmpty, "\(wrong)")
        #expect(right >= 818)
    }

    /// Numbers are equal within 1e-6, lists in any order.
    private static func isSame(_ found: Any?, _ expected: Any) -> Bool {
        switch (found, expected) {
        case (let found as NSNumber, let expected as NSNumber): abs(found.doubleValue - expected.doubleValue) <= 1e-6
        case (let found as [Any], let expected as [Any]):
            found.map { "\($0)" }.sorted() == expected.map { "\($0)" }.sorted()
        case (let found as NSObject, let expected as NSObject): found == expected
        default: false
        }
    }
}
