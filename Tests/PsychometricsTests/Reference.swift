import Foundation
import Testing

/// The published data sets and expected values that lie beside the checkout.
enum Reference {
    /// Absent on a machine that has the checkout alone; a run that should prove something must fail then.
    static let isExpected = FileManager.default.fileExists(atPath: folder.path) || isContinuousIntegration
    static let absence: Comment = "../shared/reference/psychometrics is not here"

    private static let isContinuousIntegration = ProcessInfo.processInfo.environment["CI"] != nil
    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "../shared/reference/psychometrics").standardized

    /// The rows of a CSV file of plain cells, each by column name; empty cells are `nil`.
    static func table(_ path: String) throws -> [[String: String?]] {
        let text = try String(contentsOf: folder.appending(path: path), encoding: .utf8)
        let lines = text.split(whereSeparator: \.isNewline).map { line in
            line.split(separator: ",", omittingEmptySubsequences: false).map { cell in
                cell.trimmingCharacters(in: CharacterSet(charactersIn: "\" "))
            }
        }
        let header = try #require(lines.first)
        return lines.dropFirst().map { row in
            Dictionary(uniqueKeysWithValues: zip(header, row.map { $0.isEmpty || $0 == "NA" ? nil : $0 }))
        }
    }

    /// The named columns of a table as numbers, one row a candidate.
    static func numbers(_ path: String, columns: [String]) throws -> [[Double?]] {
        try table(path).map { row in
            try columns.map { column in
                guard let cell = try #require(row[column]) else { return nil }
                return try number(cell)
            }
        }
    }

    private static func number(_ cell: String) throws -> Double { try #require(Double(cell)) }

    static func expected(_ path: String) throws -> Expected {
        let data = try Data(contentsOf: folder.appending(path: path))
        return Expected(try JSONSerialization.jsonObject(with: data))
    }
}

/// A value somewhere in a JSON file.
struct Expected {
    private let value: Any?

    init(_ value: Any?) { self.value = value }

    subscript(key: String) -> Expected { Expected((value as? [String: Any])?[key]) }

    var keys: [String] { (value as? [String: Any]).map { Array($0.keys) } ?? [] }

    func number() throws -> Double { try #require((value as? NSNumber)?.doubleValue) }
    func text() throws -> String { try #require(value as? String) }
    func flag() throws -> Bool { try #require(value as? Bool) }
    func list() throws -> [Expected] { try #require(value as? [Any]).map(Expected.init) }
    func numbers() throws -> [Double] { try list().map { try $0.number() } }
}

/// Records an issue when `found` is further from `expected` than `tolerance`, or undefined.
func expectNear(
    _ found: Double?,
    _ expected: Double,
    tolerance: Double,
    _ what: String = "",
    sourceLocation: SourceLocation = #_sourceLocation
) {
    let distance = found.map { ($0 - expected).magnitude } ?? .infinity
    #expect(
        distance <= tolerance,
        "\(what) found \(String(describing: found)), expected \(expected)",
        sourceLocation: sourceLocation
    )
}

func expectNear(
    _ found: [Double?],
    _ expected: [Double],
    tolerance: Double,
    _ what: String = "",
    sourceLocation: SourceLocation = #_sourceLocation
) {
    #expect(found.count == expected.count, "\(what)", sourceLocation: sourceLocation)
    for (index, pair) in zip(found, expected).enumerated() {
        expectNear(pair.0, pair.1, tolerance: tolerance, "\(what)[\(index)]", sourceLocation: sourceLocation)
    }
}
