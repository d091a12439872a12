import Assessment

/// The parts of one version in reading order, each in words.
struct ItemParts {
    private(set) var order: [ItemChange.Part] = []
    private var values: [ItemChange.Part: ItemChange.Value] = [:]

    subscript(part: ItemChange.Part) -> ItemChange.Value? { values[part] }

    /// No part at all.
    init() {}

    init(_ version: ItemVersion) {
        add(.title, lines: [version.title])
        add(.kind, lines: [version.kind.rawValue])
        add(.language, lines: [version.language])
        add(.text, blocks: version.body)
        for interaction in version.interactions { add(interaction) }
        for use in version.scoring {
            add(.marks, use.id.rawValue, lines: [use.marks.description])
            add(.key, use.id.rawValue, lines: Self.key(use), detail: .integer(Int64(use.version)))
        }
        add(.rationale, blocks: version.rationale.general)
        for (option, blocks) in version.rationale.options.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            add(.optionRationale, option.rawValue, blocks: blocks)
        }
        if let station = version.station { add(station) }
        add(version.metadata)
        add(.media, lines: Set(version.content.flatMap(\.media)).sorted())
        addSource(of: version)
    }

    private mutating func add(_ name: ItemChange.Name, _ place: String = "", blocks: [Block]) {
        add(name, place, lines: blocks.flatMap(\.lines), detail: blocks.json)
    }

    /// What is empty is no part: a version without tags and one that never had any are the same.
    private mutating func add(
        _ name: ItemChange.Name,
        _ place: String = "",
        lines: [String],
        detail: JSONValue = .null
    ) {
        let value = ItemChange.Value(lines, detail: detail)
        guard !lines.isEmpty || !(detail == .null || detail == .array([]) || detail == .object([:])) else { return }
        let part = ItemChange.Part(name, place)
        if values.updateValue(value, forKey: part) == nil { order.append(part) }
    }

    private mutating func add(_ interaction: Interaction) {
        let response = interaction.id.rawValue
        add(.leadIn, response, blocks: interaction.prompt)
        let options = interaction.options
        for option in options {
            // An option that only moves is a change of the form.
            add(.option, "\(response)/\(option.id.rawValue)", blocks: option.content)
        }
        let form = (interaction.json.members ?? [:]).filter { $0.key != "prompt" }
        let words = form.filter { $0.key != "options" }.sorted { $0.key < $1.key }.map {
            "\($0.key): \(Self.words($0.value))"
        }
        let ids = options.isEmpty ? [] : ["options: \(options.map(\.id.rawValue).joined(separator: ", "))"]
        let fixed = options.filter(\.isFixed).map(\.id.rawValue)
        add(.form, response, lines: words + ids + (fixed.isEmpty ? [] : ["fixed: \(fixed.joined(separator: ", "))"]))
    }

    private static func key(_ use: RuleUse) -> [String] {
        let parameters = (use.parameters.members ?? [:]).sorted { $0.key < $1.key }
        return ["\(use.rule.rawValue) (\(use.response.rawValue))"] + parameters.map { "\($0.key): \(words($0.value))" }
    }

    private static func words(_ value: JSONValue) -> String {
        if let text = value.text { return text }
        if let elements = value.elements, elements.allSatisfy({ $0.text != nil }) {
            return elements.compactMap(\.text).joined(separator: ", ")
        }
        return CanonicalJSON.text(value)
    }

    private mutating func add(_ station: Station) {
        add(.station, "examiner brief", blocks: station.examinerBrief)
        add(.station, "patient script", blocks: station.patientScript)
        add(.station, "props", lines: station.props)
        add(.station, "marksheet", blocks: station.marksheet.content)
        if let rating = station.marksheet.globalRating {
            add(
                .station,
                "global rating",
                lines: ["\(rating.response.rawValue), borderline: \(rating.borderline.rawValue)"]
            )
        }
    }

    private mutating func add(_ metadata: ItemMetadata) {
        if let place = metadata.caseSet { add(.caseSet, lines: ["\(place.set.rawValue), step \(place.step)"]) }
        for (axis, categories) in metadata.tags.sorted(by: { $0.key < $1.key }) {
            add(.tags, axis, lines: categories)
        }
        if let difficulty = metadata.difficulty { add(.difficulty, lines: [difficulty.description]) }
        add(.authors, lines: metadata.authors)
        for (name, text) in [(ItemChange.Name.licence, metadata.licence), (.origin, metadata.origin)]
        where !text.isEmpty {
            add(name, lines: [text])
        }
        add(.references, lines: metadata.references)
        add(.enemies, lines: metadata.enemies.map(\.rawValue))
    }

    private mutating func addSource(of version: ItemVersion) {
        let origin = version.metadata.kept["origin"]
        var lines = ["path", "hash"].compactMap { name in origin?[name]?.text.map { "\(name): \($0)" } }
        if let original = version.original { lines.append("file: \(original.fileName), \(original.bytes.count) bytes") }
        var detail = version.metadata.kept
        if let original = version.original {
            detail["original"] = .string(ContentHash(of: original.bytes).rawValue)
            detail["unread"] = .array(original.unread.map(JSONValue.string))
        }
        add(.source, lines: lines, detail: .object(detail))
    }
}

extension Block {
    /// The words of this block, a line for every paragraph, cell row or picture in it.
    fileprivate var lines: [String] {
        switch self {
        case .table(let table):
            ([table.caption.plainText]
                + ([table.header] + table.rows).map { $0.map(\.plainText).joined(separator: " | ") })
                .filter { !$0.isEmpty }
        case .image(let image): ["[\(image.alternative)]"]
        case .results(let table):
            table.rows.map { row in
                [row.name, row.value, row.unit, row.reference, row.flag.rawValue].filter { !$0.isEmpty }
                    .joined(separator: " ")
            }
        case .preformatted(let text): text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        default: blocks.isEmpty ? [plainText].filter { !$0.isEmpty } : blocks.flatMap(\.lines)
        }
    }
}
