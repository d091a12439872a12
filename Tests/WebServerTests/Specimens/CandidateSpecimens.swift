public import Assessment
import Foundation

@testable import WebServer

extension Specimen {
    /// Pages for candidates.
    static let candidate: [Specimen] =
        my + lobby + questions + lockpoints + interactions + leaving + resources + feedback

    private static let my: [Specimen] = [
        Specimen("my") { texts in
            MyPage(
                open: [
                    MyPage.Exam(
                        name: "Year 4 written paper A",
                        when: "2 May 2027, 10:00–12:30 London",
                        length: "2 h 30 min, includes 25 % extra time",
                        state: nil,
                        href: "/sit/1",
                        action: texts("lobby.start")
                    )
                ],
                coming: [
                    MyPage.Exam(
                        name: People.long,
                        when: "3 June 2027, 09:00–11:00 London",
                        length: nil,
                        state: nil,
                        href: nil,
                        action: nil
                    )
                ],
                done: [
                    MyPage.Exam(
                        name: People.rightToLeft,
                        when: "1 May 2027",
                        length: nil,
                        state: "Handed in 12:21:40",
                        href: "/sit/3/receipt",
                        action: texts("receipt.heading")
                    )
                ],
                texts: texts
            )
        },
        Specimen("my-empty") { MyPage(open: [], coming: [], done: [], texts: $0) },
    ]

    private static let lobby: [Specimen] = [
        Specimen("lobby-not-yet", audience: .candidate) { lobbyPage(phase: .notYet, now: Exam.start - 252, texts: $0) },
        Specimen("lobby-another-day", audience: .candidate) { texts in
            lobbyPage(phase: .notYet, now: Exam.start - 21 * 24 * 3600, texts: texts)
        },
        Specimen("lobby-open", audience: .candidate) { texts in
            lobbyPage(phase: .open, now: Exam.start, missedAgreement: true, texts: texts)
        },
        Specimen("lobby-elsewhere", audience: .candidate) { texts in
            lobbyPage(phase: .running, now: Exam.now, elsewhere: ("Firefox, Windows", 20), texts: texts)
        },
        Specimen("lobby-over", audience: .candidate) { texts in
            LobbyPage(
                path: "/sit/1",
                paper: People.rightToLeft,
                phase: .over(receiptHref: "/sit/1/receipt"),
                times: LobbyPage.Times(opensAt: Exam.start, endsAt: nil, length: nil, extra: nil),
                now: Exam.end,
                clock: Exam.clock,
                texts: texts
            )
        },
    ]

    private static func lobbyPage(
        phase: LobbyPage.Phase,
        now: Date,
        missedAgreement: Bool = false,
        elsewhere: (String, Int)? = nil,
        texts: Texts
    ) -> LobbyPage {
        LobbyPage(
            path: "/sit/1",
            paper: "Year 4 written paper A",
            phase: phase,
            times: LobbyPage.Times(
                opensAt: Exam.start,
                endsAt: Exam.end,
                length: .seconds(9000),
                extra: "includes 25 % extra time"
            ),
            now: now,
            clock: Exam.clock,
            adjustments: ["Extra time 25 %", People.long],
            rules: ["Books and notes are allowed.", "You work alone."],
            resources: Exam.resources,
            practiceHref: "/practice/1",
            missedAgreement: missedAgreement,
            elsewhere: elsewhere,
            texts: texts
        )
    }

    private static let questions: [Specimen] = [
        Specimen("question-choice", audience: .candidate) { texts in
            Exam.question(
                Items.choice,
                number: 14,
                state: ItemFragment.State(
                    response: ItemResponse(["RESPONSE": .choices(["B"])]),
                    orders: ["RESPONSE": [2, 0, 1, 4, 3]],
                    struckOut: ["RESPONSE": ["E"]]
                ),
                savedAt: Exam.now - 60,
                isFlagged: true,
                texts: texts
            )
        },
        Specimen("question-blank", audience: .candidate) { Exam.question(Items.choice, number: 1, texts: $0) },
        Specimen("question-several", audience: .candidate) { texts in
            Exam.question(Items.several, number: 2, section: People.rightToLeft, texts: texts)
        },
        Specimen("question-match", audience: .candidate) { texts in
            Exam.question(
                Items.matching,
                number: 60,
                state: ItemFragment.State(
                    response: ItemResponse(["RESPONSE": .pairs([.init(row: "S1", column: "C")])])
                ),
                savedAt: Exam.now,
                texts: texts
            )
        },
        Specimen("question-text", audience: .candidate) { texts in
            Exam.question(
                Items.text,
                number: 3,
                state: ItemFragment.State(response: ItemResponse(["RESPONSE": .text("pulmonary \"embolism\"")])),
                texts: texts
            )
        },
        Specimen("question-number", audience: .candidate) { texts in
            Exam.question(
                Items.number,
                number: 4,
                state: ItemFragment.State(response: ItemResponse(["RESPONSE": .number("12.5", unit: "mg")])),
                endsAt: nil,
                texts: texts
            )
        },
        Specimen("question-sentence", audience: .candidate) { Exam.question(Items.sentence, number: 5, texts: $0) },
        Specimen("question-right-to-left", audience: .candidate) { texts in
            Exam.question(Items.rightToLeft, number: 6, texts: texts)
        },
        Specimen("question-hostile", audience: .candidate) { texts in
            Exam.question(
                Items.hostile,
                number: 7,
                section: People.hostile,
                state: ItemFragment.State(
                    response: ItemResponse([
                        ResponseID(rawValue: People.hostile): .choices([OptionID(rawValue: People.hostile)]),
                        ResponseID(rawValue: People.hostile + "3"): .text(People.hostile),
                    ])
                ),
                paper: People.hostile,
                texts: texts
            )
        },
        Specimen("question-ended", audience: .candidate) { texts in
            Exam.question(Items.choice, number: 14, standing: .ended, texts: texts)
        },
        Specimen("question-sentence-ended", audience: .candidate) { texts in
            Exam.question(Items.sentence, number: 5, standing: .ended, texts: texts)
        },
        Specimen("question-messages", audience: .candidate) { texts in
            Exam.question(
                Items.choice,
                number: 14,
                localZone: TimeZone(identifier: "America/New_York"),
                messages: [
                    ExamBar.Note(time: "11:42", text: People.hostile),
                    ExamBar.Note(time: "10:02", text: People.rightToLeft),
                ],
                texts: texts
            )
        },
        Specimen("question-elsewhere", audience: .candidate) { texts in
            Exam.question(
                Items.choice,
                number: 14,
                standing: .elsewhere(device: "Firefox, Windows", secondsAgo: 20),
                texts: texts
            )
        },
    ]

    private static let interactions: [Specimen] = InteractionItems.all.map { name, item, state in
        Specimen("control-\(name)", audience: .candidate) { Exam.question(item, number: 8, state: state, texts: $0) }
    }

    private static let leaving: [Specimen] = [
        Specimen("review", audience: .candidate) { Exam.review(show: .all, texts: $0) },
        Specimen("review-blank", audience: .candidate) { Exam.review(show: .blank, texts: $0) },
        Specimen("review-flagged-empty", audience: .candidate) { texts in
            Exam.review(show: .flagged, flagged: [], isEnded: true, texts: texts)
        },
        Specimen("hand-in", audience: .candidate) { texts in
            HandInPage(facts: Exam.facts(), questions: Exam.questions(), change: "c-1", texts: texts)
        },
        Specimen("hand-in-failed", audience: .candidate) { texts in
            HandInPage(
                facts: Exam.facts(),
                questions: Exam.questions(blank: [], flagged: []),
                change: "c-1",
                failed: true,
                texts: texts
            )
        },
        Specimen("receipt", audience: .candidate) { texts in
            Exam.receipt(ending: .handedIn(Exam.now), next: "Results on 12 July 2027.", texts: texts)
        },
        Specimen("receipt-time-up", audience: .candidate) { Exam.receipt(ending: .timeUp(Exam.end), texts: $0) },
    ]

    private static let resources: [Specimen] = [
        Specimen("resource", audience: .everyone) { texts in
            ResourcePage(pack: Exam.pack, path: "/sit/1/resources/open-book-1", pageID: nil, texts: texts) {
                "/media/\($0)"
            }
        },
        Specimen("resource-search", audience: .everyone) { texts in
            ResourcePage(
                pack: Exam.pack,
                path: "/sit/1/resources/open-book-1",
                pageID: nil,
                query: "sodium",
                back: "/sit/1/q/14",
                texts: texts
            ) { "/media/\($0)" }
        },
        Specimen("resource-none", audience: .everyone) { texts in
            ResourcePage(
                pack: Exam.pack,
                path: "/sit/1/resources/open-book-1",
                pageID: "doses",
                query: People.hostile,
                texts: texts
            ) { "/media/\($0)" }
        },
    ]

    private static let feedback: [Specimen] = [
        Specimen("feedback-pass", audience: .candidate) { texts in
            FeedbackPage(
                paper: "Paper A",
                score: Exam.score(71.4, isPass: true),
                releasedOn: "12 July 2027, 14:03 London",
                texts: texts
            )
        },
        Specimen("feedback-fail", audience: .candidate) { texts in
            FeedbackPage(
                paper: People.rightToLeft,
                score: FeedbackPage.Score(
                    own: 41,
                    passMark: 58.2,
                    isPass: false,
                    middleHalf: nil,
                    areas: [],
                    marks: []
                ),
                releasedOn: nil,
                texts: texts
            )
        },
        Specimen("feedback-not-yet", audience: .candidate) { texts in
            FeedbackPage(paper: People.long, score: nil, releasedOn: "12 July 2027", texts: texts)
        },
    ]
}

extension ResponseID: ExpressibleByStringLiteral {
    public init(stringLiteral value: String) { self.init(rawValue: value) }
}

extension OptionID: ExpressibleByStringLiteral {
    public init(stringLiteral value: String) { self.init(rawValue: value) }
}
