import Assessment
import Foundation
import Interchange
import Psychometrics
import Storage

/// Item statistics for a spreadsheet: one row an outcome.
enum ItemsCSV {
    static func data(_ analysis: SittingAnalysis?) -> Data {
        let writer = CSVWriter(header: [
            "question", "item", "outcome", "presented", "not reached", "facility", "point-biserial (item removed)",
            "upper-lower 27 %", "alpha without", "decision",
        ])
        guard let analysis else { return writer.head }
        var data = writer.head
        for (index, column) in analysis.columns.enumerated() {
            let item = analysis.analysis.items[index]
            let dropped = analysis.analysis.reliability.alphaIfDropped
            data += writer.row([
                String(column.position), analysis.scored.key.entries[column.position - 1].item.rawValue,
                column.use.id.rawValue, String(item.presentedCount), String(item.notReachedCount),
                number(item.facilityOverPresented?.value), number(item.itemRest), number(item.upperLowerIndex),
                number(dropped.indices.contains(index) ? dropped[index] : nil),
                analysis.decision(column.position).rawValue,
            ])
        }
        return data
    }

    /// Four decimals, which is more than a cohort of a school can tell apart.
    private static func number(_ value: Double?) -> String {
        value.map { String(format: "%.4f", $0) } ?? ""
    }
}
