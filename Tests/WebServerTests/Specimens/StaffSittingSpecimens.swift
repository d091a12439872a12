public import Assessment
import Foundation

@testable import WebServer

extension Specimen {
    static let staffSittings: [Specimen] = sittings + sitting + candidates + live

    static func sittingValue(_ name: String = "Year 4 written paper A", practice: Bool = false) -> Sitting {
        Sitting(
            id: SittingID(rawValue: "s1"),
            title: name,
            form: School.hash,
            window: Window(opens: Exam.start, closes: practice ? Exam.start + 86_400 * 3 : Exam.end),
            duration: .seconds(9000),
            zone: "Europe/London",
            isPractice: practice
        )
    }

    private static let planning = SittingsPage.Planning(
        papers: [(PaperID(rawValue: "p1"), "Paper A 2027"), (PaperID(rawValue: "p2"), People.long)],
        packs: [(School.hash, "Open-book pack")],
        zones: ["Europe/London", "Asia/Riyadh"],
        zone: "Europe/London"
    )

    private static let sittings: [Specimen] = [
        staff("sittings") { texts in
            SittingsPage(
                sittings: [
                    .init(sitting: sittingValue(), state: .open, candidateCount: 300),
                    .init(
                        sitting: sittingValue(People.rightToLeft, practice: true),
                        state: .planned,
                        candidateCount: 1
                    ),
                    .init(sitting: sittingValue(People.long), state: .released, candidateCount: 0),
                ],
                planning: planning,
                texts: texts
            )
        },
        staff("sittings-refused") { texts in
            var entered = planning
            entered.name = People.rightToLeft
            entered.opens = "2027-05-02T10:00"
            entered.closes = "2027-05-02T09:00"
            entered.minutes = "150"
            entered.isPractice = true
            entered.pack = School.hash.rawValue
            return SittingsPage(
                sittings: [],
                planning: entered,
                problems: [FieldProblem(texts("sittings.problem.window"), field: "closes")]
                    + ["title", "paper", "opens", "zone", "minutes", "resources"].map {
                        FieldProblem(People.rightToLeft, field: $0)
                    } + [FieldProblem(People.hostile)],
                texts: texts
            )
        },
        staff("sittings-no-paper") { texts in
            SittingsPage(sittings: [], planning: .init(papers: [], packs: [], zones: ["Europe/London"]), texts: texts)
        },
        staff("sittings-read") { SittingsPage(sittings: [], planning: nil, texts: $0) },
    ]

    private static func sittingPage(
        _ state: SittingState,
        name: String = "Year 4 written paper A",
        isEmpty: Bool = false,
        viewer: SittingPage.Viewer = .init(isOffice: true, isInvigilator: false, isBoard: false),
        problems: [String] = [],
        _ texts: Texts
    ) -> SittingPage {
        let own = Window(opens: Exam.start + 3600, closes: Exam.end)
        return SittingPage(
            sitting: sittingValue(name, practice: isEmpty),
            state: state,
            about: .init(
                paper: isEmpty ? nil : ("Paper A 2027", "/papers/p1"),
                questionCount: 60,
                pack: isEmpty ? nil : "Open-book pack"
            ),
            candidates: isEmpty
                ? []
                : [
                    .init(person: "1", number: "40217", name: People.okafor, state: .working),
                    .init(
                        person: "2",
                        number: "40388",
                        name: People.long,
                        state: .handedIn,
                        adjustments: [.extraTime(percent: 25), .extraMinutes(10), .ownStart(own)]
                    ),
                    .init(person: "3", number: "40400", name: People.rightToLeft, state: .notHere),
                    .init(person: "4", number: "40401", name: "Ng, X", state: .timeUp),
                ],
            viewer: viewer,
            problems: problems,
            texts: texts
        )
    }

    private static let sitting: [Specimen] = [
        staff("sitting") { sittingPage(.open, $0) },
        staff("sitting-empty") { sittingPage(.planned, name: People.rightToLeft, isEmpty: true, $0) },
        staff("sitting-planned") { sittingPage(.planned, $0) },
        staff("sitting-closed") { texts in
            sittingPage(.closed, name: People.long, problems: ["2 candidates still have time; wait."], texts)
        },
        staff("sitting-marked") { sittingPage(.marked, $0) },
        staff("sitting-confirmed") { texts in
            sittingPage(.confirmed, viewer: .init(isOffice: false, isInvigilator: false, isBoard: true), texts)
        },
        staff("sitting-released") { sittingPage(.released, $0) },
    ]

    private static let columns = ["number", "name", "extra time", "extra minutes"]
    private static let example = "number,name,extra time\n40217,\"Okafor, Ada\",25\n40400,\(People.rightToLeft),"

    private static let candidates: [Specimen] = [
        staff("candidates") { CandidatesPage(sitting: sittingValue(), columns: columns, example: example, texts: $0) },
        staff("candidates-ready") { texts in
            CandidatesPage(
                sitting: sittingValue(People.rightToLeft),
                columns: columns,
                example: example,
                outcome: .init(
                    list: example,
                    findings: [],
                    added: 299,
                    changed: 1,
                    same: 12_000,
                    rows: [
                        ("40217", People.okafor, .added),
                        (
                            "40388", People.long,
                            .changed(before: [.extraTime(percent: 25), .extraMinutes(10)], after: [])
                        ),
                    ]
                        + (0..<298).map { (String(50_000 + $0), People.rightToLeft, .added) }
                ),
                texts: texts
            )
        },
        staff("candidates-nothing") { texts in
            CandidatesPage(
                sitting: sittingValue(),
                columns: columns,
                example: example,
                outcome: .init(list: example, findings: [], added: 0, changed: 0, same: 2, rows: []),
                texts: texts
            )
        },
        staff("candidates-errors") { texts in
            CandidatesPage(
                sitting: sittingValue(),
                columns: columns,
                example: example,
                outcome: .init(
                    list: People.hostile,
                    findings: [
                        .init(line: 3, column: 7, message: "a name has 1 to 200 characters"),
                        .init(line: 14, column: 0, message: "the number 40217 stands in line 2 too"),
                        .init(line: 0, column: 0, message: People.rightToLeft),
                    ],
                    added: 0,
                    changed: 0,
                    same: 0,
                    rows: []
                ),
                texts: texts
            )
        },
        staff("candidates-unreadable") { texts in
            CandidatesPage(
                sitting: sittingValue(),
                columns: columns,
                example: example,
                problems: [FieldProblem(texts("candidates.not-utf8"), field: "file")],
                texts: texts
            )
        },
        staff("tickets") { texts in
            TicketsPage(
                sitting: sittingValue(),
                tickets: [
                    .init(number: "40217", name: People.okafor, code: "K7QM-3XWD-P9LA-22T0"),
                    .init(number: "40388", name: People.long, code: "A2CD-3XWD-P9LA-22T0"),
                    .init(number: "40400", name: People.rightToLeft, code: "ZZQM-3XWD-P9LA-22T0"),
                ],
                outcome: (3, 1, 285),
                address: "https://exams.school.example/sign-in/code",
                texts: texts
            )
        },
        staff("tickets-none") { texts in
            TicketsPage(
                sitting: sittingValue(People.long),
                tickets: [],
                address: "https://exams.school.example/sign-in/code",
                texts: texts
            )
        },
    ]

    private static let watched: [CandidateStanding] = [
        .init(
            person: "1",
            number: "40001",
            name: "Ng, X",
            state: .working,
            lastSavedAt: Exam.now - 12,
            left: .seconds(2813),
            endsAt: Exam.end,
            answered: 28,
            device: "Edge, Windows"
        ),
        .init(
            person: "2",
            number: "40217",
            name: People.okafor,
            state: .working,
            offlineFor: .seconds(70),
            lastSavedAt: Exam.now - 72,
            left: .seconds(2813),
            endsAt: Exam.end,
            minutesAdded: 15,
            answered: 31,
            device: "Safari, iPhone",
            setAside: ["late": 1, "oldDevice": 2, "misfit": 1]
        ),
        .init(person: "3", number: "40388", name: People.long, state: .notHere),
        .init(
            person: "4",
            number: "40400",
            name: People.rightToLeft,
            state: .handedIn,
            lastSavedAt: Exam.now - 700,
            answered: 60,
            device: "Firefox, Linux"
        ),
        .init(person: "5", number: "40401", name: "Sørensen, Åse", state: .timeUp, answered: 3),
    ]

    private static func livePage(
        candidates: [CandidateStanding] = watched,
        sent: [LivePage.Sent] = [],
        showsNames: Bool = true,
        entered: LivePage.Entered? = nil,
        problems: [String] = [],
        _ texts: Texts
    ) -> LivePage {
        LivePage(
            sitting: sittingValue(),
            candidates: candidates,
            sent: sent,
            questionCount: 60,
            now: Exam.now,
            showsNames: showsNames,
            isOpen: true,
            entered: entered,
            problems: problems,
            texts: texts
        )
    }

    private static let sent: [LivePage.Sent] = [
        .init(at: Exam.now - 30, number: "40217", text: People.rightToLeft, readCount: 0, recipientCount: 1),
        .init(
            at: Exam.now - 600,
            number: nil,
            text: "Fire alarm: leave everything\nand follow the invigilator.",
            readCount: 3,
            recipientCount: 300
        ),
    ]

    private static let live: [Specimen] = [
        staff("live") { texts in livePage(texts) },
        staff("live-empty") { livePage(candidates: [watched[2]], $0) },
        staff("live-time") { livePage(showsNames: false, entered: .time("2"), $0) },
        staff("live-time-refused") { texts in
            livePage(
                entered: .time("3", minutes: "0", reason: People.rightToLeft),
                problems: ["1 to 600 minutes can be added."],
                texts
            )
        },
        staff("live-message") { livePage(sent: sent, showsNames: false, entered: .message("2"), $0) },
        staff("live-message-refused") { texts in
            livePage(
                entered: .message(nil, text: People.hostile),
                problems: [texts("watch.problem.message")],
                texts
            )
        },
    ]
}

extension PersonID: ExpressibleByStringLiteral {
    public init(stringLiteral value: String) { self.init(rawValue: value) }
}
