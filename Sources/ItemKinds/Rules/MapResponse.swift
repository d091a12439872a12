public import Assessment

/// The sum of the marks mapped to what was given, within bounds.
///
/// Parameters: `{"entries":[{"key":"A","mark":"1","caseSensitive":false}],"default":"0","lower":"0","upper":"2"}`;
/// the key of an entry is an option, a pair of options or a text. Nothing given maps to 0 before the bounds. A value
/// that occurs twice counts once. For text, an entry equal letter for letter wins, else the first equal when folded.
///
/// Source: QTI 3.0, `mapResponse` and the template `map_response`; readings where engines disagree: our notes on
/// interchange, section 6.2.
public struct MapResponse: ScoringRule {
    public static let name = RuleName(rawValue: "map-response")
    public static let version = 1

    private let entries: [Entry]
    private let fallback: Mark
    private let lower: Mark?
    private let upper: Mark?

    private struct Entry {
        let key: Key
        let mark: Mark
        let isCaseSensitive: Bool
    }

    private enum Key: Hashable {
        case one(String)
        case pair(ResponseValue.Pair)
    }

    public init(parameters: JSONValue, marks: Mark) throws(FormatProblem) {
        var fields = try Fields(parameters)
        entries = try fields.list("entries", Self.entry)
        fallback = try fields.mark("default")
        lower = try fields.optionalMark("lower")
        upper = try fields.optionalMark("upper")
        try fields.end()
        guard !entries.isEmpty else { throw FormatProblem(path: "entries", message: "must not be empty") }
    }

    private static func entry(_ json: JSONValue, _ path: String) throws(FormatProblem) -> Entry {
        var fields = try Fields(json, path: path)
        let value = try fields.value("key")
        let key: Key
        if let text = value.text {
            key = .one(text)
        } else if let pair = value.elements, pair.count == 2, let row = pair[0].text, let column = pair[1].text {
            key = .pair(ResponseValue.Pair(row: OptionID(rawValue: row), column: OptionID(rawValue: column)))
        } else {
            throw FormatProblem(path: fields.at("key"), message: "a string or a pair of strings is needed")
        }
        let mark = try fields.mark("mark")
        let isCaseSensitive = try fields.bool("caseSensitive", default: false)
        try fields.end()
        return Entry(key: key, mark: mark, isCaseSensitive: isCaseSensitive)
    }

    public var key: ResponseValue? {
        let gaining = entries.filter { $0.mark > .zero }
        let pairs = gaining.compactMap { if case .pair(let pair) = $0.key { pair } else { nil } }
        if !pairs.isEmpty { return .pairs(pairs) }
        return .choices(
            gaining.compactMap { if case .one(let name) = $0.key { OptionID(rawValue: name) } else { nil } }
        )
    }

    /// Of texts the one that gains most; of options no more than may be chosen, the best first.
    public func key(at interaction: Interaction) -> ResponseValue? {
        guard case .choices(let gaining) = key else { return key }
        let best = gaining.enumerated().sorted { left, right in
            let (first, second) = (mark(of: .one(left.element.rawValue)), mark(of: .one(right.element.rawValue)))
            return first == second ? left.offset < right.offset : first > second
        }
        if case .text = interaction { return best.first.map { .text($0.element.rawValue) } }
        let maximum = interaction.listedMaximum ?? 0
        let chosen = maximum > 0 ? best.prefix(maximum) : best[...]
        return .choices(chosen.sorted { $0.offset < $1.offset }.map(\.element))
    }

    public func keyLines(for interaction: Interaction) -> [KeyLine] {
        let isText = if case .text = interaction { true } else { false }
        var lines: [KeyLine] = entries.map { entry in
            switch entry.key {
            case .pair(let pair): .pair(pair, marks: entry.mark)
            case .one(let name) where isText: .text(name, marks: entry.mark)
            case .one(let name): .option(OptionID(rawValue: name), marks: entry.mark)
            }
        }
        if fallback != .zero { lines.append(.remark(.others, ["marks": fallback.description])) }
        if let lower { lines.append(.remark(.lowest, ["marks": lower.description])) }
        if let upper { lines.append(.remark(.highest, ["marks": upper.description])) }
        return lines
    }

    public var takesMarksAway: Bool {
        lower.map { $0 < .zero } ?? (fallback < .zero || entries.contains { $0.mark < .zero })
    }

    public func problems(with interaction: Interaction) -> [String] {
        if interaction.isOrdered { return ["the rule does not see the order of what is given"] }
        let isText = if case .text = interaction { true } else { false }
        return entries.compactMap { entry in
            let value: ResponseValue =
                switch entry.key {
                case .one(let name): isText ? .text(name) : .choices([OptionID(rawValue: name)])
                case .pair(let pair): .pairs([pair])
                }
            do throws(Misfit) {
                try interaction.check(value)
                return nil
            } catch .unknownOption {
                return if case .pair = entry.key { "the map names an unknown pair" } else {
                    "the map names an unknown option"
                }
            } catch {
                return "the map does not fit the interaction"
            }
        }
    }

    public func mark(_ value: ResponseValue?) -> Marking {
        let given: [Key] =
            switch value {
            case .choices(let choices): choices.map { .one($0.rawValue) }
            case .pairs(let pairs): pairs.map { .pair($0) }
            case .text(let text): text.isEmpty ? [] : [.one(text)]
            case .texts, .number, .points, .file, .pressed, nil: []
            }
        let isText = if case .text = value { true } else { false }
        var seen: Set<Key> = []
        let marks = given.filter { seen.insert($0).inserted }.map { mark(of: $0, isText: isText) }
        // A sum that does not fit cannot come from marks an author would write; it gains nothing and asks a marker.
        guard var total = sum(marks) else { return Marking(.zero, needsMarker: true) }
        if let lower { total = max(total, lower) }
        if let upper { total = min(total, upper) }
        return Marking(total)
    }

    private func sum(_ marks: [Mark]) -> Mark? {
        do throws(Mark.Overflow) { return try Mark.sum(marks) } catch { return nil }
    }

    private func mark(of key: Key, isText: Bool = false) -> Mark {
        if let exact = entries.first(where: { $0.key == key }) { return exact.mark }
        // Options have identifiers; only typed text is folded.
        guard isText, case .one(let text) = key else { return fallback }
        let folded = text.lowercased()
        let match = entries.first { entry in
            if case .one(let name) = entry.key { !entry.isCaseSensitive && name.lowercased() == folded } else { false }
        }
        return match?.mark ?? fallback
    }
}
