extension TextInteraction {
    init(_ fields: inout Fields, _ head: InteractionHead) throws(FormatProblem) {
        self.init(
            id: head.id,
            prompt: head.prompt,
            expectedLength: try fields.integer("expectedLength", in: 1...100_000),
            lines: try fields.integer("lines", in: 1...200),
            maximum: try fields.count("maximum", default: 1),
            minimum: try fields.count("minimum", default: 0),
            placeholder: try fields.optionalString("placeholder") ?? "",
            pattern: try fields.optionalString("pattern") ?? "",
            layout: head.layout
        )
    }

    var json: JSONValue {
        json(
            "text",
            layout,
            ["expectedLength": .integer(Int64(expectedLength)), "lines": .integer(Int64(lines))],
            optional: [
                "maximum": .integer(maximum, unless: 1), "minimum": .integer(minimum, unless: 0),
                "placeholder": .text(placeholder), "pattern": .text(pattern),
            ]
        )
    }
}

extension NumberInteraction {
    init(_ fields: inout Fields, _ head: InteractionHead) throws(FormatProblem) {
        self.init(id: head.id, prompt: head.prompt, units: try fields.strings("units"), layout: head.layout)
    }

    var json: JSONValue { json("number", layout, ["units": .array(units.map(JSONValue.string))]) }
}

extension SliderInteraction {
    init(_ fields: inout Fields, _ head: InteractionHead) throws(FormatProblem) {
        self.init(
            id: head.id,
            prompt: head.prompt,
            lower: try fields.mark("lower"),
            upper: try fields.mark("upper"),
            step: try fields.mark("step"),
            isVertical: try fields.bool("vertical", default: false),
            isReversed: try fields.bool("reversed", default: false),
            labelsSteps: try fields.bool("stepLabels", default: false),
            layout: head.layout
        )
        guard upper > lower, step > .zero else {
            throw FormatProblem(path: fields.at("step"), message: "the scale needs two ends and a step above 0")
        }
    }

    var json: JSONValue {
        json(
            "slider",
            layout,
            [
                "lower": .string(lower.description), "upper": .string(upper.description),
                "step": .string(step.description),
            ],
            optional: [
                "vertical": .flag(isVertical), "reversed": .flag(isReversed), "stepLabels": .flag(labelsSteps),
            ]
        )
    }
}
