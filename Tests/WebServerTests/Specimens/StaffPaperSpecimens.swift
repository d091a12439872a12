import Assessment
import Foundation

@testable import WebServer

extension Specimen {
    static let staffPapers: [Specimen] = papers + paper + assemble + blueprint

    private static let papers: [Specimen] = [
        staff("papers") { texts in
            PapersPage(
                papers: PaperState.allCases.enumerated().map { index, state in
                    .init(
                        id: PaperID(rawValue: "p\(index)"),
                        name: index == 1 ? People.long : index == 2 ? People.rightToLeft : "Paper A 2027",
                        state: state,
                        itemCount: 60 * index,
                        blueprint: index == 0 ? nil : "Year 5, paper A",
                        updatedAt: School.day
                    )
                },
                blueprints: [("year-5-paper-a", "Year 5, paper A"), ("long", People.long)],
                entered: .init(seed: "4711"),
                canCreate: true,
                clock: Exam.clock,
                texts: texts
            )
        },
        staff("papers-empty") { texts in
            PapersPage(
                papers: [],
                blueprints: [],
                entered: .init(name: People.rightToLeft, blueprint: "x", seed: "1"),
                problems: ["Choose a blueprint that exists."],
                canCreate: true,
                clock: Exam.clock,
                texts: texts
            )
        },
    ]

    private static func paperPage(
        _ state: PaperState,
        name: String = "Paper A 2027",
        isAuthor: Bool = false,
        isExaminer: Bool = true,
        isEmpty: Bool = false,
        cases: Bool = false,
        problems: [String] = [],
        _ texts: Texts
    ) -> PaperPage {
        let lines = [School.cardio, School.renal, School.long, School.arabic].map {
            PaperPage.Item(
                item: $0.item,
                version: School.hash,
                name: $0.name,
                kind: $0.kind,
                caseSet: cases ? CaseSetPlace(set: CaseSetID(rawValue: People.rightToLeft), step: 2) : nil
            )
        }
        return PaperPage(
            record: .init(
                id: PaperID(rawValue: "p1"),
                name: name,
                state: state,
                blueprint: isEmpty ? nil : ("year-5-paper-a", "Year 5, paper A"),
                author: People.okafor,
                approver: [.approved, .sealed].contains(state) ? People.rightToLeft : nil,
                seed: 4711,
                updatedAt: School.day,
                form: state == .sealed ? School.hash : nil
            ),
            sections: isEmpty
                ? []
                : [
                    .init(title: "Section 1", lockpoint: cases ? .afterEach : .none, items: lines),
                    .init(title: "", items: Array(lines.prefix(1))),
                ],
            marks: isEmpty ? nil : Mark(6),
            problems: problems,
            viewer: .init(isExaminer: isExaminer, isAuthor: isAuthor),
            canPlanSittings: true,
            clock: Exam.clock,
            texts: texts
        )
    }

    private static let paper: [Specimen] = [
        staff("paper") { paperPage(.draft, isAuthor: true, $0) },
        staff("paper-cases") { paperPage(.draft, name: People.long, isAuthor: true, cases: true, $0) },
        staff("paper-empty") { paperPage(.draft, name: People.long, isEmpty: true, $0) },
        staff("paper-in-review") { paperPage(.inReview, $0) },
        staff("paper-own") { paperPage(.inReview, isAuthor: true, $0) },
        staff("paper-approved") { texts in
            paperPage(.approved, problems: ["Items cardio-0001 and cardio-0007 must not share a paper."], texts)
        },
        staff("paper-sealed") { paperPage(.sealed, name: People.rightToLeft, $0) },
        staff("paper-retired") { paperPage(.retired, isExaminer: false, $0) },
        staff("paper-office") { paperPage(.inReview, isExaminer: false, $0) },
    ]

    static let plan = CoverageGrid.Plan(
        axes: [
            .init(
                id: "content",
                name: "Content",
                categories: [("cardiovascular", "Cardio"), ("respiratory", "Respiratory"), ("long", People.long)]
            ),
            .init(
                id: "task",
                name: "Task",
                categories: [("diagnosis", "Diagnosis"), ("investigation", "Investigation"), ("ethics", "أخلاقيات")]
            ),
            .init(id: "difficulty", name: "Difficulty", categories: [("hard", "Hard"), ("easy", "Easy")]),
        ],
        targets: [
            .init(cell: ["content": "cardiovascular", "task": "diagnosis"], minimum: 6, maximum: 6),
            .init(cell: ["content": "cardiovascular", "task": "investigation"], minimum: 4, maximum: 5),
            .init(cell: ["content": "respiratory", "task": "investigation"], minimum: 2, maximum: 3),
            .init(cell: ["content": "cardiovascular"], minimum: 14, maximum: nil),
            .init(cell: ["task": "ethics"], minimum: nil, maximum: 7),
            .init(cell: ["difficulty": "hard"], minimum: 10, maximum: 30, isPercent: true),
            .init(cell: ["content": "respiratory", "difficulty": "easy"], minimum: nil, maximum: nil),
        ],
        minimumSize: 60,
        maximumSize: 60
    )

    private static func count(_ cell: [String: String]) -> Int {
        switch (cell["content"], cell["task"], cell["difficulty"]) {
        case (nil, nil, nil): 4
        case ("cardiovascular", "diagnosis", nil): 6
        case ("cardiovascular", "investigation", nil): 3
        case ("respiratory", "investigation", nil): 4
        case ("cardiovascular", nil, nil): 13
        case (_, "ethics", nil): 1
        case (_, _, "hard"): 2
        case ("long", _, _): 0
        default: 5
        }
    }

    private static func entry(_ row: BankPage.Row, clashes: [ItemID] = []) -> AssemblePage.Item {
        .init(
            item: row.item,
            name: row.name,
            facility: row.uses == 2 ? nil : row.difficulty,
            lastUsed: row.uses == 0 ? nil : School.day,
            clashes: clashes
        )
    }

    private static func assemblePage(
        plan: CoverageGrid.Plan? = plan,
        isEmpty: Bool = false,
        selection: AssemblePage.Selection = .init(),
        answer: AssemblePage.Answer? = nil,
        problems: [String] = [],
        _ texts: Texts
    ) -> AssemblePage {
        AssemblePage(
            paper: PaperID(rawValue: "p1"),
            name: isEmpty ? People.rightToLeft : "Paper A 2027",
            revision: 7,
            seed: 4711,
            plan: plan,
            count: { count($0) },
            facilityTarget: isEmpty ? nil : 0.6...0.7,
            entries: isEmpty ? [] : [School.cardio, School.renal, School.long, School.arabic].map { entry($0) },
            suggestions: isEmpty
                ? [] : [entry(School.cardio), entry(School.renal, clashes: ["cardio-0007"]), entry(School.arabic)],
            selection: selection,
            answer: answer,
            problems: problems,
            clock: Exam.clock,
            texts: texts
        )
    }

    private static let assemble: [Specimen] = [
        staff("assemble") { texts in
            let cell = ["content": "cardiovascular", "task": "investigation"]
            return assemblePage(selection: .init(cell: cell), texts)
        },
        staff("assemble-empty") { assemblePage(plan: nil, isEmpty: true, answer: .undecided, $0) },
        staff("assemble-one-axis") { texts in
            let axes = Array(plan.axes.prefix(1))
            let targets = plan.targets.filter { $0.cell.count == 1 && $0.cell["content"] != nil }
            return assemblePage(
                plan: .init(axes: axes, targets: targets, minimumSize: 50, maximumSize: 55),
                selection: .init(move: School.renal.item),
                problems: ["Somebody changed the paper meanwhile; look again."],
                texts
            )
        },
        staff("assemble-swap") { assemblePage(selection: .init(swap: School.long.item), $0) },
        staff("assemble-plan") { texts in
            assemblePage(
                answer: .plan(
                    added: [entry(School.cardio), entry(School.arabic)],
                    removed: [entry(School.long)],
                    chosen: [School.cardio.item, School.renal.item]
                ),
                texts
            )
        },
        staff("assemble-conflict") { texts in
            let text = AssemblyConflictText(
                limits: [
                    .init(cell: "Cardio × Investigation", isMinimum: true, number: "4", available: 3),
                    .init(cell: People.rightToLeft, isMinimum: false, number: "2", available: nil),
                ],
                remedies: [
                    [.resting(months: 18, items: 2)], [.lower(cell: "Ethics", by: 1)],
                    [.raise(cell: "Renal", by: 2), .smallerPaper(by: 1), .largerPaper(by: 2)],
                    [.facilityDown(to: 0.58), .facilityUp(to: 0.725)],
                ],
                texts: texts
            )
            return assemblePage(answer: .conflict(text), texts)
        },
        staff("assemble-no-remedy") { texts in
            assemblePage(answer: .conflict(.init(limits: [], remedies: [], texts: texts)), texts)
        },
    ]

    private static let blueprint: [Specimen] = [
        staff("blueprint") { texts in
            BlueprintPage(
                id: "year-5-paper-a",
                name: "Year 5, paper A",
                basis: String(repeating: "0123456789abcdef", count: 4),
                plan: plan,
                facilityTarget: 0.6...0.7,
                papers: [(People.rightToLeft, "/papers/1"), ("Paper A 2027", "/papers/2")],
                canEdit: true,
                texts: texts
            )
        },
        staff("blueprint-read") { texts in
            BlueprintPage(
                id: "small",
                name: People.long,
                basis: String(repeating: "0123456789abcdef", count: 4),
                plan: .init(axes: Array(plan.axes.prefix(1)), targets: [], minimumSize: 18, maximumSize: 20),
                papers: [],
                problems: [FieldProblem("Cardio: at least 6, but its cells allow 4 at most.")],
                canEdit: false,
                texts: texts
            )
        },
        staff("blueprint-refused") { texts in
            BlueprintPage(
                id: "year-5-paper-a",
                name: "Year 5, paper A",
                basis: String(repeating: "0123456789abcdef", count: 4),
                plan: plan,
                papers: [],
                problems: [
                    FieldProblem(People.long, field: "size.minimum"),
                    FieldProblem(texts("blueprint.problem.number"), field: "minimum.0"),
                    FieldProblem(People.rightToLeft, field: "maximum.0"),
                    FieldProblem(People.rightToLeft, field: "file"),
                ],
                typed: ["minimum.0": "many"],
                canEdit: true,
                texts: texts
            )
        },
    ]
}
