import Assessment
import Psychometrics

/// One question of a sitting: content beside its numbers, and what the board decides about it.
///
/// Posts to `/results/{s}/items/{n}/decision`: `csrf`, `decision` (`keep`, `exclude`, `credit-all`, `accept`) and, for
/// `accept`, `accept` as `outcome/option`. Posts to `/results/{s}/items/{n}/strings`: `csrf`, `outcome`, and `accept` once
/// for each new text that gains the marks.
struct ItemAnalysisPage: Page {
    let title: String
    let sitting: String
    let resultsHref: String
    let heading: String
    let id: String
    /// Absent for those who may not open the bank.
    let itemHref: String?
    let previousHref: String?
    let nextHref: String?
    let contentLanguage: String
    let contentDirection: String
    /// How many turns candidates took; absent for a question that is not answered in turns.
    let turns: String?
    /// Parts are drawn for each candidate; one draw is shown.
    let isDrawn: Bool
    let vignette: SafeHTML
    let answers: SafeHTML
    let key: [OutcomeKey]
    let outcomes: [Outcome]
    let problems: [String]
    let hasProblems: Bool
    let isGreyed: Bool
    let few: String?
    let decisions: [Decision]
    let decisionAction: String
    let acceptChoices: [Choice]
    let canDecide: Bool
    /// What has been decided, in words.
    let decided: String
    /// What candidates handed in here, by candidate number.
    let files: [FileLine]
    let hasFiles: Bool

    /// One file for saving; its name is left out, as it may say whose it is.
    struct FileLine: Sendable {
        let href: String
        let label: String
    }

    /// One mark of the question, with its numbers.
    struct Outcome: Sendable {
        let name: String?
        let flags: [String]
        let hasFlags: Bool
        let figures: [ResultsPage.Figure]
        let curves: Plot?
        let options: [OptionLine]
        let hasOptions: Bool
        let strings: Strings?
    }

    struct OptionLine: Sendable {
        let letter: String
        let words: String
        let isKey: Bool
        let number: String
        let share: String
        let lowest: String
        let highest: String
        let rest: String
    }

    struct Strings: Sendable {
        let heading: String
        let action: String
        let outcome: String
        let texts: [NewText]
    }

    struct NewText: Sendable {
        let text: String
        let number: String
    }

    struct Decision: Sendable {
        let value: String
        let label: String
        let effect: String?
        let isChosen: Bool
        let takesOption: Bool
    }

    /// The numbers of one outcome.
    struct Numbers: Sendable {
        let outcome: OutcomeID
        let statistics: ItemStatistics
        /// `nil` for typed answers.
        let options: OptionAnalysis?
        let flags: [ItemFlag]
        /// Typed texts that no list knows, with how many candidates gave each.
        let newStrings: [(text: String, count: Int)]
    }

    /// Where the question stands among the others.
    struct Place: Sendable {
        let position: Int
        let total: Int
        let previousFlagged: Int?
        let nextFlagged: Int?
    }

    /// What the board has decided, and what each decision would do.
    struct Board: Sendable {
        let current: DecisionKind
        /// Passing candidates after a decision, by decision; empty while no pass mark is set.
        let passing: [DecisionKind: Int]
        let canDecide: Bool
    }

    init(
        sitting: Sitting,
        item: ItemVersion,
        place: Place,
        numbers: [Numbers],
        board: Board,
        files: [HandedIn] = [],
        preview: ItemPage.Preview? = nil,
        turnCounts: [Int] = [],
        opensBank: Bool,
        catalogue: Catalogue,
        problems: [String] = [],
        texts: Texts,
        mediaURL: @escaping (String) -> String
    ) {
        let number = String(place.position)
        resultsHref = "/results/\(Href.component(sitting.id.rawValue))"
        let path = "\(resultsHref)/items"
        heading = texts("analysis.heading", ["number": number, "total": String(place.total)])
        let name = texts("analysis.title", ["number": number, "sitting": sitting.title])
        title = problems.isEmpty ? name : texts("form.error-title", ["title": name])
        self.sitting = sitting.title
        id = item.item.rawValue
        itemHref = opensBank ? "/bank/items/\(Href.component(item.item.rawValue))" : nil
        previousHref = place.previousFlagged.map { "\(path)/\($0)" }
        nextHref = place.nextFlagged.map { "\(path)/\($0)" }
        let fragment = ItemFragment(item: item, texts: texts, mediaURL: mediaURL)
        contentLanguage = fragment.language
        contentDirection = fragment.direction
        let state = preview?.shown ?? ItemFragment.State()
        isDrawn = preview?.isDrawn ?? false
        turns =
            turnCounts.isEmpty
            ? nil
            : texts(
                "analysis.turns",
                count: turnCounts.count,
                ["least": String(turnCounts.min() ?? 0), "most": String(turnCounts.max() ?? 0)]
            )
        vignette = ItemFragment.markup(of: fragment.vignette, for: state)
        answers = ItemFragment.markup(of: fragment.answers, for: state)
        key = KeyWords(item: item, catalogue: catalogue, texts: texts).lines
        let own = "\(path)/\(number)"
        outcomes = numbers.map { Self.outcome($0, of: item, isOnly: numbers.count == 1, path: own, board, texts) }
        self.problems = problems
        hasProblems = !problems.isEmpty
        let n = numbers.map(\.statistics.presentedCount).max() ?? 0
        isGreyed = n < ItemLimits().minimumCandidates
        few = isGreyed ? texts("results.few", ["number": String(n)]) : nil
        acceptChoices = numbers.flatMap { Self.choices($0, of: item, isOnly: numbers.count == 1, texts) }
        let offersOptions = !acceptChoices.isEmpty
        decisions = DecisionKind.allCases.filter { $0 != .rekey && ($0 != .accept || offersOptions) }
            .map { Self.decision($0, board, texts) }
        decisionAction = "\(own)/decision"
        canDecide = board.canDecide
        decided = texts("decision.done.\(board.current.rawValue)")
        let handed = "\(resultsHref)/files"
        self.files = files.map { FileLine($0, path: handed, texts) }
        hasFiles = !files.isEmpty
    }

    private static func decision(_ kind: DecisionKind, _ board: Board, _ texts: Texts) -> Decision {
        let now = board.passing[board.current]
        return Decision(
            value: kind.rawValue,
            label: texts("decision.\(kind.rawValue)"),
            effect: kind == board.current
                ? nil
                : board.passing[kind].flatMap { passing in
                    now.map {
                        passing == $0
                            ? texts("decision.same-passing", ["now": String($0)])
                            : texts("decision.passing", ["number": String(passing), "now": String($0)])
                    }
                },
            isChosen: kind == board.current,
            takesOption: kind == .accept
        )
    }

    /// The options that an outcome chooses among, with the interaction they belong to.
    private static func options(of outcome: OutcomeID, in item: ItemVersion) -> [Option] {
        guard let use = item.scoring.first(where: { $0.id == outcome }) else { return [] }
        return item.interaction(use.response)?.analysed ?? []
    }

    private static func choices(
        _ numbers: Numbers,
        of item: ItemVersion,
        isOnly: Bool,
        _ texts: Texts
    ) -> [Choice] {
        let keyed = Set((numbers.options?.options ?? []).filter(\.isKey).compactMap(\.option))
        let part = isOnly ? nil : partName(numbers.outcome, of: item)
        return options(of: numbers.outcome, in: item).enumerated().filter { !keyed.contains($0.offset) }
            .map { index, option in
                let words = "\(ChoiceControl.letter(index, in: item.language))\u{2002}\(option.content.plainText)"
                return Choice(
                    value: "\(numbers.outcome.rawValue)/\(option.id.rawValue)",
                    label: part.map { texts("analysis.option-of", ["part": $0, "option": words]) } ?? words,
                    isChosen: false
                )
            }
    }

    /// The stem that an outcome of an extended-matching item marks.
    private static func partName(_ outcome: OutcomeID, of item: ItemVersion) -> String {
        guard let use = item.scoring.first(where: { $0.id == outcome }) else { return outcome.rawValue }
        let row = use.parameters["row"]?.text
        return row.map { KeyWords.option(OptionID(rawValue: $0), in: item.interaction(use.response), item.language) }
            ?? outcome.rawValue
    }

    private static func outcome(
        _ numbers: Numbers,
        of item: ItemVersion,
        isOnly: Bool,
        path: String,
        _ board: Board,
        _ texts: Texts
    ) -> Outcome {
        let options = options(of: numbers.outcome, in: item)
        let letters = options.indices.map { ChoiceControl.letter($0, in: item.language) }
        let key = Set((numbers.options?.options ?? []).filter(\.isKey).compactMap(\.option))
        let flags = numbers.flags.map { ItemFlagText.sentence($0, labels: letters, key: key, texts) }
        return Outcome(
            name: isOnly ? nil : partName(numbers.outcome, of: item),
            flags: flags,
            hasFlags: !flags.isEmpty,
            figures: figures(numbers.statistics, texts),
            curves: numbers.options.map { OptionCurvesPlot.plot($0, labels: letters, texts: texts) },
            options: (numbers.options?.options ?? []).map { option in
                let words = option.option.map { options.indices.contains($0) ? options[$0].content.plainText : "" }
                return OptionLine(
                    letter: option.option.map { letters.indices.contains($0) ? letters[$0] : String($0 + 1) } ?? "",
                    words: words ?? texts("plot.options.blank"),
                    isKey: option.isKey,
                    number: String(option.count),
                    share: option.share.map { NumberText.percent($0) } ?? "–",
                    lowest: (option.shareByFifth.first ?? nil).map { NumberText.percent($0) } ?? "–",
                    highest: (option.shareByFifth.last ?? nil).map { NumberText.percent($0) } ?? "–",
                    rest: option.choiceRest.map { NumberText.share($0) } ?? "–"
                )
            },
            hasOptions: numbers.options != nil,
            strings: numbers.newStrings.isEmpty || !board.canDecide
                ? nil
                : Strings(
                    heading: texts("analysis.new", count: numbers.newStrings.count),
                    action: "\(path)/strings",
                    outcome: numbers.outcome.rawValue,
                    texts: numbers.newStrings.map { NewText(text: $0.text, number: String($0.count)) }
                )
        )
    }

    private static func figures(_ statistics: ItemStatistics, _ texts: Texts) -> [ResultsPage.Figure] {
        func range(_ interval: ConfidenceInterval?) -> String? {
            interval.map { "\(NumberText.share($0.lower))–\(NumberText.share($0.upper))" }
        }
        let facility = statistics.facilityOverPresented
        return [
            ResultsPage.Figure(
                label: texts("results.facility"),
                number: facility.map { NumberText.share($0.value) } ?? "–",
                detail: range(facility?.interval)
            ),
            ResultsPage.Figure(
                label: texts("results.rest"),
                number: statistics.itemRest.map { NumberText.share($0) } ?? "–",
                detail: range(statistics.itemRestInterval)
            ),
            ResultsPage.Figure(label: texts("results.n"), number: String(statistics.presentedCount), detail: nil),
            ResultsPage.Figure(
                label: texts("analysis.not-reached"),
                number: String(statistics.notReachedCount),
                detail: nil
            ),
        ]
    }
}
