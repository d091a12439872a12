import Testing

@testable import Assessment

@Suite struct LogicOperatorsTests {
    private typealias L = Language

    @Test(arguments: [
        ("and", "true", "true", "true"), ("and", "true", "null", "NULL"), ("and", "null", "false", "false"),
        ("and", "null", "null", "NULL"), ("and", "true", "false", "false"), ("or", "false", "false", "false"),
        ("or", "null", "true", "true"), ("or", "false", "null", "NULL"), ("or", "null", "null", "NULL"),
    ])
    func `and and or know three truths`(name: String, first: String, second: String, expected: String) throws {
        #expect(try L.text(L.call(name, [:], L.truth(first), L.truth(second))) == expected)
        #expect(try L.text(L.call(name, [:], L.truth(second), L.truth(first))) == expected)
    }

    @Test func `not of NULL is NULL`() throws {
        #expect(try L.text(L.call("not", [:], L.null)) == "NULL")
        #expect(try L.text(L.call("not", [:], L.truth("true"))) == "false")
        #expect(try L.text(L.call("not", [:], L.integer("1"))) == "NULL")
    }

    @Test(arguments: [
        (["true", "true", "null"], "2", "2", "NULL"), (["true", "true", "false"], "2", "2", "true"),
        (["true", "true", "true"], "1", "2", "false"), (["true", "null"], "2", "3", "NULL"),
        (["false", "null"], "2", "3", "false"), (["true", "null"], "1", "2", "true"), (["false"], "0", "0", "true"),
    ])
    func `any-n is NULL only where the NULLs could decide`(
        truths: [String],
        minimum: String,
        maximum: String,
        expected: String
    ) throws {
        let call = ProcessingExpression("any-n", ["min": minimum, "max": maximum], truths.map(L.truth))
        #expect(try L.text(call) == expected)
    }

    @Test func `the bounds of any-n can be variables`() throws {
        let truths = ["true", "true", "true", "false"].map(L.truth)
        #expect(try L.text(ProcessingExpression("any-n", ["min": "I", "max": "{I}"], truths)) == "true")
        #expect(L.problem(ProcessingExpression("any-n", ["min": "X", "max": "3"], truths)) != nil)
    }
}
