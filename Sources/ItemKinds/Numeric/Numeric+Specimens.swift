public import Assessment

extension Numeric {
    public static let specimens = [
        KindSpecimen(
            name: "a dose",
            version: dose(units: ["mg", "g"]),
            cases: [
                .init("exact", typed("12.5", "mg"), marks: [score: .one]),
                .init("decimal comma", typed("12,5", "mg"), marks: [score: .one]),
                .init("Arabic-Indic digits", typed("١٢٫٥", "mg"), marks: [score: .one]),
                .init("lower rim", typed("12", "mg"), marks: [score: .one]),
                .init("upper rim", typed("13", "mg"), marks: [score: .one]),
                .init("beyond the rim", typed("13.001", "mg"), marks: [score: .zero]),
                .init("equivalent unit", typed("0.0125", "g"), marks: [score: .one]),
                .init("right number, wrong unit", typed("12.5", "g"), marks: [score: .zero]),
                .init("unit typed behind", typed("12.5 mg", nil), marks: [score: .one]),
                .init("no number", typed("twelve", "mg"), marks: [score: .zero]),
                .init("unknown unit", typed("12.5", "kg"), marks: [score: .zero], misfit: .unknownUnit("kg")),
                .init("no unit chosen", typed("12.5", nil), marks: [score: .one]),
                .init("blank", typed("  ", "mg"), marks: [score: .zero]),
                .init("nothing", ItemResponse(), marks: [score: .zero]),
            ]
        ),
        KindSpecimen(
            name: "a base excess",
            version: baseExcess,
            cases: [
                .init("Unicode minus", typed("\u{2212}8,0", nil), marks: [score: .one]),
                .init("hyphen", typed("-8", nil), marks: [score: .one]),
                .init("rim towards zero", typed("-7.2", nil), marks: [score: .one]),
                .init("rim away from zero", typed("-8.8", nil), marks: [score: .one]),
                .init("beyond the rim", typed("-8.801", nil), marks: [score: .zero]),
                .init("sign forgotten", typed("8", nil), marks: [score: .zero]),
                .init("a lone point", typed(".", nil), marks: [score: .zero]),
            ]
        ),
        KindSpecimen(
            name: "two significant figures",
            version: clearance(digits: 2),
            cases: [
                .init("exact", typed("87.4", "mL/min"), marks: [score: .one]),
                .init("rounded", typed("87", "mL/min"), marks: [score: .one]),
                .init("rounded up to it", typed("86.5", "mL/min"), marks: [score: .one]),
                .init("just below", typed("86.49", "mL/min"), marks: [score: .zero]),
                .init("just above", typed("87.5", "mL/min"), marks: [score: .zero]),
                .init("equivalent unit", typed("1.45", "mL/s"), marks: [score: .one]),
                .init("rounded too far", typed("90", "mL/min"), marks: [score: .zero]),
                .init("nothing", ItemResponse(), marks: [score: .zero]),
            ]
        ),
        KindSpecimen(
            name: "no significant figure",
            version: clearance(digits: 0),
            problemCodes: ["rule.parameters"],
            cases: []
        ),
        KindSpecimen(
            name: "a unit named twice",
            version: dose(units: ["mg", "g", "mg"]),
            problemCodes: ["units.twice"],
            cases: []
        ),
        KindSpecimen(
            name: "a unit without factor",
            version: dose(units: ["mg", "µg"]),
            problemCodes: ["rule.key"],
            cases: []
        ),
    ]

    private static let response = ResponseID(rawValue: "RESPONSE")
    private static let score = OutcomeID(rawValue: "SCORE")

    private static func typed(_ text: String, _ unit: String?) -> ItemResponse {
        ItemResponse([response: .number(text, unit: unit)])
    }

    private static var baseExcess: ItemVersion {
        var version = dose(units: [])
        version.title = "Base excess"
        version.body = [.text("pH 7.30, bicarbonate 17 mmol/L."), .interaction(response)]
        version.scoring[0].parameters = [
            "value": "-8", "unit": "", "tolerance": ["mode": "relative", "lower": "0.1", "upper": "0.1"],
        ]
        return version
    }

    private static func clearance(digits: Int64) -> ItemVersion {
        var version = dose(units: ["mL/min", "mL/s"])
        version.item = ItemID(rawValue: "specimen-numeric-rounded")
        version.title = "Clearance"
        version.body = [.text("A man has a creatinine clearance of 87.4 mL/min."), .interaction(response)]
        version.scoring[0].rule = EqualRounded.name
        version.scoring[0].parameters = [
            "value": "87.4", "unit": "mL/min", "units": ["mL/s": "60"],
            "rounding": ["mode": "significant-figures", "digits": .integer(digits)],
        ]
        return version
    }

    private static func dose(units: [String]) -> ItemVersion {
        ItemVersion(
            item: ItemID(rawValue: "specimen-numeric"),
            kind: name,
            title: "A dose by weight",
            body: [.text("A child of 25 kg needs 0.5 mg/kg."), .interaction(response)],
            interactions: [
                .number(NumberInteraction(id: response, prompt: [.text("What is the dose?")], units: units))
            ],
            scoring: [
                RuleUse(
                    id: score,
                    response: response,
                    rule: WithinTolerance.name,
                    parameters: [
                        "value": "12.5", "unit": "mg", "units": ["g": "1000"],
                        "tolerance": ["mode": "absolute", "lower": "0.5", "upper": "0.5"],
                    ]
                )
            ]
        )
    }
}
