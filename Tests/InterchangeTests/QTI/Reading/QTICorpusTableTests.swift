import Assessment
import Foundation
import Interchange
import ItemKinds
import Testing

/// What of the corpus is read as what, and what is not.
@Suite struct QTICorpusTableTests {
    @Test func `nearly every item of the corpus has its content and interactions read`() throws {
        var forms: [String: Int] = [:]
        var kinds: [String: Int] = [:]
        var (unreadable, unmarked): ([String: Int], [String: Int]) = ([:], [:])
        var (items, undelivered) = (0, 0)
        for path in try Corpus.paths("xml") {
            let source = try Corpus.document(path)
            _ = Formats.read(source, catalogue: .standard) { item in
                guard item.report.path == source.name, let version = item.version else { return }
                items += 1
                kinds[version.kind.rawValue, default: 0] += 1
                for interaction in version.interactions { forms[Self.form(interaction), default: 0] += 1 }
                guard version.kind == .unknown else { return }
                let reasons = item.report.problems.map(\.message)
                if item.report.problems.contains(where: { $0.code == "qti.content" }) {
                    undelivered += 1
                    for reason in reasons { unreadable[reason, default: 0] += 1 }
                } else {
                    for reason in reasons { unmarked[reason, default: 0] += 1 }
                }
            }
        }
        print("corpus items: \(items), of which content or interactions are not read: \(undelivered)")
        Self.list("kinds", kinds)
        Self.list("interactions", forms)
        Self.list("not read, by reason", unreadable)
        Self.list("read, but not by a named rule, by reason", unmarked)
        if items > 0 { #expect(undelivered * 20 < items) }
    }

    private static func form(_ interaction: Interaction) -> String {
        guard case .image(let form) = interaction else { return String("\(interaction)".prefix { $0 != "(" }) }
        return "image \("\(form.task)".prefix { $0 != "(" })"
    }

    private static func list(_ title: String, _ counts: [String: Int]) {
        print("  \(title):")
        for (name, count) in counts.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
            print("  \(count.formatted()) × \(name)")
        }
    }
}
