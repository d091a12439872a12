import Assessment
import Testing

@testable import WebServer

/// What each control looks like in the state of a candidate.
@Suite struct ControlMarkupTests {
    @Test func `rows stand in the order given so far, those without a place behind`() throws {
        let markup = try Self.markup(InteractionItems.order, ["RESPONSE": .choices(["C", "A"])])
        #expect(Self.names(in: markup) == ["C", "A", "B", "D"].map { "response.RESPONSE.\($0)" })
        #expect(Self.values(in: markup) == ["1", "2", "", ""])
    }

    @Test func `a list keeps what was given even when it is not on offer`() throws {
        let pair = ResponseValue.Pair(row: "GONE", column: "G1")
        let markup = try Self.markup(InteractionItems.gapMatch, ["RESPONSE": .pairs([pair])])
        #expect(markup.contains("<option value=\"GONE\" selected>GONE</option>"))
    }

    @Test func `labels stand in the candidate's order in the bank and in every list`() throws {
        let state = ItemFragment.State(orders: ["RESPONSE": [3, 2, 1, 0]])
        let markup = try Self.markup(InteractionItems.gapMatch, state)
        let values = markup.matches(of: /<option value="([A-D])"/).map { String($0.1) }
        #expect(values == ["D", "C", "B", "A", "D", "C", "B", "A"])
        #expect(
            markup.matches(of: /<li><span>([a-z]+)/).map { String($0.1) } == [
                "insulin", "aldosterone", "angiotensin", "renin",
            ]
        )
    }

    @Test func `there are lines for all that was given, and some for more`() throws {
        func lines(_ item: ItemVersion, _ value: ResponseValue?) throws -> Int {
            let response = ItemResponse(value.map { ["RESPONSE": $0] } ?? [:])
            let only = Items.item(body: [], interactions: [item.interactions[0]])
            return try Self.markup(only, ItemFragment.State(response: response)).matches(of: /class="line"/).count
        }
        let points = (0..<5).map { ResponseValue.Point(x: $0, y: 1) }
        #expect(try lines(InteractionItems.point, nil) == 2)
        #expect(try lines(InteractionItems.point, .points(points)) == 5)
        #expect(try lines(InteractionItems.place, nil) == 1)
        #expect(try lines(InteractionItems.texts, .texts(["a", "b", "c", "d"])) == 4)
        #expect(try lines(InteractionItems.associate, nil) == 2)
        let any = Items.item(body: [], interactions: [InteractionItems.associate.interactions[1]])
        let open = try Self.markup(any, ItemFragment.State())
        #expect(open.matches(of: /class="line"/).count == 3 && open.contains("data-limit=\"6\""))
        #expect(open.contains("value=\"stay\" data-more"))
    }

    @Test func `every area has an outline, a mark and a row of the same name`() throws {
        let markup = try Self.markup(InteractionItems.hotspot, ["RESPONSE": .choices(["R2"])])
        // The first area is drawn last: where they overlap it is the one that counts.
        #expect(markup.matches(of: /<g data-region="(R.)"/).map { String($0.1) } == ["R4", "R3", "R2", "R1"])
        #expect(markup.contains("<g data-region=\"R2\" class=\"chosen\">"))
        #expect(markup.matches(of: /text-anchor="middle">(.)</).map { String($0.1) } == ["A", "B", "C", "D"])
        #expect(markup.matches(of: /class="letter">(.)</).map { String($0.1) } == ["A", "B", "C", "D"])
        #expect(markup.contains("Area C"))
        #expect(markup.contains("<svg class=\"mark\" x=\"63.3%\" y=\"45.0%\">"))
    }

    @Test func `an image of unknown size has its list, and no outlines in the wrong place`() throws {
        guard case .image(var form)? = InteractionItems.hotspot.interactions.first else { return }
        form.image.widthInPixels = nil
        let markup = try Self.markup(Items.item(body: [], interactions: [.image(form)]), ItemFragment.State())
        #expect(!markup.contains("<svg") && markup.matches(of: /type="radio"/).count == 4)
    }

    @Test func `author's classes change labels and columns, and no others do`() throws {
        let markup = try Self.markup(InteractionItems.layout, ItemFragment.State())
        #expect(markup.contains("class=\"choice columns-2 bare\"") && markup.contains("class=\"choice in-row\""))
        #expect(!markup.contains("own-class"))
        #expect(markup.matches(of: /class="letter">([^<]+)</).map { String($0.1) } == ["1.", "2.", "3.", "4."])
        #expect(markup.contains("rows=\"6\""))
    }

    @Test(arguments: [
        ("qti-choices-stacking-9", "choice"), ("qti-choices-stacking-1", "choice"),
        ("qti-choices-stacking-x", "choice"), ("qti-choices-stacking-3", "choice columns-3"),
        ("qti-orientation-vertical", "choice"),
    ])
    func `a class of the vocabulary counts only with a value that it has`(name: String, classes: String) {
        #expect(Assessment.Layout(classes: [name]).choiceClasses("choice") == classes)
    }

    @Test func `a scale runs as its language does, unless it is turned round`() throws {
        let markup = try Self.markup(InteractionItems.slider, ["RESPONSE": .number("4", unit: nil)])
        #expect(
            markup.contains(
                "class=\"scale needs-script\" dir=\"ltr\"><input type=\"range\" min=\"0\" max=\"10\" step=\"1\""
            )
        )
        #expect(markup.contains("class=\"scale needs-script upright\" dir=\"rtl\"><input type=\"range\" min=\"-2\""))
        #expect(
            markup.matches(of: /<span dir="ltr">([-0-9]+)<\/span>/).map { String($0.1) } == (0...10).map(String.init)
                + [
                    "-2", "2",
                ]
        )
    }

    @Test func `no paragraph holds a control that is more than a piece of a line`() throws {
        let item = Items.item(
            body: [.paragraph([.text("a"), .interaction("RESPONSE")])],
            interactions: InteractionItems.order.interactions
        )
        let fragment = ItemFragment(item: item, texts: try SiteFolder.texts("en")) { $0 }
        let markup = ItemFragment.markup(of: fragment.vignette, for: .init()).markup
        #expect(!markup.contains("<p>a"))
        #expect(markup.contains("class=\"order\"") && markup.contains("class=\"lead-in\""))
    }

    static func markup(_ item: ItemVersion, _ response: [ResponseID: ResponseValue]) throws -> String {
        try markup(item, .init(response: ItemResponse(response)))
    }

    static func markup(_ item: ItemVersion, _ state: ItemFragment.State) throws -> String {
        let fragment = ItemFragment(item: item, texts: try SiteFolder.texts("en")) { $0 }
        return ItemFragment.markup(of: fragment.vignette + fragment.answers, for: state).markup
    }

    private static func names(in markup: String) -> [String] {
        markup.matches(of: /name="(response[^"]*)"/).map { String($0.1) }
    }

    private static func values(in markup: String) -> [String] {
        markup.matches(of: /dir="ltr" value="([^"]*)"/).map { String($0.1) }
    }
}
