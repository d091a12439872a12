/// What an attacker writes where a format expects something harmless; every script calls `avicennaHostile`.
enum HostileWords {
    static let marker = "avicennaHostile"

    static let markup = [
        "<script>avicennaHostile()</script>",
        "<img src=\"x\" onerror=\"avicennaHostile()\"/>",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"avicennaHostile()\"><script>avicennaHostile()</script></svg>",
        "<svg xmlns=\"http://www.w3.org/2000/svg\"><foreignObject><iframe src=\"javascript:avicennaHostile()\"/></foreignObject></svg>",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:x=\"http://www.w3.org/1999/xlink\"><a x:href=\"javascript:avicennaHostile()\"><text>x</text></a></svg>",
        "<svg xmlns=\"http://www.w3.org/2000/svg\"><a id=\"a\"><animate attributeName=\"href\" values=\"javascript:avicennaHostile()\"/></a></svg>",
        "<math xmlns=\"http://www.w3.org/1998/Math/MathML\"><maction actiontype=\"statusline#x\" href=\"javascript:avicennaHostile()\"><mi>x</mi></maction></math>",
        "<math xmlns=\"http://www.w3.org/1998/Math/MathML\"><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=avicennaHostile()&gt;\"/></mglyph></table></mtext></math>",
        "<noscript><p title=\"&lt;/noscript&gt;&lt;img src=x onerror=avicennaHostile()&gt;\"/></noscript>",
        "<iframe srcdoc=\"&lt;script&gt;avicennaHostile()&lt;/script&gt;\"/>",
        "<object data=\"data:text/html,&lt;script&gt;avicennaHostile()&lt;/script&gt;\" type=\"text/html\"/>",
        "<form action=\"javascript:avicennaHostile()\"><input autofocus=\"autofocus\" onfocus=\"avicennaHostile()\"/></form>",
        "<a href=\"&#x6A;ava\nscript:avicennaHostile()\">a</a>",
        "<img src=\"https://hostile.invalid/pixel.gif\"/>",
        "<style>@import 'https://hostile.invalid/a.css'; p {background: url(https://hostile.invalid/b)}</style>",
        "<meta http-equiv=\"refresh\" content=\"0;url=https://hostile.invalid/\"/><base href=\"https://hostile.invalid/\"/>",
        "<p style=\"background:url(https://hostile.invalid/c)\" id=\"csrf\" name=\"csrf\">x</p>",
        "&lt;script&gt;avicennaHostile()&lt;/script&gt;&lt;img src=x onerror=avicennaHostile()&gt;",
        "{{avicennaHostile}} {{{avicennaHostile}}} ${avicennaHostile()} <![CDATA[<script>avicennaHostile()</script>]]>",
        "<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"file:///etc/passwd\" parse=\"text\"/>",
        "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>", "&e;", "<?php avicennaHostile() ?>", "&nbsp;",
    ]

    static let values = [
        "", " ", "0", "-1", "1", "2147483648", "9223372036854775807", "9223372036854775808", "-9223372036854775808",
        "99999999999999999999999999999999999999", "1e308", "1e999", "-1e999", "NaN", "INF", "-INF", "0x10", "1/0",
        "1e-400", "0.1e1", ".5", "+5", "1.", "true", "javascript:avicennaHostile()", "../../../../etc/passwd",
        "/etc/passwd", "file:///etc/passwd", "https://hostile.invalid/", "//hostile.invalid/x",
        "data:text/html,<script>avicennaHostile()</script>", "=1+cmd|' /C calc'!A0", "@SUM(1)", "\u{202E}gnp.exe",
        "a\u{0301}\u{0301}\u{0301}", "\u{0}", "\u{FFFE}", "%00", "%2e%2e%2f", "..\\..\\x", "CON", "RESPONSE", "SCORE",
        "single", "multiple", "ordered", "record", "float", "integer", "identifier", "point", "directedPair", "file",
        "' OR 1=1 --", "{{x}}", "\"><script>avicennaHostile()</script>", "\" onfocus=\"avicennaHostile()",
    ]

    static let lines = [
        "sep=;", "=HYPERLINK(\"https://hostile.invalid\")", "\"", "\"\"\"", ";;;;;;;;", "::::", "{=", "}", "~%-1e9%x",
        "ANSWER: Z", "$CATEGORY: ../../x", "// comment", "\t\t\t", "{#1e999:1e999}",
        "[html]<script>avicennaHostile()</script>",
        "\u{FEFF}", "identifier,kind,lead-in", "{\"format\":1}",
    ]

    /// A text that is long and otherwise in order.
    static func long(_ chance: inout Chance) -> String {
        String(
            repeating: chance.pick(["a", "é", "\u{1F9EC}", "x ", "9", "&amp;", "a-"]),
            count: 1 << (4 + chance.below(13))
        )
    }
}
