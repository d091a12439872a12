import Assessment
import Testing

@testable import ItemBank

@Suite struct ItemChangeTests {
    private static let response = ResponseID(rawValue: "RESPONSE")

    private static func version(_ change: (inout ItemVersion) -> Void = { _ in }) -> ItemVersion {
        let options = ["A": "Aorta", "B": "Vena cava"].sorted { $0.key < $1.key }.map {
            Option(id: OptionID(rawValue: $0.key), content: [.text($0.value)])
        }
        let choice = ChoiceInteraction(id: response, prompt: [.text("Which vessel?")], options: options)
        var version = ItemVersion(
            item: ItemID(rawValue: "vessel"),
            title: "Vessel",
            body: [.text("A man of 40."), .interaction(response)],
            interactions: [.choice(choice)],
            scoring: [
                RuleUse(
                    id: OutcomeID(rawValue: "SCORE"),
                    response: response,
                    rule: RuleName(rawValue: "match-correct"),
                    parameters: ["key": ["A"]]
                )
            ],
            rationale: Rationale(general: [.text("It pulsates.")], options: [OptionID(rawValue: "B"): [.text("No.")]]),
            metadata: ItemMetadata(tags: ["content": ["vascular"]])
        )
        change(&version)
        return version
    }

    private static func options(_ contents: [(String, String)]) -> Interaction {
        let options = contents.map { Option(id: OptionID(rawValue: $0.0), content: [.text($0.1)]) }
        return .choice(ChoiceInteraction(id: response, prompt: [.text("Which vessel?")], options: options))
    }

    private struct Case: Sendable {
        let part: ItemChange.Part
        let lines: [String]
        let change: @Sendable (inout ItemVersion) -> Void

        init(
            _ name: ItemChange.Name,
            _ place: String = "",
            lines: [String],
            change: @escaping @Sendable (inout ItemVersion) -> Void
        ) {
            part = ItemChange.Part(name, place)
            self.lines = lines
            self.change = change
        }
    }

    private static let cases = [
        Case(.title, lines: ["Vein"]) { $0.title = "Vein" },
        Case(.language, lines: ["ar"]) { $0.language = "ar" },
        Case(.text, lines: ["A man of 50."]) { $0.body[0] = .text("A man of 50.") },
        Case(.text, lines: ["A man of 40."]) {
            $0.body[0] = .paragraph([.strong([.text("A man of 40.")])])
        },
        Case(.option, "RESPONSE/B", lines: ["Vein"]) { $0.interactions = [options([("A", "Aorta"), ("B", "Vein")])] },
        Case(.form, "RESPONSE", lines: []) { $0.interactions = [options([("B", "Vena cava"), ("A", "Aorta")])] },
        Case(.marks, "SCORE", lines: ["2"]) { $0.scoring[0].marks = Mark(2) },
        Case(.key, "SCORE", lines: ["match-correct (RESPONSE)", "key: B"]) {
            $0.scoring[0].parameters = ["key": ["B"]]
        },
        Case(.rationale, lines: ["It beats."]) { $0.rationale.general = [.text("It beats.")] },
        Case(.optionRationale, "B", lines: ["Never."]) {
            $0.rationale.options[OptionID(rawValue: "B")] = [.text("Never.")]
        },
        Case(.tags, "content", lines: ["renal"]) { $0.metadata.tags["content"] = ["renal"] },
        Case(.difficulty, lines: ["0.5"]) { $0.metadata.difficulty = Mark(1, over: 2) },
        Case(.licence, lines: ["CC0"]) { $0.metadata.licence = "CC0" },
        Case(.caseSet, lines: ["case, step 2"]) {
            $0.metadata.caseSet = CaseSetPlace(set: CaseSetID(rawValue: "case"), step: 2)
        },
        Case(.station, "examiner brief", lines: ["Be kind."]) {
            $0.station = Station(examinerBrief: [.text("Be kind.")], marksheet: Marksheet(content: []))
        },
        Case(.station, "patient script", lines: ["I cough."]) {
            $0.station = Station(
                examinerBrief: [],
                patientScript: [.text("I cough.")],
                marksheet: Marksheet(content: [])
            )
        },
        Case(.station, "props", lines: ["a chair", "a torch"]) {
            $0.station = Station(examinerBrief: [], props: ["a chair", "a torch"], marksheet: Marksheet(content: []))
        },
        Case(.station, "marksheet", lines: ["History"]) {
            $0.station = Station(examinerBrief: [], marksheet: Marksheet(content: [.text("History")]))
        },
        Case(.station, "global rating", lines: ["RATING, borderline: B"]) {
            let rating = GlobalRating(response: ResponseID(rawValue: "RATING"), borderline: OptionID(rawValue: "B"))
            $0.station = Station(examinerBrief: [], marksheet: Marksheet(content: [], globalRating: rating))
        },
        Case(.source, lines: ["hash: 1"]) { $0.metadata.kept["origin"] = ["hash": "1"] },
    ]

    @Test(arguments: cases.indices) func `a change of one part is told of that part, on the side that made it`(
        index: Int
    )
        throws
    {
        let (one, base) = (Self.cases[index], Self.version())
        let changed = Self.version(one.change)
        let theirs = ItemChange.all(base: base, ours: base, theirs: changed).filter { $0.part.name != .media }
        #expect(theirs.map(\.part).contains(one.part))
        let change = try #require(theirs.first { $0.part == one.part })
        #expect(change.side == .theirs)
        #expect(theirs.count == 1)
        if !one.lines.isEmpty { #expect(change.theirs?.lines == one.lines) }
        #expect(ItemChange.all(base: base, ours: changed, theirs: base).allSatisfy { $0.side == .ours })
        #expect(ItemChange.all(base: base, ours: changed, theirs: changed).allSatisfy { $0.side == .alike })
        #expect(ItemChange.all(base: nil, ours: base, theirs: changed).allSatisfy { $0.side == .both })
        #expect(ItemChange.all(base: nil, ours: changed, theirs: changed).isEmpty)
    }

    @Test func `an option that one side took out and the other changed is told of both`() throws {
        let ours = Self.version { $0.interactions = [Self.options([("A", "Aorta")])] }
        let theirs = Self.version {
            $0.interactions = [Self.options([("A", "Aorta"), ("B", "Vein"), ("C", "Azygos")])]
        }
        let changes = ItemChange.all(base: Self.version(), ours: ours, theirs: theirs)
        let option = try #require(changes.first { $0.part == ItemChange.Part(.option, "RESPONSE/B") })
        #expect(option.side == .both && option.ours == nil && option.theirs?.lines == ["Vein"])
        let added = try #require(changes.first { $0.part == ItemChange.Part(.option, "RESPONSE/C") })
        #expect(added.side == .theirs && added.base == nil && added.ours == nil)
        #expect(changes.map(\.part.name) == [.option, .option, .form])
        #expect(option.json["place"] == "RESPONSE/B" && option.json["ours"] == nil)
    }

    @Test func `emphasis alone is told as markup alone`() {
        let bold = Self.version { $0.body[0] = .paragraph([.strong([.text("A man of 40.")])]) }
        let changes = ItemChange.all(base: Self.version(), ours: Self.version(), theirs: bold)
        #expect(changes.map(\.isOfMarkupAlone) == [true])
    }
}
