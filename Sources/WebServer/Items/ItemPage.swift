import Assessment
import Foundation

/// One version of an item: as candidates see it, key, rationale, metadata, versions, problems.
///
/// `GET /bank/items/{id}`, an older version with `?version=2`; of an item with drawn parts another draw with `?draw=7`.
struct ItemPage: Page {
    let title: String
    let name: String
    let id: String
    /// Such as "Version 3, imported 2 May 2027".
    let version: String
    /// Such as: There is a newer version.
    let newer: Way?
    let contentLanguage: String
    let contentDirection: String
    let vignette: SafeHTML
    let answers: SafeHTML
    /// What each role of an OSCE station reads; `nil` for a question, which candidates answer themselves.
    let station: StationParts?
    /// What is drawn in the item as it is shown here; absent where nothing is.
    let draw: Draw?
    /// Parts that come and go in an item that is answered in turns.
    let parts: [TurnPart]
    let hasParts: Bool
    let key: [OutcomeKey]
    let hasKey: Bool
    let general: SafeHTML?
    let options: [Remark]
    let hasRationale: Bool
    let problems: [Finding]
    let hasProblems: Bool
    let facts: [Fact]
    let references: [String]
    let hasReferences: Bool
    let versions: [Listed]
    /// Who else shows its text; absent where it shares none.
    let shared: Shared?
    let uses: [Way]
    /// Such as: No statistics yet, never used.
    let unused: String?
    let hash: String

    struct Way: Sendable {
        let label: String
        let href: String
    }

    /// Why one option is right or wrong.
    struct Remark: Sendable {
        let option: String
        let isKey: Bool
        let rationale: SafeHTML
    }

    struct Finding: Sendable {
        /// Such as "Error", "Warning".
        let severity: String
        let isError: Bool
        let message: String
        let code: String
        let part: String?
    }

    struct Fact: Sendable {
        let label: String
        let value: String
    }

    struct Listed: Sendable {
        let href: String
        let label: String
        let when: String
        let digest: String
        let isShown: Bool
    }

    /// One version of the item in the bank.
    struct Stored: Sendable {
        let number: Int
        let hash: ContentHash
        let importedAt: Date
    }

    /// Where the item stands: a paper, or a sitting of one.
    struct Use: Sendable {
        let name: String
        let href: String
    }

    /// Makes the finished words from facts.
    ///
    /// - `number`: Of the version shown, from 1.
    /// - `versions`: All of the item, newest first.
    /// - `problems`: What the catalogue finds.
    /// - `catalogue`: Says what the anchors of a marksheet gain.
    /// - `sharers`: The other items that show its text; `nil` where it shares none.
    /// - `mediaURL`: Where an image of this version is served.
    init(
        item: ItemVersion,
        number: Int,
        versions: [Stored],
        problems: [Problem],
        catalogue: Catalogue,
        uses: [Use],
        sharers: Sharers? = nil,
        preview: Preview? = nil,
        clock: ClockText,
        texts: Texts,
        mediaURL: @escaping (String) -> String
    ) {
        let path = "/bank/items/\(Href.component(item.item.rawValue))"
        name = item.title
        title = texts("item.title", ["name": item.title])
        id = item.item.rawValue
        let shown = versions.first { $0.number == number }
        version =
            shown.map {
                texts(
                    "item.version-of",
                    ["number": String(number), "day": clock.day($0.importedAt, texts: texts)]
                )
            } ?? texts("bank.version", ["number": String(number)])
        let newest = versions.map(\.number).max() ?? number
        newer =
            newest > number
            ? Way(label: texts("item.newer", ["number": String(newest)]), href: path) : nil
        let fragment = ItemFragment(item: item, texts: texts, mediaURL: mediaURL)
        contentLanguage = fragment.language
        contentDirection = fragment.direction
        let state = preview?.shown ?? ItemFragment.State()
        vignette = ItemFragment.markup(of: fragment.vignette, for: state)
        answers = ItemFragment.markup(of: fragment.answers, for: state)
        parts = preview?.outcomes == nil ? [] : TurnPart.all(of: item, for: state, texts, mediaURL)
        hasParts = !parts.isEmpty
        draw = preview.flatMap { $0.isDrawn ? $0 : nil }.map {
            Draw($0, of: item, at: path, number: number == newest ? nil : number, texts)
        }
        station = item.station.map {
            StationParts($0, of: item, catalogue: catalogue, texts: texts, mediaURL: mediaURL)
        }
        let keys = KeyWords(item: item, catalogue: catalogue, texts: texts)
        // The marksheet of a station shows what gains how much.
        key = item.station == nil ? keys.lines : []
        hasKey = !key.isEmpty
        let rationale = { (blocks: [Block]) in
            ContentRenderer.markup(of: blocks, texts: texts, headings: 3, mediaURL: mediaURL)
        }
        general = item.rationale.general.isEmpty ? nil : rationale(item.rationale.general)
        options = Self.remarks(item, keys, rationale)
        hasRationale = general != nil || !options.isEmpty
        self.problems = problems.map { Self.finding($0, texts) }
        hasProblems = !problems.isEmpty
        facts = Self.facts(item, texts)
        references = item.metadata.references
        hasReferences = !references.isEmpty
        self.versions = versions.map { stored in
            Listed(
                href: stored.number == newest ? path : Href.to(path, [("version", String(stored.number))]),
                label: texts("bank.version", ["number": String(stored.number)]),
                when: clock.day(stored.importedAt, texts: texts),
                digest: stored.hash.short,
                isShown: stored.number == number
            )
        }
        shared = sharers.map { Shared($0, texts) }
        self.uses = uses.map { Way(label: $0.name, href: $0.href) }
        unused = uses.isEmpty ? texts("item.unused") : nil
        hash = shown?.hash.rawValue ?? item.hash.rawValue
    }

    private static func remarks(
        _ item: ItemVersion,
        _ keys: KeyWords,
        _ draw: ([Block]) -> SafeHTML
    ) -> [Remark] {
        item.interactions.flatMap { interaction -> [Remark] in
            interaction.options.compactMap { option in
                guard let blocks = item.rationale.options[option.id], !blocks.isEmpty else { return nil }
                return Remark(
                    option: KeyWords.option(option.id, in: interaction, item.language),
                    isKey: keys.keyed[interaction.id]?.contains(option.id) ?? false,
                    rationale: draw(blocks)
                )
            }
        }
    }

    private static func finding(_ problem: Problem, _ texts: Texts) -> Finding {
        Finding(
            severity: texts("item.problem.\(problem.severity.rawValue)"),
            isError: problem.severity == .error,
            message: problem.message,
            code: problem.code,
            part: problem.part.isEmpty ? nil : problem.part
        )
    }

    private static func facts(_ item: ItemVersion, _ texts: Texts) -> [Fact] {
        let data = item.metadata
        var facts = [Fact(label: texts("bank.kind"), value: BankWords.kind(item.kind, texts))]
        func add(_ label: String, _ value: String?) {
            if let value, !value.isEmpty { facts.append(Fact(label: label, value: value)) }
        }
        for (axis, categories) in data.tags.sorted(by: { $0.key < $1.key }) {
            add(BankWords.axis(axis, texts), categories.map(BankWords.category).joined(separator: ", "))
        }
        add(texts("axis.difficulty"), BankWords.difficulty(data.difficulty, texts))
        add(texts("item.language"), item.language)
        add(texts("item.authors"), data.authors.joined(separator: ", "))
        add(texts("item.licence"), data.licence)
        add(texts("item.origin"), data.origin)
        add(
            texts("item.case-set"),
            data.caseSet.map { texts("paper.case-set", ["set": $0.set.rawValue, "step": String($0.step)]) }
        )
        add(texts("item.enemies"), data.enemies.map(\.rawValue).joined(separator: ", "))
        add(texts("item.unread"), item.original.map { $0.unread.joined(separator: ", ") })
        return facts
    }
}
