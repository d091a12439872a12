import Assessment
import Testing

/// One small item an interaction in each spelling, and what must come of both.
struct InteractionText: Sendable, CustomTestStringConvertible {
    var name: String
    var declaration: String
    var v21: String
    var v30: String
    var expected: Interaction
    /// Whether it stands inside a sentence.
    var isInline = false

    var testDescription: String { name }

    static let id = ResponseID(rawValue: "R")

    static func option(_ id: String, _ text: String, maximum: Int? = nil, minimum: Int = 0) -> Option {
        Option(id: OptionID(rawValue: id), content: [.text(text)], maximum: maximum, minimum: minimum)
    }

    static let all = choosing + joining + typing + handing + QTIPictureTexts.all

    static let choosing: [InteractionText] = [
        InteractionText(
            name: "choice",
            declaration: "cardinality='multiple' baseType='identifier'",
            v21: """
                <choiceInteraction responseIdentifier='R' shuffle='true' maxChoices='2' minChoices='1' \
                orientation='horizontal' data-note='n'><prompt>Which?</prompt><simpleChoice identifier='A' \
                fixed='true'>a</simpleChoice><simpleChoice identifier='B'>b</simpleChoice></choiceInteraction>
                """,
            v30: """
                <qti-choice-interaction response-identifier='R' shuffle='true' max-choices='2' min-choices='1' \
                class='qti-orientation-horizontal' data-note='n'><qti-prompt>Which?</qti-prompt><qti-simple-choice \
                identifier='A' fixed='true'>a</qti-simple-choice><qti-simple-choice identifier='B'>b\
                </qti-simple-choice></qti-choice-interaction>
                """,
            expected: .choice(
                ChoiceInteraction(
                    id: id,
                    prompt: [.text("Which?")],
                    options: [
                        Option(id: OptionID(rawValue: "A"), content: [.text("a")], isFixed: true), option("B", "b"),
                    ],
                    minimum: 1,
                    maximum: 2,
                    shuffles: true,
                    layout: Layout(classes: ["qti-orientation-horizontal"], data: ["note": "n"])
                )
            )
        ),
        InteractionText(
            name: "inline choice",
            declaration: "cardinality='single' baseType='identifier'",
            v21: """
                <p>The <inlineChoiceInteraction responseIdentifier='R' shuffle='false' required='true'><inlineChoice \
                identifier='A'>aorta</inlineChoice><inlineChoice identifier='B'>vein</inlineChoice>\
                </inlineChoiceInteraction>.</p>
                """,
            v30: """
                <p>The <qti-inline-choice-interaction response-identifier='R' shuffle='false' min-choices='1'>\
                <qti-inline-choice identifier='A'>aorta</qti-inline-choice><qti-inline-choice identifier='B'>vein\
                </qti-inline-choice></qti-inline-choice-interaction>.</p>
                """,
            expected: .choice(
                ChoiceInteraction(
                    id: id,
                    prompt: [],
                    options: [option("A", "aorta"), option("B", "vein")],
                    minimum: 1
                )
            ),
            isInline: true
        ),
        InteractionText(
            name: "order",
            declaration: "cardinality='ordered' baseType='identifier'",
            v21: """
                <orderInteraction responseIdentifier='R' shuffle='true' minChoices='1' maxChoices='2'><prompt>Rank</prompt>\
                <simpleChoice identifier='A'>a</simpleChoice><simpleChoice identifier='B'>b</simpleChoice>\
                <simpleChoice identifier='C'>c</simpleChoice></orderInteraction>
                """,
            v30: """
                <qti-order-interaction response-identifier='R' shuffle='true' min-choices='1' max-choices='2'><qti-prompt>\
                Rank</qti-prompt><qti-simple-choice identifier='A'>a</qti-simple-choice><qti-simple-choice \
                identifier='B'>b</qti-simple-choice><qti-simple-choice identifier='C'>c</qti-simple-choice>\
                </qti-order-interaction>
                """,
            expected: .order(
                OrderInteraction(
                    id: id,
                    prompt: [.text("Rank")],
                    options: [option("A", "a"), option("B", "b"), option("C", "c")],
                    minimum: 1,
                    maximum: 2,
                    shuffles: true
                )
            )
        ),
        InteractionText(
            name: "hot text",
            declaration: "cardinality='multiple' baseType='identifier'",
            v21: """
                <hottextInteraction responseIdentifier='R' maxChoices='0'><prompt>Find</prompt><p>The <hottext \
                identifier='A'>liver</hottext> is <em><hottext identifier='B'>small</hottext></em>.</p>\
                </hottextInteraction>
                """,
            v30: """
                <qti-hottext-interaction response-identifier='R' max-choices='0'><qti-prompt>Find</qti-prompt><p>The \
                <qti-hottext identifier='A'>liver</qti-hottext> is <em><qti-hottext identifier='B'>small\
                </qti-hottext></em>.</p></qti-hottext-interaction>
                """,
            expected: .hotText(
                HotTextInteraction(
                    id: id,
                    prompt: [.text("Find")],
                    text: [
                        .paragraph([
                            .text("The "), .hotText(OptionID(rawValue: "A"), [.text("liver")]), .text(" is "),
                            .emphasis([.hotText(OptionID(rawValue: "B"), [.text("small")])]), .text("."),
                        ])
                    ],
                    maximum: 0
                )
            )
        ),
    ]

    static let joining: [InteractionText] = [
        InteractionText(
            name: "match",
            declaration: "cardinality='multiple' baseType='directedPair'",
            v21: """
                <matchInteraction responseIdentifier='R' shuffle='false' maxAssociations='3' minAssociations='1'>\
                <simpleMatchSet><simpleAssociableChoice identifier='S' matchMax='1'>s</simpleAssociableChoice>\
                <simpleAssociableChoice identifier='T' matchMax='2' matchMin='1'>t</simpleAssociableChoice>\
                </simpleMatchSet><simpleMatchSet><simpleAssociableChoice identifier='A' matchMax='4'>a\
                </simpleAssociableChoice></simpleMatchSet></matchInteraction>
                """,
            v30: """
                <qti-match-interaction response-identifier='R' shuffle='false' max-associations='3' \
                min-associations='1'><qti-simple-match-set><qti-simple-associable-choice identifier='S' match-max='1'>\
                s</qti-simple-associable-choice><qti-simple-associable-choice identifier='T' match-max='2' \
                match-min='1'>t</qti-simple-associable-choice></qti-simple-match-set><qti-simple-match-set>\
                <qti-simple-associable-choice identifier='A' match-max='4'>a</qti-simple-associable-choice>\
                </qti-simple-match-set></qti-match-interaction>
                """,
            expected: .match(
                MatchInteraction(
                    id: id,
                    prompt: [],
                    rows: [option("S", "s", maximum: 1), option("T", "t", maximum: 2, minimum: 1)],
                    columns: [option("A", "a")],
                    rowMaximum: 0,
                    columnMaximum: 4,
                    minimum: 1
                )
            )
        ),
        InteractionText(
            name: "associate",
            declaration: "cardinality='multiple' baseType='pair'",
            v21: """
                <associateInteraction responseIdentifier='R' shuffle='true' maxAssociations='2'><prompt>Join</prompt>\
                <simpleAssociableChoice identifier='A' matchMax='1'>a</simpleAssociableChoice>\
                <simpleAssociableChoice identifier='B' matchMax='0'>b</simpleAssociableChoice></associateInteraction>
                """,
            v30: """
                <qti-associate-interaction response-identifier='R' shuffle='true' max-associations='2'><qti-prompt>Join\
                </qti-prompt><qti-simple-associable-choice identifier='A' match-max='1'>a\
                </qti-simple-associable-choice><qti-simple-associable-choice identifier='B' match-max='0'>b\
                </qti-simple-associable-choice></qti-associate-interaction>
                """,
            expected: .associate(
                AssociateInteraction(
                    id: id,
                    prompt: [.text("Join")],
                    options: [option("A", "a"), option("B", "b", maximum: 0)],
                    maximum: 2,
                    shuffles: true
                )
            )
        ),
        InteractionText(
            name: "gap match",
            declaration: "cardinality='multiple' baseType='directedPair'",
            v21: """
                <gapMatchInteraction responseIdentifier='R' shuffle='false'><prompt>Fill</prompt><gapText \
                identifier='W' matchMax='1'>winter</gapText><gapImg identifier='P' matchMax='2' objectLabel='a heart'>\
                <object data='h.png' type='image/png' width='20' height='10'/></gapImg><blockquote><p>Now is <gap \
                identifier='G1'/> and <gap identifier='G2'/>.</p></blockquote></gapMatchInteraction>
                """,
            v30: """
                <qti-gap-match-interaction response-identifier='R' max-associations='0'><qti-prompt>Fill</qti-prompt>\
                <qti-gap-text identifier='W' match-max='1'>winter</qti-gap-text><qti-gap-img identifier='P' \
                match-max='2'><img src='h.png' alt='a heart' width='20' height='10'/></qti-gap-img><blockquote><p>\
                Now is <qti-gap identifier='G1'/> and <qti-gap identifier='G2'/>.</p></blockquote>\
                </qti-gap-match-interaction>
                """,
            expected: .gapMatch(
                GapMatchInteraction(
                    id: id,
                    prompt: [.text("Fill")],
                    options: [
                        option("W", "winter"),
                        Option(
                            id: OptionID(rawValue: "P"),
                            content: [
                                .image(
                                    ContentImage(
                                        media: "",
                                        alternative: "a heart",
                                        widthInPixels: 20,
                                        heightInPixels: 10
                                    )
                                )
                            ],
                            maximum: 2
                        ),
                    ],
                    text: [
                        .quotation([
                            .paragraph([
                                .text("Now is "), .gap(OptionID(rawValue: "G1")), .text(" and "),
                                .gap(OptionID(rawValue: "G2")), .text("."),
                            ])
                        ])
                    ]
                )
            )
        ),
    ]
}
