import Assessment
import Testing

@testable import WebServer

/// Content that hangs on a draw, recordings and formulae.
@Suite struct DrawnContentTests {
    @Test func `parts are shown by the values drawn for this candidate`() throws {
        let woman = try Self.markup(["SEX": ["female"], "DOSE": ["12.5"]])
        #expect(woman.contains("She is pregnant.") && !woman.contains("He smokes."))
        #expect(woman.contains("12.50 mg") && woman.contains(">12.5 mg<") && !woman.contains(">None<"))
        let man = try Self.markup(["SEX": ["male"]])
        #expect(!man.contains("She is pregnant.") && man.contains("He smokes.") && man.contains(">None<"))
        // Letters belong to the places of those that are shown.
        #expect(woman.matches(of: /class="letter">(.)</).map { String($0.1) } == ["A", "B"])
    }

    @Test func `what hangs on an outcome is hidden until the outcome is known`() throws {
        #expect(!(try Self.markup([:]).contains("Well done.")))
        #expect(!(try Self.markup([:], outcomes: [:]).contains("Well done.")))
        #expect(try Self.markup([:], outcomes: ["SCORE": ["0", "1"]]).contains("Well done."))
        let hidden = Visibility(origin: .outcome, variable: "SCORE", value: "1", isShown: false)
        #expect(!ItemFragment.State().shows(hidden))
        #expect(ItemFragment.State(outcomes: [:]).shows(hidden))
    }

    @Test(arguments: [
        (PrintedVariable(variable: "X"), ["7"], "7"), (PrintedVariable(variable: "X", format: "%.2f"), ["7"], "7.00"),
        (PrintedVariable(variable: "X", format: "%i"), ["7.6"], "8"),
        (PrintedVariable(variable: "X", format: "%05d!"), ["7"], "00007!"),
        (PrintedVariable(variable: "X", format: "%.3e"), ["0.00012"], "1.200e-04"),
        (PrintedVariable(variable: "X", base: 2), ["5"], "101"),
        (PrintedVariable(variable: "X", index: "2"), ["a", "b"], "b"),
        (PrintedVariable(variable: "X", index: "9"), ["a"], ""),
        (PrintedVariable(variable: "X", index: "X"), ["1", "b"], "1"),
        (PrintedVariable(variable: "X", delimiter: ", "), ["a", "b"], "a, b"),
        // A format that is none, or would read what is not there, prints the value.
        (PrintedVariable(variable: "X", format: "%@"), ["7"], "7"),
        (PrintedVariable(variable: "X", format: "%n%s"), ["7"], "7"),
        (PrintedVariable(variable: "X", format: "%999999d"), ["7"], "7"),
        (PrintedVariable(variable: "X", format: "%d"), ["x"], "x"),
        (PrintedVariable(variable: "X", format: "%d"), ["1e300"], "1e300"),
        (PrintedVariable(variable: "Y"), ["7"], ""),
    ])
    func `a variable is printed as its author asks`(variable: PrintedVariable, values: [String], text: String) {
        #expect(VariableText.text(variable) { $0 == "X" ? values : [] } == text)
    }

    @Test func `a list shows drawn values too`() {
        let state = ItemFragment.State(variables: ["X": ["5"]])
        let blocks: [Block] = [.paragraph([.strong([.text("Give "), .variable(PrintedVariable(variable: "X"))])])]
        #expect(state.plainText(of: blocks) == "Give 5")
    }

    @Test(arguments: [
        ("<math><mi>x</mi></math>", "<math alttext=\"w\"><mi>x</mi></math>"),
        (
            "<math display=\"block\"><msup><mi mathvariant=\"normal\">x</mi><mn>2</mn></msup></math>",
            "<math display=\"block\" alttext=\"w\"><msup><mi mathvariant=\"normal\">x</mi><mn>2</mn></msup></math>"
        ),
        (
            "<math><mspace width=\"1em\"/><mo>&lt;</mo></math>",
            "<math alttext=\"w\"><mspace width=\"1em\"></mspace><mo>&lt;</mo></math>"
        ),
        (
            "<math><semantics><mn>1</mn><annotation encoding=\"application/x-tex\"><![CDATA[<b>]]></annotation></semantics></math>",
            "<math alttext=\"w\"><mn>1</mn></math>"
        ),
        (
            "<math><mfenced open=\"[\" close=\"&lt;\"><mi>a</mi><mi>b</mi></mfenced></math>",
            "<math alttext=\"w\"><mrow><mo>[</mo><mi>a</mi><mo>,</mo><mi>b</mi><mo>&lt;</mo></mrow></math>"
        ),
        // Nothing of a page's own comes in: links, styles, handlers, names.
        (
            "<math onclick=\"go()\"><mi style=\"color:red\" href=\"javascript:go()\" class=\"a\" id=\"main\" mathcolor=\"#fff\">x</mi></math>",
            "<math alttext=\"w\"><mi>x</mi></math>"
        ),
        ("<math><mspace width=\"1em;x:url(a)\"/></math>", "<math alttext=\"w\"><mspace></mspace></math>"),
        // One element that is not known, and the words stand there.
        ("<math><mtext><script>go()</script></mtext></math>", "w"), ("<math><mi>x</mi><mglyph src=\"a\"/></math>", "w"),
        (
            "<math><annotation-xml encoding=\"text/html\"><img src=x onerror=go()></annotation-xml></math>",
            "<math alttext=\"w\"></math>"
        ),
        ("<svg><script>go()</script></svg>", "w"), ("<math><mi>x</mi></math><p>", "w"), ("", "w"), ("x", "w"),
        ("<p>x</p>", "w"), ("<math><mtext><math></math></mtext></math>", "w"),
    ])
    func `formulae are built anew from what is known`(markup: String, html: String) {
        #expect(FormulaMarkup.html(markup, alternative: "w").markup == html)
    }

    @Test func `a formula that is too deep or too long is said in words`() {
        let deep = String(repeating: "<mrow>", count: 200)
        #expect(FormulaMarkup.html("<math>\(deep)", alternative: "<w>").markup == "&lt;w&gt;")
        let long = "<math><mtext>\(String(repeating: "a", count: 100_001))</mtext></math>"
        #expect(FormulaMarkup.html(long, alternative: "w").markup == "w")
    }

    @Test func `a recording has the browser's controls, its words, and never starts by itself`() throws {
        let markup = try ControlMarkupTests.markup(InteractionItems.media, ItemFragment.State())
        #expect(markup.matches(of: /<(?:audio|video)[^>]* controls preload="none"/).count == 2)
        #expect(!markup.contains("autoplay") && !markup.contains("loop"))
        #expect(markup.contains("<track kind=\"captions\" default src=\"gait.vtt\" srclang=\"en\">"))
        #expect(markup.contains("<p>A man walks with short steps.</p>"))
    }

    private static func markup(_ variables: [String: [String]], outcomes: [String: [String]]? = nil) throws -> String {
        try ControlMarkupTests.markup(
            InteractionItems.drawn,
            ItemFragment.State(variables: variables, outcomes: outcomes)
        )
    }
}
