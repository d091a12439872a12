import Assessment
import Foundation
import Testing

@Suite struct StrictJSONTests {
    private static func value(_ text: String) throws -> JSONValue { try StrictJSON.value(Data(text.utf8)) }

    private static func message(_ data: Data, maximumDepth: Int = 32) -> String? {
        do throws(StrictJSON.Problem) {
            _ = try StrictJSON.value(data, maximumDepth: maximumDepth)
            return nil
        } catch {
            return error.description
        }
    }

    @Test(
        arguments: [
            ("null", JSONValue.null), (" true ", true), ("\t\r\n false", false), ("-0", 0), ("0", 0), ("-17", -17),
            ("9007199254740991", 9_007_199_254_740_991), ("-9007199254740991", -9_007_199_254_740_991), ("[]", []),
            ("{}", JSONValue.object([:])), ("[ 1 , [ ] , \"\" ]", [1, [], ""]),
            ("{\"a\" : {\"a\":1}}", ["a": ["a": 1]]),
            (#""\u0041\u00e9\u20AC\uD83D\ude00\"\\\/\b\f\n\r\t""#, "Aé€😀\"\\/\u{8}\u{C}\n\r\t"),
            ("\"\u{7F}\"", "\u{7F}"),
            (#""\u0000""#, "\u{0}"),
        ] as [(String, JSONValue)]
    )
    func `a right text is read`(text: String, value: JSONValue) throws {
        #expect(try Self.value(text) == value)
    }

    @Test(arguments: [
        ("", "expected a value at byte 0"),
        ("  ", "expected a value at byte 2"),
        ("nul", "expected a value at byte 0"),
        ("NaN", "expected a value at byte 0"),
        ("\u{FEFF}1", "expected a value at byte 0"),
        ("\u{A0}1", "expected a value at byte 0"),
        ("1 2", "text after the end of the document at byte 2"),
        ("{} x", "text after the end of the document at byte 3"),
        ("1,", "text after the end of the document at byte 1"),
        ("[1,]", "expected a value at byte 3"),
        ("[1 2]", "expected “]” at byte 3"),
        ("[", "expected a value at byte 1"),
        ("[1", "expected “]” at byte 2"),
        ("{\"a\"}", "expected “:” at byte 4"),
        ("{\"a\":1,}", "expected “\"” at byte 7"),
        ("{a:1}", "expected “\"” at byte 1"),
        ("{\"a\":1", "expected “}” at byte 6"),
        ("{\"a\":1,\"b\":2,\"a\":3}", "a member name stands twice in one object at byte 13"),
        (#"{"a":1,"\u0061":3}"#, "a member name stands twice in one object at byte 7"),
        // Swift takes both for one name; two readers would not agree which of them counts.
        ("{\"\u{C5}\":1,\"A\u{30A}\":2}", "a member name stands twice in one object at byte 8"),
        ("1.5", "a number with a fraction or exponent; write decimals as strings at byte 1"),
        ("1e3", "a number with a fraction or exponent; write decimals as strings at byte 1"),
        ("-0.0", "a number with a fraction or exponent; write decimals as strings at byte 2"),
        ("01", "not an integer within ±(2^53 − 1) at byte 2"),
        ("-01", "not an integer within ±(2^53 − 1) at byte 3"),
        ("-", "not an integer within ±(2^53 − 1) at byte 1"),
        ("9007199254740992", "not an integer within ±(2^53 − 1) at byte 16"),
        ("-9007199254740992", "not an integer within ±(2^53 − 1) at byte 17"),
        ("99999999999999999999", "not an integer within ±(2^53 − 1) at byte 20"),
        ("\"abc", "a string without an end at byte 4"),
        ("\"a\u{1}\"", "a control character inside a string at byte 3"),
        ("\"a\n\"", "a control character inside a string at byte 3"),
        ("\"\\", "a string without an end at byte 2"),
        (#""\x""#, "an unknown escape at byte 3"),
        (#""\u12""#, "four hexadecimal digits expected at byte 3"),
        (#""\u12g4""#, "four hexadecimal digits expected at byte 3"),
        (#""\u+041""#, "four hexadecimal digits expected at byte 3"),
        (#""\u-000""#, "four hexadecimal digits expected at byte 3"),
        (#""\u 041""#, "four hexadecimal digits expected at byte 3"),
        (#""\ud83d""#, "half of a surrogate pair at byte 7"),
        (#""\ud83dx""#, "half of a surrogate pair at byte 7"),
        (#""\ud83d\n""#, "expected “u” at byte 8"),
        (#""\ud83d\u0041""#, "half of a surrogate pair at byte 13"),
        (#""\ud83d\ud83d""#, "half of a surrogate pair at byte 13"),
        (#""\ude00""#, "half of a surrogate pair at byte 7"),
    ])
    func `a wrong text is refused with the place`(text: String, message: String) {
        #expect(Self.message(Data(text.utf8)) == message)
    }

    @Test(
        arguments: [
            [0x22, 0xFF, 0x22], [0x22, 0xC3, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22],
            [0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], [0x22, 0xE2, 0x82, 0x22], [0x5B, 0x5D, 0x80],
        ] as [[UInt8]]
    )
    func `bytes that are not UTF-8 are refused`(bytes: [UInt8]) {
        #expect(Self.message(Data(bytes)) == "the text is not valid UTF-8 at byte 0")
    }

    @Test(arguments: ["", "1", "\"\"", "{}"])
    func `arrays and objects nest as deep as allowed, whatever stands inside`(inside: String) {
        let own = inside == "{}" ? 1 : 0
        for maximum in [1, 2, 3, 32] {
            let fits = maximum - own
            let right = String(repeating: "[", count: fits) + inside + String(repeating: "]", count: fits)
            #expect(Self.message(Data(right.utf8), maximumDepth: maximum) == nil)
            let deeper = "[" + right + "]"
            #expect(
                Self.message(Data(deeper.utf8), maximumDepth: maximum)
                    == "more than \(maximum) levels of nesting at byte \(maximum)"
            )
            let objects = String(repeating: "{\"a\":", count: maximum) + "[]" + String(repeating: "}", count: maximum)
            #expect(Self.message(Data(objects.utf8), maximumDepth: maximum) != nil)
        }
    }

    @Test func `a million brackets are refused, not followed`() {
        let data = Data(String(repeating: "[", count: 1_000_000).utf8)
        #expect(Self.message(data) == "more than 32 levels of nesting at byte 32")
    }

    @Test func `whatever comes in, an answer comes out`() {
        var generator = SeededGenerator(seed: 24)
        var accepted = 0
        for _ in 0..<3000 {
            let text = Data(RandomJSON.text(using: &generator))
            if Self.message(text, maximumDepth: 6) == nil { accepted += 1 }
        }
        // Both sides of the border must have been met for the run to say anything.
        #expect((300...2700).contains(accepted))
    }

    @Test(.enabled(if: Python.isExpected, Python.absence))
    func `python accepts the same texts under the same rules and writes the same canonical bytes`() throws {
        var generator = SeededGenerator(seed: 7493)
        let texts = (0..<3000).map { _ in Data(RandomJSON.text(using: &generator)) }
        let answers = try Python.lines(Self.script, reading: texts.map { $0.base64EncodedString() })
        try #require(answers.count == texts.count)
        for (text, answer) in zip(texts, answers) {
            var ours = "refused"
            if Self.message(text, maximumDepth: 6) == nil {
                let value = try StrictJSON.value(text, maximumDepth: 6)
                ours = CanonicalJSON.data(value).base64EncodedString()
            }
            #expect(ours == answer, "\(String(decoding: text, as: UTF8.self))")
        }
    }

    /// Strings that look alike are one name, as in Swift: hence NFC.
    private static let script = """
        import base64, json, sys, unicodedata

        def refuse(*_):
            raise ValueError

        def whole(text):
            number = int(text)
            if abs(number) > 2**53 - 1:
                raise ValueError
            return number

        def members(pairs):
            names = {unicodedata.normalize("NFC", name) for name, _ in pairs}
            if len(names) != len(pairs):
                raise ValueError
            return dict(sorted(pairs, key=lambda pair: pair[0].encode("utf-16-be")))

        def depth(value):
            inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
            return 0 if inner is None else 1 + max(map(depth, inner), default=0)

        for line in sys.stdin:
            try:
                text = base64.b64decode(line).decode("utf-8")
                value = json.loads(
                    text, parse_float=refuse, parse_constant=refuse, parse_int=whole, object_pairs_hook=members)
                if depth(value) > 6:
                    raise ValueError
                bytes = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
                print(base64.b64encode(bytes).decode())
            except (ValueError, RecursionError):
                print("refused")
        """
}
