import Assessment
import Foundation

/// One question as a row of a table.
///
/// Columns, in any order; blanks, hyphens and case in headings do not matter, unknown headings are named:
///
/// | column | holds |
/// |---|---|
/// | `id` | the item's identifier; needed |
/// | `kind` | the kind that the row must have; may be empty, since the filled columns tell |
/// | `language`, `title` | a language tag; a name for staff |
/// | `stem` | the text before the question; blank lines part paragraphs |
/// | `lead-in` | the question itself; needed |
/// | `option-a` … `option-h` | the options of a choice |
/// | `key` | the letter of the key, or several separated by blanks |
/// | `shuffle` | `yes` when options may be shuffled |
/// | `accept`, `reject` | accepted texts and known wrong ones: one a line or separated by `|` |
/// | `value`, `unit` | the number and its unit |
/// | `tolerance` | `0.5`, `0.5 1` (below, above) or `5%` |
/// | `units` | other units and their factors: `g=1000 | µg=0.001` |
/// | `marks` | marks for a right answer; 1 when empty |
/// | `rationale`, `rationale-a` … `rationale-h` | why the key is right, why each option is wrong |
/// | `difficulty` | the expected facility, 0 to 1 |
/// | `authors`, `licence`, `origin`, `references`, `enemies` | as they say; lists as in `accept` |
/// | `tag:content`, `tag:task` … | categories on an axis, separated by `|` |
struct CSVItem {
    static let letters = ["a", "b", "c", "d", "e", "f", "g", "h"]
    static let columns =
        ["id", "kind", "language", "title", "stem", "lead-in"] + letters.map { "option-\($0)" }
        + ["key", "shuffle", "accept", "reject", "value", "unit", "tolerance", "units", "marks", "rationale"]
        + letters.map { "rationale-\($0)" }
        + ["difficulty", "authors", "licence", "origin", "references", "enemies"]

    static func isKnown(_ column: String) -> Bool {
        columns.contains(column) || (column.hasPrefix("tag:") && column.count > 4)
    }

    /// The text of a row under a heading and where it stands.
    struct Cells {
        private let cells: [String: CSVCell]
        private let line: Int

        init(_ row: CSVRow, header: [CSVCell]) {
            let pairs = zip(header, row.cells).map { (CSVTable.columnName($0.text), $1) }
            cells = Dictionary(pairs, uniquingKeysWith: { first, _ in first })
            line = row.line
        }

        /// The text in a column, without what protects it from spreadsheets; empty when there is no such column.
        subscript(column: String) -> String { CSVWriter.unguarded(cells[column]?.text ?? "").trimmed }

        var axes: [String] { cells.keys.filter { $0.hasPrefix("tag:") }.map { String($0.dropFirst(4)) }.sorted() }

        func finding(_ column: String, _ message: String) -> Finding {
            Finding("csv.\(column)", message, line: cells[column]?.line ?? line, column: cells[column]?.column ?? 1)
        }
    }

    private let cells: Cells
    private(set) var problems: [Finding] = []
    private(set) var version: ItemVersion?

    init(_ row: CSVRow, header: [CSVCell], catalogue: Catalogue) {
        cells = Cells(row, header: header)
        guard let (interaction, rule) = answer() else { return }
        var version = ItemVersion(
            item: ItemID(rawValue: cells["id"]),
            language: cells["language"].isEmpty ? "en" : cells["language"],
            title: cells["title"].isEmpty ? cells["id"] : cells["title"],
            body: CSVText.blocks(cells["stem"]) + [.interaction(interaction.id)],
            interactions: [interaction],
            scoring: [rule],
            rationale: rationale(),
            metadata: metadata()
        )
        checkFrame()
        version = catalogue.recognised(version)
        if version.kind == .unknown {
            problems.append(cells.finding("kind", "no kind of question has the form of this row"))
        } else {
            problems += catalogue.problems(in: version).filter { $0.severity == .error }.map {
                cells.finding("kind", $0.part.isEmpty ? $0.message : "\($0.part): \($0.message)")
            }
        }
        if !cells["kind"].isEmpty, cells["kind"] != version.kind.rawValue {
            problems.append(cells.finding("kind", "the row has the form of “\(version.kind.rawValue)”"))
        }
        if problems.isEmpty { self.version = version }
    }

    private mutating func checkFrame() {
        if cells["id"].isEmpty { problems.append(cells.finding("id", "the question has no identifier")) }
        if cells["id"].utf8.count > 200 { problems.append(cells.finding("id", "is longer than 200 bytes")) }
        if cells["lead-in"].isEmpty { problems.append(cells.finding("lead-in", "the question has no lead-in")) }
    }

    // MARK: - Answers

    private mutating func answer() -> (Interaction, RuleUse)? {
        let hasOptions = Self.letters.contains { !cells["option-\($0)"].isEmpty }
        let forms = [hasOptions, !cells["accept"].isEmpty, !cells["value"].isEmpty]
        guard forms.count(where: { $0 }) == 1 else {
            let message = "exactly one of options, accept and value must be filled"
            problems.append(cells.finding("kind", message))
            checkFrame()
            return nil
        }
        let marks = cells["marks"].isEmpty ? Mark.one : Mark(parsing: cells["marks"])
        guard let marks, marks > .zero else {
            problems.append(cells.finding("marks", "the marks are no number above 0"))
            checkFrame()
            return nil
        }
        let answer: (Interaction, String, JSONValue)? = hasOptions ? choice() : forms[1] ? text() : number()
        guard let (interaction, rule, parameters) = answer else {
            checkFrame()
            return nil
        }
        let use = RuleUse(
            id: OutcomeID(rawValue: "SCORE"),
            response: interaction.id,
            rule: RuleName(rawValue: rule),
            marks: marks,
            parameters: parameters
        )
        return (interaction, use)
    }

    private var response: ResponseID { ResponseID(rawValue: "RESPONSE") }
    private var prompt: [Block] { CSVText.blocks(cells["lead-in"]) }

    private mutating func choice() -> (Interaction, String, JSONValue)? {
        let filled = Self.letters.filter { !cells["option-\($0)"].isEmpty }
        if filled != Array(Self.letters.prefix(filled.count)) {
            problems.append(cells.finding("option-\(filled.last ?? "a")", "an option before this one is empty"))
        }
        let key = cells["key"].lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
        if key.isEmpty { problems.append(cells.finding("key", "the question has no key")) }
        for letter in key where !filled.contains(letter) {
            problems.append(cells.finding("key", "the key “\(letter.prefix(20))” is no option"))
        }
        if Set(key).count != key.count { problems.append(cells.finding("key", "the key names an option twice")) }
        let options = filled.map {
            Option(id: OptionID(rawValue: $0.uppercased()), content: CSVText.blocks(cells["option-\($0)"]))
        }
        let shuffle = cells["shuffle"].lowercased()
        if !["", "yes", "no"].contains(shuffle) {
            problems.append(cells.finding("shuffle", "must be yes or no"))
        }
        let choice = ChoiceInteraction(
            id: response,
            prompt: prompt,
            options: options,
            maximum: key.count > 1 ? 0 : 1,
            shuffles: shuffle == "yes"
        )
        return (.choice(choice), "match-correct", ["key": .array(key.map { .string($0.uppercased()) })])
    }

    private func text() -> (Interaction, String, JSONValue)? {
        var parameters: [String: JSONValue] = [
            "accept": .array(CSVText.list(cells["accept"]).map(JSONValue.string)), "folding": "words-1",
        ]
        let reject = CSVText.list(cells["reject"])
        if !reject.isEmpty { parameters["reject"] = .array(reject.map(JSONValue.string)) }
        return (.text(TextInteraction(id: response, prompt: prompt)), "accept-list", .object(parameters))
    }

    private mutating func number() -> (Interaction, String, JSONValue)? {
        guard let value = decimal("value") else { return nil }
        var text = cells["tolerance"]
        let isRelative = text.hasSuffix("%")
        if isRelative { text = String(text.dropLast()).trimmed }
        let parts = (text.isEmpty ? "0" : text).split(whereSeparator: \.isWhitespace).map { Mark(parsing: String($0)) }
        guard (1...2).contains(parts.count), let lower = parts[0], let upper = parts[parts.count - 1],
            lower >= .zero, upper >= .zero, let scale = isRelative ? Mark(1, over: 100) : .one,
            let below = lower.times(scale), let above = upper.times(scale)
        else {
            problems.append(cells.finding("tolerance", "must be a number, two numbers or a percentage"))
            return nil
        }
        guard let units = units() else { return nil }
        let names = ([cells["unit"]] + units.keys.sorted()).filter { !$0.isEmpty }
        let interaction = NumberInteraction(id: response, prompt: prompt, units: names)
        let mode: JSONValue = isRelative ? "relative" : "absolute"
        return (
            .number(interaction), "within-tolerance",
            [
                "value": .string(value), "unit": .string(cells["unit"]),
                "tolerance": ["mode": mode, "lower": .string(below.description), "upper": .string(above.description)],
                "units": .object(units.mapValues(JSONValue.string)),
            ]
        )
    }

    private mutating func units() -> [String: String]? {
        var units: [String: String] = [:]
        for part in CSVText.list(cells["units"]) {
            let halves = part.split(separator: "=").map { $0.trimmingCharacters(in: .whitespaces) }
            guard halves.count == 2, let factor = Mark(parsing: halves[1]), factor > .zero else {
                problems.append(cells.finding("units", "“\(part.prefix(60))” is not of the form unit=factor"))
                return nil
            }
            units[halves[0]] = factor.description
        }
        return units
    }

    private mutating func decimal(_ column: String) -> String? {
        guard let mark = Mark(parsing: cells[column]) else {
            problems.append(
                cells.finding(column, "“\(cells[column].prefix(60))” is no number; write decimals with a point")
            )
            return nil
        }
        return mark.description
    }

    // MARK: - What goes with it

    private func rationale() -> Rationale {
        var rationale = Rationale(general: CSVText.blocks(cells["rationale"]))
        for letter in Self.letters {
            let blocks = CSVText.blocks(cells["rationale-\(letter)"])
            if !blocks.isEmpty { rationale.options[OptionID(rawValue: letter.uppercased())] = blocks }
        }
        return rationale
    }

    private mutating func metadata() -> ItemMetadata {
        var tags: [String: [String]] = [:]
        for axis in cells.axes {
            let names = CSVText.list(cells["tag:\(axis)"])
            if !names.isEmpty { tags[axis] = names }
        }
        var metadata = ItemMetadata(
            tags: tags,
            authors: CSVText.list(cells["authors"]),
            licence: cells["licence"],
            origin: cells["origin"],
            references: CSVText.list(cells["references"]),
            enemies: CSVText.list(cells["enemies"]).map(ItemID.init(rawValue:))
        )
        guard !cells["difficulty"].isEmpty else { return metadata }
        if let difficulty = Mark(parsing: cells["difficulty"]), (Mark.zero...Mark.one).contains(difficulty) {
            metadata.difficulty = difficulty
        } else {
            problems.append(cells.finding("difficulty", "must lie in 0…1"))
        }
        return metadata
    }
}
