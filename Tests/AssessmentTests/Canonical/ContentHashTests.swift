import Assessment
import Foundation
import Testing

@Suite struct ContentHashTests {
    /// Source: FIPS 180-4, the examples for SHA-256 published by NIST.
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func `it is SHA-256 in lower-case digits`(text: String, digits: String) {
        let hash = ContentHash(of: Data(text.utf8))
        #expect(hash.rawValue == digits)
        #expect(hash.description == digits)
        #expect(hash.short == digits.prefix(12))
        #expect(ContentHash(rawValue: digits) == hash)
    }

    @Test func `a value is hashed in its canonical form`() {
        let value: JSONValue = ["b": 1, "a": ["ä"]]
        #expect(ContentHash(of: value) == ContentHash(of: Data(#"{"a":["ä"],"b":1}"#.utf8)))
    }

    @Test func `what looks alike but has other bytes has another hash`() {
        let (one, two): (JSONValue, JSONValue) = ("\u{C5}", "A\u{30A}")
        #expect(ContentHash(of: one) != ContentHash(of: two))
    }

    @Test(arguments: [
        "", "abc", String(repeating: "A", count: 64), String(repeating: "a", count: 63),
        String(repeating: "a", count: 65), String(repeating: "g", count: 64), String(repeating: "ä", count: 32),
        " " + String(repeating: "0", count: 63), String(repeating: "０", count: 64),
    ])
    func `another shape is no hash`(text: String) {
        #expect(ContentHash(rawValue: text) == nil)
    }

    @Test func `hashes sort by their digits`() throws {
        let low = try #require(ContentHash(rawValue: String(repeating: "9", count: 64)))
        let high = try #require(ContentHash(rawValue: String(repeating: "a", count: 64)))
        #expect(low < high && !(high < low) && !(low < low))
    }
}
