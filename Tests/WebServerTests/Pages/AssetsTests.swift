import Foundation
import Testing

@testable import WebServer

@Suite struct AssetsTests {
    @Test func `a name changes with the content and only with it`() throws {
        let first = try Self.assets(["styles/base.css": "a { color: red; }"]).urls.style
        #expect(first == (try Self.assets(["styles/base.css": "a { color: red; }"]).urls.style))
        #expect(first != (try Self.assets(["styles/base.css": "a { color: blue; }"]).urls.style))
        #expect(first.wholeMatch(of: /\/assets\/style-[0-9a-f]{16}\.css/) != nil)
    }

    @Test func `FNV-1a gives its published values`() {
        // Test vectors of draft-eastlake-fnv-17, appendix C.
        #expect(AssetText.fingerprint(of: Data()) == "cbf29ce484222325")
        #expect(AssetText.fingerprint(of: Data("a".utf8)) == "af63dc4c8601ec8c")
        #expect(AssetText.fingerprint(of: Data("foobar".utf8)) == "85944171f73967e8")
    }

    @Test func `tokens come first, then components by name, without comments`() {
        let css = AssetText.joinedStyles([
            "styles/bar.css": "/* bar */\n    b { c: d }\n", "styles/tokens.css": "t{}", "styles/a.css": "a{}",
        ])
        #expect(css == "t{}\na{}\nb { c: d }\n")
    }

    @Test func `scripts become one module, start last`() {
        let js = AssetText.joinedScripts([
            "scripts/start.js": "import { a } from \"./a.js\";\na();\n",
            "scripts/a.js": "/** Doc.\n * more */\nexport function a() {\n    // why\n    return \"// kept\";\n}\n",
        ])
        #expect(js == "function a() {\nreturn \"// kept\";\n}\na();\n")
    }

    @Test func `staff files are apart, and a file is sent compressed only when that is smaller`() throws {
        let assets = try Self.assets(["styles/staff-plan.css": "p{}", "styles/base.css": "b{}"])
        let staff = try #require(assets.urls.staffStyle.flatMap(assets.asset))
        #expect(String(decoding: staff.body, as: UTF8.self) == "p{}\n")
        #expect(staff.gzipped == nil)
        #expect(assets.urls.staffScript == nil)
        #expect(assets.asset(at: "/assets/../texts/en.json") == nil)
    }

    @Test func `a script carries the words of its language`() throws {
        let assets = try Self.assets([:])
        let script = try #require(assets.urls.candidateScripts["en"].flatMap(assets.asset))
        #expect(String(decoding: script.body, as: UTF8.self).hasPrefix("const words={\"x\":\"Saved <\\/b>\"};\n"))
    }

    @Test func `styles name no physical side, but for print pages`() throws {
        let physical =
            /[\s;{](?:(?:margin|padding|border|inset|scroll-margin|scroll-padding)-)?(?:left|right|top|bottom)\s*:|(?:text-align|float|clear):\s*(?:left|right)/
        for (path, text) in try SiteFolder.files() where path.hasSuffix(".css") {
            #expect(text.matches(of: physical).map { String($0.0) } == [], "\(path)")
        }
    }

    @Test func `every icon that a template or a script shows is in the sprite, at most 40 in all`() throws {
        let files = try SiteFolder.files()
        let icons = Set(
            files.keys.filter { $0.hasPrefix("icons/") }.compactMap { $0.split(separator: "/").last?.dropLast(4) }
        )
        #expect(icons.count <= 40)
        for (path, text) in files {
            for use in text.matches(of: /\{\{iconsURL\}\}#([a-z-]+)"/) {
                #expect(icons.contains(use.1), "\(path) \(use.1)")
            }
            for use in text.matches(of: /icon\("([a-z-]+)"/) { #expect(icons.contains(use.1), "\(path) \(use.1)") }
        }
        let sprite = try AssetText.sprite(files.filter { $0.key.hasPrefix("icons/") && $0.key.hasSuffix(".svg") })
        #expect(sprite.contains("id=\"flag\""))
        // The budget of ux.md, section 1.1.
        #expect(try PlotReading.gzipped(sprite) <= 3000)
    }

    private static func assets(_ files: [String: String]) throws -> Assets {
        let texts = Texts(locale: "en", entries: ["live.x": .text("Saved </b>"), "other": .text("no")])
        return try Assets(files: files, texts: [texts]) { $0 + Data([0]) }
    }
}
