import Assessment

/// Typing, and setting a number on a scale.
extension QTIContent {
    mutating func typed(_ asked: QTIAsked) throws(Obstacle) -> Interaction {
        let element = asked.element
        guard element["string-identifier"] == nil else { throw Obstacle("the typed text is a second response") }
        guard try element.count("base") ?? 10 == 10 else { throw Obstacle("numbers are typed in another base") }
        if asked.response.baseType?.isNumeric == true {
            try asked.needs([.single], [.integer, .float])
            lose(asked, except: ["expected-length", "expected-lines", "format", "base"])
            return .number(NumberInteraction(id: asked.id, prompt: asked.prompt, layout: asked.layout))
        }
        try asked.needs([.single, .multiple, .ordered], [.string])
        lose(asked, except: Self.readOfTexts)
        if (element["format"] ?? "").trimmed.lowercased() == "xhtml" {
            lose(Finding("qti.format", "a text with markup is typed as plain text", line: element.line))
        }
        let isEntry = element.name == "text-entry-interaction"
        // An extended text without a number of lines is meant for more than a few words.
        let lines = isEntry ? 1 : try element.count("expected-lines") ?? 5
        return .text(
            TextInteraction(
                id: asked.id,
                prompt: asked.prompt,
                expectedLength: max(1, min(try element.count("expected-length") ?? 30, 100_000)),
                lines: max(1, min(lines, 200)),
                maximum: try maximumOfTexts(asked, isEntry: isEntry),
                minimum: try element.count("min-strings") ?? 0,
                placeholder: element["placeholder-text"] ?? "",
                pattern: element["pattern-mask"] ?? "",
                layout: asked.layout
            )
        )
    }

    private static let readOfTexts: Set<String> = [
        "expected-length", "expected-lines", "format", "base", "max-strings", "min-strings", "placeholder-text",
        "pattern-mask",
    ]

    /// How many texts may be given, 0 for any number.
    private mutating func maximumOfTexts(_ asked: QTIAsked, isEntry: Bool) throws(Obstacle) -> Int {
        let stated = try asked.element.count("max-strings")
        guard !asked.isSingle else {
            // What is declared is what can be marked.
            if stated ?? 1 > 1 {
                let message = "several texts are asked for, but one is declared and can be given"
                lose(Finding("qti.strings", message, line: asked.element.line))
            }
            return 1
        }
        guard !isEntry else { throw Obstacle("one text is asked for, but several are declared") }
        return min(stated ?? 0, 100)
    }

    mutating func slider(_ asked: QTIAsked) throws(Obstacle) -> SliderInteraction {
        try asked.needs([.single], [.integer, .float])
        lose(asked, except: ["lower-bound", "upper-bound", "step", "step-label", "orientation", "reverse"])
        let element = asked.element
        guard let lower = element["lower-bound"].flatMap(QTINumber.mark),
            let upper = element["upper-bound"].flatMap(QTINumber.mark), lower < upper,
            let step = QTINumber.mark(element["step"] ?? "1"), step > .zero,
            [lower, upper, step].allSatisfy({ QTINumber.written($0) != nil })
        else { throw Obstacle("a scale has no sound bounds or steps") }
        return SliderInteraction(
            id: asked.id,
            prompt: asked.prompt,
            lower: lower,
            upper: upper,
            step: step,
            isVertical: element["orientation"]?.trimmed == "vertical",
            isReversed: QTINumber.boolean(element["reverse"] ?? "false") ?? false,
            labelsSteps: QTINumber.boolean(element["step-label"] ?? "false") ?? false,
            layout: asked.layout
        )
    }
}
