import Assessment
import Foundation

/// A plan as the API tells it.
struct ImportPlan {
    private(set) var json: JSONValue

    var id: String { json["import"]?.text ?? "" }
    var state: String { json["state"]?.text ?? "" }
    private var problems: [String] { json["problems"]?.elements?.compactMap(\.text) ?? [] }
    private var entries: [JSONValue] { json["entries"]?.elements ?? [] }
    private var counts: [(outcome: String, count: Int64)] {
        (json["counts"]?.members ?? [:]).compactMap { outcome, value in value.number.map { (outcome, $0) } }
            .filter { $0.count > 0 }.sorted { $0.outcome < $1.outcome }
    }

    var isBlocked: Bool { !problems.isEmpty || counts.contains { $0.outcome == "blocked" } }

    func moved(to state: String) -> ImportPlan {
        ImportPlan(json: .object((json.members ?? [:]).merging(["state": .string(state)]) { _, new in new }))
    }

    /// Such as: 64 items · 1 blueprint.
    private var contents: String {
        let subjects = [("item", "item"), ("blueprint", "blueprint"), ("resource-pack", "resource pack")]
        return subjects.compactMap { subject, word in
            let count = entries.count { $0["subject"]?.text == subject }
            return count == 0 && subject != "item" ? nil : "\(count) \(word)\(count == 1 ? "" : "s")"
        }.joined(separator: " · ")
    }

    /// The counts, and every entry that has something to say; what is no item is always named.
    var text: String {
        var lines = ["\(json["file"]?.text ?? ""): \(contents)"]
        if !counts.isEmpty { lines.append("  " + counts.map { "\($0.count) \($0.outcome)" }.joined(separator: " · ")) }
        lines += problems.map { "  problem: \($0)" }
        for entry in entries {
            let notes = entry["notes"]?.elements?.compactMap(\.text) ?? []
            let isItem = entry["subject"] == "item"
            guard !isItem || !notes.isEmpty || entry["outcome"] == "blocked" else { continue }
            let words = ["outcome", "path", "item"].map { entry[$0]?.text ?? "" }.joined(separator: "  ")
            lines.append("  \(words)")
            if entry["subject"] == "blueprint", entry["outcome"] == "newer" {
                lines.append("    replaces the blueprint of this identifier that is in the bank now")
            }
            lines += notes.map { "    \($0)" }
        }
        return lines.joined(separator: "\n")
    }

    func closing(isDryRun: Bool) -> String {
        switch state {
        case "applied": "Applied whole."
        case _ where isBlocked: "Nothing was imported: mend what is blocked first."
        case _ where isDryRun: "Nothing was imported; this was a dry run, and nothing stands against the import."
        default: "Nothing was imported."
        }
    }
}
