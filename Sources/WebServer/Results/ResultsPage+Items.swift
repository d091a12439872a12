import Assessment
import Psychometrics

extension ResultsPage {
    struct Item: Sendable {
        let number: String
        let itemHref: String
        let id: String
        let facility: String
        let facilityRange: String?
        let rest: String
        let flags: [String]
        let decision: String?
        let isFlagged: Bool
    }

    /// One column of the score matrix: a question, or one stem of it.
    struct Column: Sendable {
        /// Position in the form, from 1, and what is shown for it: "14", "14 · S2".
        let position: Int
        let label: String
        let item: ItemID
        let statistics: ItemStatistics
        let flags: [ItemFlag]
        /// Labels of its options, and which of them are keyed.
        let options: [String]
        let key: Set<Int>
        let decision: DecisionKind
        /// New strings of a very short answer that nobody has confirmed.
        let newStrings: Int
    }

    /// A question that the board has taken out: it has no numbers, but its page leads back.
    struct Excluded: Sendable {
        /// Position in the form, from 1.
        let position: Int
        let item: ItemID
    }

    /// One row a column and one an excluded question, in the order of the form.
    static func items(_ columns: [Column], _ excluded: [Excluded], path: String, _ texts: Texts) -> [Item] {
        let counted = columns.map { (position: $0.position, row: item($0, path: path, texts)) }
        let left = excluded.map { (position: $0.position, row: item($0, path: path, texts)) }
        return (counted + left).enumerated()
            .sorted { ($0.element.position, $0.offset) < ($1.element.position, $1.offset) }.map(\.element.row)
    }

    private static func item(_ excluded: Excluded, path: String, _ texts: Texts) -> Item {
        Item(
            number: String(excluded.position),
            itemHref: "\(path)/items/\(excluded.position)",
            id: excluded.item.rawValue,
            facility: "–",
            facilityRange: nil,
            rest: "–",
            flags: [],
            decision: texts("decision.done.exclude"),
            isFlagged: false
        )
    }

    private static func item(_ column: Column, path: String, _ texts: Texts) -> Item {
        let facility = column.statistics.facilityOverPresented
        var flags = column.flags.map {
            ItemFlagText.sentence($0, labels: column.options, key: column.key, texts)
        }
        if column.newStrings > 0 { flags.append(texts("flag.new-strings", count: column.newStrings)) }
        return Item(
            number: column.label,
            itemHref: "\(path)/items/\(column.position)",
            id: column.item.rawValue,
            facility: facility.map { NumberText.share($0.value) } ?? "–",
            facilityRange: facility?.interval.map { "\(NumberText.share($0.lower))–\(NumberText.share($0.upper))" },
            rest: column.statistics.itemRest.map { NumberText.share($0) } ?? "–",
            flags: flags,
            decision: column.decision == .keep ? nil : texts("decision.done.\(column.decision.rawValue)"),
            isFlagged: column.newStrings > 0 || column.flags.contains(where: ItemFlagText.needsLook)
        )
    }
}
