import Assessment
import Foundation

@testable import WebServer

/// One exam for the specimens: 60 questions, two blank, times in London.
enum Exam {
    static let start = Date(timeIntervalSince1970: 1_809_248_400)  // 2027-05-02 10:00 in London
    static let end = start + 9000
    static let now = start + 6187
    static let clock = ClockText(zone: TimeZone(identifier: "Europe/London") ?? .gmt)

    static let resources = [
        ExamBar.Link(href: "/sit/1/resources/open-book-1", label: "Open-book pack"),
        ExamBar.Link(href: "/sit/1/resources/long", label: People.long),
    ]

    static func facts(
        paper: String = "Year 4 written paper A",
        endsAt: Date? = end,
        localZone: TimeZone? = nil,
        messages: [ExamBar.Note] = [],
        lockpoint: Int? = nil
    ) -> ExamFacts {
        ExamFacts(
            path: "/sit/1",
            attempt: "01J8ATTEMPT",
            epoch: 1,
            paper: paper,
            questionCount: 60,
            startedAt: start + 4,
            now: now,
            endsAt: endsAt,
            clock: clock,
            localZone: localZone,
            resources: resources,
            messages: messages,
            lockpoint: lockpoint
        )
    }

    static func question(
        _ item: ItemVersion,
        number: Int,
        section: String? = nil,
        state: ItemFragment.State = ItemFragment.State(),
        savedAt: Date? = nil,
        isFlagged: Bool = false,
        standing: QuestionPage.Standing = .open,
        paper: String = "Year 4 written paper A",
        endsAt: Date? = end,
        localZone: TimeZone? = nil,
        messages: [ExamBar.Note] = [],
        lockpoint: Int? = nil,
        turn: QuestionTurn? = nil,
        texts: Texts
    ) -> QuestionPage {
        QuestionPage(
            facts: facts(paper: paper, endsAt: endsAt, localZone: localZone, messages: messages, lockpoint: lockpoint),
            number: number,
            position: number,
            section: section,
            fragment: ItemFragment(item: item, texts: texts) { "/media/\($0)" },
            state: state,
            savedAt: savedAt,
            isFlagged: isFlagged,
            change: "0190f0c0-0000-7000-8000-000000000001",
            standing: standing,
            turn: turn,
            texts: texts
        )
    }

    static func questions(blank: Set<Int> = [3, 17, 41], flagged: Set<Int> = [4, 17]) -> [ReviewPage.Question] {
        (1...60).map {
            ReviewPage.Question(number: $0, isAnswered: !blank.contains($0), isFlagged: flagged.contains($0))
        }
    }

    static func review(
        show: ReviewPage.Show,
        flagged: Set<Int> = [4, 17],
        isEnded: Bool = false,
        texts: Texts
    ) -> ReviewPage {
        let all = questions(flagged: flagged)
        return ReviewPage(
            facts: facts(),
            sections: [(name: "Section 1", questions: Array(all[..<30])), (name: nil, questions: Array(all[30...]))],
            show: show,
            back: 14,
            guessingIsFree: true,
            isEnded: isEnded,
            texts: texts
        )
    }

    static func receipt(ending: ReceiptPage.Ending, next: String? = nil, texts: Texts) -> ReceiptPage {
        let answers = (1...60).map { number in
            ReceiptPage.Answer(
                number: number,
                isBlank: number % 30 == 0,
                isLate: number == 59,
                savedAt: number % 30 == 0 ? nil : start + Double(number * 97),
                digest: number % 30 == 0 ? nil : "9f3c2ab1d4e5f60718293a4b5c6d7e8f"
            )
        }
        return ReceiptPage(
            facts: facts(),
            ending: ending,
            candidate: "40217",
            startedAt: start + 4,
            answers: answers,
            code: "K7QM-3XWD-P9LA",
            next: next,
            texts: texts
        )
    }

    static let pack: ResourcePack = {
        let json = """
            {"format":1,"id":"open-book-1","title":"Open-book pack","language":"en-GB","pages":[
            {"id":"ranges","title":"Reference ranges","blocks":[{"type":"heading","level":3,"inlines":["Blood"]},
            {"type":"table","caption":["Blood"],"header":[["Test"],["Range"]],"rows":[[["Sodium"],["133–146 mmol/L"]],[["Potassium"],["3.5–5.3 mmol/L"]]]}]},
            {"id":"doses","title":"Doses","blocks":[{"type":"paragraph","inlines":["Sodium chloride 0.9 % ",{"type":"strong","inlines":["500 mL"]}," over 15 minutes, then look again."]},
            {"type":"list","ordered":false,"items":[[{"type":"paragraph","inlines":["One"]}],[{"type":"paragraph","inlines":["Two"]}]]}]}]}
            """
        do {
            return try ResourcePack(json: StrictJSON.value(Data(json.utf8)))
        } catch {
            preconditionFailure("\(error)")
        }
    }()

    static func score(_ own: Double, isPass: Bool) -> FeedbackPage.Score {
        FeedbackPage.Score(
            own: own,
            passMark: 58.2,
            isPass: isPass,
            middleHalf: 62...74,
            areas: [
                FeedbackPage.AreaScore(name: "Cardiovascular", questionCount: 12, own: 82, group: 69),
                FeedbackPage.AreaScore(name: People.long, questionCount: 8, own: 60, group: nil),
                FeedbackPage.AreaScore(name: "Renal", questionCount: 9, own: 48, group: 66),
                FeedbackPage.AreaScore(name: "Ethics", questionCount: 7, own: 20, group: 66),
            ],
            marks: ["1", "0", "1/3"]
        )
    }
}
