import Assessment
import Testing

@Suite struct InteractionTests {
    private static func options(_ ids: [String]) -> [Option] {
        ids.map { Option(id: OptionID(rawValue: $0), content: [.text($0)]) }
    }

    private static func choice(maximum: Int) -> Interaction {
        .choice(
            ChoiceInteraction(
                id: ResponseID(rawValue: "C"),
                prompt: [],
                options: options(["A", "B", "C"]),
                minimum: 2,
                maximum: maximum
            )
        )
    }

    private static func match(rowMaximum: Int, columnMaximum: Int) -> Interaction {
        .match(
            MatchInteraction(
                id: ResponseID(rawValue: "M"),
                prompt: [],
                rows: options(["r", "s"]),
                columns: options(["x", "y"]),
                rowMaximum: rowMaximum,
                columnMaximum: columnMaximum
            )
        )
    }

    private static let text = Interaction.text(TextInteraction(id: ResponseID(rawValue: "T"), prompt: []))
    private static let dose = Interaction.number(
        NumberInteraction(id: ResponseID(rawValue: "N"), prompt: [], units: ["mg", "g"])
    )
    private static let plain = Interaction.number(NumberInteraction(id: ResponseID(rawValue: "N"), prompt: []))

    private static func choices(_ ids: String...) -> ResponseValue { .choices(ids.map(OptionID.init(rawValue:))) }

    private static func pairs(_ pairs: String...) -> ResponseValue {
        .pairs(
            pairs.map { pair in
                ResponseValue.Pair(
                    row: OptionID(rawValue: String(pair.prefix(1))),
                    column: OptionID(rawValue: String(pair.dropFirst()))
                )
            }
        )
    }

    private static func misfit(_ interaction: Interaction, _ value: ResponseValue) -> Misfit? {
        do throws(Misfit) {
            try interaction.check(value)
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: [
        (choice(maximum: 1), choices("A")), (choice(maximum: 2), choices("C", "A")),
        (choice(maximum: 0), choices("A", "B", "C")),
        // Fewer than the minimum is unfinished, not wrong.
        (choice(maximum: 1), choices()),
        (match(rowMaximum: 1, columnMaximum: 0), pairs("rx", "sx")),
        (match(rowMaximum: 2, columnMaximum: 1), pairs("rx", "ry")),
        (match(rowMaximum: 0, columnMaximum: 0), pairs("rx", "ry", "sx", "sy")),
        (match(rowMaximum: 1, columnMaximum: 1), pairs()),
        (text, .text("")), (text, .text(String(repeating: "ä", count: 32_768))), (text, .text("\u{0}\n<script>")),
        (dose, .number("12,5", unit: "mg")), (dose, .number("", unit: nil)), (plain, .number("a word", unit: nil)),
    ])
    func `a value of the right shape and within the limits fits`(interaction: Interaction, value: ResponseValue) {
        #expect(Self.misfit(interaction, value) == nil)
    }

    @Test(arguments: [
        (choice(maximum: 1), choices("A", "B"), Misfit.tooMany(found: 2, allowed: 1), "too-many"),
        (choice(maximum: 0), choices("D"), .unknownOption("D"), "unknown-option"),
        (choice(maximum: 0), choices("a"), .unknownOption("a"), "unknown-option"),
        (choice(maximum: 0), choices("A", "A"), .chosenTwice("A"), "chosen-twice"),
        (choice(maximum: 1), .text("A"), .wrongShape, "wrong-shape"),
        (choice(maximum: 1), pairs("AB"), .wrongShape, "wrong-shape"),
        (choice(maximum: 1), .number("1", unit: nil), .wrongShape, "wrong-shape"),
        (match(rowMaximum: 1, columnMaximum: 0), pairs("rx", "ry"), .tooMany(found: 2, allowed: 1), "too-many"),
        (match(rowMaximum: 0, columnMaximum: 1), pairs("rx", "sx"), .tooMany(found: 2, allowed: 1), "too-many"),
        (match(rowMaximum: 0, columnMaximum: 0), pairs("xr"), .unknownOption("x"), "unknown-option"),
        (match(rowMaximum: 0, columnMaximum: 0), pairs("rr"), .unknownOption("r"), "unknown-option"),
        (match(rowMaximum: 0, columnMaximum: 0), pairs("rx", "rx"), .chosenTwice("r"), "chosen-twice"),
        (match(rowMaximum: 0, columnMaximum: 0), choices("r"), .wrongShape, "wrong-shape"),
        (text, .text(String(repeating: "a", count: 65_537)), .tooLong(bytes: 65_537), "too-long"),
        (text, .text(String(repeating: "ä", count: 32_769)), .tooLong(bytes: 65_538), "too-long"),
        (text, .number("1", unit: nil), .wrongShape, "wrong-shape"),
        (dose, .number("1", unit: "kg"), .unknownUnit("kg"), "unknown-unit"),
        (dose, .number("1", unit: ""), .unknownUnit(""), "unknown-unit"),
        (plain, .number("1", unit: "mg"), .unknownUnit("mg"), "unknown-unit"),
        (plain, .number(String(repeating: "1", count: 65_537), unit: nil), .tooLong(bytes: 65_537), "too-long"),
        (plain, .text("1"), .wrongShape, "wrong-shape"),
    ])
    func `a misfit is named`(interaction: Interaction, value: ResponseValue, misfit: Misfit, code: String) {
        #expect(Self.misfit(interaction, value) == misfit)
        #expect(misfit.code == code)
    }

    @Test func `a response is checked value by value, in the order of the names`() throws {
        let interactions = [Self.choice(maximum: 1), Self.text]
        let (first, second) = (ResponseID(rawValue: "C"), ResponseID(rawValue: "T"))
        try interactions.check(ItemResponse())
        try interactions.check(ItemResponse([first: Self.choices("A"), second: .text("x")]))
        #expect(throws: Misfit.unknownResponse("Z")) {
            try interactions.check(ItemResponse([ResponseID(rawValue: "Z"): .text("x"), first: Self.choices("A")]))
        }
        #expect(Misfit.unknownResponse("Z").code == "unknown-response")
        #expect(throws: Misfit.unknownOption("Q")) {
            try interactions.check(ItemResponse([second: Self.choices("A"), first: Self.choices("Q")]))
        }
        #expect(throws: Misfit.wrongShape) {
            try interactions.check(ItemResponse([second: Self.choices("A"), first: Self.choices("B")]))
        }
    }

    @Test func `an interaction knows its response and lead-in`() {
        #expect(StoredItem.interactions.map(\.id.rawValue) == ["CHOICE", "MATCH", "TEXT", "NUMBER"])
        #expect(StoredItem.interactions.map(\.prompt.plainText) == ["Which?", "", "", ""])
    }
}
