public import Assessment

/// All marks for a number inside a tolerance around the key, in the key's unit or an equivalent one.
///
/// Parameters: `{"value":"12.5","unit":"mg","tolerance":{"mode":"absolute","lower":"0.5","upper":"0.5"},
/// "units":{"g":"1000"}}`. `relative` tolerances are shares of the key ("0.05"). `units` gives the factor that turns
/// an accepted unit into the key's unit. Both rims count. All arithmetic is exact.
///
/// Source: QTI 3.0, `equal` with tolerance modes absolute and relative (there in per cent).
public struct WithinTolerance: ScoringRule {
    public static let name = RuleName(rawValue: "within-tolerance")
    public static let version = 1

    private let marks: Mark
    private let value: Mark
    private let unit: String
    private let range: ClosedRange<Mark>
    private let factors: [String: Mark]

    public init(parameters: JSONValue, marks: Mark) throws(FormatProblem) {
        self.marks = marks
        var fields = try Fields(parameters)
        value = try fields.mark("value")
        unit = try fields.string("unit")
        var tolerance = try Fields(try fields.value("tolerance"), path: "tolerance")
        let mode = try tolerance.string("mode")
        let (lower, upper) = (try tolerance.mark("lower"), try tolerance.mark("upper"))
        try tolerance.end()
        var factors: [String: Mark] = [:]
        if let units = fields.take("units") {
            var members = try Fields(units, path: "units")
            for unit in (units.members ?? [:]).keys { factors[unit] = try members.mark(unit) }
        }
        try fields.end()
        self.factors = factors
        guard lower >= .zero, upper >= .zero, factors.values.allSatisfy({ $0 > .zero }) else {
            throw FormatProblem(path: "tolerance", message: "tolerances and factors must not be negative")
        }
        guard mode == "absolute" || mode == "relative" else {
            throw FormatProblem(path: "tolerance.mode", message: "must be “absolute” or “relative”")
        }
        range = try Self.range(around: value, lower: lower, upper: upper, isRelative: mode == "relative")
    }

    private static func range(
        around value: Mark,
        lower: Mark,
        upper: Mark,
        isRelative: Bool
    ) throws(FormatProblem) -> ClosedRange<Mark> {
        do throws(Mark.Overflow) {
            let size = value < .zero ? try Mark.zero.subtracting(value) : value
            let below = isRelative ? try size.multiplied(by: lower) : lower
            let above = isRelative ? try size.multiplied(by: upper) : upper
            return try value.subtracting(below)...value.adding(above)
        } catch {
            throw FormatProblem(path: "tolerance", message: "the numbers are too fine or too large")
        }
    }

    public var key: ResponseValue? { .number(value.description, unit: unit.isEmpty ? nil : unit) }

    public func problems(with interaction: Interaction) -> [String] {
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

    public func mark(_ response: ResponseValue?) -> Marking {
        guard case .number(let text, let chosen) = response,
            let typed = TypedNumber(text, units: Array(factors.keys) + [unit])
        else { return Marking(.zero) }
        let given = typed.unit ?? chosen ?? unit
        if let chosen, let own = typed.unit, own != chosen { return Marking(.zero, needsMarker: true) }
        guard let factor = given == unit ? Mark.one : factors[given] else { return Marking(.zero) }
        do throws(Mark.Overflow) {
            return Marking(range.contains(try typed.value.multiplied(by: factor)) ? marks : .zero)
        } catch {
            return Marking(.zero)
        }
    }
}
