import Testing

@Suite struct TemplatesTests {
    @Test func `no template holds a word, a style or a script`() throws {
        let findings = Templates.findings(in: try Tree.house.texts(under: "Sources"))
        #expect(findings.isEmpty, "\(findings.listed)")
    }

    @Test(arguments: [
        "<p>Next</p>", "<p>{{count}} left</p>", "<button aria-label=\"Close\">×</button>",
        "<img alt='ECG' src=\"{{url}}\">",
        "<input placeholder=\"Name\">", "<input type=\"submit\" value=\"Send\">", "<input value='Send' type=submit>",
        "<p style=\"color:red\">{{text}}</p>", "<a href=\"#\" onclick=\"go()\">{{text}}</a>", "<style>p{}</style>",
        "<script>go()</script>", "<p>{{#rows}}<b>{{name}}</b> and {{/rows}}</p>", "<p title={{a}}Close>{{b}}</p>",
        "<title>{{title}} – Avicenna</title>", "<option label=\"All\">{{text}}</option>", "<p>[[a.b]] של</p>",
        "<p {{#hint}}title=\"Hint\"{{/hint}}>{{a}}</p>", "<p>a < b</p>",
        "{{$attributes}} aria-label=\"Close\"{{/attributes}}", "{{$attributes}} style=\"{{a}}\"{{/attributes}}",
    ])
    func `a literal word, style or script is named`(template: String) {
        #expect(findings("<main>\n\(template)\n</main>").map(\.line).first == 2)
    }

    @Test(arguments: [
        "<p class=\"notice wide\" id=\"main\">[[question.next]]</p>", "<p>{{n}} / {{total}} · 12 %&nbsp;&rarr;</p>",
        "<img alt=\"{{alt}}\" src=\"a.svg\">", "{{! a comment with words }}<p>{{{html}}}</p>", "<!-- words --><p></p>",
        "<input type=\"hidden\" name=\"csrf\" value=\"{{csrf}}\">", "<input type=\"radio\" value=\"all\">",
        "<script type=\"module\" src=\"{{scriptURL}}\"></script>", "<button {{#off}}disabled{{/off}}>[[a.b]]</button>",
        "<a href=\"{{#page}}/q/{{n}}{{/page}}\" aria-label=\"[[a]] {{n}}\">{{n}}</a>", "{{> parts/clock}}",
        "<!doctype html>",
        "{{$attributes}}{{#data}} data-page=\"lobby\" data-now=\"{{now}}\"{{/data}}{{/attributes}}",
        "<p>{{#a}}>{{/a}}</p>", "<input value=\"a>b\" type=\"text\">",
    ])
    func `placeholders, keys, digits and signs are in order`(template: String) {
        #expect(findings(template) == [])
    }

    private func findings(_ text: String) -> [Finding] {
        Templates.findings(in: [SourceFile(path: "Sources/WebServer/Site/templates/a.mustache", text: text)])
    }
}
