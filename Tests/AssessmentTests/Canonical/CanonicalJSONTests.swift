import Assessment
import Foundation
import Testing

/// Vectors: RFC 8785, sections 3.2.2 to 3.2.4, and the test data of its authors (cyberphone/json-canonicalization),
/// as far as integers and strings go; written down from memory of those texts.
@Suite struct CanonicalJSONTests {
    private static func canonical(_ text: String) throws -> [UInt8] {
        Array(CanonicalJSON.data(try StrictJSON.value(Data(text.utf8))))
    }

    @Test func `the sample of section 3.2.2 without its fractions`() throws {
        let sample = #"""
            {
              "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
              "literals": [null, true, false]
            }
            """#
        let expected = #"{"literals":[null,true,false],"string":"€$\u000f\nA'B\"\\\\\"/"}"#
        #expect(try Self.canonical(sample) == Array(expected.utf8))
    }

    @Test func `the bytes that section 3.2.4 gives for that string`() throws {
        let bytes: [UInt8] = [
            0x22, 0xE2, 0x82, 0xAC, 0x24, 0x5C, 0x75, 0x30, 0x30, 0x30, 0x66, 0x5C, 0x6E, 0x41, 0x27, 0x42, 0x5C, 0x22,
            0x5C, 0x5C, 0x5C, 0x5C, 0x5C, 0x22, 0x2F, 0x22,
        ]
        #expect(try Self.canonical(#""\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/""#) == bytes)
    }

    @Test func `names sort by UTF-16 code units, as in section 3.2.3`() throws {
        let sample = #"""
            {
              "\u20ac": "Euro Sign",
              "\r": "Carriage Return",
              "\ufb33": "Hebrew Letter Dalet With Dagesh",
              "1": "One",
              "\ud83d\ude00": "Emoji: Grinning Face",
              "\u0080": "Control",
              "\u00f6": "Latin Small Letter O With Diaeresis"
            }
            """#
        let text = String(decoding: try Self.canonical(sample), as: UTF8.self)
        let values = text.split(separator: "\"").map(String.init).filter { $0.count > 2 }
        #expect(
            values == [
                "Carriage Return", "One", "Control", "Latin Small Letter O With Diaeresis", "Euro Sign",
                "Emoji: Grinning Face", "Hebrew Letter Dalet With Dagesh",
            ]
        )
        #expect(text.hasPrefix(#"{"\r":"Carriage Return","1":"#))
    }

    @Test(arguments: [
        (#"[56,{"d": true,"10": null,"1": [ ]}]"#, #"[56,{"1":[],"10":null,"d":true}]"#),
        (
            #"{"1": {"f": {"f": "hi","F": 5} ,"\n": 56}, "10": { }, "": "empty", "a": { }, "111": [ {"e": "yes"} ]}"#,
            #"{"":"empty","1":{"\n":56,"f":{"F":5,"f":"hi"}},"10":{},"111":[{"e":"yes"}],"a":{}}"#
        ),
        (
            #"{"peach":"This sorting order","péché":"is wrong","pêche":"but canonicalization","sin":"ignores locale"}"#,
            #"{"peach":"This sorting order","péché":"is wrong","pêche":"but canonicalization","sin":"ignores locale"}"#
        ),
        // Unnormalized Unicode stays as it is: A with a combining ring, never Å.
        (#"{"Unnormalized Unicode":"A\u030a"}"#, "{\"Unnormalized Unicode\":\"A\u{30A}\"}"),
        ("-0", "0"),
        ("[-1,0,9007199254740991,-9007199254740991]", "[-1,0,9007199254740991,-9007199254740991]"),
        (#""\u0000\u0001\b\t\n\u000b\f\r\u001f \u007f\/""#, #""\u0000\u0001\b\t\n\u000b\f\r\u001f \#u{7F}/""#),
        (#""\ud83d\ude00\u2028\u2029\uffff""#, "\"😀\u{2028}\u{2029}\u{FFFF}\""),
    ])
    func `a text has one canonical form`(text: String, canonical: String) throws {
        // Bytes, since Swift's strings are equal when they only look alike.
        #expect(try Self.canonical(text) == Array(canonical.utf8))
    }

    @Test func `data and text are the same bytes`() throws {
        let value: JSONValue = ["b": [1, "ä", .null, true], "a": ["\u{1}": false]]
        #expect(Data(CanonicalJSON.text(value).utf8) == CanonicalJSON.data(value))
        #expect(CanonicalJSON.text(value) == #"{"a":{"\u0001":false},"b":[1,"ä",null,true]}"#)
    }

    @Test func `what is canonical stays as it is when read and written again`() throws {
        var generator = SeededGenerator(seed: 8785)
        for _ in 0..<300 {
            let value = RandomJSON.value(depth: 4, using: &generator)
            let data = CanonicalJSON.data(value)
            #expect(try CanonicalJSON.data(StrictJSON.value(data)) == data)
        }
    }
}
