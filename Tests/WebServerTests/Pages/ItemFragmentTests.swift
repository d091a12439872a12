import Assessment
import Testing

@testable import WebServer

@Suite struct ItemFragmentTests {
    @Test func `options stand in the candidate's order with letters of their places and their own values`() throws {
        let state = ItemFragment.State(
            response: ItemResponse(["RESPONSE": .choices(["A"])]),
            orders: ["RESPONSE": [2, 0, 1, 4, 3]],
            struckOut: ["RESPONSE": ["E"]]
        )
        let markup = try Self.answers(Items.choice, state)
        let rows = markup.split(separator: "<div class=\"option").dropFirst().map(String.init)
        #expect(rows.map { Self.value(in: $0) } == ["C", "A", "B", "E", "D"])
        #expect(rows.map { $0.firstMatch(of: /letter">(.)</)?.1 } == ["A", "B", "C", "D", "E"])
        #expect(rows.map { $0.contains(" checked") } == [false, true, false, false, false])
        #expect(rows.map { $0.hasPrefix(" struck") } == [false, false, false, true, false])
    }

    @Test func `one candidate's state leaves no trace for the next`() throws {
        let fragment = ItemFragment(item: Items.choice, texts: try SiteFolder.texts("en")) { $0 }
        let blank = ItemFragment.markup(of: fragment.answers, for: .init())
        let state = ItemFragment.State(response: ItemResponse(["RESPONSE": .choices(["A"])]))
        #expect(ItemFragment.markup(of: fragment.answers, for: state) != blank)
        #expect(ItemFragment.markup(of: fragment.answers, for: .init()) == blank)
    }

    @Test func `each row of a match has its own field with the chosen column`() throws {
        let pairs: [ResponseValue.Pair] = [.init(row: "S1", column: "C"), .init(row: "S2", column: "A")]
        let state = ItemFragment.State(
            response: ItemResponse(["RESPONSE": .pairs(pairs), "SIGNS": .pairs([.init(row: "S1", column: "B")])])
        )
        let markup = try Self.answers(Items.matching, state)
        let selects = markup.split(separator: "<select").dropFirst().map(String.init)
        #expect(
            selects.map { $0.firstMatch(of: /name="([^"]+)"/)?.1 } == ["response.RESPONSE.S1", "response.RESPONSE.S2"]
        )
        #expect(selects.map { $0.firstMatch(of: /value="(.)"\sselected/)?.1 } == ["C", "A"])
        #expect(markup.contains("type=\"checkbox\" name=\"response.SIGNS.S1\" value=\"B\" checked>"))
        #expect(markup.matches(of: /\schecked>/).count == 1)
    }

    @Test func `numbers have a list of units, one fixed unit, or none`() throws {
        let state = ItemFragment.State(response: ItemResponse(["RESPONSE": .number("12.5", unit: "g")]))
        let markup = try Self.answers(Items.number, state)
        #expect(markup.contains("name=\"response.RESPONSE\"") && markup.contains("value=\"12.5\""))
        #expect(markup.contains("<option value=\"g\" selected>g</option>"))
        #expect(markup.contains("type=\"hidden\" name=\"response.RATE.unit\" value=\"mL/h\""))
        #expect(!markup.contains("response.PLAIN.unit"))
    }

    @Test func `a control in a sentence stays there, others stand beside the vignette`() throws {
        let texts = try SiteFolder.texts("en")
        let sentence = ItemFragment(item: Items.sentence, texts: texts) { $0 }
        #expect(sentence.answers.isEmpty && sentence.asksInVignette)
        #expect(ItemFragment.markup(of: sentence.vignette, for: .init()).markup.contains("name=\"response.DRUG\""))
        let choice = ItemFragment(item: Items.choice, texts: texts) { $0 }
        #expect(!choice.answers.isEmpty && !choice.asksInVignette)
        #expect(!ItemFragment.markup(of: choice.vignette, for: .init()).markup.contains("<input"))
    }

    @Test func `headings of an item follow the heading of the page without a gap`() throws {
        let markup = ContentRenderer.markup(
            of: [.heading(level: 5, [.text("a")]), .quotation([.heading(level: 6, [.text("b")])])],
            texts: try SiteFolder.texts("en"),
            headings: 2
        ) { $0 }
        #expect(markup.markup == "<h2>a</h2><blockquote><h3>b</h3></blockquote>")
    }

    /// A range or limit whose sides change places misleads whoever doses by it.
    @Test(arguments: ["130–170", "<0.5", "−2 to +2", "×10⁹/L"])
    func `numbers in a table run from left to right, whatever the page's direction`(cell: String) throws {
        let table = ContentTable(header: [], rows: [[[.text("صوديوم")], [.text(cell)]]])
        let markup = ContentRenderer.markup(of: [.table(table)], texts: try SiteFolder.texts("en")) { $0 }.markup
        #expect(markup.contains("<td>\u{2066}\(cell.replacing("<", with: "&lt;"))\u{2069}</td>"))
        #expect(markup.contains("<td>صوديوم</td>"))
    }

    @Test func `a caption that repeats its heading is not shown twice`() throws {
        let tables = ["Blood", "Urine"].map { ContentTable(caption: [.text($0)], header: [], rows: []) }
        let markup = ContentRenderer.markup(
            of: [.heading(level: 2, [.text("Blood")])] + tables.map(Block.table),
            texts: try SiteFolder.texts("en")
        ) { $0 }.markup
        #expect(markup.contains("<caption class=\"unseen\">Blood</caption>"))
        #expect(markup.contains("<caption>Urine</caption>"))
    }

    @Test func `a phrase of another language has that language's direction`() throws {
        let phrases: [Inline] = [.language("en-GB", [.text("a (b)")]), .language("ar", [.text("ج")])]
        let markup = ContentRenderer.markup(of: [.paragraph(phrases)], texts: try SiteFolder.texts("en")) { $0 }
        #expect(
            markup.markup
                == "<p><span lang=\"en-GB\" dir=\"ltr\">a (b)</span><span lang=\"ar\" dir=\"rtl\">ج</span></p>"
        )
    }

    @Test(arguments: [
        (0, "en", "A"), (25, "en-GB", "Z"), (26, "en", "27"), (4, "ar-EG", "هـ"), (1, "he", "ב"), (22, "he", "23"),
    ])
    func `letters are those of the item's script`(place: Int, language: String, letter: String) {
        #expect(ChoiceControl.letter(place, in: language) == letter)
    }

    private static func answers(_ item: ItemVersion, _ state: ItemFragment.State) throws -> String {
        let fragment = ItemFragment(item: item, texts: try SiteFolder.texts("en")) { $0 }
        return ItemFragment.markup(of: fragment.answers, for: state).markup
    }

    private static func value(in row: String) -> String? {
        row.firstMatch(of: /\svalue="([^"]+)"/).map { String($0.1) }
    }
}
