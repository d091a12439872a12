import Assessment
import Foundation
import Testing

@Suite struct ContentImportTests {
    /// Blocks and losses of HTML text in which `pictures` are the files that exist.
    static func read(_ html: String, pictures: Set<String> = []) throws -> (blocks: [Block], losses: [String]) {
        var content = ContentImport(media: { pictures.contains($0) ? "media/\($0)" : nil })
        let blocks = content.blocks(try HTMLReader.nodes(html))
        return (blocks, content.losses.map(\.code))
    }

    @Test func `plain markup becomes our own blocks without a loss`() throws {
        let html = """
            <p>A 60-year-old <b>man</b>
               has <em>chest</em>&nbsp;pain &amp; H<sub>2</sub>O.<br>Next line</p>
            <ul><li>one<li>two</ul>
            <h3>Findings</h3>
            <blockquote>quoted</blockquote><pre>  a
              b</pre>
            """
        let (blocks, losses) = try Self.read(html)
        #expect(
            blocks == [
                .paragraph([
                    .text("A 60-year-old "), .strong([.text("man")]), .text(" has "), .emphasis([.text("chest")]),
                    .text("\u{A0}pain & H"), .subscript([.text("2")]), .text("O."), .lineBreak, .text("Next line"),
                ]),
                .list(isOrdered: false, items: [[.text("one")], [.text("two")]]),
                .heading(level: 3, [.text("Findings")]),
                .quotation([.text("quoted")]),
                .preformatted("  a\n  b"),
            ]
        )
        #expect(losses.isEmpty)
    }

    @Test func `a simple table keeps its heading and cells`() throws {
        let html = "<table><caption>Blood</caption><tr><th>Test<th>Result<tr><td>Hb<td>112</table>"
        let (blocks, losses) = try Self.read(html)
        let table = ContentTable(
            caption: [.text("Blood")],
            header: [[.text("Test")], [.text("Result")]],
            rows: [[[.text("Hb")], [.text("112")]]]
        )
        #expect(blocks == [.table(table)])
        #expect(losses.isEmpty)
    }

    @Test func `a table with joined cells is kept as markup and shown as text`() throws {
        let (blocks, losses) = try Self.read("<table><tr><td colspan=2>both<tr><td>a<td>b</table>")
        guard case .foreign(let markup, let fallback) = blocks.first else {
            Issue.record("no foreign block: \(blocks)")
            return
        }
        #expect(markup == #"<table><tr><td colspan="2">both</td></tr><tr><td>a</td><td>b</td></tr></table>"#)
        #expect(fallback == "both a b")
        #expect(losses == ["content.table"])
    }

    @Test func `formulae and ruby are kept as they came`() throws {
        let html =
            #"<p>x <math alttext="one half"><mfrac><mn>1</mn><mn>2</mn></mfrac></math> <ruby>漢<rt>kan</ruby></p>"#
        let (blocks, losses) = try Self.read(html)
        let math =
            #"<math xmlns="http://www.w3.org/1998/Math/MathML" alttext="one half">"#
            + "<mfrac><mn>1</mn><mn>2</mn></mfrac></math>"
        #expect(
            blocks == [
                .paragraph([
                    .text("x "), .formula(markup: math, alternative: "one half"), .text(" "),
                    .foreign(markup: "<ruby>漢<rt>kan</rt></ruby>", fallback: "漢 kan"),
                ])
            ]
        )
        #expect(losses.isEmpty)
    }

    @Test func `an image of the package keeps its text and size`() throws {
        let (blocks, losses) = try Self.read(#"<p><img src="x.png" alt="ECG" width="600px"></p>"#, pictures: ["x.png"])
        #expect(blocks == [.image(ContentImage(media: "media/x.png", alternative: "ECG", widthInPixels: 600))])
        #expect(losses.isEmpty)
    }

    @Test func `a small raster picture inside the text becomes a file named by its hash`() throws {
        let picture = try #require(
            Data(
                base64Encoded:
                    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
            )
        )
        var content = ContentImport()
        let html = #"<img alt="dot" src="data:image/png;base64,\#(picture.base64EncodedString())">"#
        let blocks = content.blocks(try HTMLReader.nodes(html))
        let name = "media/\(ContentHash(of: picture)).png"
        #expect(blocks == [.image(ContentImage(media: name, alternative: "dot"))])
        #expect(content.pictures == [name: picture])
        #expect(content.losses.isEmpty)
    }

    @Test(arguments: [
        (#"<p onclick="steal()">text</p>"#, "content.handler"),
        ("text<script>steal()</script>", "content.element"),
        ("text<style>p{background:url(//x)}</style>", "content.element"),
        (#"text<iframe src="https://x.example"></iframe>"#, "content.element"),
        (#"<p style="position:fixed">text</p>"#, "content.style"),
        (#"<a href="javascript:steal()">text</a>"#, "content.link"),
        (#"<a href=" java&#10;script:steal()">text</a>"#, "content.link"),
        (#"<form action="https://x.example">text<input name="a"></form>"#, "content.form"),
        (#"text<img src="https://x.example/track.gif">"#, "content.remote"),
        (#"text<img src="//x.example/track.gif">"#, "content.remote"),
        (#"text<img src="\\x.example\track.gif">"#, "content.remote"),
        (#"text<img src="data:image/svg+xml;base64,PHN2Zz48L3N2Zz4=">"#, "content.data"),
        (#"text<img src="data:text/html,<script>steal()</script>">"#, "content.data"),
        (
            #"text<object data="x.swf" type="application/x-shockwave-flash" onload="steal()"></object>"#,
            "content.handler"
        ),
        (#"text<svg onload="steal()"><script>steal()</script></svg>"#, "content.handler"),
        (#"text<svg><image href="https://x.example/t.png"/></svg>"#, "content.remote"),
        (#"text<svg><a><animate attributeName="href" values="javascript:steal()"/></a></svg>"#, "content.element"),
        (#"text<svg><rect fill="url(https://x.example/#a)"/></svg>"#, "content.remote"),
        ("text<svg><foreignObject><body onload='steal()'></foreignObject></svg>", "content.element"),
        (#"text<math><mtext><img src="x" onerror="steal()"></mtext></math>"#, "content.handler"),
        ("text<base href='https://x.example/'>", "content.element"),
        ("text<link rel=stylesheet href=//x.example>", "content.element"),
        ("text<meta http-equiv=refresh content='0;url=//x.example'>", "content.element"),
        (#"text<svg><a xlink:href="java&#1;script:steal()"><text>a</text></a></svg>"#, "content.remote"),
        (#"text<svg><use xlink:href="https://x.example/a.svg#b"/></svg>"#, "content.remote"),
        (#"text<ruby>a<rt><form action="/steal"><input name="a"></form></rt></ruby>"#, "content.form"),
    ])
    func `what can act or fetch is taken out and named`(html: String, code: String) throws {
        let (blocks, losses) = try Self.read(html)
        #expect(losses.contains(code), "\(losses)")
        let written = CanonicalJSON.text(blocks.json).lowercased()
        for word in ["steal", "example", "script", "onload", "onerror", "onclick", "position:fixed", "track.gif"] {
            #expect(!written.contains(word), "\(word) in \(written)")
        }
        #expect(written.contains("text"))
    }

    @Test func `a form inside kept markup leaves its words, and what includes a file is taken out`() throws {
        let (blocks, losses) = try Self.read("<dl><form action=a><dt>term<dd>words</form></dl>")
        #expect(blocks == [.foreign(markup: "<dl><dt>term</dt><dd>words</dd></dl>", fallback: "term words")])
        #expect(losses == ["content.form"])
        var content = ContentImport()
        let include = MarkupElement(
            "include",
            namespace: "http://www.w3.org/2001/XInclude",
            attributes: [MarkupAttribute("href", "passage.xml")]
        )
        #expect(content.blocks([.element(include)]) == [])
        #expect(content.losses.map(\.code) == ["content.element"])
        let form = MarkupElement("form", namespace: "urn:other", attributes: [MarkupAttribute("action", "a")])
        #expect(content.blocks([.element(form)]) == [])
    }

    @Test(arguments: [
        (
            "<svg xmlns='http://www.w3.org/2000/svg' xmlns:v='urn:v' xlink:href='#a' v:b='c'><v:d>e</v:d></svg>",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" "
                + "xlink:href=\"#a\">e</svg>"
        ),
        ("<ruby o:a='b'>c<o:p>d</o:p></ruby>", "<ruby>cd</ruby>"),
        ("<ruby title='a\u{1}b'>c\u{B}d</ruby>", "<ruby title=\"a\u{FFFD}b\">c\u{FFFD}d</ruby>"),
    ])
    func `kept markup is sound XML by itself`(html: String, markup: String) throws {
        guard case .paragraph(let runs) = try Self.read(html).blocks.first, case .foreign(let kept, _) = runs.first
        else {
            Issue.record("nothing is kept of \(html)")
            return
        }
        #expect(kept == markup)
    }

    @Test func `every attribute that is not kept is named once with its count`() throws {
        var content = ContentImport()
        _ = content.blocks(try HTMLReader.nodes("<p class=a>x</p>\n<p class=b>y</p>"))
        #expect(
            content.losses == [
                ContentLoss(
                    code: "content.attribute",
                    message: "the attribute class of p is not kept (2 times)",
                    line: 1
                )
            ]
        )
    }

    @Test func `a format places interactions and takes other elements out`() throws {
        var content = ContentImport(role: { element in
            switch element.name {
            case "entry": .inlineInteraction(ResponseID(rawValue: "R"))
            case "choice": .interaction(ResponseID(rawValue: "C"))
            case "secret": .omitted
            default: .ordinary
            }
        })
        let nodes = try HTMLReader.nodes(
            "<p>is <b>not <entry></entry></b><secret>key</secret></p><div><choice></choice></div>"
        )
        #expect(
            content.blocks(nodes) == [
                .paragraph([.text("is "), .strong([.text("not "), .interaction(ResponseID(rawValue: "R"))])]),
                .interaction(ResponseID(rawValue: "C")),
            ]
        )
    }

    @Test func `a language is kept on runs and on whole blocks`() throws {
        let (blocks, losses) = try Self.read(#"<p>a <span lang="la">in vitro</span></p><p lang="de">Herz</p>"#)
        #expect(
            blocks == [
                .paragraph([.text("a "), .language("la", [.text("in vitro")])]),
                .paragraph([.language("de", [.text("Herz")])]),
            ]
        )
        #expect(losses.isEmpty)
    }
}

@Suite struct HTMLReaderTests {
    @Test(arguments: [
        ("<p>a<p>b", "<p>a</p><p>b</p>"),
        ("<B>x</b>", "<b>x</b>"),
        ("<ul><li>a<li>b</ul>c", "<ul><li>a</li><li>b</li></ul>c"),
        ("a < b && c > d", "a &lt; b &amp;&amp; c &gt; d"),
        ("&eacute;&#233;&#xE9;&#150;&nosuch;&amp", "éé\u{E9}–&amp;nosuch;&amp;"),
        ("<!-- x --><!DOCTYPE html><?php x ?>y", "y"),
        ("<!-->a<!--->b<!-- never closed", "ab"),
        ("<br/><br></br>", "<br/><br/>"),
        ("<p title='a\"b' title=c>x", "<p title=\"a&quot;b\">x</p>"),
        ("</p></div>x", "x"),
        ("<div><p>a</div>b", "<div><p>a</p></div>b"),
        ("<table><tr><td>a</b></p><td>b</table>", "<table><tr><td>a</td><td>b</td></tr></table>"),
        ("<textarea></p>&amp;</textarea>x", "<textarea>&lt;/p&gt;&amp;</textarea>x"),
        ("<script>if (a<b) '</p>'</script >x", "<script>if (a&lt;b) '&lt;/p&gt;'</script>x"),
        ("<x\"<y>z", "z"),
        ("<a =b 1=2 ok=3>x", "<a ok=\"3\">x</a>"),
        ("<p", "<p/>"),
        ("<", "&lt;"),
        (
            "<svg viewBox='0 0 1 1'><linearGradient/></svg>",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"><linearGradient/></svg>"
        ),
    ])
    func `text is read as browsers would show it`(html: String, tree: String) throws {
        #expect(MarkupText.text(of: try HTMLReader.nodes(html)) == tree)
    }

    @Test func `depth, size and number of nodes are bounded`() throws {
        let deep = String(repeating: "<div>", count: 101)
        #expect(throws: HTMLReader.Refusal.tooDeep(line: 1)) { try HTMLReader.nodes(deep) }
        let long = String(repeating: "x", count: HTMLReader.byteLimit + 1)
        #expect(throws: HTMLReader.Refusal.tooLong(bytes: long.utf8.count)) { try HTMLReader.nodes(long) }
        let attributes = "<ruby " + (0..<300).map { "a\($0)" }.joined(separator: " ") + ">x</ruby>"
        let ruby = try HTMLReader.nodes(attributes).first?.element
        #expect(ruby?.attributes.count == HTMLReader.attributeLimit)
        #expect(ruby?.text == "x")
        let many = String(repeating: "<br>", count: HTMLReader.nodeLimit + 1)
        #expect(throws: HTMLReader.Refusal.tooManyNodes(line: 1)) { try HTMLReader.nodes(many) }
    }

    @Test func `any text is read, and what was written from a tree reads back as that tree`() throws {
        let pieces = [
            "<", ">", "/", "=", "\"", "'", "p", "td", "table", "svg", "math", "script", "!--", "-->", "&", "#x", ";",
            " ", "\n", "\0", "é", "<p>", "</p>", "<![CDATA[", "]]>", "on", "<b a='",
        ]
        var seed: UInt64 = 20_261_121
        for _ in 0..<3000 {
            var html = ""
            for _ in 0..<12 {
                seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                html += pieces[Int(seed >> 33) % pieces.count]
            }
            let blocks = try ContentImportTests.read(html).blocks
            let json = blocks.json
            #expect(try Block.blocks(json, "") == blocks)
        }
    }
}
