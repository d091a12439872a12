import Foundation
import Interchange
import Testing

/// Hostile documents: refused by the limit they were made to break, fast and without a trap.
@Suite struct XMLAttackTests {
    typealias Code = XMLProblem.Code

    static func code(_ text: String, _ change: (inout XMLLimits) -> Void = { _ in }) -> Code? {
        var limits = XMLLimits.standard
        change(&limits)
        return XMLRefusalTests.problem(Data(text.utf8), limits)?.code
    }

    static func nested(_ depth: Int) -> String {
        String(repeating: "<a>", count: depth) + String(repeating: "</a>", count: depth)
    }

    @Test func `billion laughs, quadratic blow-up and external entities end at the document type`() {
        let laughs = (1...9).map { "<!ENTITY l\($0) '\(String(repeating: "&l\($0 - 1);", count: 10))'>" }.joined()
        #expect(Self.code("<!DOCTYPE l [<!ENTITY l0 'ha'>\(laughs)]><l>&l9;</l>") == .doctype)
        #expect(Self.code("<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>") == .doctype)
        #expect(Self.code("<!DOCTYPE a [<!ENTITY % b SYSTEM 'http://127.0.0.1/'> %b;]><a/>") == .doctype)
        #expect(Self.code("<a>&l9;</a>") == .undeclaredEntity)
    }

    @Test func `the standard limits are those of the threat model`() {
        #expect(XMLLimits.standard.depth == 100)
        #expect(XMLLimits.standard.nodes == 1_000_000)
        #expect(XMLLimits.standard.textBytes == 10_485_760)
    }

    @Test func `depth stops at 100, and at a hundred thousand just as fast`() {
        #expect(Self.code(Self.nested(100)) == nil)
        #expect(Self.code(Self.nested(101)) == .tooDeep)
        #expect(Self.code(Self.nested(100_000)) == .tooDeep)
        #expect(Self.code(String(repeating: "<a>", count: 100_000)) == .tooDeep)
    }

    @Test func `elements, attributes and runs of text are counted together`() {
        #expect(Self.code("<a b='1'>x<c/>y</a>", { $0.nodes = 5 }) == nil)
        #expect(Self.code("<a b='1'>x<c/>y</a>", { $0.nodes = 4 }) == .tooManyNodes)
        #expect(
            Self.code("<a>" + String(repeating: "<b/>", count: 20_000) + "</a>", { $0.nodes = 20_000 }) == .tooManyNodes
        )
    }

    @Test func `text and attribute values are counted together`() {
        #expect(Self.code("<a b='123'>12<![CDATA[3]]></a>", { $0.textBytes = 6 }) == nil)
        #expect(Self.code("<a b='123'>12<![CDATA[3]]></a>", { $0.textBytes = 5 }) == .tooMuchText)
        #expect(Self.code("<a>" + String(repeating: "x", count: 10 << 20) + "x</a>") == .tooMuchText)
        #expect(Self.code("<a b='" + String(repeating: "x", count: 10 << 20) + "x'/>") == .tooMuchText)
    }

    @Test func `a document longer than permitted is not looked into`() {
        #expect(Self.code("<a></a>", { $0.documentBytes = 7 }) == nil)
        #expect(Self.code("<a> </a>", { $0.documentBytes = 7 }) == .documentTooLarge)
    }

    @Test func `the attributes of one element are limited`() {
        let attributes = (1...257).map { " a\($0)=''" }
        #expect(Self.code("<a" + attributes.prefix(256).joined() + "/>") == nil)
        #expect(Self.code("<a" + attributes.joined() + "/>") == .tooManyAttributes)
        let namespaces = (1...300).map { " xmlns:a\($0)='u\($0)'" }.joined()
        #expect(Self.code("<a\(namespaces)/>") == .tooManyAttributes)
    }

    @Test func `long unclosed constructs do not take quadratic time`() {
        let clock = ContinuousClock()
        let time = clock.measure {
            #expect(Self.code("<a>" + String(repeating: "<!-- ", count: 400_000)) == .malformed)
            #expect(Self.code("<a>" + String(repeating: "<![CDATA[ ]] ", count: 200_000)) == .malformed)
            #expect(Self.code("<a " + String(repeating: "b", count: 2_000_000)) == .malformed)
            #expect(Self.code("<a>" + String(repeating: "&amp;", count: 400_000) + "&") == .malformed)
            let oneLine = String(repeating: "<b c='é'>x</b>", count: 60_000)
            #expect(Self.code("<a>" + oneLine + "</b>") == .malformed)
        }
        // Quadratic work on these would take hours; the bound is loose for a busy machine.
        #expect(time < .seconds(60))
    }

    @Test(arguments: 1...6 as ClosedRange<UInt64>)
    func `a damaged document is refused or read, never a trap`(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let specimen = Array(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <?xml-stylesheet href="a"?><q:item xmlns:q="urn:q" xmlns="urn:d" id='a&amp;b' q:n="é">
            <!-- note --><p>1 &lt; 2 &#x3b1;<![CDATA[<raw>&]]></p><q:x/><心/></q:item>
            """.utf8
        )
        var refused = 0
        for _ in 0..<600 {
            var bytes = specimen
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.insert(Array("<>&;'\"/!?-[]=: x".utf8).randomElement(using: &random) ?? 0, at: place)
                case 2: bytes.remove(at: place)
                default: bytes.removeSubrange(place..<min(bytes.count, place + 9))
                }
            }
            if let problem = XMLRefusalTests.problem(Data(bytes)) {
                refused += 1
                #expect(problem.line >= 1 && problem.column >= 1 && !problem.message.isEmpty)
            } else {
                let written = try XMLWriter().document(XMLTree(Data(bytes)).root)
                #expect(XMLRefusalTests.problem(written) == nil, "\(String(decoding: bytes, as: UTF8.self))")
            }
        }
        #expect(refused > 200)
    }
}

/// SplitMix64 (Steele, Lea and Flood 2014): the same numbers for the same seed on every machine.
private struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
