import Testing

@testable import Assessment

@Suite struct ProcessingJSONTests {
    private typealias L = Language

    private static let whole = Processing(
        isAdaptive: true,
        responses: [
            ResponseDeclaration(
                "R",
                .multiple,
                .point,
                correct: [DeclaredValue("1 2")],
                areaMapping: AreaMapping(
                    entries: [.init(shape: "circle", coordinates: "1,2,3", value: "0.5")],
                    lowerBound: "0",
                    upperBound: "1"
                )
            ),
            ResponseDeclaration(
                "T",
                .single,
                .string,
                defaults: [DeclaredValue("x")],
                mapping: Mapping(entries: [.init(key: "York", value: "1", isCaseSensitive: true)], defaultValue: "-1")
            ),
            ResponseDeclaration("B", .single, .boolean, endsAttempt: true),
            ResponseDeclaration(
                "REC",
                .record,
                nil,
                correct: [DeclaredValue("7", field: "a", baseType: .integer)]
            ),
        ],
        outcomes: [
            OutcomeDeclaration(
                "SCORE",
                .single,
                .float,
                defaults: [DeclaredValue("0")],
                normalMaximum: "2",
                normalMinimum: "-1",
                externalScored: "human",
                table: LookupTable(
                    .interpolation,
                    entries: [.init(source: "1", target: "2", includesBoundary: false)],
                    defaultValue: "0"
                )
            )
        ],
        templates: [TemplateDeclaration("V", .ordered, .integer)],
        contexts: [TemplateDeclaration("C", .single, .float, defaults: [DeclaredValue("1")])],
        templateRules: [.constraint(L.truth("true")), .set(.defaultValue, identifier: "T", L.string("y"))],
        responseRules: [
            .condition(
                [.init(L.call("is-null", [:], L.variable("R")), [.exit])],
                otherwise: [.lookup(identifier: "SCORE", L.call("sum", [:], L.float("1"), L.integer("2")))]
            ),
            .fragment([.reset("T")]), .include("rules.xml"),
        ],
        template: "map_response"
    )

    @Test func `processing survives its own JSON`() throws {
        let data = CanonicalJSON.data(Self.whole.json)
        #expect(try Processing(json: try StrictJSON.value(data)) == Self.whole)
    }

    @Test func `an expression is a list, operands first`() throws {
        let expression = L.call("match", [:], L.variable("R"), L.integer("1"))
        let text = """
            [{"name":"variable","settings":{"identifier":"R"}},\
            {"name":"base-value","settings":{"base-type":"integer"},"text":"1"},{"name":"match","takes":2}]
            """
        #expect(CanonicalJSON.text(expression.json) == text)
        #expect(try ProcessingExpression(json: expression.json) == expression)
    }

    @Test(arguments: [
        "[]", "{}", #"[{"name":"null"},{"name":"null"}]"#, #"[{"name":"not","takes":1}]"#, #"[{"takes":0}]"#,
        #"[{"name":"null","other":1}]"#, #"[{"name":"null","settings":{"a":1}}]"#,
    ])
    func `a list that is no expression is refused`(text: String) throws {
        let json = try StrictJSON.value(Array(text.utf8))
        #expect(throws: FormatProblem.self) { try ProcessingExpression(json: json) }
    }

    @Test func `an expression that nests too deep is refused before it is built`() {
        let chain = [ProcessingExpression("null").json.elements?[0]].compactMap(\.self)
        let links = Array(repeating: JSONValue.object(["name": "not", "takes": 1]), count: 5000)
        #expect(throws: FormatProblem.self) { try ProcessingExpression(json: .array(chain + links)) }
    }

    @Test func `values survive their JSON to the last digit`() throws {
        let values: [VariableValue] = [
            .null, .single(.float(0.1 + 0.2)), .single(.float(.infinity)), .single(.integer(.min)),
            .multiple([.pair("A", "B"), .pair("B", "C")]), .ordered([.point(x: 1, y: 2.5)]),
            .record(["a": .boolean(true), "b": .string(" x ")]), .single(.duration(60)),
        ]
        for value in values { #expect(try VariableValue(json: value.json) == value) }
        #expect(throws: FormatProblem.self) { try VariableValue(json: ["single": ["integer", "x"]]) }
    }
}
