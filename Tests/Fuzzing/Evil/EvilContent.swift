import Foundation

/// Attacks on whoever looks at an item: scripts, mutation of markup, drawings, addresses (I5, I6).
enum EvilContent {
    private static let svg = "xmlns=\"http://www.w3.org/2000/svg\""
    private static let math = "xmlns=\"http://www.w3.org/1998/Math/MathML\""
    private static let words = [HostileWords.marker, "hostile.invalid"]

    private static func accepted(_ name: String, _ losses: [String] = [], _ body: String) -> EvilCase {
        EvilCase(name: name, rule: "I5", file: "q.xml", expectation: .accepted(losses: losses, without: words)) {
            Array(EvilMarkup.item(body).utf8)
        }
    }

    private static func text(_ name: String, _ body: String, shown: String) -> EvilCase {
        EvilCase(name: name, rule: "I5", file: "q.xml", expectation: .text(shown)) { Array(EvilMarkup.item(body).utf8) }
    }

    static let cases: [EvilCase] =
        scripts + mutations + drawings + [
            EvilCase(name: "picture-is-drawing", rule: "I6", file: "evil.zip", expectation: .accepted(losses: [])) {
                // The file is kept by its hash; the server's policy for drawings is what the browser check looks at.
                let drawing = "<svg \(svg) onload=\"avicennaHostile()\"><script>avicennaHostile()</script></svg>"
                return EvilMarkup.package(
                    EvilMarkup.item("<p><img src=\"a.svg\" alt=\"a drawing\"/></p>"),
                    files: [("a.svg", Array(drawing.utf8))]
                )
            },
            EvilCase(name: "picture-is-page", rule: "I6", file: "evil.zip", expectation: .accepted(losses: [])) {
                let page = "<!doctype html><script>avicennaHostile()</script>"
                return EvilMarkup.package(
                    EvilMarkup.item("<p><img src=\"a.png\" alt=\"a page\"/></p>"),
                    files: [("a.png", Array(page.utf8))]
                )
            },
            EvilCase(
                name: "choice-with-script",
                rule: "I5",
                file: "q.xml",
                expectation: .accepted(losses: ["content.handler"], without: words)
            ) {
                Array(EvilMarkup.item(choice: "<span onclick=\"avicennaHostile()\">left</span>").utf8)
            },
        ]

    private static let scripts: [EvilCase] = [
        accepted("script", ["content.element"], "<script>avicennaHostile()</script>"),
        accepted("script-remote", ["content.element"], "<script src=\"https://hostile.invalid/a.js\"/>"),
        accepted(
            "handler",
            ["content.handler"],
            "<p onclick=\"avicennaHostile()\" OnMouseOver=\"avicennaHostile()\">x</p>"
        ),
        accepted(
            "picture-error",
            ["content.handler"],
            "<p><img src=\"x.png\" alt=\"x\" onerror=\"avicennaHostile()\"/></p>"
        ),
        accepted("link-script", ["content.link"], "<p><a href=\"javascript:avicennaHostile()\">x</a></p>"),
        accepted(
            "link-script-hidden",
            ["content.link"],
            "<p><a href=\" &#x9;jAvA&#xA;script&#x3A;avicennaHostile()\">x</a></p>"
        ),
        accepted(
            "link-data",
            ["content.link"],
            "<p><a href=\"data:text/html,&lt;script>avicennaHostile()&lt;/script>\">x</a></p>"
        ),
        accepted("picture-remote", ["content.remote"], "<p><img src=\"https://hostile.invalid/a.gif\" alt=\"x\"/></p>"),
        accepted(
            "picture-remote-schemeless",
            ["content.remote"],
            "<p><img src=\"//hostile.invalid/a.gif\" alt=\"x\"/></p>"
        ),
        accepted(
            "picture-data-drawing",
            ["content.data"],
            "<p><img src=\"data:image/svg+xml,&lt;svg onload='avicennaHostile()'/>\" alt=\"x\"/></p>"
        ),
        accepted("frame", ["content.element"], "<iframe src=\"https://hostile.invalid/\"/>"),
        accepted("frame-inline", ["content.element"], "<iframe srcdoc=\"&lt;script>avicennaHostile()&lt;/script>\"/>"),
        accepted("embed", ["content.element"], "<embed src=\"https://hostile.invalid/a.swf\"/>"),
        accepted(
            "object-page",
            [],
            "<object data=\"data:text/html,&lt;script>avicennaHostile()&lt;/script>\" type=\"text/html\"/>"
        ),
        accepted(
            "form",
            ["content.form"],
            "<form action=\"https://hostile.invalid/\"><p>x</p><input name=\"csrf\"/></form>"
        ),
        accepted(
            "meta-refresh",
            ["content.element"],
            "<meta http-equiv=\"refresh\" content=\"0;url=https://hostile.invalid/\"/>"
        ),
        accepted("base", ["content.element"], "<base href=\"https://hostile.invalid/\"/>"),
        accepted("style-element", ["content.element"], "<style>@import 'https://hostile.invalid/a.css'</style>"),
        accepted("style-attribute", ["content.style"], "<p style=\"background:url(https://hostile.invalid/a)\">x</p>"),
        accepted("ids-of-page", ["content.attribute"], "<p id=\"csrf\" name=\"csrf\">x</p>"),
        accepted(
            "video-remote",
            [],
            "<video src=\"https://hostile.invalid/a.mp4\" poster=\"https://hostile.invalid/a.png\"/>"
        ),
    ]

    /// Markup that is harmless as it stands and turns active when it is written and read once more.
    private static let mutations: [EvilCase] = [
        text(
            "mutation-text",
            "<p>&lt;img src=x onerror=avicennaHostile()&gt;</p>",
            shown: "<img src=x onerror=avicennaHostile()>"
        ),
        text(
            "mutation-cdata",
            "<p><![CDATA[<script>avicennaHostile()</script>]]></p>",
            shown: "<script>avicennaHostile()</script>"
        ),
        text("mutation-template", "<p>{{{avicennaHostile}}} {{#a}}</p>", shown: "{{{avicennaHostile}}} {{#a}}"),
        text(
            "mutation-pre",
            "<pre>&lt;/pre>&lt;script>avicennaHostile()&lt;/script></pre>",
            shown: "</pre><script>avicennaHostile()</script>"
        ),
        text(
            "mutation-alternative",
            "<p><img src=\"x.png\" alt='\"&gt;&lt;script>avicennaHostile()&lt;/script>'/></p>",
            shown: "\"><script>avicennaHostile()</script>"
        ),
        accepted(
            "mutation-noscript",
            [],
            "<noscript><p title=\"&lt;/noscript>&lt;img src=x onerror=avicennaHostile()>\"/></noscript>"
        ),
        accepted(
            "mutation-style-in-math",
            [],
            "<math \(math)><mtext><table><mglyph><style>&lt;img src=x onerror=avicennaHostile()></style></mglyph></table></mtext></math>"
        ),
        accepted(
            "mutation-title-in-svg",
            [],
            "<svg \(svg)><desc><style>&lt;/style>&lt;img src=x onerror=avicennaHostile()></style></desc></svg>"
        ),
        accepted(
            "mutation-textarea",
            [],
            "<textarea>&lt;/textarea>&lt;img src=x onerror=avicennaHostile()></textarea>"
        ),
    ]

    private static let drawings: [EvilCase] = [
        accepted(
            "drawing-handler",
            ["content.handler"],
            "<svg \(svg) onload=\"avicennaHostile()\"><rect width=\"9\" height=\"9\"/></svg>"
        ),
        accepted("drawing-script", ["content.element"], "<svg \(svg)><script>avicennaHostile()</script></svg>"),
        accepted(
            "drawing-page-inside",
            ["content.element"],
            "<svg \(svg)><foreignObject><body xmlns=\"http://www.w3.org/1999/xhtml\" onload=\"avicennaHostile()\"/></foreignObject></svg>"
        ),
        accepted(
            "drawing-link",
            ["content.remote"],
            "<svg \(svg) xmlns:x=\"http://www.w3.org/1999/xlink\"><a x:href=\"javascript:avicennaHostile()\"><rect/></a></svg>"
        ),
        accepted(
            "drawing-address-animated",
            ["content.element"],
            "<svg \(svg)><a><animate attributeName=\"href\" values=\"javascript:avicennaHostile()\"/></a></svg>"
        ),
        accepted(
            "drawing-address-set",
            ["content.element"],
            "<svg \(svg)><set attributeName=\"onmouseover\" to=\"avicennaHostile()\"/></svg>"
        ),
        accepted(
            "drawing-picture-remote",
            ["content.remote"],
            "<svg \(svg)><image href=\"https://hostile.invalid/a.png\"/></svg>"
        ),
        accepted(
            "drawing-fill-remote",
            ["content.remote"],
            "<svg \(svg)><rect fill=\"url(https://hostile.invalid/a#b)\"/></svg>"
        ),
        accepted(
            "drawing-use-remote",
            ["content.remote"],
            "<svg \(svg)><use href=\"https://hostile.invalid/a.svg#b\"/></svg>"
        ),
        accepted(
            "formula-link",
            ["content.remote"],
            "<math \(math)><mrow href=\"javascript:avicennaHostile()\"><mi>x</mi></mrow></math>"
        ),
        accepted(
            "formula-page-inside",
            [],
            "<math \(math)><semantics><mi>x</mi><annotation-xml encoding=\"text/html\"><img src=\"x\" onerror=\"avicennaHostile()\"/></annotation-xml></semantics></math>"
        ),
    ]
}
