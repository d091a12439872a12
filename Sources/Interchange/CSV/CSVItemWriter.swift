import Assessment
import Foundation

/// Writes items as rows; what a row cannot hold is found by reading it back.
struct CSVItemWriter {
    private let catalogue: Catalogue
    private let columns: [String]
    private let writer: CSVWriter

    init(_ bank: Bank, catalogue: Catalogue) {
        self.catalogue = catalogue
        let axes = Set(bank.items.flatMap { $0.metadata.tags.keys }).sorted()
        columns = CSVItem.columns + axes.map { "tag:\($0)" }
        writer = CSVWriter(header: columns)
    }

    var head: Data { writer.head }

    /// The bytes of `item`'s row, `nil` when a row cannot hold it at all, and what is lost.
    func row(_ item: ItemVersion) -> (bytes: Data?, losses: [Finding]) {
        guard let values = values(item) else {
            let message = "a table cannot hold a question of this form; it is left out"
            return (nil, [Finding("csv.kind", message)])
        }
        let cells = columns.map { values[$0] ?? "" }
        let header = columns.map { CSVCell(text: $0, line: 1, column: 1) }
        let row = CSVRow(
            cells: cells.map { CSVCell(text: CSVWriter.guarded($0), line: 1, column: 1) },
            line: 1,
            problems: []
        )
        let bytes = writer.row(cells)
        let read = CSVItem(row, header: header, catalogue: catalogue)
        guard let version = read.version else {
            return (bytes, read.problems.map { Finding("csv.unread", "the row does not read back: \($0.message)") })
        }
        var parts = ItemDifference.parts(version, item)
        if version.metadata != item.metadata { parts.append("metadata") }
        if item.original != nil { parts.append("source as it came") }
        return (bytes, parts.map { Finding("csv.loss", "its \($0) is not held in full") })
    }

    private func values(_ item: ItemVersion) -> [String: String]? {
        guard let interaction = item.interactions.first, item.interactions.count == 1, let use = item.scoring.first,
            item.scoring.count == 1, item.kind != .unknown, item.station == nil
        else { return nil }
        var values = [
            "id": item.item.rawValue, "kind": item.kind.rawValue, "language": item.language, "title": item.title,
            "stem": CSVText.cell(item.body), "lead-in": CSVText.cell(interaction.prompt),
            "marks": use.marks == .one ? "" : use.marks.description,
            "rationale": CSVText.cell(item.rationale.general),
        ]
        switch (interaction, use.rule.rawValue) {
        case (.choice(let choice), "match-correct"):
            guard choice.options.count <= CSVItem.letters.count else { return nil }
            let key = (use.parameters["key"]?.elements ?? []).compactMap(\.text)
            var letters: [String] = []
            for (letter, option) in zip(CSVItem.letters, choice.options) {
                values["option-\(letter)"] = CSVText.cell(option.content)
                values["rationale-\(letter)"] = CSVText.cell(item.rationale.options[option.id] ?? [])
                if key.contains(option.id.rawValue) { letters.append(letter.uppercased()) }
            }
            values["key"] = letters.joined(separator: " ")
            values["shuffle"] = choice.shuffles ? "yes" : ""
        case (.text, "accept-list"):
            values["accept"] = list(use.parameters["accept"])
            values["reject"] = list(use.parameters["reject"])
        case (.number, "within-tolerance"): values.merge(number(use.parameters)) { _, new in new }
        default: return nil
        }
        return values.merging(metadata(item.metadata)) { first, _ in first }
    }

    private func list(_ json: JSONValue?) -> String { CSVText.cell(list: (json?.elements ?? []).compactMap(\.text)) }

    private func number(_ parameters: JSONValue) -> [String: String] {
        let tolerance = parameters["tolerance"]
        let isRelative = tolerance?["mode"] == "relative"
        let parts = [tolerance?["lower"], tolerance?["upper"]].compactMap { $0?.text.flatMap(Mark.init(parsing:)) }
            .compactMap { isRelative ? $0.times(Mark(100)) : $0 }.map(\.description)
        let isOne = Set(parts).count == 1
        let units = (parameters["units"]?.members ?? [:]).compactMapValues(\.text).sorted { $0.key < $1.key }
        return [
            "value": parameters["value"]?.text ?? "", "unit": parameters["unit"]?.text ?? "",
            "tolerance": (isOne ? parts[0] : parts.joined(separator: " ")) + (isRelative ? "%" : ""),
            "units": CSVText.cell(list: units.map { "\($0.key)=\($0.value)" }),
        ]
    }

    private func metadata(_ metadata: ItemMetadata) -> [String: String] {
        var values = [
            "difficulty": metadata.difficulty?.description ?? "", "authors": CSVText.cell(list: metadata.authors),
            "licence": metadata.licence, "origin": metadata.origin,
            "references": CSVText.cell(list: metadata.references),
            "enemies": CSVText.cell(list: metadata.enemies.map(\.rawValue)),
        ]
        for (axis, tags) in metadata.tags { values["tag:\(axis)"] = CSVText.cell(list: tags) }
        return values
    }
}
