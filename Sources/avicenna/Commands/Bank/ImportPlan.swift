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

    private var blocked: Int64 { counts.first { $0.outcome == "blocked" }?.count ?? 0 }
    /// Entries of a plan that would change something, or remember a choice.
    private var others: Int64 {
        counts.filter { ["new", "newer", "changedBoth"].contains($0.outcome) }.map(\.count).reduce(0, +)
    }

    var isBlocked: Bool { !problems.isEmpty || blocked > 0 }

    /// Whether blocked entries can be left out and something still comes in.
    var hasOthers: Bool { problems.isEmpty && others > 0 }

    /// Whether somebody may choose what becomes of an item that was changed here and there.
    var isContested: Bool { counts.contains { $0.outcome == "changedBoth" } }

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
            let changes = entry["changes"]?.elements ?? []
            let isSaid = entry["outcome"] == "blocked" || entry["outcome"] == "changedBoth"
            guard !isItem || !notes.isEmpty || isSaid else { continue }
            let words = ["outcome", "path", "item"].map { entry[$0]?.text ?? "" }.joined(separator: "  ")
            lines.append("  \(words)")
            if entry["subject"] == "blueprint", entry["outcome"] == "newer" {
                lines.append("    replaces the blueprint of this identifier that is in the bank now")
            }
            lines += notes.map { "    \($0)" }
            lines += changes.flatMap(Self.lines)
            if let choice = entry["choice"]?.text { lines.append("    chosen: \(Self.words(ofChoice: choice))") }
        }
        return lines.joined(separator: "\n")
    }

    /// One part in which the versions differ: who changed it, and what each has.
    private static func lines(of change: JSONValue) -> [String] {
        let sides = [
            "ours": "changed in the bank", "theirs": "changed in the file", "alike": "changed alike",
            "both": "changed here and there",
        ]
        let place = change["place"]?.text.map { " \($0)" } ?? ""
        let markup = change["markupAlone"] == .bool(true) ? ", in the markup alone" : ""
        let head = "    \(change["part"]?.text ?? "")\(place): \(sides[change["side"]?.text ?? ""] ?? "")\(markup)"
        let versions = [("base", "before"), ("ours", "bank  "), ("theirs", "file  ")]
        return [head]
            + versions.compactMap { name, word in
                change[name]?.elements.map { elements in
                    "      \(word)  \(elements.compactMap(\.text).joined(separator: " ¶ "))"
                }
            }
    }

    private static func words(ofChoice choice: String) -> String {
        switch choice {
        case "theirs": "the file's version becomes the newest"
        case "fork": "the file's version becomes an item of its own"
        default: "the bank's version stays"
        }
    }

    func closing(isDryRun: Bool) -> String {
        switch state {
        case "applied" where isBlocked: "Applied without what is blocked: \(blocked) left out."
        case "applied": "Applied whole."
        case _ where isBlocked: "Nothing was imported: mend what is blocked first."
        case _ where isDryRun: "Nothing was imported; this was a dry run, and nothing stands against the import."
        default: "Nothing was imported."
        }
    }
}
