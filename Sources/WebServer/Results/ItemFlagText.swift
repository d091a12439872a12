import Psychometrics

/// Flags of an item as sentences.
enum ItemFlagText {
    /// What the flag says, as a sentence.
    ///
    /// - `labels`: Of the options, in their order: "B".
    /// - `key`: Positions of the keyed options.
    static func sentence(_ flag: ItemFlag, labels: [String], key: Set<Int>, _ texts: Texts) -> String {
        func option(_ index: Int) -> String { labels.indices.contains(index) ? labels[index] : String(index + 1) }
        return switch flag {
        case .tooFewToJudge(let n): Plot.tooFew(n, texts)
        case .notReached(let share): texts("flag.not-reached", ["share": NumberText.percent(share)])
        case .hard(let facility): texts("flag.hard", ["facility": NumberText.share(facility)])
        case .easy(let facility): texts("flag.easy", ["facility": NumberText.share(facility)])
        case .negativeDiscrimination(let value): texts("flag.negative", ["value": NumberText.share(value)])
        case .lowDiscrimination(let value): texts("flag.low", ["value": NumberText.share(value)])
        case .idleDistractor(let index, let share):
            texts("flag.idle", ["option": option(index), "share": NumberText.percent(share)])
        case .keyBeatenInTopFifth(let index, let share, let keyShare):
            texts(
                "flag.key-beaten",
                [
                    "option": option(index), "share": NumberText.percent(share),
                    "key": texts.list(key.sorted().map(option)), "own": NumberText.percent(keyShare),
                ]
            )
        }
    }

    /// Whether a person should look at the item, rather than know that nothing can be said.
    static func needsLook(_ flag: ItemFlag) -> Bool {
        if case .tooFewToJudge = flag { false } else { true }
    }
}

/// What the board decided about one position, as pages and forms name it.
enum DecisionKind: String, Sendable, CaseIterable {
    case keep, exclude
    case creditAll = "credit-all"
    case accept, rekey
}
