import Assessment
import Foundation

/// One paper: where it stands, what it holds, the next step.
///
/// Posts to `/papers/{id}/state` (`csrf`, `to`: a state's code).
struct PaperPage: Page {
    let title: String
    let name: String
    let steps: [StateStep]
    let problems: [String]
    let hasProblems: Bool
    /// Such as "57 items, 60 marks".
    let size: String
    let blueprint: Way?
    let sections: [Part]
    let hasSections: Bool
    /// For who may change the draft.
    let sectionChoices: SectionChoices?
    let assembleHref: String?
    let stateAction: String
    let buttons: [StateButton]
    let hasButtons: Bool
    /// Why the next step is not for this person.
    let waiting: String?
    let facts: [Fact]
    /// The hash that sealing froze.
    let seal: String?
    let sittingsHref: String?

    struct Way: Sendable {
        let href: String
        let label: String
    }

    struct Part: Sendable {
        let heading: String?
        let first: String
        /// Where its answers are closed; `nil` when nowhere.
        let lockpoint: String?
        let items: [Line]
    }

    struct Line: Sendable {
        /// Absent for those who may not open the bank.
        let href: String?
        let name: String
        let id: String
        let kind: String
        /// Such as "case-chest-pain, step 2".
        let caseSet: String?
        let digest: String
    }

    struct Fact: Sendable {
        let label: String
        let value: String
    }

    /// The paper as stored.
    struct Record: Sendable {
        let id: PaperID
        let name: String
        let state: PaperState
        let blueprint: (id: String, name: String)?
        let author: String
        let approver: String?
        let seed: UInt64
        let updatedAt: Date
        let form: ContentHash?
        var revision = 1
    }

    struct Section: Sendable {
        let title: String
        var lockpoint = Lockpoint.none
        let items: [Item]
    }

    struct Item: Sendable {
        let item: ItemID
        let version: ContentHash
        let name: String
        let kind: KindName
        var caseSet: CaseSetPlace?
    }

    /// Who looks: decides which steps are offered.
    struct Viewer: Sendable {
        /// May write papers and approve those of others.
        let isExaminer: Bool
        let isAuthor: Bool
    }

    /// Makes the finished words from facts.
    ///
    /// - `marks`: Available in all; `nil` when they do not add up.
    /// - `problems`: Why the last step was refused, in words.
    /// - `canPlanSittings`: Shows the way on from a sealed paper.
    init(
        record: Record,
        sections: [Section],
        marks: Mark?,
        problems: [String] = [],
        viewer: Viewer,
        canPlanSittings: Bool,
        clock: ClockText,
        texts: Texts
    ) {
        let path = "/papers/\(Href.component(record.id.rawValue))"
        let heading = texts("paper.title", ["paper": record.name])
        title = problems.isEmpty ? heading : texts("form.error-title", ["title": heading])
        name = record.name
        steps = StateStep.line(record.state, texts)
        self.problems = problems
        hasProblems = !problems.isEmpty
        let count = sections.reduce(0) { $0 + $1.items.count }
        let items = texts("papers.items", count: count)
        size = marks.map { texts("paper.size", ["items": items, "marks": $0.description]) } ?? items
        blueprint = record.blueprint.map { Way(href: "/blueprints/\(Href.component($0.id))", label: $0.name) }
        var first = 1
        self.sections = sections.filter { !$0.items.isEmpty }.map { section in
            defer { first += section.items.count }
            return Part(
                heading: section.title.isEmpty ? nil : section.title,
                first: String(first),
                lockpoint: section.lockpoint == .none
                    ? nil
                    : texts("paper.lockpoint.is", ["where": texts("paper.lockpoint.\(section.lockpoint.rawValue)")]),
                items: section.items.map { Self.line($0, isLinked: viewer.isExaminer, texts) }
            )
        }
        hasSections = !self.sections.isEmpty
        let isOpen = record.state.isEditable && viewer.isExaminer
        sectionChoices = isOpen ? SectionChoices(record, sections, path: path, texts: texts) : nil
        assembleHref = record.state.isEditable && viewer.isExaminer ? "\(path)/assemble" : nil
        stateAction = "\(path)/state"
        buttons = viewer.isExaminer ? Self.buttons(record.state, viewer, isEmpty: count == 0, texts) : []
        hasButtons = !buttons.isEmpty
        waiting = Self.waiting(record.state, viewer, isEmpty: count == 0, texts)
        facts = Self.facts(record, clock, texts)
        seal = record.form?.rawValue
        sittingsHref =
            record.state == .sealed && canPlanSittings
            ? Href.to("/sittings", [("paper", record.id.rawValue)]) : nil
    }

    private static func line(_ item: Item, isLinked: Bool, _ texts: Texts) -> Line {
        Line(
            href: isLinked ? "/bank/items/\(Href.component(item.item.rawValue))" : nil,
            name: item.name,
            id: item.item.rawValue,
            kind: BankWords.kind(item.kind, texts),
            caseSet: item.caseSet.map {
                texts("paper.case-set", ["set": $0.set.rawValue, "step": String($0.step)])
            },
            digest: item.version.short
        )
    }

    private static func buttons(
        _ state: PaperState,
        _ viewer: Viewer,
        isEmpty: Bool,
        _ texts: Texts
    ) -> [StateButton] {
        func button(_ target: PaperState, _ key: String, isMain: Bool = false) -> StateButton {
            StateButton(
                target: target.rawValue,
                label: texts("paper.step.\(key)"),
                hint: texts("paper.step.\(key).hint"),
                isMain: isMain
            )
        }
        return switch state {
        case .draft: isEmpty ? [] : [button(.inReview, "review", isMain: true)]
        case .inReview:
            viewer.isAuthor
                ? [button(.draft, "back")] : [button(.draft, "back"), button(.approved, "approve", isMain: true)]
        case .approved: [button(.draft, "back"), button(.sealed, "seal", isMain: true)]
        case .sealed: [button(.retired, "retire")]
        case .retired: []
        }
    }

    private static func waiting(
        _ state: PaperState,
        _ viewer: Viewer,
        isEmpty: Bool,
        _ texts: Texts
    ) -> String? {
        switch state {
        case .draft where isEmpty && viewer.isExaminer: texts("paper.waiting.empty")
        case .draft, .approved: viewer.isExaminer ? nil : texts("paper.waiting.examiner")
        case .inReview where !viewer.isExaminer: texts("paper.waiting.approval")
        case .inReview: viewer.isAuthor ? texts("paper.waiting.other") : nil
        case .sealed, .retired: nil
        }
    }

    private static func facts(_ record: Record, _ clock: ClockText, _ texts: Texts) -> [Fact] {
        var facts = [
            Fact(label: texts("paper.author"), value: record.author),
            Fact(label: texts("papers.seed"), value: String(record.seed)),
            Fact(
                label: texts("papers.changed"),
                value: "\(clock.day(record.updatedAt, texts: texts)), \(clock.minute(record.updatedAt))"
            ),
        ]
        if let approver = record.approver {
            facts.insert(Fact(label: texts("paper.approver"), value: approver), at: 1)
        }
        return facts
    }
}
