import Assessment
import Testing

@Suite struct FieldsTests {
    private static let object: JSONValue = [
        "text": "a", "number": 7, "yes": true, "nothing": .null, "list": ["a", "b"], "mixed": ["a", 1], "mark": "1/3",
    ]

    private static func problem(_ read: (inout Fields) throws(FormatProblem) -> Void) throws -> String? {
        var fields = try Fields(object, path: "item")
        do throws(FormatProblem) {
            try read(&fields)
            return nil
        } catch {
            return error.description
        }
    }

    @Test func `each member is taken once, in its shape`() throws {
        var fields = try Fields(Self.object)
        #expect(try fields.string("text") == "a")
        #expect(try fields.integer("number", in: 0...7) == 7)
        #expect(try fields.bool("yes", default: false))
        #expect(try fields.bool("absent", default: true))
        #expect(try fields.optionalString("nothing") == nil)
        #expect(try fields.optionalString("absent") == nil)
        #expect(try fields.strings("list") == ["a", "b"])
        #expect(try fields.strings("absent") == [])
        #expect(try fields.mark("mark") == Mark(1, over: 3))
        #expect(try fields.value("mixed") == ["a", 1])
        try fields.end()
        #expect(fields.take("text") == nil)
    }

    @Test func `what does not fit is named with its path`() throws {
        #expect(try Self.problem { fields throws(FormatProblem) in _ = try fields.value("x") } == "item.x: is missing")
        #expect(
            try Self.problem { fields throws(FormatProblem) in _ = try fields.string("number") }
                == "item.number: a string is needed"
        )
        #expect(
            try Self.problem { fields throws(FormatProblem) in _ = try fields.optionalString("yes") }
                == "item.yes: a string is needed"
        )
        #expect(
            try Self.problem { fields throws(FormatProblem) in _ = try fields.integer("text") }
                == "item.text: an integer is needed"
        )
        #expect(
            try Self.problem { fields throws(FormatProblem) in _ = try fields.integer("number", in: 0...6) }
                == "item.number: must lie in 0…6"
        )
        #expect(
            try Self.problem { fields throws(FormatProblem) in _ = try fields.bool("nothing", default: true) }
                == "item.nothing: true or false is needed"
        )
        #expect(
            try Self.problem { fields throws(FormatProblem) in _ = try fields.strings("mixed") }
                == "item.mixed: a list of strings is needed"
        )
        #expect(
            try Self.problem { fields throws(FormatProblem) in _ = try fields.mark("text") }
                == "item.text: a decimal or fraction as a string is needed"
        )
        #expect(
            try Self.problem { fields throws(FormatProblem) in _ = try fields.list("text", Self.refuse) }
                == "item.text: a list is needed"
        )
        #expect(
            try Self.problem { fields throws(FormatProblem) in _ = try fields.list("mixed", Self.refuse) }
                == "item.mixed[0]: no"
        )
    }

    private static func refuse(_ value: JSONValue, _ path: String) throws(FormatProblem) -> Int {
        throw FormatProblem(path: path, message: "no")
    }

    @Test func `a member that nobody takes is refused`() throws {
        #expect(try Self.problem { fields throws(FormatProblem) in try fields.end() } == "item.list: unknown member")
        #expect(throws: FormatProblem(path: "p", message: "an object is needed")) { try Fields([1], path: "p") }
    }
}
