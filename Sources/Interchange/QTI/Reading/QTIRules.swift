import Assessment

/// Turns what an item's processing does into uses of our named rules for its interaction.
struct QTIRules {
    let item: QTIItem
    let response: ResponseDeclaration
    let interaction: Interaction

    func uses(_ marking: QTIScoring.Marking) throws(Obstacle) -> [RuleUse] {
        switch marking {
        case .exact(let key, let isCaseSensitive, let marks):
            return [use("match-correct", marks, try parameters(key: key, isCaseSensitive: isCaseSensitive))]
        case .mapped(let mapping):
            if let rows = try rowUses(mapping) { return rows }
            if let single = singleUse(mapping) { return [single] }
            return [use("map-response", try marksAvailable(mapping), try parameters(mapping))]
        case .near(let value, let tolerance, let marks):
            return [use("within-tolerance", marks, try parameters(value: value, tolerance))]
        case .rows(let rows):
            guard case .match(let match) = interaction, match.rowMaximum == 1 else {
                throw Obstacle("pairs are marked one by one, but rows may be used more than once")
            }
            try check(pairs: rows.map { ($0.row, $0.column) }, in: match)
            return rows.map { rowUse($0.outcome, $0.row, $0.column, $0.marks) }
        }
    }

    private func use(_ rule: String, _ marks: Mark, _ parameters: JSONValue) -> RuleUse {
        RuleUse(
            id: OutcomeID(rawValue: "SCORE"),
            response: interaction.id,
            rule: RuleName(rawValue: rule),
            marks: marks,
            parameters: parameters
        )
    }

    private func rowUse(_ outcome: String, _ row: String, _ column: String, _ marks: Mark) -> RuleUse {
        RuleUse(
            id: OutcomeID(rawValue: outcome),
            response: interaction.id,
            rule: RuleName(rawValue: "row-match"),
            marks: marks,
            parameters: ["row": .string(row), "key": [.string(column)]]
        )
    }

    // MARK: - One key

    private func parameters(key: [String], isCaseSensitive: Bool) throws(Obstacle) -> JSONValue {
        switch interaction {
        case .choice(let choice):
            guard response.baseType == .identifier, response.cardinality != .ordered, isCaseSensitive else {
                throw Obstacle("the response is not a set of choices")
            }
            for name in key where !choice.options.contains(where: { $0.id.rawValue == name }) {
                throw Obstacle("the key names “\(name.prefix(60))”, which is no choice")
            }
            guard response.cardinality == .multiple || key.count == 1 else {
                throw Obstacle("a single response has several keys")
            }
            return ["key": .array(key.map(JSONValue.string))]
        case .match(let match):
            guard isCaseSensitive else { throw Obstacle("the response is not a set of pairs") }
            var pairs: [(String, String)] = []
            for text in key {
                guard let pair = QTIValue.pair(text) else { throw Obstacle("the key is not a list of pairs") }
                pairs.append(pair)
            }
            try check(pairs: pairs, in: match)
            return ["key": .array(pairs.map { [.string($0.0), .string($0.1)] })]
        case .text:
            guard let text = key.first, key.count == 1, response.baseType == .string, !text.isEmpty else {
                throw Obstacle("the key is not one text")
            }
            return ["text": .string(text), "caseSensitive": .bool(isCaseSensitive)]
        case .number: throw Obstacle("the key is not a number")
        case .order, .hotText, .associate, .gapMatch, .slider, .image, .media, .upload, .end, .kept:
            throw Obstacle(Self.unmarked)
        }
    }

    private func check(pairs: [(row: String, column: String)], in match: MatchInteraction) throws(Obstacle) {
        guard response.baseType == .directedPair, response.cardinality != .ordered else {
            throw Obstacle("the response is not a set of directed pairs")
        }
        for pair in pairs {
            guard match.rows.contains(where: { $0.id.rawValue == pair.row }),
                match.columns.contains(where: { $0.id.rawValue == pair.column })
            else {
                throw Obstacle("the key joins “\(pair.row.prefix(60))” to “\(pair.column.prefix(60))”")
            }
        }
    }

    // MARK: - Numbers

    private func parameters(value: String, _ tolerance: QTITolerance) throws(Obstacle) -> JSONValue {
        guard case .number = interaction else { throw Obstacle("the response is compared as a number") }
        guard let value = QTINumber.decimal(value), let lower = QTINumber.written(tolerance.lower),
            let upper = QTINumber.written(tolerance.upper)
        else { throw Obstacle("the number \(value.prefix(40)) is out of range") }
        guard tolerance.mode == .absolute || !value.hasPrefix("-") else {
            throw Obstacle("the tolerance is relative to a negative number, where engines differ")
        }
        return [
            "value": .string(value), "unit": "",
            "tolerance": ["mode": .string(tolerance.mode.rawValue), "lower": .string(lower), "upper": .string(upper)],
            "units": [:],
        ]
    }

    // MARK: - Mappings

    private func parameters(_ mapping: Mapping) throws(Obstacle) -> JSONValue {
        guard mapping.entries.count <= 10_000 else { throw Obstacle("the mapping is longer than anybody writes") }
        var members: [String: JSONValue] = ["default": try decimal(mapping.defaultValue)]
        if let lower = mapping.lowerBound { members["lower"] = try decimal(lower) }
        if let upper = mapping.upperBound { members["upper"] = try decimal(upper) }
        var entries: [JSONValue] = []
        for entry in mapping.entries {
            var fields: [String: JSONValue] = ["mark": try decimal(entry.value)]
            switch interaction {
            case .choice:
                guard response.baseType == .identifier, response.cardinality != .ordered else {
                    throw Obstacle("the response is not a set of choices")
                }
                fields["key"] = .string(entry.key)
            case .match:
                guard response.baseType == .directedPair, let pair = QTIValue.pair(entry.key) else {
                    throw Obstacle("the mapping is not one of directed pairs")
                }
                fields["key"] = [.string(pair.first), .string(pair.second)]
            case .text:
                guard response.baseType == .string else { throw Obstacle("the mapping is not one of texts") }
                fields["key"] = .string(entry.key)
                fields["caseSensitive"] = .bool(entry.isCaseSensitive)
            case .number: throw Obstacle("numbers are mapped one by one")
            case .order, .hotText, .associate, .gapMatch, .slider, .image, .media, .upload, .end, .kept:
                throw Obstacle(Self.unmarked)
            }
            entries.append(.object(fields))
        }
        members["entries"] = .array(entries)
        return .object(members)
    }

    private func decimal(_ text: String) throws(Obstacle) -> JSONValue {
        guard let decimal = QTINumber.decimal(text) else {
            throw Obstacle("the number \(text.prefix(40)) is out of range")
        }
        return .string(decimal)
    }

    /// One rule a row, when every row has one pair that gains something and nothing else changes the sum.
    private func rowUses(_ mapping: Mapping) throws(Obstacle) -> [RuleUse]? {
        guard case .match(let match) = interaction, match.rowMaximum == 1, response.baseType == .directedPair,
            QTINumber.mark(mapping.defaultValue) == .zero
        else { return nil }
        var uses: [RuleUse] = []
        var total = Mark.zero
        let byRow = Dictionary(grouping: mapping.entries) { QTIValue.pair($0.key)?.first ?? "" }
        for row in match.rows {
            guard let entries = byRow[row.id.rawValue], entries.count == 1,
                let marks = QTINumber.mark(entries[0].value), marks > .zero,
                let column = QTIValue.pair(entries[0].key)?.second, let sum = total.plus(marks),
                match.columns.contains(where: { $0.id.rawValue == column })
            else { return nil }
            total = sum
            uses.append(rowUse("SCORE_\(row.id.rawValue)", row.id.rawValue, column, marks))
        }
        guard uses.count == mapping.entries.count else { return nil }
        if let lower = mapping.lowerBound { guard let mark = QTINumber.mark(lower), mark <= .zero else { return nil } }
        if let upper = mapping.upperBound { guard let mark = QTINumber.mark(upper), mark >= total else { return nil } }
        return uses
    }

    /// The plain key that a mapping is when one option of a single choice gains something and all others nothing.
    private func singleUse(_ mapping: Mapping) -> RuleUse? {
        guard case .choice(let choice) = interaction, choice.maximum == 1, response.baseType == .identifier else {
            return nil
        }
        let lower = mapping.lowerBound.flatMap(QTINumber.mark)
        let upper = mapping.upperBound.flatMap(QTINumber.mark)
        var key: (name: String, marks: Mark)?
        for option in choice.options.map(\.id.rawValue) {
            let text = mapping.entries.first { $0.key == option }?.value ?? mapping.defaultValue
            guard var marks = QTINumber.mark(text) else { return nil }
            if let lower { marks = max(marks, lower) }
            if let upper { marks = min(marks, upper) }
            guard marks != .zero else { continue }
            guard marks > .zero, key == nil else { return nil }
            key = (option, marks)
        }
        guard let key, mapping.entries.allSatisfy({ entry in choice.options.contains { $0.id.rawValue == entry.key } })
        else { return nil }
        return use("match-correct", key.marks, ["key": [.string(key.name)]])
    }

    /// The marks of a perfect response: what the item says, else what its mapping allows.
    private func marksAvailable(_ mapping: Mapping) throws(Obstacle) -> Mark {
        let stated =
            item.outcome("SCORE")?.normalMaximum.flatMap(QTINumber.mark)
            ?? (item.outcome("MAXSCORE")?.defaults?.first?.text).flatMap(QTINumber.mark)
        let marks = if let stated { stated } else { try highest(mapping) }
        guard marks > .zero, QTINumber.written(marks) != nil else { throw Obstacle("there are no marks to gain") }
        return marks
    }

    private func highest(_ mapping: Mapping) throws(Obstacle) -> Mark {
        var values: [String: Mark] = [:]
        for entry in mapping.entries where values[entry.key] == nil {
            guard let mark = QTINumber.mark(entry.value) else { throw Obstacle("a mapped number is out of range") }
            values[entry.key] = mark
        }
        let other = QTINumber.mark(mapping.defaultValue) ?? .zero
        let best: Mark
        switch interaction {
        case .choice(let choice):
            let marks = choice.options.map { values[$0.id.rawValue] ?? other }.filter { $0 > .zero }.sorted(by: >)
            best = try sum(choice.maximum == 0 ? marks : Array(marks.prefix(choice.maximum)))
        case .text, .number: best = (Array(values.values) + [other]).max() ?? .zero
        case .match(let match):
            guard match.columnMaximum == 0, other <= .zero else {
                throw Obstacle("the highest mark cannot be worked out")
            }
            var marks: [Mark] = []
            for row in match.rows {
                let gains = match.columns.compactMap { values["\(row.id.rawValue) \($0.id.rawValue)"] }
                    .filter { $0 > .zero }.sorted(by: >)
                marks += match.rowMaximum == 0 ? gains : Array(gains.prefix(match.rowMaximum))
            }
            best = try sum(marks)
        case .order, .hotText, .associate, .gapMatch, .slider, .image, .media, .upload, .end, .kept:
            throw Obstacle(Self.unmarked)
        }
        guard let upper = mapping.upperBound.flatMap(QTINumber.mark) else { return best }
        return min(best, upper)
    }

    private static let unmarked = "no named rule marks this interaction"

    private func sum(_ marks: [Mark]) throws(Obstacle) -> Mark {
        do {
            return try Mark.sum(marks)
        } catch {
            throw Obstacle("the marks are out of range")
        }
    }
}
