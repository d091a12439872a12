import Foundation

/// Attacks by XML itself: document types, encodings, floods, depth (I3), and by the logic of an item (I4).
enum EvilDocuments {
    private static func refused(
        _ name: String,
        _ code: String,
        isLarge: Bool = false,
        _ bytes: @escaping @Sendable () -> [UInt8]
    ) -> EvilCase {
        EvilCase(
            name: name,
            rule: "I3",
            file: "q.xml",
            expectation: .itemsRefused("xml.\(code)"),
            isLarge: isLarge,
            bytes: bytes
        )
    }

    private static func refused(_ name: String, _ code: String, head: String = "", body: String = "") -> EvilCase {
        refused(name, code) { Array(EvilMarkup.item(body, head: head).utf8) }
    }

    private static func kept(
        _ name: String,
        _ expectation: EvilCase.Expectation,
        processing: @escaping @Sendable () -> String
    ) -> EvilCase {
        EvilCase(name: name, rule: "I4", file: "q.xml", expectation: expectation) {
            Array(EvilMarkup.item(processing: processing()).utf8)
        }
    }

    static let cases: [EvilCase] =
        documentTypes + encodings + floods + logic + [
            refused("instruction", "processing-instruction", head: "<?php avicennaHostile() ?>"),
            refused("instruction-inside", "processing-instruction", body: "<p><?avicennaHostile?></p>"),
            refused("declaration-twice", "malformed", head: "<?xml version=\"1.0\"?><?xml version=\"1.0\"?>"),
            refused("entity-undeclared", "undeclared-entity", body: "<p>&file;</p>"),
            refused("prefix-undeclared", "undeclared-prefix", body: "<p><x:y/></p>"),
            refused("attribute-twice", "duplicate-attribute", body: "<p class=\"a\" class=\"b\">x</p>"),
            refused("comment-two-ends", "malformed", body: "<p><!-- --!><script>avicennaHostile()</script> --></p>"),
            refused("tags-crossed", "malformed", body: "<p><strong></p></strong>"),
            EvilCase(
                name: "include",
                rule: "I3",
                file: "q.xml",
                expectation: .accepted(losses: [], without: ["root:", "daemon"])
            ) {
                let include =
                    "<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"file:///etc/passwd\" parse=\"text\"/>"
                return Array(EvilMarkup.item("<div>\(include)</div>").utf8)
            },
            EvilCase(name: "schema-remote", rule: "I3", file: "q.xml", expectation: .accepted(losses: [])) {
                let location =
                    "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"http://hostile.invalid/a http://hostile.invalid/b.xsd\" adaptive"
                return Array(EvilMarkup.item().replacing("adaptive", with: location).utf8)
            },
        ]

    private static let documentTypes: [EvilCase] = [
        refused("doctype", "doctype", head: "<!DOCTYPE a>"),
        refused(
            "doctype-file",
            "doctype",
            head: "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]>",
            body: "<p>&b;</p>"
        ),
        refused("doctype-remote", "doctype", head: "<!DOCTYPE a SYSTEM \"http://hostile.invalid/a.dtd\">"),
        refused(
            "doctype-parameter",
            "doctype",
            head: "<!DOCTYPE a [<!ENTITY % b SYSTEM \"http://hostile.invalid/\"> %b;]>"
        ),
        refused("doctype-behind-comment", "doctype", head: "<!-- <x> --><!-- ' -->\n\n<!DOCTYPE a>"),
        refused("doctype-lower-case", "doctype", head: "<!doctype html>"),
        refused("doctype-inside", "doctype", body: "<p><!DOCTYPE a></p>"),
        refused("doctype-laughs", "doctype") {
            let laughs = (1...9).map { "<!ENTITY l\($0) '\(String(repeating: "&l\($0 - 1);", count: 10))'>" }.joined()
            return Array(EvilMarkup.item("<p>&l9;</p>", head: "<!DOCTYPE l [<!ENTITY l0 'ha'>\(laughs)]>").utf8)
        },
        refused("doctype-quadratic", "doctype", isLarge: true) {
            let entity = "<!DOCTYPE l [<!ENTITY a '\(String(repeating: "a", count: 100_000))'>]>"
            return Array(EvilMarkup.item("<p>\(String(repeating: "&a;", count: 100_000))</p>", head: entity).utf8)
        },
        refused("doctype-flood", "doctype", isLarge: true) {
            Array((String(repeating: "<!DOCTYPE a [<!ENTITY b 'c'>]>", count: 200_000) + EvilMarkup.item()).utf8)
        },
        refused("doctype-utf-16", "doctype") {
            [0xFF, 0xFE] + EvilMarkup.item(head: "<!DOCTYPE a>").utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        },
    ]

    private static let encodings: [EvilCase] = [
        refused("encoding-utf-7", "unsupported-encoding") { Array("+/v8-+ADwAIQ-DOCTYPE a+AD4-".utf8) },
        refused("encoding-utf-32", "unsupported-encoding") {
            [0xFF, 0xFE, 0, 0]
                + EvilMarkup.item().unicodeScalars.flatMap {
                    [UInt8($0.value & 0xFF), UInt8($0.value >> 8 & 0xFF), 0, 0]
                }
        },
        refused("encoding-utf-16-unmarked", "unsupported-encoding") {
            EvilMarkup.item().utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        },
        refused("encoding-ebcdic", "unsupported-encoding") { [0x4C, 0x6F, 0xA7, 0x94, 0x93] },
        refused(
            "encoding-declared-latin",
            "unsupported-encoding",
            head: "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>"
        ),
        refused("encoding-declared-utf-7", "unsupported-encoding", head: "<?xml version=\"1.0\" encoding=\"UTF-7\"?>"),
        refused("encoding-declared-other", "encoding-mismatch", head: "<?xml version=\"1.0\" encoding=\"UTF-16\"?>"),
        refused("version-1.1", "unsupported-version", head: "<?xml version=\"1.1\"?>"),
        broken("utf-8-overlong", [0xC0, 0xBC]), broken("utf-8-surrogate", [0xED, 0xA0, 0x80]),
        broken("utf-8-beyond", [0xF4, 0x90, 0x80, 0x80]), broken("utf-8-cut", [0xE2, 0x82]),
        broken("utf-8-latin", [0xE9]),
        refused("nul", "forbidden-character") { Array(EvilMarkup.item("<p>a\0b</p>").utf8) },
        refused("control-character", "forbidden-character") { Array(EvilMarkup.item("<p>a\u{B}b</p>").utf8) },
        refused("nul-by-number", "forbidden-character", body: "<p>&#0;</p>"),
        refused("surrogate-by-number", "forbidden-character", body: "<p>&#xD800;</p>"),
    ]

    private static func broken(_ name: String, _ bytes: [UInt8]) -> EvilCase {
        refused(name, "wrong-bytes") {
            let parts = Array(EvilMarkup.item("<p>|</p>").utf8).split(separator: UInt8(ascii: "|"))
            return parts[0] + bytes + parts[1]
        }
    }

    private static let floods: [EvilCase] = [
        refused("depth-101", "too-deep") { Array(EvilMarkup.item(nested("div", 101)).utf8) },
        refused("depth-100000", "too-deep", isLarge: true) { Array(EvilMarkup.item(nested("div", 100_000)).utf8) },
        refused("depth-unclosed", "too-deep") { Array(String(repeating: "<a>", count: 20_000).utf8) },
        refused("nodes", "too-many-nodes", isLarge: true) {
            Array(EvilMarkup.item("<p>\(String(repeating: "<b/>", count: 1_000_000))</p>").utf8)
        },
        refused("text", "too-much-text", isLarge: true) {
            Array(EvilMarkup.item("<p>\(String(repeating: "x", count: 10 << 20))</p>").utf8)
        },
        refused("attributes", "too-many-attributes") {
            Array(EvilMarkup.item("<p \((0..<300).map { "a\($0)=''" }.joined(separator: " "))/>").utf8)
        },
        refused("comment-open", "malformed") {
            Array((EvilMarkup.item() + String(repeating: "<!-- ", count: 20_000)).utf8)
        },
        EvilCase(name: "choices-many", rule: "I3", file: "q.xml", expectation: .kept("qti.content")) {
            let choices = (0..<5_000).map { "<qti-simple-choice identifier=\"x\($0)\">x</qti-simple-choice>" }.joined()
            return Array(
                EvilMarkup.item().replacing(
                    "<qti-simple-choice identifier=\"A\"",
                    with: choices + "<qti-simple-choice identifier=\"A\""
                ).utf8
            )
        },
    ]

    private static let logic: [EvilCase] = [
        kept("operator-unknown", .itemsRefused("qti.operator")) {
            rule("<qti-run-script language=\"sh\">rm -rf /</qti-run-script>")
        },
        kept("operator-custom", .kept("qti.unsupported")) {
            rule(
                "<qti-custom-operator class=\"java.lang.Runtime\"><qti-base-value base-type=\"string\">rm</qti-base-value></qti-custom-operator>"
            )
        },
        kept("logic-deep", .accepted(losses: [])) {
            rule(
                String(repeating: "<qti-and>", count: 80)
                    + "<qti-base-value base-type=\"boolean\">true</qti-base-value>"
                    + String(repeating: "</qti-and>", count: 80)
            )
        },
        kept("pattern-exponential", .kept("qti.unsupported")) {
            rule(
                "<qti-pattern-match pattern=\"(a+)+$\"><qti-base-value base-type=\"string\">\(String(repeating: "a", count: 60))!</qti-base-value></qti-pattern-match>"
            )
        },
        kept("template-remote", .kept("qti.unsupported")) {
            "<qti-response-processing template=\"https://hostile.invalid/steal\" template-location=\"file:///etc/passwd\"/>"
        },
        kept("repeat-huge", .kept("qti.unsupported")) {
            rule(
                "<qti-gt><qti-sum><qti-repeat number-repeats=\"2147483647\"><qti-base-value base-type=\"integer\">1</qti-base-value></qti-repeat></qti-sum><qti-base-value base-type=\"integer\">1</qti-base-value></qti-gt>"
            )
        },
    ]

    private static func rule(_ condition: String) -> String {
        """
        <qti-response-processing><qti-response-condition><qti-response-if>\(condition)\
        <qti-set-outcome-value identifier="SCORE"><qti-base-value base-type="float">1</qti-base-value></qti-set-outcome-value>\
        </qti-response-if></qti-response-condition></qti-response-processing>
        """
    }

    private static func nested(_ name: String, _ depth: Int) -> String {
        String(repeating: "<\(name)>", count: depth) + String(repeating: "</\(name)>", count: depth)
    }
}
