import Assessment
import Foundation

/// An item of format 1 with one of everything, as it was stored; it must decode for ever and is never edited.
enum StoredItem {
    static let text = #"""
        {
          "format": 1, "item": "specimen-1", "kind": "several", "language": "en-GB", "title": "One of everything",
          "body": [
            {"type": "paragraph", "inlines": [
              "Give ", {"type": "strong", "inlines": ["12 mg"]}, {"type": "emphasis", "inlines": ["daily"]},
              {"type": "superscript", "inlines": ["2+"]}, {"type": "subscript", "inlines": ["2"]},
              {"type": "code", "inlines": ["x"]}, {"type": "break"},
              {"type": "language", "language": "la", "inlines": ["bis in die"]},
              {"type": "image", "media": "media/a.png", "alt": "A pill", "width": 1, "height": 20000},
              {"type": "interaction", "response": "TEXT"},
              {"type": "foreign", "markup": "<math/>", "fallback": "x = 1"}
            ]},
            {"type": "heading", "level": 2, "inlines": ["History"]},
            {"type": "list", "ordered": true, "items": [[{"type": "paragraph", "inlines": ["first"]}], []]},
            {"type": "table", "caption": ["Doses"], "header": [["Drug"], []], "rows": [[["a"], ["b"]], []]},
            {"type": "results", "caption": [], "rows": [
              {"name": "Haemoglobin", "value": "112", "unit": "g/L", "reference": "115–150", "flag": "low"},
              {"name": "CRP", "value": "48", "unit": "mg/L", "reference": "< 5", "flag": "high"},
              {"name": "Sodium", "value": "140", "unit": "mmol/L", "reference": "133–146", "flag": ""}
            ]},
            {"type": "image", "media": "media/b.png", "alt": ""},
            {"type": "quotation", "blocks": [{"type": "preformatted", "text": "a\n  b"}]},
            {"type": "interaction", "response": "CHOICE"},
            {"type": "interaction", "response": "MATCH"},
            {"type": "interaction", "response": "NUMBER"},
            {"type": "foreign", "markup": "<svg/>", "fallback": ""}
          ],
          "interactions": [
            {"type": "choice", "id": "CHOICE", "prompt": [{"type": "paragraph", "inlines": ["Which?"]}], "options": [
              {"id": "A", "content": [{"type": "paragraph", "inlines": ["Aorta"]}], "fixed": false},
              {"id": "B", "content": [], "fixed": true}
            ], "minimum": 1, "maximum": 2, "shuffle": true},
            {"type": "match", "id": "MATCH", "prompt": [], "rows": [{"id": "S1", "content": [], "fixed": true}],
             "columns": [{"id": "C1", "content": [], "fixed": false}], "rowMaximum": 1, "columnMaximum": 0,
             "shuffle": false},
            {"type": "text", "id": "TEXT", "prompt": [], "expectedLength": 30, "lines": 1},
            {"type": "number", "id": "NUMBER", "prompt": [], "units": ["mg", "g"]}
          ],
          "scoring": [
            {"id": "SCORE", "response": "CHOICE", "rule": "match-correct", "version": 1, "marks": "1/3",
             "parameters": {"key": ["A"]}},
            {"id": "SCORE_2", "response": "NUMBER", "rule": "of-tomorrow", "version": 1000, "marks": "-0.25",
             "parameters": [null, true, -1, "x"]}
          ],
          "rationale": {"general": [{"type": "paragraph", "inlines": ["Because."]}], "options": {
            "A": [{"type": "paragraph", "inlines": ["Right."]}], "B": []
          }},
          "metadata": {
            "tags": {"content": ["cardiovascular"], "task": []}, "difficulty": "0.65", "authors": ["A. Author"],
            "licence": "CC-BY-4.0", "origin": "Ours", "references": ["A book"], "enemies": ["specimen-2"],
            "kept": {"lom": {"any": [1, null]}}
          },
          "original": {"format": "qti-3", "fileName": "a.xml", "bytes": "PGEvPg==", "unread": ["qti-rubric-block"]}
        }
        """#

    /// The identity that was written into papers when this was stored.
    static let hash = "c1667b9816c31f081376e71049947f5b8e84da522a59a028741f935e76e43ddd"

    static let version = ItemVersion(
        item: ItemID(rawValue: "specimen-1"),
        kind: KindName(rawValue: "several"),
        language: "en-GB",
        title: "One of everything",
        body: body,
        interactions: interactions,
        scoring: scoring,
        rationale: Rationale(
            general: [.text("Because.")],
            options: [OptionID(rawValue: "A"): [.text("Right.")], OptionID(rawValue: "B"): []]
        ),
        metadata: ItemMetadata(
            tags: ["content": ["cardiovascular"], "task": []],
            difficulty: Mark(13, over: 20),
            authors: ["A. Author"],
            licence: "CC-BY-4.0",
            origin: "Ours",
            references: ["A book"],
            enemies: [ItemID(rawValue: "specimen-2")],
            kept: ["lom": ["any": [1, .null]]]
        ),
        original: Original(
            format: "qti-3",
            fileName: "a.xml",
            bytes: Data("<a/>".utf8),
            unread: ["qti-rubric-block"]
        )
    )

    static let body: [Block] = [
        .paragraph([
            .text("Give "), .strong([.text("12 mg")]), .emphasis([.text("daily")]), .superscript([.text("2+")]),
            .subscript([.text("2")]), .code([.text("x")]), .lineBreak, .language("la", [.text("bis in die")]),
            .image(
                ContentImage(media: "media/a.png", alternative: "A pill", widthInPixels: 1, heightInPixels: 20_000)
            ),
            .interaction(ResponseID(rawValue: "TEXT")), .foreign(markup: "<math/>", fallback: "x = 1"),
        ]),
        .heading(level: 2, [.text("History")]),
        .list(isOrdered: true, items: [[.text("first")], []]),
        .table(
            ContentTable(
                caption: [.text("Doses")],
                header: [[.text("Drug")], []],
                rows: [[[.text("a")], [.text("b")]], []]
            )
        ),
        .results(
            ResultsTable(rows: [
                .init(name: "Haemoglobin", value: "112", unit: "g/L", reference: "115–150", flag: .low),
                .init(name: "CRP", value: "48", unit: "mg/L", reference: "< 5", flag: .high),
                .init(name: "Sodium", value: "140", unit: "mmol/L", reference: "133–146", flag: .none),
            ])
        ),
        .image(ContentImage(media: "media/b.png", alternative: "")),
        .quotation([.preformatted("a\n  b")]),
        .interaction(ResponseID(rawValue: "CHOICE")), .interaction(ResponseID(rawValue: "MATCH")),
        .interaction(ResponseID(rawValue: "NUMBER")), .foreign(markup: "<svg/>", fallback: ""),
    ]

    static let interactions: [Interaction] = [
        .choice(
            ChoiceInteraction(
                id: ResponseID(rawValue: "CHOICE"),
                prompt: [.text("Which?")],
                options: [
                    Option(id: OptionID(rawValue: "A"), content: [.text("Aorta")]),
                    Option(id: OptionID(rawValue: "B"), content: [], isFixed: true),
                ],
                minimum: 1,
                maximum: 2,
                shuffles: true
            )
        ),
        .match(
            MatchInteraction(
                id: ResponseID(rawValue: "MATCH"),
                prompt: [],
                rows: [Option(id: OptionID(rawValue: "S1"), content: [], isFixed: true)],
                columns: [Option(id: OptionID(rawValue: "C1"), content: [])]
            )
        ),
        .text(TextInteraction(id: ResponseID(rawValue: "TEXT"), prompt: [])),
        .number(NumberInteraction(id: ResponseID(rawValue: "NUMBER"), prompt: [], units: ["mg", "g"])),
    ]

    static let scoring = [
        RuleUse(
            id: OutcomeID(rawValue: "SCORE"),
            response: ResponseID(rawValue: "CHOICE"),
            rule: RuleName(rawValue: "match-correct"),
            marks: Mark(1, over: 3) ?? .zero,
            parameters: ["key": ["A"]]
        ),
        RuleUse(
            id: OutcomeID(rawValue: "SCORE_2"),
            response: ResponseID(rawValue: "NUMBER"),
            rule: RuleName(rawValue: "of-tomorrow"),
            version: 1000,
            marks: Mark(-1, over: 4) ?? .zero,
            parameters: [.null, true, -1, "x"]
        ),
    ]
}
