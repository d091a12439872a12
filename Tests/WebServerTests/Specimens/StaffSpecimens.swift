public import Assessment
import Foundation

@testable import WebServer

extension Specimen {
    /// Pages for staff.
    static let staff: [Specimen] = staffItems + staffPapers + staffSittings + staffResults

    static func staff(_ name: String, _ make: @escaping @Sendable (Texts) -> any Page) -> Specimen {
        Specimen(name, audience: .staff, navigation: navigation, make)
    }

    private static let navigation = [
        Layout.NavigationLink(href: "/bank", label: "Bank", isCurrent: true),
        Layout.NavigationLink(href: "/papers", label: "Papers", isCurrent: false),
        Layout.NavigationLink(href: "/sittings", label: "Sittings", isCurrent: false),
    ]
}

/// Facts of one school for the staff pages.
enum School {
    static let day = Exam.start - 86_400 * 30
    static let hash = ContentHash(of: Data("specimen".utf8))

    static let cardio = item("cardio-0001", "Pleuritic chest pain after hip replacement")
    static let renal = item("renal-0007", "Rising creatinine on an ACE inhibitor", kind: "very-short-answer", uses: 2)
    static let long = item(People.long, People.long, kind: "extended-matching", uses: 12)
    static let arabic = item("عيادة-١", People.rightToLeft, language: "ar")

    static func item(
        _ id: String,
        _ name: String,
        kind: String = "single-best-answer",
        uses: Int = 0,
        language: String = "en-GB"
    ) -> BankPage.Row {
        BankPage.Row(
            item: ItemID(rawValue: id),
            version: 1 + uses,
            kind: KindName(rawValue: kind),
            name: name,
            excerpt:
                "A 58-year-old woman has had 3 days of pleuritic chest pain and breathlessness. She is 12 days after "
                + "a hip replacement and takes no medicines.",
            language: language,
            tags: ["content": ["cardiovascular", "respiratory"], "task": ["diagnosis"]],
            difficulty: Mark(13, over: 20),
            uses: uses
        )
    }

    /// An item with key, rationale and metadata.
    static let keyed = filled(
        Items.choice,
        scoring: [
            RuleUse(id: "SCORE", response: "RESPONSE", rule: "match-correct", parameters: ["key": ["A"]])
        ]
    )

    static let matching = filled(
        Items.matching,
        scoring: ["S1", "S2"].map { row in
            RuleUse(
                id: OutcomeID(rawValue: "SCORE_\(row)"),
                response: "RESPONSE",
                rule: "row-match",
                parameters: ["row": .string(row), "key": [.string(row == "S1" ? "C" : "A")]]
            )
        }
    )

    /// Every other rule that a page can word, and one that it cannot.
    static let ruled = filled(
        Items.number,
        scoring: [
            RuleUse(
                id: "DOSE",
                response: "RESPONSE",
                rule: "within-tolerance",
                parameters: [
                    "value": "12.5", "unit": "mg", "units": ["g": "1000"],
                    "tolerance": ["mode": "relative", "lower": "0.05", "upper": "0.05"],
                ]
            ),
            RuleUse(
                id: "RATE",
                response: "RATE",
                rule: "accept-list",
                parameters: ["accept": ["40", "forty"], "reject": ["4"], "folding": "words-1"]
            ),
            RuleUse(id: "PLAIN", response: "PLAIN", rule: "of-tomorrow", parameters: ["secret": true]),
        ]
    )

    static let typed = filled(
        Items.text,
        scoring: [
            RuleUse(
                id: "SCORE",
                response: "RESPONSE",
                rule: "accept-list",
                parameters: ["accept": ["pulmonary embolism", "PE"], "folding": "words-1"]
            )
        ]
    )

    private static func filled(_ plain: ItemVersion, scoring: [RuleUse]) -> ItemVersion {
        var item = plain
        item.item = "cardio-0001"
        item.kind = "single-best-answer"
        item.title = "Pleuritic chest pain after hip replacement"
        item.scoring = scoring
        item.rationale = Rationale(
            general: [.text("The pretest probability is high, so a D-dimer does not help.")],
            options: ["A": [.text("Shows the clot at once.")], "C": [.text("Rises after any operation.")]]
        )
        item.metadata = ItemMetadata(
            tags: ["content": ["cardiovascular", "respiratory"], "task": ["investigation"], "house-style": ["short"]],
            difficulty: Mark(13, over: 20),
            authors: [People.okafor, People.rightToLeft],
            licence: "CC-BY-4.0",
            origin: "Written for this bank",
            references: ["NICE NG158 (2020), Venous thromboembolic diseases"],
            enemies: ["cardio-0007"]
        )
        return item
    }
}

extension ItemID: ExpressibleByStringLiteral {
    public init(stringLiteral value: String) { self.init(rawValue: value) }
}

extension OutcomeID: ExpressibleByStringLiteral {
    public init(stringLiteral value: String) { self.init(rawValue: value) }
}

extension RuleName: ExpressibleByStringLiteral {
    public init(stringLiteral value: String) { self.init(rawValue: value) }
}

extension KindName: ExpressibleByStringLiteral {
    public init(stringLiteral value: String) { self.init(rawValue: value) }
}
