import Testing

@testable import Assessment

@Suite struct ContainerOperatorsTests {
    private typealias L = Language

    @Test func `containers pass over NULL, join what they are given, and are NULL when empty`() throws {
        #expect(try L.text(L.call("multiple", [:], L.id("A"), L.null, L.ids("B", "C"))) == "[A B C]")
        #expect(try L.text(L.call("ordered", [:], L.id("B"), L.id("A"))) == "<B A>")
        #expect(try L.text(L.call("multiple", [:], L.null)) == "NULL")
        #expect(try L.text(L.call("ordered")) == "NULL")
        #expect(try L.text(L.call("multiple", [:], L.integer("1"), L.string("x"))) == "NULL")
        #expect(
            try L.run(L.call("multiple", [:], L.integer("1"), L.float("2.5"))) == .multiple([.float(1), .float(2.5)])
        )
    }

    @Test func `sizes, NULL tests and places`() throws {
        #expect(try L.text(L.call("container-size", [:], L.null)) == "0")
        #expect(try L.text(L.call("container-size", [:], L.ids("A", "A"))) == "2")
        #expect(try L.text(L.call("is-null", [:], L.variable("N"))) == "true")
        #expect(try L.text(L.call("is-null", [:], L.string(""))) == "true")
        #expect(try L.text(L.call("is-null", [:], L.string(" "))) == "false")
        for (place, expected) in ["1": "A", "3": "C", "4": "NULL", "0": "NULL", "-1": "NULL", "I": "C"] {
            #expect(try L.text(L.call("index", ["n": place], L.ids("A", "B", "C", ordered: true))) == expected)
        }
        #expect(try L.text(L.call("index", [:], L.ids("A", "B", ordered: true), L.integer("2"))) == "B")
        #expect(L.problem(L.call("index", [:], L.ids("A"))) == "index has no n")
    }

    @Test func `fields of records`() throws {
        #expect(try L.text(L.call("field-value", ["field-identifier": "a"], L.variable("R"))) == "7")
        #expect(try L.text(L.call("field-value", ["field-identifier": "c"], L.variable("R"))) == "NULL")
        #expect(try L.text(L.call("field-value", ["field-identifier": "a"], L.null)) == "NULL")
    }

    @Test func `membership, deletion and NULL`() throws {
        #expect(try L.text(L.call("member", [:], L.id("A"), L.ids("B", "A"))) == "true")
        #expect(try L.text(L.call("member", [:], L.id("X"), L.ids("B", "A"))) == "false")
        #expect(try L.text(L.call("member", [:], L.null, L.ids("B"))) == "NULL")
        #expect(try L.text(L.call("member", [:], L.id("X"), L.variable("N"))) == "NULL")
        #expect(try L.text(L.call("delete", [:], L.id("A"), L.ids("A", "B", "A"))) == "[B]")
        #expect(try L.text(L.call("delete", [:], L.id("A"), L.ids("A"))) == "NULL")
        #expect(try L.text(L.call("delete", [:], L.id("A"), L.ids("B", "A", "C", ordered: true))) == "<B C>")
    }

    /// The examples of the standard's own text.
    @Test func `contains counts in sets and keeps the order of lists`() throws {
        func contains(_ whole: ProcessingExpression, _ part: ProcessingExpression) throws -> String {
            try L.text(L.call("contains", [:], whole, part))
        }
        #expect(try contains(L.ids("A", "B", "C"), L.ids("C", "A")) == "true")
        #expect(try contains(L.ids("A", "B", "C"), L.ids("B", "B")) == "false")
        #expect(try contains(L.ids("A", "B", "B", "C"), L.ids("B", "B")) == "true")
        let list = L.ids("A", "B", "C", ordered: true)
        #expect(try contains(list, L.ids("C", "A", ordered: true)) == "false")
        #expect(try contains(list, L.ids("B", "C", ordered: true)) == "true")
        #expect(try contains(list, L.ids("A", "C", ordered: true)) == "false")
        #expect(try contains(list, L.null) == "NULL")
    }
}
