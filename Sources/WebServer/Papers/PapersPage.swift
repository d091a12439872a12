import Assessment
import Foundation

/// All papers, a form for a new one, and the blueprints.
///
/// Posts to `/papers` (`csrf`, `title`, `blueprint`, `seed`) and, multipart, to `/blueprints` (`csrf`, `file`).
struct PapersPage: Page {
    let title: String
    let problems: [String]
    let hasProblems: Bool
    let papers: [Listed]
    let hasPapers: Bool
    let canCreate: Bool
    let form: Form
    let blueprints: [Way]
    let hasBlueprints: Bool

    struct Listed: Sendable {
        let href: String
        let name: String
        let state: String
        let items: String
        let blueprint: String?
        let changed: String
    }

    struct Form: Sendable {
        let name: String
        let seed: String
        let choices: [Choice]
    }

    struct Way: Sendable {
        let href: String
        let label: String
    }

    /// One paper as a list needs it.
    struct Row: Sendable {
        let id: PaperID
        let name: String
        let state: PaperState
        let itemCount: Int
        /// Name of its blueprint.
        let blueprint: String?
        let updatedAt: Date
    }

    /// What was typed when the form could not be accepted; the seed is proposed by whoever may draw one.
    struct Entered: Sendable {
        var name = ""
        var blueprint = ""
        var seed: String
    }

    init(
        papers: [Row],
        blueprints: [(id: String, name: String)],
        entered: Entered,
        problems: [String] = [],
        canCreate: Bool,
        clock: ClockText,
        texts: Texts
    ) {
        let heading = texts("papers.heading")
        title = problems.isEmpty ? heading : texts("form.error-title", ["title": heading])
        self.problems = problems
        hasProblems = !problems.isEmpty
        self.papers = papers.map { row in
            Listed(
                href: "/papers/\(Href.component(row.id.rawValue))",
                name: row.name,
                state: texts("paper.state.\(row.state.rawValue)"),
                items: texts("papers.items", count: row.itemCount),
                blueprint: row.blueprint,
                changed: clock.day(row.updatedAt, texts: texts)
            )
        }
        hasPapers = !papers.isEmpty
        self.canCreate = canCreate
        form = Form(
            name: entered.name,
            seed: entered.seed,
            choices: [Choice(value: "", label: texts("papers.no-blueprint"), isChosen: entered.blueprint.isEmpty)]
                + blueprints.map { Choice(value: $0.id, label: $0.name, isChosen: $0.id == entered.blueprint) }
        )
        self.blueprints = blueprints.map {
            Way(href: "/blueprints/\(Href.component($0.id))", label: $0.name)
        }
        hasBlueprints = !blueprints.isEmpty
    }
}
