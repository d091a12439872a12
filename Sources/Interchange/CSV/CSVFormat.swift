public import Assessment
public import Foundation

/// Questions as a table, one a row; the columns stand with `CSVItem`.
///
/// One wrong row is one rejected item.
public struct CSVFormat: Format {
    public let name = FormatName(rawValue: "csv")

    public let endings = ["csv", "tsv", "txt"]
    public let isOneFile = true

    public init() {}

    /// By its ending; what comes without one, such as standard input, by the column that every table of ours has.
    public func recognises(_ source: Source) -> Bool {
        guard source.paths.count == 1 else { return false }
        let ending = PackagePath.ending(source.paths[0])
        // A file that cannot be read is somebody else's problem to report.
        guard ending.isEmpty, let bytes = try? source.bytes(at: source.paths[0]) else {
            return endings.contains(ending)
        }
        let heading = String(decoding: bytes.prefix(4096), as: UTF8.self).prefix { !$0.isNewline }
        return heading.lowercased().contains("lead-in")
    }

    public func read<Failure: Error>(
        _ source: Source,
        catalogue: Catalogue,
        each: (ImportedItem) throws(Failure) -> Void
    ) throws(Failure) -> ImportedPackage {
        let path = source.paths.first ?? source.name
        let bytes: Data
        do throws(Source.Refusal) {
            bytes = try source.bytes(at: path)
        } catch {
            return ImportedPackage(report: .rejected(error.findings))
        }
        let table = CSVTable(bytes)
        var problems = table.problems
        for cell in table.header where !CSVItem.isKnown(CSVTable.columnName(cell.text)) && !cell.text.isEmpty {
            let message = "the column “\(cell.text.prefix(60))” is not known"
            problems.append(Finding("csv.heading", message, line: cell.line, column: cell.column))
        }
        for needed in ["id", "lead-in"] where table.column(needed) == nil && !table.header.isEmpty {
            problems.append(Finding("csv.heading", "the column \(needed) is missing", line: 1, column: 1))
        }
        guard problems.isEmpty else { return ImportedPackage(report: .rejected(problems)) }
        var seen: [String: Int] = [:]
        for row in table.rows {
            var item = CSVItem(row, header: table.header, catalogue: catalogue)
            let id = CSVWriter.unguarded(table.text(row, "id")).trimmed
            var problems = row.problems.isEmpty ? item.problems : row.problems
            if let first = seen[id], !id.isEmpty {
                let message = "the identifier is already that of line \(first)"
                problems.append(Finding("item.twice", message, line: row.line, column: 1))
            }
            seen[id] = seen[id] ?? row.line
            try each(imported(&item, path: "\(path):\(row.line)", id: id, problems: problems))
        }
        return ImportedPackage(report: PackageReport())
    }

    private func imported(
        _ item: inout CSVItem,
        path: String,
        id: String,
        problems: [Finding]
    ) -> ImportedItem {
        guard problems.isEmpty, let version = item.version else { return .rejected(path, id: id, problems) }
        return ImportedItem(
            report: ItemReport(path: path, id: id, kind: version.kind.rawValue),
            version: version
        )
    }

    public func write<Failure: Error>(
        _ bank: Bank,
        catalogue: Catalogue,
        media: (String) -> Data?,
        file: (String, Data) throws(Failure) -> Void
    ) throws(Failure) -> [ItemReport] {
        let writer = CSVItemWriter(bank, catalogue: catalogue)
        var bytes = writer.head
        var reports: [ItemReport] = []
        for item in bank.items {
            let (row, losses) = writer.row(item)
            if let row { bytes.append(row) }
            guard !losses.isEmpty else { continue }
            reports.append(
                ItemReport(path: "items.csv", id: item.item.rawValue, kind: item.kind.rawValue, losses: losses)
            )
        }
        try file("items.csv", bytes)
        return reports
    }
}
