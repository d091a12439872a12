import Assessment

/// What is typed or set on a scale.
extension QTIInteractionWriter {
    func text(_ form: TextInteraction, isInline: Bool) -> MarkupElement {
        let isShort = isInline && form.maximum == 1
        return interaction(
            isShort ? "text-entry-interaction" : "extended-text-interaction",
            form.id,
            [
                "expected-length": String(form.expectedLength),
                "expected-lines": isShort ? nil : String(form.lines),
                "max-strings": form.maximum == 1 || form.maximum == 0 ? nil : String(form.maximum),
                "min-strings": isShort ? nil : Self.unlessZero(form.minimum),
                "pattern-mask": form.pattern.isEmpty ? nil : form.pattern,
                "placeholder-text": form.placeholder.isEmpty ? nil : form.placeholder,
            ],
            form.layout,
            isShort ? [] : prompt(form.prompt)
        )
    }

    func number(_ form: NumberInteraction, isInline: Bool) -> MarkupElement {
        guard !isInline else { return interaction("text-entry-interaction", form.id, [:], form.layout) }
        return interaction(
            "extended-text-interaction",
            form.id,
            ["expected-lines": "1"],
            form.layout,
            prompt(form.prompt)
        )
    }

    func slider(_ form: SliderInteraction) -> MarkupElement {
        interaction(
            "slider-interaction",
            form.id,
            [
                "lower-bound": QTINumber.float(form.lower), "upper-bound": QTINumber.float(form.upper),
                "step": slidingStep(form), "step-label": form.labelsSteps ? "true" : nil,
                "orientation": form.isVertical ? "vertical" : "horizontal",
                "reverse": form.isReversed ? "true" : nil,
            ],
            form.layout,
            prompt(form.prompt)
        )
    }

    /// Steps are whole numbers before QTI 3.
    private func slidingStep(_ form: SliderInteraction) -> String? {
        version == .v30 || form.step.denominator == 1 ? QTINumber.float(form.step) : nil
    }
}
