import Assessment

/// Parts of the processing language, in our spelling.
enum QTIRuleParts {
    static func node(
        _ name: String,
        _ attributes: KeyValuePairs<String, String?> = [:],
        _ children: [MarkupNode] = []
    ) -> MarkupNode {
        .element(MarkupElement(qti: name, attributes, children))
    }

    static func variable(_ name: String) -> MarkupNode { node("variable", ["identifier": name]) }

    static func base(_ type: String, _ text: String) -> MarkupNode {
        node("base-value", ["base-type": type], [.text(text)])
    }

    static func float(_ mark: Mark) -> MarkupNode { base("float", QTINumber.float(mark)) }

    static func integer(_ number: Int) -> MarkupNode { base("integer", String(number)) }

    static func set(_ outcome: String, _ value: MarkupNode) -> MarkupNode {
        node("set-outcome-value", ["identifier": outcome], [value])
    }

    static func set(_ outcome: String, _ mark: Mark) -> MarkupNode { set(outcome, float(mark)) }

    /// One of several conditions and what is done where it is the first that holds.
    typealias Branch = (test: MarkupNode, rules: [MarkupNode])

    /// The first of `branches` whose condition holds, else `otherwise`.
    static func condition(_ branches: [Branch], otherwise: [MarkupNode] = []) -> MarkupNode {
        var children: [MarkupNode] = []
        for (place, branch) in branches.enumerated() {
            children.append(
                node(place == 0 ? "response-if" : "response-else-if", [:], [branch.test] + branch.rules)
            )
        }
        if !otherwise.isEmpty { children.append(node("response-else", [:], otherwise)) }
        return node("response-condition", [:], children)
    }

    /// All of `marks` where `test` holds, else nothing.
    static func decision(_ test: MarkupNode, _ outcome: String, _ marks: Mark) -> MarkupNode {
        condition([(test, [set(outcome, marks)])], otherwise: [set(outcome, .zero)])
    }

    /// One of `tests`, or itself where it is the only one.
    static func any(_ tests: [MarkupNode]) -> MarkupNode { tests.count == 1 ? tests[0] : node("or", [:], tests) }

    /// All of `tests`, or itself where it is the only one.
    static func all(_ tests: [MarkupNode]) -> MarkupNode { tests.count == 1 ? tests[0] : node("and", [:], tests) }

    static func not(_ test: MarkupNode) -> MarkupNode { node("not", [:], [test]) }

    /// Counts in `outcome`, which starts at 0, how many of `tests` hold.
    static func count(_ tests: [MarkupNode], in outcome: String) -> [MarkupNode] {
        tests.map { test in
            condition([(test, [set(outcome, node("sum", [:], [variable(outcome), float(.one)]))])])
        }
    }

    /// `value` × `marks` ÷ `total`, worked out without a rounded share in between.
    static func share(_ value: MarkupNode, of marks: Mark, over total: Mark) -> MarkupNode {
        if marks == total { return value }
        let product = marks == .one ? value : node("product", [:], [value, float(marks)])
        return total == .one ? product : node("divide", [:], [product, float(total)])
    }

    /// The value at `place`, counted from 1, of an ordered response.
    static func index(_ place: Int, of response: String) -> MarkupNode {
        node("index", ["n": String(place)], [variable(response)])
    }
}
