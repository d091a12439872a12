public import Assessment

extension ProcessedItem {
    /// An item with drawn parts: the weight of a patient, and with it the right dose of 2 mg a kilogram.
    ///
    /// Not among the common specimens: what it gains hangs on the draw.
    public static var drawnDose: ItemVersion {
        let dose = ResponseID(rawValue: "RESPONSE")
        let weight = ProcessingExpression("variable", ["identifier": "WEIGHT"])
        let float = { (text: String) in ProcessingExpression("base-value", ["base-type": "float"], text: text) }
        let isRight = ProcessingExpression(
            "match",
            [:],
            [
                ProcessingExpression("variable", ["identifier": dose.rawValue]),
                ProcessingExpression("correct", ["identifier": dose.rawValue]),
            ]
        )
        let processing = Processing(
            responses: [ResponseDeclaration(dose.rawValue, .single, .float)],
            outcomes: [OutcomeDeclaration("SCORE", .single, .float, normalMaximum: "1")],
            templates: [TemplateDeclaration("WEIGHT", .single, .integer)],
            templateRules: [
                .set(
                    .templateValue,
                    identifier: "WEIGHT",
                    ProcessingExpression("random-integer", ["min": "40", "max": "120", "step": "2"])
                ),
                .set(
                    .correctResponse,
                    identifier: dose.rawValue,
                    ProcessingExpression("product", [:], [weight, float("2")])
                ),
            ],
            responseRules: [
                .condition(
                    [ProcessingRule.Branch(isRight, [.set(.outcomeValue, identifier: "SCORE", float("1"))])],
                    otherwise: []
                )
            ]
        )
        return ItemVersion(
            item: ItemID(rawValue: "specimen-drawn-dose"),
            kind: name,
            title: "Dose by weight",
            body: [
                .paragraph([
                    .text("A woman of "), .variable(PrintedVariable(variable: "WEIGHT")),
                    .text(" kg needs 2 mg of the drug for each kilogram."),
                ]), .interaction(dose),
            ],
            interactions: [
                .number(NumberInteraction(id: dose, prompt: [.text("What is the dose?")], units: ["mg"]))
            ],
            scoring: [
                RuleUse(
                    id: OutcomeID(rawValue: "SCORE"),
                    response: dose,
                    rule: ProcessingRuleMarking.name,
                    parameters: ["processing": processing.json, "outcome": "SCORE"]
                )
            ]
        )
    }
}
