import Assessment
import Foundation

/// One sitting: where it stands, its times, the next step, its candidates.
///
/// Posts to `/sittings/{s}/state` (`csrf`, `to`) and `/sittings/{s}/tickets` (`csrf`, `candidate`: person, makes a new
/// ticket and voids the old one).
struct SittingPage: Page {
    let title: String
    let name: String
    let steps: [StateStep]
    let problems: [String]
    let hasProblems: Bool
    let isPractice: Bool
    let facts: [Fact]
    let stateAction: String
    let buttons: [StateButton]
    let hasButtons: Bool
    let waiting: String?
    let links: [Way]
    let ticketAction: String
    /// Such as "287 candidates".
    let count: String
    let listHref: String?
    let candidates: [Candidate]
    let hasCandidates: Bool
    let canRenew: Bool

    struct Fact: Sendable {
        let label: String
        let value: String
        let valueHref: String?
    }

    struct Way: Sendable {
        let href: String
        let label: String
    }

    struct Candidate: Sendable {
        let number: String
        let name: String
        let person: String
        let adjustments: [String]
        let state: String
        let renewLabel: String
    }

    /// What the sitting is about.
    struct About: Sendable {
        let paper: (name: String, href: String?)?
        let questionCount: Int
        /// Title of the resource pack.
        let pack: String?
    }

    /// Who looks.
    struct Viewer: Sendable {
        let isOffice: Bool
        let isInvigilator: Bool
        let isBoard: Bool
    }

    init(
        sitting: Sitting,
        state: SittingState,
        about: About,
        candidates: [CandidateStanding],
        viewer: Viewer,
        problems: [String] = [],
        texts: Texts
    ) {
        let path = "/sittings/\(Href.component(sitting.id.rawValue))"
        let heading = texts("sitting.title", ["sitting": sitting.title])
        title = problems.isEmpty ? heading : texts("form.error-title", ["title": heading])
        name = sitting.title
        steps = StateStep.line(state, texts)
        self.problems = problems
        hasProblems = !problems.isEmpty
        isPractice = sitting.isPractice
        facts = Self.facts(sitting, about, texts)
        stateAction = "\(path)/state"
        buttons = viewer.isOffice ? Self.buttons(state, candidates, texts) : []
        hasButtons = !buttons.isEmpty
        waiting = Self.waiting(state, candidates, texts)
        links = Self.links(sitting, state, viewer, path: path, texts)
        ticketAction = "\(path)/tickets"
        count = texts("sittings.candidates", count: candidates.count)
        listHref = viewer.isOffice && [.planned, .open].contains(state) ? "\(path)/candidates" : nil
        let clock = SittingText.clock(sitting)
        self.candidates = candidates.map { Self.candidate($0, clock, texts) }
        hasCandidates = !candidates.isEmpty
        canRenew = viewer.isOffice && [.planned, .open].contains(state)
    }

    private static func facts(_ sitting: Sitting, _ about: About, _ texts: Texts) -> [Fact] {
        var facts = [
            Fact(label: texts("sittings.window"), value: SittingText.window(sitting, texts), valueHref: nil),
            Fact(
                label: texts("sitting.length"),
                value: ClockText.length(sitting.duration, texts: texts),
                valueHref: nil
            ),
        ]
        if let paper = about.paper {
            facts.append(Fact(label: texts("sittings.paper"), value: paper.name, valueHref: paper.href))
        }
        facts.append(
            Fact(
                label: texts("sitting.questions"),
                value: texts("papers.items", count: about.questionCount),
                valueHref: nil
            )
        )
        facts.append(
            Fact(label: texts("sittings.pack"), value: about.pack ?? texts("sittings.no-pack"), valueHref: nil)
        )
        return facts
    }

    private static func buttons(_ state: SittingState, _ rows: [CandidateStanding], _ texts: Texts) -> [StateButton] {
        func button(_ target: SittingState, _ key: String, isMain: Bool = false) -> StateButton {
            StateButton(
                target: target.rawValue,
                label: texts("sitting.step.\(key)"),
                hint: texts("sitting.step.\(key).hint"),
                isMain: isMain
            )
        }
        return switch state {
        case .planned: rows.isEmpty ? [] : [button(.open, "open", isMain: true)]
        case .open: [button(.closed, "close", isMain: true)]
        case .closed: [button(.open, "reopen")]
        case .released: [button(.archived, "archive")]
        case .marked, .confirmed, .archived: []
        }
    }

    private static func waiting(_ state: SittingState, _ rows: [CandidateStanding], _ texts: Texts) -> String? {
        let running = rows.count { $0.state == .working }
        return switch state {
        case .planned where rows.isEmpty: texts("sitting.waiting.candidates")
        case .open where running > 0: texts("sitting.waiting.running", count: running)
        case .closed: texts("sitting.waiting.score")
        case .marked: texts("sitting.waiting.confirm")
        case .confirmed: texts("sitting.waiting.release")
        case .planned, .open, .released, .archived: nil
        }
    }

    private static func links(
        _ sitting: Sitting,
        _ state: SittingState,
        _ viewer: Viewer,
        path: String,
        _ texts: Texts
    ) -> [Way] {
        var links: [Way] = []
        if viewer.isOffice || viewer.isInvigilator, [.open, .closed].contains(state) {
            links.append(Way(href: "\(path)/live", label: texts("sitting.link.live")))
        }
        if viewer.isOffice || viewer.isBoard, ![.planned, .open].contains(state) {
            let results = "/results/\(Href.component(sitting.id.rawValue))"
            links.append(Way(href: results, label: texts("sitting.link.results")))
            if [.confirmed, .released, .archived].contains(state) {
                links.append(Way(href: "\(results)/release", label: texts("sitting.link.release")))
            }
        }
        return links
    }

    private static func candidate(_ standing: CandidateStanding, _ clock: ClockText, _ texts: Texts) -> Candidate {
        Candidate(
            number: standing.number,
            name: standing.name,
            person: standing.person.rawValue,
            adjustments: standing.adjustments.map { AdjustmentText.sentence($0, clock, texts) },
            state: texts(standing.state.textKey),
            renewLabel: texts("sitting.renew.label", ["number": standing.number])
        )
    }
}
