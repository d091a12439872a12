import Assessment

@testable import WebServer

/// Items of the interactions that come from other schools, and content that hangs on a draw.
enum InteractionItems {
    /// Every one of them with the name of its specimen.
    static let all: [(name: String, item: ItemVersion, state: ItemFragment.State)] = [
        ("order", order, .init(response: ItemResponse(["RESPONSE": .choices(["C", "A"])]))),
        ("hot-text", hotText, .init(response: ItemResponse(["RESPONSE": .choices(["H2"])]))),
        ("associate", associate, .init(response: ItemResponse(["RESPONSE": .pairs([.init(row: "A", column: "C")])]))),
        (
            "gap-match", gapMatch,
            .init(
                response: ItemResponse(["RESPONSE": .pairs([.init(row: "B", column: "G1")])]),
                orders: ["RESPONSE": [2, 1, 0, 3]]
            )
        ),
        ("slider", slider, .init(response: ItemResponse(["RESPONSE": .number("4", unit: nil)]))),
        ("inline", inline, .init(response: ItemResponse(["PICK": .choices(["B"])]))),
        ("hotspot", hotspot, .init(response: ItemResponse(["RESPONSE": .choices(["R2"])]))),
        ("image-order", imageOrder, .init(response: ItemResponse(["RESPONSE": .choices(["R3", "R1"])]))),
        ("image-associate", imageAssociate, .init()),
        ("label", label, .init(response: ItemResponse(["RESPONSE": .pairs([.init(row: "L2", column: "R1")])]))),
        (
            "point", point,
            .init(response: ItemResponse(["RESPONSE": .points([.init(x: 150, y: 80), .init(x: 300, y: 200)])]))
        ),
        ("place", place, .init(response: ItemResponse(["RESPONSE": .points([.init(x: 120, y: 60)])]))),
        ("media", media, .init(response: ItemResponse(["RESPONSE": .number("1", unit: nil)]))),
        ("texts", texts, .init(response: ItemResponse(["RESPONSE": .texts(["anaemia", "purpura"])]))),
        (
            "held", held,
            .init(response: ItemResponse(["FILE": .file(file), "END": .pressed(true)]), handing: handing)
        ),
        ("layout", layout, .init()),
        ("drawn", drawn, .init(variables: ["DOSE": ["12.5"], "SEX": ["female"]])),
    ]

    static let handing = UploadControl.Handing(action: "/sit/1/q/1/file", files: "/sit/1/files")

    static let file = HandedFile(
        name: "plan \"x\".pdf",
        type: "application/pdf",
        hash: ContentHash(of: .null),
        bytes: 20_000
    )

    static let order = Items.item(
        body: [.text("A man has anaphylaxis in the ward.")],
        interactions: [
            .order(
                OrderInteraction(
                    id: "RESPONSE",
                    prompt: [.text("Put the steps in order.")],
                    options: Items.options([
                        "Call for help", "Give adrenaline 500 micrograms into the muscle of the thigh",
                        "Lay him flat and raise his legs", "Give a bolus of crystalloid",
                    ])
                )
            )
        ]
    )

    static let hotText = Items.item(
        body: [.text("Read the letter.")],
        interactions: [
            .hotText(
                HotTextInteraction(
                    id: "RESPONSE",
                    prompt: [.text("Which two words are wrong?")],
                    text: [
                        .paragraph([
                            .text("The "), .hotText("H1", [.text("left")]), .text(" kidney lies "),
                            .hotText("H2", [.text("lower than the right one, "), .strong([.text("because")])]),
                            .text(" of the "), .hotText("H3", [.text("spleen")]), .text("."),
                        ])
                    ],
                    maximum: 2
                )
            )
        ]
    )

    static let associate = Items.item(
        body: [],
        interactions: [
            .associate(
                AssociateInteraction(
                    id: "RESPONSE",
                    prompt: [.text("Join each drug to its antidote.")],
                    options: Items.options(["Warfarin", "Naloxone", "Vitamin K", "Morphine"]),
                    maximum: 2
                )
            ),
            .associate(
                AssociateInteraction(
                    id: "ANY",
                    prompt: [.text("Join what belongs together.")],
                    options: [
                        Option(id: "A", content: [.paragraph([.text("CO"), .subscript([.text("2")])])], maximum: 0),
                        Option(
                            id: "B",
                            content: [.image(ContentImage(media: "ecg.png", alternative: "ECG"))],
                            maximum: 0
                        ),
                        Option(id: "C", content: [.text("Acid")], maximum: 0),
                        Option(id: "D", content: [.text("Base")], maximum: 0),
                    ],
                    maximum: 0
                )
            ),
        ]
    )

    static let gapMatch = Items.item(
        body: [],
        interactions: [
            .gapMatch(
                GapMatchInteraction(
                    id: "RESPONSE",
                    prompt: [.text("Fill the gaps.")],
                    options: Items.options(["renin", "angiotensin II", "aldosterone", "insulin"]),
                    text: [
                        .paragraph([
                            .text("The kidney makes "), .gap("G1"), .text(", and the adrenal gland makes "), .gap("G2"),
                            .text("."),
                        ])
                    ],
                    shuffles: true
                )
            )
        ]
    )

    static let slider = Items.item(
        body: [.text("She has had pain in her knee since yesterday.")],
        interactions: [
            .slider(
                SliderInteraction(
                    id: "RESPONSE",
                    prompt: [.text("How likely is gout?")],
                    lower: Mark(0),
                    upper: Mark(10),
                    labelsSteps: true
                )
            ),
            .slider(
                SliderInteraction(
                    id: "DOWN",
                    prompt: [.text("How sure are you?")],
                    lower: Mark(-2),
                    upper: Mark(2),
                    isVertical: true,
                    isReversed: true
                )
            ),
        ]
    )

    static let inline = Items.item(
        body: [
            .paragraph([
                .text("In heart failure the pressure in the left atrium is "), .interaction("PICK"),
                .text(" and the formula is "), .interaction("FORMULA"), .text(". "), .interaction("END"),
            ])
        ],
        interactions: [
            .choice(ChoiceInteraction(id: "PICK", prompt: [], options: Items.options(["low", "high", "normal"]))),
            .choice(
                ChoiceInteraction(
                    id: "FORMULA",
                    prompt: [],
                    options: [
                        Option(
                            id: "A",
                            content: [.paragraph([formula("<mfrac><mi>V</mi><mi>R</mi></mfrac>", "V / R")])]
                        ),
                        Option(
                            id: "B",
                            content: [.paragraph([formula("<mi>V</mi><mo>&#xD7;</mo><mi>R</mi>", "V × R")])]
                        ),
                    ]
                )
            ),
            .end(EndInteraction(id: "END", title: "Show me a hint", asksForHint: true)),
        ]
    )

    static let media = Items.item(
        body: [
            .media(
                ContentMedia(
                    kind: .video,
                    sources: [.init(media: "gait.mp4", type: "video/mp4")],
                    alternative: "A man walks with short steps.",
                    captions: .init(media: "gait.vtt", type: "en"),
                    widthInPixels: 640,
                    heightInPixels: 360
                )
            )
        ],
        interactions: [
            .media(
                MediaInteraction(
                    id: "RESPONSE",
                    prompt: [.text("Listen to the heart.")],
                    media: ContentMedia(
                        kind: .audio,
                        sources: [.init(media: "heart.mp3", type: "audio/mpeg"), .init(media: "heart.ogg")],
                        alternative: "A murmur between the first and second sound."
                    ),
                    minimumPlays: 1,
                    maximumPlays: 2
                )
            )
        ]
    )

    static let texts = Items.item(
        body: [],
        interactions: [
            .text(
                TextInteraction(id: "RESPONSE", prompt: [.text("Name three signs.")], maximum: 3, placeholder: "A sign")
            )
        ]
    )

    static let held = Items.item(
        body: [],
        interactions: [
            .upload(
                UploadInteraction(
                    id: "FILE",
                    prompt: [.text("Hand in your plan.")],
                    types: ["application/pdf", "image/*"]
                )
            ), .upload(UploadInteraction(id: "MORE", prompt: [.text("Hand in what else belongs to it.")])),
            .kept(
                KeptInteraction(
                    id: "KEPT",
                    prompt: [.text("Draw the axis.")],
                    name: "drawing-interaction",
                    text: [.image(ContentImage(media: "ecg.png", alternative: "ECG"))]
                )
            ),
            .end(EndInteraction(id: "END", title: "")),
        ]
    )

    static let layout = Items.item(
        body: [],
        interactions: [
            .choice(
                ChoiceInteraction(
                    id: "RESPONSE",
                    prompt: [.text("Which?")],
                    options: Items.options(["One", "Two", "Three", "Four"]),
                    layout: Assessment.Layout(classes: [
                        "qti-choices-stacking-2", "qti-labels-decimal", "qti-labels-suffix-period", "own-class",
                        "qti-input-control-hidden",
                    ])
                )
            ),
            .choice(
                ChoiceInteraction(
                    id: "BARE",
                    prompt: [.text("And which of these?")],
                    options: Items.options(["One", "Two"]),
                    maximum: 0,
                    layout: Assessment.Layout(classes: ["qti-orientation-horizontal", "qti-labels-none"])
                )
            ),
            .text(
                TextInteraction(
                    id: "TEXT",
                    prompt: [.text("Why?")],
                    lines: 3,
                    layout: Assessment.Layout(classes: ["qti-height-lines-6"])
                )
            ),
        ]
    )

    static let drawn = Items.item(
        body: [
            .paragraph([
                .text("He takes "), .variable(PrintedVariable(variable: "DOSE", format: "%.2f")), .text(" mg. "),
                formula("<msup><mi>x</mi><mn>2</mn></msup>", "x squared"),
            ]),
            .conditional(Visibility(origin: .template, variable: "SEX", value: "female"), [.text("She is pregnant.")]),
            .conditional(Visibility(origin: .template, variable: "SEX", value: "male"), [.text("He smokes.")]),
            .conditional(Visibility(origin: .outcome, variable: "SCORE", value: "1"), [.text("Well done.")]),
        ],
        interactions: [
            .choice(
                ChoiceInteraction(
                    id: "RESPONSE",
                    prompt: [.text("Which?")],
                    options: [
                        Option(
                            id: "A",
                            content: [.paragraph([.variable(PrintedVariable(variable: "DOSE")), .text(" mg")])]
                        ),
                        Option(
                            id: "B",
                            content: [.text("None")],
                            visibility: Visibility(origin: .template, variable: "SEX", value: "male")
                        ),
                        Option(id: "C", content: [.text("Twice that")]),
                    ]
                )
            )
        ]
    )

    private static func formula(_ inside: String, _ words: String) -> Inline {
        .formula(markup: "<math xmlns=\"http://www.w3.org/1998/Math/MathML\">\(inside)</math>", alternative: words)
    }
}
