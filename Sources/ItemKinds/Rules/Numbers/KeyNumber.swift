import Assessment

/// The number of a key, its unit, and the units that count as well: what all rules for numbers share.
struct KeyNumber: Sendable {
    let value: Mark
    /// Empty where the number has no unit.
    let unit: String
    /// What turns an accepted unit into the key's.
    let factors: [String: Mark]

    /// Takes `value`, `unit` and `units`.
    init(_ fields: inout Fields) throws(FormatProblem) {
        value = try fields.mark("value")
        unit = try fields.string("unit")
        var factors: [String: Mark] = [:]
        if let units = fields.take("units") {
            var members = try Fields(units, path: fields.at("units"))
            for unit in (units.members ?? [:]).keys { factors[unit] = try members.mark(unit) }
        }
        self.factors = factors
    }

    /// A number that a candidate gave.
    enum Given {
        /// In the key's unit.
        case number(Mark)
        /// No number, an unknown unit, or too large to be converted.
        case nothing
        /// The unit typed is another than the one chosen.
        case twoUnits
    }

    func read(_ response: ResponseValue?) -> Given {
        guard case .number(let text, let chosen) = response,
            let typed = TypedNumber(text, units: Array(factors.keys) + [unit])
        else { return .nothing }
        let given = typed.unit ?? chosen ?? unit
        if let chosen, let own = typed.unit, own != chosen { return .twoUnits }
        guard let factor = given == unit ? Mark.one : factors[given] else { return .nothing }
        do throws(Mark.Overflow) { return .number(try typed.value.multiplied(by: factor)) } catch { return .nothing }
    }

    var response: ResponseValue { .number(value.description, unit: unit.isEmpty ? nil : unit) }

    var unitRemarks: [KeyLine] {
        let others = factors.keys.filter { $0 != unit }.sorted()
        return others.isEmpty ? [] : [.remark(.units, ["units": others.joined(separator: "; ")])]
    }

    func problems(with interaction: Interaction) -> [String] {
        if case .slider(let slider) = interaction { return problems(with: slider) }
        guard case .number(let number) = interaction else { return ["the rule needs a number interaction"] }
        var problems: [String] = []
        if unit.isEmpty != number.units.isEmpty || (!unit.isEmpty && !number.units.contains(unit)) {
            problems.append("the key's unit is not offered")
        }
        for offered in number.units where offered != unit && factors[offered] == nil {
            problems.append("no factor is given for the offered unit “\(offered)”")
        }
        return problems
    }

    private func problems(with slider: SliderInteraction) -> [String] {
        var problems: [String] = []
        if !unit.isEmpty || !factors.isEmpty { problems.append("a slider has no units") }
        if slider.lower > slider.upper || !(slider.lower...slider.upper).contains(value) {
            problems.append("the key lies beyond the ends of the scale")
        }
        return problems
    }
}
