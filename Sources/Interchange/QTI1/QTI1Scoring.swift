import Assessment

/// Finds the rule of ours that does what an item's processing does, by trying the processing on every response.
struct QTI1Scoring {
    private let item: QTI1Item
    private let processing: QTI1Processing
    /// What one point of the file's score is in marks.
    private let scale: Mark

    init(_ item: QTI1Item, _ processing: QTI1Processing) throws(Obstacle) {
        self.item = item
        self.processing = processing
        scale = try Self.scale(item, processing)
    }

    /// Canvas and Common Cartridge score in per cent and say beside it what the item is worth.
    private static func scale(_ item: QTI1Item, _ processing: QTI1Processing) throws(Obstacle) -> Mark {
        let points = item.fields["points_possible"] ?? (item.isCartridge ? item.fields["cc_weighting"] ?? "1" : nil)
        guard let points else { return .one }
        guard let worth = QTINumber.mark(points), worth > .zero else { throw Obstacle("the item is worth no marks") }
        let whole = processing.highest ?? Mark(100)
        guard whole > .zero, let part = Mark(whole.denominator, over: whole.numerator), let scale = worth.times(part)
        else { throw Obstacle("the marks of the item are out of range") }
        return scale
    }

    private func use(_ rule: String, _ response: String, _ marks: Mark, _ parameters: JSONValue) -> RuleUse {
        RuleUse(
            id: OutcomeID(rawValue: "SCORE"),
            response: ResponseID(rawValue: response),
            rule: RuleName(rawValue: rule),
            marks: marks,
            parameters: parameters
        )
    }

    private func marks(_ given: [String: Set<String>]) throws(Obstacle) -> Mark {
        let score = try processing.score(given, isCanvas: item.isCanvas)
        guard let marks = score.times(scale) else { throw Obstacle("the score is out of range") }
        return marks
    }

    private func requireNothing(_ given: [String: Set<String>], _ message: String) throws(Obstacle) {
        guard try marks(given) == .zero else { throw Obstacle(message) }
    }

    // MARK: - Choices

    func choice(_ response: String, options: [String], isMultiple: Bool) throws(Obstacle) -> RuleUse {
        guard !processing.comparesNumbers else { throw Obstacle("choices are compared as numbers") }
        guard Set(options.map { $0.lowercased() }).count == options.count else {
            throw Obstacle("the names of two choices differ in case alone")
        }
        try requireNothing([:], "no response at all would gain marks")
        return isMultiple ? try several(response, options) : try single(response, options)
    }

    private func single(_ response: String, _ options: [String]) throws(Obstacle) -> RuleUse {
        var scores: [(String, Mark)] = []
        for option in options { scores.append((option, try marks([response: [option]]))) }
        let counting = scores.filter { $0.1 != .zero }
        guard let best = counting.max(by: { $0.1 < $1.1 }), best.1 > .zero else {
            throw Obstacle("no response gains marks")
        }
        guard counting.count > 1 else {
            return use("match-correct", response, best.1, ["key": [.string(best.0)]])
        }
        return use("map-response", response, best.1, Self.map(counting, isCaseSensitive: true))
    }

    private static func map(
        _ entries: [(String, Mark)],
        isCaseSensitive: Bool,
        lower: Mark? = nil,
        upper: Mark? = nil
    ) -> JSONValue {
        var members: [String: JSONValue] = ["default": "0"]
        members["entries"] = .array(
            entries.map {
                [
                    "key": .string($0.0), "mark": .string($0.1.description), "caseSensitive": .bool(isCaseSensitive),
                ]
            }
        )
        if let lower { members["lower"] = .string(lower.description) }
        if let upper { members["upper"] = .string(upper.description) }
        return .object(members)
    }

    /// Every set of choices is tried, so that what is said of one holds for all.
    private func several(_ response: String, _ options: [String]) throws(Obstacle) -> RuleUse {
        guard options.count <= 12, (1 << options.count) * processing.size <= 500_000 else {
            throw Obstacle("there are too many choices or conditions to try every response")
        }
        var scores: [Mark] = []
        for set in 0..<(1 << options.count) {
            let given = options.indices.filter { set & (1 << $0) != 0 }.map { options[$0] }
            scores.append(try marks([response: Set(given)]))
        }
        guard let best = scores.max(), best > .zero, let worst = scores.min() else {
            throw Obstacle("no response gains marks")
        }
        let gaining = scores.indices.filter { scores[$0] != .zero }
        if gaining.count == 1 {
            let key = options.indices.filter { gaining[0] & (1 << $0) != 0 }.map { JSONValue.string(options[$0]) }
            return use("match-correct", response, best, ["key": .array(key)])
        }
        let right = options.indices.filter { scores[1 << $0] > .zero }
        let base = right.reduce(0) { $0 | (1 << $1) }
        let single = options.indices.map { scores[1 << $0] }
        // A bound can hide what a wrong choice takes away, unless it stands beside right ones.
        let beside = options.indices.map { place in
            right.contains(place)
                ? single[place] : scores[base | (1 << place)].plus(Mark(-1).times(scores[base]) ?? .zero)
        }
        for parts in [single.map(Optional.some), beside] where adds(parts, to: scores, worst, best) {
            let entries = zip(options, parts).compactMap { option, part in part.map { (option, $0) } }
                .filter { $0.1 != .zero }
            return use(
                "map-response",
                response,
                best,
                Self.map(entries, isCaseSensitive: true, lower: worst, upper: best)
            )
        }
        throw Obstacle("the score is no sum of what each choice gains")
    }

    private func adds(_ parts: [Mark?], to scores: [Mark], _ worst: Mark, _ best: Mark) -> Bool {
        scores.indices.allSatisfy { set in
            var sum: Mark? = .zero
            for (place, part) in parts.enumerated() where set & (1 << place) != 0 {
                sum = part.flatMap { sum?.plus($0) }
            }
            return sum.map { min(max($0, worst), best) == scores[set] } ?? false
        }
    }

    // MARK: - Matching

    /// One response a row, each with one right column that adds to the score.
    func rows(_ responses: [String], columns: [String]) throws(Obstacle) -> [RuleUse] {
        try requireNothing([:], "no response at all would gain marks")
        var keys: [String: String] = [:]
        for step in processing.steps where !step.changes.isEmpty {
            guard case .equal(let response, let value, _) = step.condition, responses.contains(response),
                columns.contains(value), keys.updateValue(value, forKey: response) == nil
            else { throw Obstacle("rows are marked together, or have several keys") }
        }
        guard processing.lowest ?? .zero <= .zero else { throw Obstacle("no response at all would gain marks") }
        var uses: [RuleUse] = []
        var gains: [Mark] = []
        for response in responses {
            guard let key = keys[response] else { throw Obstacle("a row has no key") }
            let gain = try marks([response: [key]])
            guard gain > .zero else { throw Obstacle("a right row gains nothing") }
            gains.append(gain)
        }
        let all = try marks(keys.mapValues { [$0] })
        guard gains.reduce(Mark?.some(.zero), { sum, gain in sum.flatMap { $0.plus(gain) } }) == all else {
            throw Obstacle("the score is no sum of what each row gains")
        }
        gains = exact(gains)
        for (index, response) in responses.enumerated() {
            var use = use("row-match", "RESPONSE", gains[index], ["row": .string(response)])
            use.id = OutcomeID(rawValue: "SCORE_\(index + 1)")
            use.parameters = ["row": .string(response), "key": [.string(keys[response] ?? "")]]
            uses.append(use)
        }
        return uses
    }

    /// Equal shares of a whole that were written with two decimals, such as 33.33 of 100, are that share again.
    private func exact(_ gains: [Mark]) -> [Mark] {
        guard let whole = processing.highest?.times(scale), Set(gains).count == 1, gains.count > 1,
            let share = Mark(1, over: Int64(gains.count)).flatMap({ whole.times($0) }),
            let hundredth = Mark(1, over: 100).flatMap({ scale.times($0) }),
            let above = gains[0].plus(hundredth), let below = share.plus(hundredth), above >= share, below >= gains[0]
        else { return gains }
        return gains.map { _ in share }
    }

    // MARK: - Typed responses

    func text(_ response: String) throws(Obstacle) -> RuleUse {
        guard !processing.comparesNumbers else { throw Obstacle("a text is compared as a number") }
        let comparisons = processing.steps.flatMap(\.condition.comparisons)
        guard comparisons.allSatisfy({ $0.response == response }), comparisons.count <= 1000 else {
            throw Obstacle("the processing looks at another response")
        }
        let stranger = comparisons.map(\.value).joined() + "\u{1}"
        try requireNothing([:], "no response at all would gain marks")
        try requireNothing([response: [stranger]], "a response that nobody thought of would gain marks")
        let isCaseSensitive = comparisons.first?.isCaseSensitive ?? false
        guard comparisons.allSatisfy({ $0.isCaseSensitive == isCaseSensitive }) else {
            throw Obstacle("case counts for some of the accepted texts only")
        }
        var entries: [(String, Mark)] = []
        var seen: Set<String> = []
        for value in comparisons.map(\.value) where seen.insert(isCaseSensitive ? value : value.lowercased()).inserted {
            let gain = try marks([response: [value]])
            if gain != .zero { entries.append((value, gain)) }
        }
        guard let best = entries.map(\.1).max(), best > .zero, !entries.contains(where: { $0.0.isEmpty }) else {
            throw Obstacle("no response gains marks")
        }
        guard entries.count > 1 else {
            let parameters: JSONValue = ["text": .string(entries[0].0), "caseSensitive": .bool(isCaseSensitive)]
            return use("match-correct", response, best, parameters)
        }
        return use("map-response", response, best, Self.map(entries, isCaseSensitive: isCaseSensitive))
    }

    /// A number within bounds around the key, rims included.
    func number(_ response: String) throws(Obstacle) -> RuleUse {
        let scoring = processing.steps.filter { !$0.changes.isEmpty }
        guard let step = scoring.first, scoring.count == 1, processing.start == .zero,
            step.changes.count == 1, [.set, .add].contains(step.changes[0].action), processing.lowest ?? .zero <= .zero,
            processing.steps.first?.line == step.line || processing.steps.allSatisfy({ $0.goesOn == true })
        else { throw Obstacle("a number is marked by more than one decision") }
        let range = try QTI1Range(step.condition, response)
        let highest = processing.highest ?? step.changes[0].value
        guard let marks = min(step.changes[0].value, highest).times(scale), marks > .zero else {
            throw Obstacle("no response gains marks")
        }
        return use("within-tolerance", response, marks, try range.parameters)
    }

    /// The marks of a text that people mark.
    var marksAvailable: Mark { processing.highest.flatMap { $0.times(scale) } ?? .one }
}

/// The numbers that a condition lets through.
struct QTI1Range {
    private var exact: Mark?
    private var low: Mark?
    private var high: Mark?

    init(_ condition: QTI1Condition, _ response: String) throws(Obstacle) {
        try take(condition, response)
        if let exact {
            guard low.map({ $0 <= exact }) ?? true, high.map({ $0 >= exact }) ?? true else { throw Self.odd }
        }
        guard exact != nil || (low != nil && high != nil), (low == nil) == (high == nil) else { throw Self.odd }
    }

    private static let odd = Obstacle("the numbers that are right are no range around a key")

    private mutating func take(_ condition: QTI1Condition, _ response: String) throws(Obstacle) {
        switch condition {
        case .any(let parts) where parts.count <= 2:
            for part in parts { try take(part, response) }
        case .all(let parts) where parts.count == 2:
            for part in parts {
                switch part {
                case .atLeast(response, let value) where low == nil: low = QTINumber.mark(value)
                case .atMost(response, let value) where high == nil: high = QTINumber.mark(value)
                default: throw Self.odd
                }
            }
            guard let low, let high, low <= high else { throw Self.odd }
        case .all(let parts) where parts.count == 1: try take(parts[0], response)
        case .equal(response, let value, _) where exact == nil:
            exact = QTINumber.mark(value)
            if exact == nil { throw Self.odd }
        default: throw Self.odd
        }
    }

    var parameters: JSONValue {
        get throws(Obstacle) {
            let bottom = low ?? exact ?? .zero
            let top = high ?? exact ?? .zero
            let middle = bottom.plus(top).flatMap { sum in Mark(1, over: 2).flatMap { sum.times($0) } }
            guard let key = exact ?? middle, let minus = Mark(-1).times(bottom), let below = key.plus(minus),
                let above = Mark(-1).times(key).flatMap({ top.plus($0) }), let value = QTINumber.written(key),
                let lower = QTINumber.written(below), let upper = QTINumber.written(above)
            else { throw Obstacle("the numbers are out of range") }
            return [
                "value": .string(value), "unit": "", "units": [:],
                "tolerance": ["mode": "absolute", "lower": .string(lower), "upper": .string(upper)],
            ]
        }
    }
}
