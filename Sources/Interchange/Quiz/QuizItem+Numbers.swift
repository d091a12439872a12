import Assessment

extension QuizItem {
    /// A typed number: one accepted range makes a tolerance, several make bands.
    ///
    /// The “any other answer” of a question gains nothing here either; one that gains marks is not delivered.
    mutating func numerical(_ answers: [QuizAnswer], _ prompt: [Block]) -> Interaction? {
        guard let shares = shares(of: answers) else { return nil }
        var bands: [Band] = []
        for (answer, share) in zip(answers, shares) {
            loseFeedback(of: answer)
            guard let number = answer.number, number != .any else {
                if share != .zero { obstacle("any other number gains marks") }
                // What stands behind an answer that takes everything is never reached.
                break
            }
            guard let band = Band(number, share: share) else {
                problem("quiz.number", "a number or its tolerance cannot be read", line: answer.line)
                return nil
            }
            bands.append(band)
        }
        guard let units = units() else { return nil }
        if bands.count == 1, bands[0].share > .zero {
            mark(with: "within-tolerance", bands[0].tolerance(units), best: bands[0].share)
        } else {
            if !units.names.isEmpty { obstacle("a unit goes with several accepted numbers") }
            var values: [JSONValue] = []
            for band in bands { values.append(band.json(place.marks)) }
            mark(with: "tolerance-bands", ["bands": .array(values)], best: bands.map(\.share).max() ?? .one)
        }
        return .number(NumberInteraction(id: place.response, prompt: prompt, units: units.names))
    }

    struct Band {
        var value: Mark
        var tolerance: Mark
        var share: Mark

        /// A range is its middle with half its width.
        init?(_ number: QuizNumber, share: Mark) {
            self.share = share
            let half = Mark(1, over: 2) ?? .one
            switch number {
            case .any: return nil
            case .exact(let text):
                guard let value = QuizDecimal.mark(text) else { return nil }
                (self.value, tolerance) = (value, .zero)
            case .tolerance(let width, let text):
                guard let value = QuizDecimal.mark(text), let width = QuizDecimal.mark(width) else { return nil }
                (self.value, tolerance) = (value, width.magnitude)
            case .range(let low, let high):
                guard let low = QuizDecimal.mark(low), let high = QuizDecimal.mark(high), low <= high,
                    // Sums that do not fit are numbers that cannot be read.
                    let sum = try? low.adding(high), let width = try? high.subtracting(low),
                    let middle = sum.times(half), let around = width.times(half)
                else { return nil }
                (value, tolerance) = (middle, around)
            }
        }

        func tolerance(_ units: Units) -> JSONValue {
            var parameters: [String: JSONValue] = [
                "value": .string(value.description), "unit": .string(units.own),
                "tolerance": [
                    "mode": "absolute", "lower": .string(tolerance.description),
                    "upper": .string(tolerance.description),
                ],
            ]
            if !units.factors.isEmpty { parameters["units"] = .object(units.factors.mapValues(JSONValue.string)) }
            return .object(parameters)
        }

        func json(_ marks: Mark) -> JSONValue {
            [
                "value": .string(value.description), "lower": .string(tolerance.description),
                "upper": .string(tolerance.description),
                "mark": .string((marks.times(share) ?? .zero).description),
            ]
        }
    }

    /// The units that may be given; the own one is that of the key.
    struct Units {
        var names: [String] = []
        var own = ""
        /// What turns each other unit into the own one.
        var factors: [String: String] = [:]
    }

    /// Source: Moodle's documentation of units: a multiplier says how many of that unit make one of the default unit,
    /// whose multiplier is 1.
    private mutating func units() -> Units? {
        var units = Units()
        guard !question.units.isEmpty else { return units }
        if let grading = question.settings["unitgradingtype"], !["", "0"].contains(grading) {
            obstacle("a wrong unit takes off marks")
        }
        for unit in question.units {
            let multiplier = QuizDecimal.mark(unit.multiplier) ?? .zero
            // A quotient that does not fit is no factor.
            guard multiplier > .zero, let factor = (try? Mark.one.divided(by: multiplier)) ?? nil else {
                problem("quiz.unit", "the multiplier of the unit “\(unit.name.prefix(40))” is no number above 0")
                return nil
            }
            guard !unit.name.isEmpty, !units.names.contains(unit.name) else {
                problem("quiz.unit", "a unit has no name, or one twice")
                return nil
            }
            units.names.append(unit.name)
            if factor == .one, units.own.isEmpty {
                units.own = unit.name
            } else {
                units.factors[unit.name] = factor.description
            }
        }
        if units.own.isEmpty { problem("quiz.unit", "no unit has the multiplier 1, so the key has none") }
        return units
    }
}
