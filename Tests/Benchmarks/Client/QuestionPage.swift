import Foundation

/// What a question page says of itself, and what it can be answered with, read from its markup.
struct QuestionPage {
    /// The `data-` attributes of `<main>`, without that prefix.
    private(set) var facts: [String: String] = [:]
    private var offers: [Offer] = []

    private struct Offer {
        let response: String
        let kind: String
        var picks: [String] = []
        /// Rows of a match, each with the columns that it can be joined to.
        var rows: [(row: String, columns: [String])] = []
        var units: [String] = []
    }

    init(_ markup: String) {
        var list = ""
        for tag in markup.matches(of: /<([a-z]+)((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*>/) {
            var given: [String: String] = [:]
            for attribute in tag.2.matches(of: /([a-z-]+)="([^"]*)"/) {
                given[String(attribute.1)] = String(attribute.2).replacing("&amp;", with: "&")
            }
            if tag.1 == "main" {
                facts = given.filter { $0.key.hasPrefix("data-") }
            }
            if let response = given["data-response"], let kind = given["data-kind"] {
                offers.append(Offer(response: response, kind: kind))
            }
            let name = given["name"] ?? ""
            switch tag.1 {
            case "select": list = name
            case "option": offer(given["value"] ?? "", under: list)
            case "input": offer(given["value"] ?? "", under: name)
            default: continue
            }
        }
    }

    func fact(_ name: String) throws -> Int {
        guard let number = facts["data-\(name)"].flatMap({ Int($0) }) else {
            throw Problem("the question page does not say its \(name)")
        }
        return number
    }

    /// A response to all parts of the question as JSON; another `turn` picks other values.
    func response(_ turn: Int) throws -> String {
        guard !offers.isEmpty else { throw Problem("a question page offers nothing to answer with") }
        let values = offers.map { ($0.response, Self.value(of: $0, turn)) }
        let data = try JSONSerialization.data(
            withJSONObject: Dictionary(values) { first, _ in first },
            options: [.sortedKeys, .withoutEscapingSlashes]
        )
        return String(decoding: data, as: UTF8.self)
    }

    private mutating func offer(_ value: String, under name: String) {
        let parts = name.split(separator: ".").map(String.init)
        guard parts.first == "response", !value.isEmpty, !offers.isEmpty else { return }
        let last = offers.count - 1
        switch (offers[last].kind, parts.count) {
        case ("choice", 2): offers[last].picks.append(value)
        case ("match", 3):
            if offers[last].rows.last?.row != parts[2] { offers[last].rows.append((parts[2], [])) }
            offers[last].rows[offers[last].rows.count - 1].columns.append(value)
        case ("number", 3): offers[last].units.append(value)
        default: return
        }
    }

    private static func value(of offer: Offer, _ turn: Int) -> [String: Any] {
        switch offer.kind {
        case "choice": ["choices": [offer.picks[turn % max(offer.picks.count, 1)]]]
        case "match":
            ["pairs": offer.rows.enumerated().map { [$1.row, $1.columns[(turn + $0) % $1.columns.count]] }]
        case "number":
            offer.units.isEmpty
                ? ["number": "\(10 + turn)"]
                : ["number": "\(10 + turn)", "unit": offer.units[turn % offer.units.count]]
        default: ["text": "answer \(turn)"]
        }
    }
}
