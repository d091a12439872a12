import Assessment
import Foundation

/// All sittings and the plan of a new one.
///
/// Posts to `/sittings`: `csrf`, `title`, `paper` (id of a sealed paper), `opens` and `closes` (`2027-05-02T10:00` in
/// `zone`), `minutes`, `zone`, `resources` (hash or empty), `practice` (`on`).
struct SittingsPage: Page {
    let title: String
    let problems: [FieldProblem]
    let hasProblems: Bool
    let sittings: [Listed]
    let hasSittings: Bool
    let canPlan: Bool
    let form: Form?
    /// Such as: No paper is sealed yet.
    let noPaper: String?

    struct Listed: Sendable {
        let href: String
        let name: String
        let state: String
        let isLive: Bool
        let when: String
        let candidates: String
        let isPractice: Bool
    }

    struct Form: Sendable {
        let name: String
        let papers: [Choice]
        let opens: String
        let closes: String
        let minutes: String
        let zones: [Choice]
        let packs: [Choice]
        let isPractice: Bool
        let nameProblem: String?
        let paperProblem: String?
        let opensProblem: String?
        let closesProblem: String?
        let zoneProblem: String?
        let minutesProblem: String?
        let packProblem: String?
    }

    /// One sitting as a list needs it.
    struct Row: Sendable {
        let sitting: Sitting
        let state: SittingState
        let candidateCount: Int
    }

    /// What may be chosen, and what was typed when the form could not be accepted.
    struct Planning: Sendable {
        /// Sealed papers.
        var papers: [(id: PaperID, name: String)]
        var packs: [(hash: ContentHash, name: String)]
        /// IANA names, the school's own first.
        var zones: [String]
        var name = ""
        var paper = ""
        var opens = ""
        var closes = ""
        var minutes = ""
        var zone = ""
        var pack = ""
        var isPractice = false
    }

    /// Makes the finished words from facts.
    ///
    /// - `planning`: `nil` for those who may not plan.
    init(sittings: [Row], planning: Planning?, problems: [FieldProblem] = [], texts: Texts) {
        let heading = texts("sittings.heading")
        title = problems.isEmpty ? heading : texts("form.error-title", ["title": heading])
        self.problems = problems
        hasProblems = !problems.isEmpty
        self.sittings = sittings.map { row in
            Listed(
                href: "/sittings/\(Href.component(row.sitting.id.rawValue))",
                name: row.sitting.title,
                state: texts("sitting.state.\(row.state.rawValue)"),
                isLive: row.state == .open,
                when: SittingText.window(row.sitting, texts),
                candidates: texts("sittings.candidates", count: row.candidateCount),
                isPractice: row.sitting.isPractice
            )
        }
        hasSittings = !sittings.isEmpty
        canPlan = planning != nil
        noPaper = planning?.papers.isEmpty == true ? texts("sittings.no-paper") : nil
        form = planning.flatMap { planning in
            planning.papers.isEmpty ? nil : Self.form(planning, problems, texts)
        }
    }

    private static func form(_ planning: Planning, _ problems: [FieldProblem], _ texts: Texts) -> Form {
        Form(
            name: planning.name,
            papers: planning.papers.map {
                Choice(value: $0.id.rawValue, label: $0.name, isChosen: $0.id.rawValue == planning.paper)
            },
            opens: planning.opens,
            closes: planning.closes,
            minutes: planning.minutes,
            zones: planning.zones.map { Choice(value: $0, label: $0, isChosen: $0 == planning.zone) },
            packs: [Choice(value: "", label: texts("sittings.no-pack"), isChosen: planning.pack.isEmpty)]
                + planning.packs.map {
                    Choice(value: $0.hash.rawValue, label: $0.name, isChosen: $0.hash.rawValue == planning.pack)
                },
            isPractice: planning.isPractice,
            nameProblem: problems.beside("title"),
            paperProblem: problems.beside("paper"),
            opensProblem: problems.beside("opens"),
            closesProblem: problems.beside("closes"),
            zoneProblem: problems.beside("zone"),
            minutesProblem: problems.beside("minutes"),
            packProblem: problems.beside("resources")
        )
    }
}
