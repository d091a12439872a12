import Assessment

/// Items of every shape that pages draw.
enum Items {
    static let choice = item(
        body: [
            .text(
                "A 58-year-old woman has had 3 days of pleuritic chest pain and breathlessness. She is 12 days after a hip replacement and takes no medicines."
            ),
            .results(
                ResultsTable(
                    caption: [.text("Blood results")],
                    rows: [
                        .init(name: "Haemoglobin", value: "112", unit: "g/L", reference: "115–150", flag: .low),
                        .init(name: "Creatinine", value: "168", unit: "µmol/L", reference: "49–90", flag: .high),
                        .init(name: "pH", value: "7.40", unit: "", reference: "7.35–7.45", flag: .none),
                    ]
                )
            ),
            .image(
                ContentImage(
                    media: "ecg.png",
                    alternative: "Twelve-lead electrocardiogram, 25 mm/s: sinus tachycardia",
                    widthInPixels: 600,
                    heightInPixels: 400
                )
            ),
            .interaction("RESPONSE"),
        ],
        interactions: [
            .choice(
                ChoiceInteraction(
                    id: "RESPONSE",
                    prompt: [.text("What is the most appropriate next investigation?")],
                    options: options(["CT pulmonary angiogram", "V/Q scan", "D-dimer", "Echocardiogram", "Chest X-ray"])
                )
            )
        ]
    )

    static let several = item(
        body: [
            .heading(level: 5, [.text("Findings")]),
            .list(isOrdered: true, items: [[.text("Fever")], [.text("Cough"), .text("for 3 weeks")]]),
            .list(isOrdered: false, items: [[.text("No weight loss")]]),
            .quotation([.text("I feel hot at night.")]),
            .preformatted("T 38.4\n  P 92"),
            .table(
                ContentTable(
                    caption: [],
                    header: [[], [.text("Day 1")]],
                    rows: [[[.text("Temperature")], [.text("38.4 °C")]]]
                )
            ),
            .foreign(markup: "<math/>", fallback: "E = mc²"),
        ],
        interactions: [
            .choice(
                ChoiceInteraction(
                    id: "RESPONSE",
                    prompt: [],
                    options: options(["Sputum", "Blood culture", "Chest X-ray"])
                        + [Option(id: "D", content: [.text("None"), .text("of these")], isFixed: true)],
                    maximum: 2,
                    shuffles: true
                )
            )
        ]
    )

    static let matching = item(
        body: [.text("Each patient has had chest pain.")],
        interactions: [
            .match(
                MatchInteraction(
                    id: "RESPONSE",
                    prompt: [.text("For each patient, choose the most likely diagnosis.")],
                    rows: [
                        Option(
                            id: "S1",
                            content: [.text("A 24-year-old man, tall and thin, with sudden pain on one side.")]
                        ),
                        Option(
                            id: "S2",
                            content: [.text("A 70-year-old woman with tearing pain between the shoulder blades.")]
                        ),
                    ],
                    columns: options(["Aortic dissection", "Pericarditis", "Pneumothorax", "Pulmonary embolism"])
                )
            ),
            .match(
                MatchInteraction(
                    id: "SIGNS",
                    prompt: [.text("Tick every sign that fits.")],
                    rows: [Option(id: "S1", content: [.text("The man")])],
                    columns: options(["Quiet breath sounds", "Dull percussion"]),
                    rowMaximum: 0
                )
            ),
        ]
    )

    static let text = item(
        body: [.text("A 40-year-old man collapses after a long flight.")],
        interactions: [
            .text(TextInteraction(id: "RESPONSE", prompt: [.text("What is the diagnosis?")], expectedLength: 30)),
            .text(TextInteraction(id: "WHY", prompt: [.text("Why?")], expectedLength: 200, lines: 4)),
        ]
    )

    static let number = item(
        body: [],
        interactions: [
            .number(
                NumberInteraction(id: "RESPONSE", prompt: [.text("Which dose do you give?")], units: ["mg", "g"])
            ),
            .number(NumberInteraction(id: "RATE", prompt: [.text("At which rate?")], units: ["mL/h"])),
            .number(NumberInteraction(id: "PLAIN", prompt: [.text("How many times a day?")])),
        ]
    )

    static let sentence = item(
        body: [
            .paragraph([
                .text("The drug of choice is "), .interaction("DRUG"), .text(", given as "), .interaction("DOSE"),
                .lineBreak, .strong([.text("at once")]), .emphasis([.text(" and ")]), .superscript([.text("2")]),
                .subscript([.text("3")]), .code([.text("x")]), .language("la", [.text("per os")]),
                .image(ContentImage(media: "tablet.png", alternative: "Tablet")),
                .foreign(markup: "<m/>", fallback: "!"),
            ])
        ],
        interactions: [
            .text(TextInteraction(id: "DRUG", prompt: [], expectedLength: 15)),
            .number(NumberInteraction(id: "DOSE", prompt: [], units: ["mg"])),
        ]
    )

    static let rightToLeft = item(
        language: "ar",
        body: [.text("امرأة عمرها ٥٨ عاماً تعاني من ألم في الصدر منذ ٣ أيام.")],
        interactions: [
            .choice(
                ChoiceInteraction(
                    id: "RESPONSE",
                    prompt: [.text("ما هو الفحص الأنسب؟")],
                    options: options(["تصوير الأوعية الرئوية", "تخطيط صدى القلب"])
                )
            )
        ]
    )

    /// Every string of it tries to leave its place.
    static let hostile = filled(with: People.hostile)

    /// An item of every shape whose every string is `text`.
    static func filled(with text: String) -> ItemVersion {
        item(
            language: text,
            body: [
                .text(text), .preformatted(text), .foreign(markup: "<script>", fallback: text),
                .image(ContentImage(media: text, alternative: text)),
                .paragraph([.language(text, [.text(text)]), .foreign(markup: "", fallback: text)]),
                .table(ContentTable(caption: [.text(text)], header: [[.text(text)]], rows: [[[.text(text)]]])),
                .media(
                    ContentMedia(
                        kind: .video,
                        sources: [.init(media: text, type: text)],
                        alternative: text,
                        captions: .init(media: text, type: text)
                    )
                ),
                .paragraph([
                    .formula(markup: "<math><mtext>\(MarkupText.escaped(text))</mtext></math>", alternative: text),
                    .variable(PrintedVariable(variable: "X", format: text, delimiter: text)),
                ]),
                .conditional(Visibility(origin: .template, variable: "X", value: text), [.text(text)]),
                .results(
                    ResultsTable(
                        caption: [.text(text)],
                        rows: [
                            .init(
                                name: text,
                                value: text,
                                unit: text,
                                reference: text,
                                flag: .high
                            )
                        ]
                    )
                ),
            ],
            interactions: [
                .choice(
                    ChoiceInteraction(
                        id: ResponseID(rawValue: text),
                        prompt: [.text(text)],
                        options: [Option(id: OptionID(rawValue: text), content: [.text(text)])]
                    )
                ),
                .match(
                    MatchInteraction(
                        id: ResponseID(rawValue: text + "2"),
                        prompt: [.text(text)],
                        rows: [Option(id: OptionID(rawValue: text), content: [.text(text)])],
                        columns: [Option(id: OptionID(rawValue: text), content: [.text(text)])]
                    )
                ),
                .text(TextInteraction(id: ResponseID(rawValue: text + "3"), prompt: [.text(text)])),
                .number(
                    NumberInteraction(id: ResponseID(rawValue: text + "4"), prompt: [.text(text)], units: [text, "mg"])
                ),
            ] + InteractionItems.filled(with: text)
        )
    }

    static func item(language: String = "en-GB", body: [Block], interactions: [Interaction]) -> ItemVersion {
        ItemVersion(
            item: ItemID(rawValue: "specimen"),
            language: language,
            title: "Specimen",
            body: body,
            interactions: interactions,
            scoring: []
        )
    }

    static func options(_ texts: [String]) -> [Option] {
        zip("ABCDEFGH", texts).map { Option(id: OptionID(rawValue: String($0)), content: [.text($1)]) }
    }
}
