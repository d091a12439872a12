import Assessment
import Foundation
import Testing

@Suite struct ResponseValueTests {
    private static func json(_ text: String) throws -> JSONValue { try StrictJSON.value(Data(text.utf8)) }

    private static let pair = ResponseValue.Pair(row: OptionID(rawValue: "S1"), column: OptionID(rawValue: "C"))

    @Test(arguments: [
        (#"{"choices":["B","A"]}"#, ResponseValue.choices([OptionID(rawValue: "B"), OptionID(rawValue: "A")])),
        (#"{"choices":[]}"#, .choices([])),
        (#"{"pairs":[["S1","C"]]}"#, .pairs([pair])),
        (#"{"pairs":[]}"#, .pairs([])),
        (#"{"text":" as\ttyped "}"#, .text(" as\ttyped ")),
        (#"{"text":""}"#, .text("")),
        (#"{"number":"12,5","unit":"mg"}"#, .number("12,5", unit: "mg")),
        (#"{"number":""}"#, .number("", unit: nil)),
        (#"{"texts":["a",""]}"#, .texts(["a", ""])),
        (#"{"points":[[120,-3]]}"#, .points([.init(x: 120, y: -3)])),
        (#"{"pressed":true}"#, .pressed(true)),
    ])
    func `a value of format 1 is read and written as it was`(text: String, value: ResponseValue) throws {
        #expect(try ResponseValue(json: try Self.json(text)) == value)
        #expect(try value.json == Self.json(text))
    }

    @Test(arguments: [
        "{}", "[]", #"{"text":1}"#, #"{"text":"a","number":"1"}"#, #"{"text":"a","choices":[]}"#,
        #"{"choices":["A"],"pairs":[]}"#, #"{"number":"1","choices":[]}"#, #"{"number":1}"#,
        #"{"number":"1","unit":2}"#, #"{"unit":"mg"}"#, #"{"text":"a","unit":"mg"}"#, #"{"choices":"A"}"#,
        #"{"choices":[1]}"#, #"{"choices":null}"#, #"{"pairs":[["S1"]]}"#, #"{"pairs":[["S1","C","D"]]}"#,
        #"{"pairs":[["S1",1]]}"#, #"{"pairs":["S1 C"]}"#, #"{"file":"a"}"#, #"{"text":null}"#,
        #"{"points":[[1]]}"#, #"{"points":[["1","2"]]}"#, #"{"points":[[1,2000000]]}"#, #"{"pressed":"true"}"#,
        #"{"file":{"name":"a","type":"image/png","hash":"x","bytes":1}}"#, #"{"texts":["a"],"text":"a"}"#,
    ])
    func `no value, more than one or another shape is refused`(text: String) throws {
        let json = try Self.json(text)
        #expect(throws: FormatProblem.self) { try ResponseValue(json: json) }
    }

    @Test(arguments: [
        (ResponseValue.choices([]), true), (.choices([OptionID(rawValue: "A")]), false), (.pairs([]), true),
        (.pairs([pair]), false), (.text(""), true), (.text(" \n\t\u{A0}\u{3000}"), true), (.text("."), false),
        (.number("", unit: "mg"), true), (.number(" ", unit: nil), true), (.number("0", unit: nil), false),
    ])
    func `blank is an empty list or white space alone`(value: ResponseValue, isBlank: Bool) {
        #expect(value.isBlank == isBlank)
        #expect(ItemResponse([ResponseID(rawValue: "R"): value]).isBlank == isBlank)
    }

    @Test func `a response holds one value an interaction; null takes it back`() throws {
        let json = try Self.json(#"{"A":{"choices":["B"]},"B":null,"C":{"text":""}}"#)
        let response = try ItemResponse(json: json)
        #expect(response.values.count == 2)
        #expect(response[ResponseID(rawValue: "A")] == .choices([OptionID(rawValue: "B")]))
        #expect(response[ResponseID(rawValue: "B")] == nil)
        #expect(!response.isBlank && ItemResponse().isBlank)
        #expect(try response.json == Self.json(#"{"A":{"choices":["B"]},"C":{"text":""}}"#))
        #expect(try ItemResponse(json: response.json) == response)
        #expect(throws: FormatProblem.self) { try ItemResponse(json: []) }
        #expect(throws: FormatProblem(path: "response.A", message: "an object is needed")) {
            try ItemResponse(json: ["A": 1], path: "response")
        }
    }
}
