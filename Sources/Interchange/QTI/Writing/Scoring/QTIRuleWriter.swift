import Assessment

/// Writes named rules as rules of the processing language that every reader of QTI can run.
///
/// Each says in QTI what the rule's own documentation says in words; a use that QTI cannot say gives `nil`.
struct QTIRuleWriter {
    private typealias Parts = QTIRuleParts

    let use: RuleUse
    let interaction: Interaction
    /// Whether the response holds one value at most.
    let isSingle: Bool

    private var outcome: String { use.id.rawValue }
    private var response: String { use.response.rawValue }
    private var variable: MarkupNode { Parts.variable(response) }
    private var correct: MarkupNode { Parts.node("correct", ["identifier": response]) }
    private var parameters: JSONValue { use.parameters }

    /// The rules that set the outcome of the use.
    var rules: [MarkupNode]? {
        switch use.rule.rawValue {
        case "match-correct": [matchCorrect]
        case "row-match": row.map { [Parts.decision($0, outcome, use.marks)] }
        case "row-penalty": rowPenalty
        case "map-response", "accept-list", "panel-votes": [mapped("map-response")]
        case "area-match": [mapped("map-response-point")]
        case "within-tolerance": tolerance
        case "equal-rounded": rounded
        case "pick-n": pickN
        case "k-prim": kPrim
        case "order-match": orderMatch
        case "rank-distance": rankDistance
        case "judgement-picks": judgementPicks
        case "key-feature", "key-feature-text": keyFeature
        default: nil
        }
    }

    // MARK: - One comparison

    private var matchCorrect: MarkupNode {
        let condition =
            parameters["caseSensitive"] == false
            ? Parts.node("string-match", ["case-sensitive": "false"], [variable, correct])
            : Parts.node("match", [:], [variable, correct])
        return Parts.decision(condition, outcome, use.marks)
    }

    /// What the mapping gives; nothing for no response, whatever the bounds.
    private func mapped(_ operation: String) -> MarkupNode {
        Parts.condition(
            [(Parts.node("is-null", [:], [variable]), [Parts.set(outcome, .zero)])],
            otherwise: [Parts.set(outcome, Parts.node(operation, ["identifier": response]))]
        )
    }

    /// The settings of `equal`, whose tolerance lies around its first operand and is in per cent where relative.
    private var tolerance: [MarkupNode]? {
        guard let json = parameters["tolerance"], let mode = json["mode"]?.text, let lower = mark(json["lower"]),
            let upper = mark(json["upper"]), let below = lower.times(Mark(100)), let above = upper.times(Mark(100))
        else { return nil }
        var settings: KeyValuePairs<String, String?> = ["tolerance-mode": "exact", "tolerance": nil]
        if lower != .zero || upper != .zero {
            let (first, second) = mode == "relative" ? (below, above) : (lower, upper)
            settings = [
                "tolerance-mode": mode == "relative" ? "relative" : "absolute",
                "tolerance": "\(QTINumber.float(first)) \(QTINumber.float(second))",
            ]
        }
        return [Parts.decision(Parts.node("equal", settings, [correct, variable]), outcome, use.marks)]
    }

    private var rounded: [MarkupNode]? {
        guard let rounding = parameters["rounding"], let mode = rounding["mode"]?.text,
            let digits = rounding["digits"]?.number
        else { return nil }
        let name = mode == "decimal-places" ? "decimalPlaces" : "significantFigures"
        let equal = Parts.node(
            "equal-rounded",
            ["rounding-mode": name, "figures": String(digits)],
            [correct, variable]
        )
        return [Parts.decision(equal, outcome, use.marks)]
    }

    // MARK: - Choices

    private func isChosen(_ option: String) -> MarkupNode {
        let value = Parts.base("identifier", option)
        return isSingle
            ? Parts.node("match", [:], [variable, value]) : Parts.node("member", [:], [value, variable])
    }

    /// Whether more than `limit` values were given.
    private func exceeds(_ limit: Int) -> MarkupNode? {
        guard !isSingle else { return nil }
        return Parts.node("gt", [:], [Parts.node("container-size", [:], [variable]), Parts.integer(limit)])
    }

    private var pickN: [MarkupNode]? {
        let key = QTIKeyWriter.names(parameters["key"])
        guard let credit = parameters["credit"]?.text, !key.isEmpty else { return nil }
        if credit == "all" { return [matchCorrect] }
        let tooMany = exceeds(key.count).map { [(test: $0, rules: [Parts.set(outcome, .zero)])] } ?? []
        let total = Mark(key.count)
        if credit == "half" {
            guard let half = use.marks.times(Self.half) else { return nil }
            let chosen = key.map(isChosen)
            let few = Parts.node("any-n", ["min": String((key.count + 1) / 2), "max": String(key.count)], chosen)
            return [
                Parts.condition(
                    tooMany + [
                        (Parts.all(chosen), [Parts.set(outcome, use.marks)]), (few, [Parts.set(outcome, half)]),
                    ],
                    otherwise: [Parts.set(outcome, .zero)]
                )
            ]
        }
        let share = Parts.set(outcome, Parts.share(Parts.variable(outcome), of: use.marks, over: total))
        return Parts.count(key.map(isChosen), in: outcome)
            + [tooMany.isEmpty ? share : Parts.condition(tooMany, otherwise: [share])]
    }

    private var judgementPicks: [MarkupNode]? {
        let credits = (parameters["credit"]?.members ?? [:]).values.compactMap { mark($0) }.sorted(by: >)
        guard let picks = parameters["picks"]?.number.map({ Int($0) }), let total = sum(credits.prefix(picks)),
            total > .zero
        else { return nil }
        let points = Parts.node("map-response", ["identifier": response])
        var branches: [Parts.Branch] = [(Parts.node("is-null", [:], [variable]), [Parts.set(outcome, .zero)])]
        if let exceeds = exceeds(picks) { branches.append((exceeds, [Parts.set(outcome, .zero)])) }
        return [
            Parts.condition(
                branches,
                otherwise: [Parts.set(outcome, Parts.share(points, of: use.marks, over: total))]
            )
        ]
    }

    // MARK: - Rows

    /// Whether the row of the use, or `row`, is joined to its columns and to no other.
    private func isRight(_ row: String, _ columns: [String]) -> MarkupNode? {
        guard case .match(let match) = interaction, !columns.isEmpty else { return nil }
        let tests = columns.map { isJoined(row, $0) }
        let limit = match.rows.first { $0.id.rawValue == row }?.maximum ?? match.rowMaximum
        guard limit != columns.count else { return Parts.all(tests) }
        let others = match.columns.map(\.id.rawValue).filter { !columns.contains($0) }
        return Parts.all(tests + others.map { Parts.not(isJoined(row, $0)) })
    }

    private func isJoined(_ row: String, _ column: String) -> MarkupNode {
        let pair = Parts.base("directedPair", "\(row) \(column)")
        return isSingle ? Parts.node("match", [:], [variable, pair]) : Parts.node("member", [:], [pair, variable])
    }

    private var row: MarkupNode? {
        guard let row = parameters["row"]?.text else { return nil }
        let key = QTIKeyWriter.names(parameters["key"])
        // A label is put into places rather than joined to columns; each of its pairs must be there.
        guard case .match = interaction else { return key.isEmpty ? nil : Parts.all(key.map { isJoined(row, $0) }) }
        return isRight(row, key)
    }

    private var rowPenalty: [MarkupNode]? {
        guard let right = row, let wrong = mark(parameters["wrong"]), let row = parameters["row"]?.text,
            case .match(let match) = interaction
        else { return nil }
        let given = Parts.any(match.columns.map { isJoined(row, $0.id.rawValue) })
        return [
            Parts.condition(
                [(right, [Parts.set(outcome, use.marks)]), (given, [Parts.set(outcome, wrong)])],
                otherwise: [Parts.set(outcome, .zero)]
            )
        ]
    }

    private var kPrim: [MarkupNode]? {
        let pairs = (parameters["key"]?.elements ?? []).compactMap { $0.elements?.compactMap(\.text) }
        let tests = pairs.compactMap { $0.count == 2 ? isRight($0[0], [$0[1]]) : nil }
        guard tests.count == pairs.count, tests.count > 1, let half = use.marks.times(Self.half) else { return nil }
        let most = Parts.node("any-n", ["min": String(tests.count - 1), "max": String(tests.count)], tests)
        return [
            Parts.condition(
                [(Parts.all(tests), [Parts.set(outcome, use.marks)]), (most, [Parts.set(outcome, half)])],
                otherwise: [Parts.set(outcome, .zero)]
            )
        ]
    }

    // MARK: - Orders

    private func stands(_ option: String, at place: Int) -> MarkupNode {
        Parts.node("match", [:], [Parts.index(place, of: response), Parts.base("identifier", option)])
    }

    private var orderMatch: [MarkupNode]? {
        let key = QTIKeyWriter.names(parameters["key"])
        guard key.count > 1 else { return nil }
        let tests: [MarkupNode]
        switch parameters["credit"]?.text {
        case "exact": return [matchCorrect]
        case "position": tests = key.enumerated().map { stands($1, at: $0 + 1) }
        case "adjacent":
            let last = max(interaction.options.count, key.count)
            tests = zip(key, key.dropFirst()).map { one, next in
                Parts.any((1..<last).map { Parts.all([stands(one, at: $0), stands(next, at: $0 + 1)]) })
            }
        default: return nil
        }
        let share = Parts.share(Parts.variable(outcome), of: use.marks, over: Mark(tests.count))
        return Parts.count(tests, in: outcome) + [Parts.set(outcome, share)]
    }

    private var rankDistance: [MarkupNode]? {
        let key = QTIKeyWriter.names(parameters["key"])
        let credit = (parameters["credit"]?.elements ?? []).compactMap { mark($0) }
        guard key.count > 1, let first = credit.first, first > .zero, let total = first.times(Mark(key.count)) else {
            return nil
        }
        let last = max(interaction.options.count, key.count)
        var rules: [MarkupNode] = []
        for (place, option) in key.enumerated() {
            let branches = (0..<last).compactMap { other -> Parts.Branch? in
                let distance = abs(place - other)
                guard distance < credit.count, credit[distance] != .zero else { return nil }
                let gain = Parts.node("sum", [:], [Parts.variable(outcome), Parts.float(credit[distance])])
                return (stands(option, at: other + 1), [Parts.set(outcome, gain)])
            }
            rules.append(Parts.condition(branches))
        }
        let share = Parts.share(Parts.variable(outcome), of: use.marks, over: total)
        return total == use.marks ? rules : rules + [Parts.set(outcome, share)]
    }

    // MARK: - Key features

    private var keyFeature: [MarkupNode]? {
        let isText = use.rule.rawValue == "key-feature-text"
        let needed = parameters["needed"]?.number.map { Int($0) } ?? 1
        guard let allowed = parameters["allowed"]?.number.map({ Int($0) }), let credit = parameters["credit"]?.text
        else {
            return nil
        }
        let accepted: [MarkupNode]
        let harmful: [MarkupNode]
        if isText {
            accepted = (parameters["accept"]?.elements ?? []).map { spellings in
                Parts.any(QTIKeyWriter.names(spellings).map { isTyped($0, within: allowed) })
            }
            harmful = QTIKeyWriter.names(parameters["harmful"]).map { isTyped($0, within: allowed) }
        } else {
            accepted = QTIKeyWriter.names(parameters["accept"]).map(isChosen)
            harmful = QTIKeyWriter.names(parameters["harmful"]).map(isChosen)
        }
        guard !accepted.isEmpty else { return nil }
        let stops = [exceeds(allowed)].compactMap(\.self) + harmful
        let stop = stops.isEmpty ? [] : [(test: Parts.any(stops), rules: [Parts.set(outcome, .zero)])]
        if credit == "all" || needed == 1 {
            let enough =
                needed == 1
                ? Parts.any(accepted)
                : Parts.node("any-n", ["min": String(needed), "max": String(accepted.count)], accepted)
            return [
                Parts.condition(
                    stop + [(enough, [Parts.set(outcome, use.marks)])],
                    otherwise: [Parts.set(outcome, .zero)]
                )
            ]
        }
        let most = Parts.node("min", [:], [Parts.variable(outcome), Parts.float(Mark(needed))])
        let share = Parts.set(outcome, Parts.share(most, of: use.marks, over: Mark(needed)))
        return Parts.count(accepted, in: outcome) + [stop.isEmpty ? share : Parts.condition(stop, otherwise: [share])]
    }

    /// Whether `text` is one of the first `limit` texts given; folding beyond case is ours alone.
    private func isTyped(_ text: String, within limit: Int) -> MarkupNode {
        let value = Parts.base("string", text)
        guard !isSingle else { return Parts.node("string-match", ["case-sensitive": "false"], [variable, value]) }
        return Parts.any(
            (1...max(1, limit)).map { place in
                Parts.node("string-match", ["case-sensitive": "false"], [Parts.index(place, of: response), value])
            }
        )
    }

    // MARK: - Numbers

    private static let half = Mark(1, over: 2) ?? .zero

    private func mark(_ json: JSONValue?) -> Mark? { (json?.text).flatMap(Mark.init(parsing:)) }

    private func sum(_ marks: some Sequence<Mark>) -> Mark? {
        marks.reduce(Mark?.some(.zero)) { total, mark in total.flatMap { $0.plus(mark) } }
    }
}
