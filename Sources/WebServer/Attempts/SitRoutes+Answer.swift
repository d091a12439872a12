import Assessment
import ExamDelivery
import Foundation
import Storage

extension SitRoutes {
    /// Saves what the fields hold, then goes where the pressed button says.
    func answer(_ call: Call) async throws -> Reply {
        let desk = try await Desk(call)
        let attempt = try desk.begun()
        let drawn = try await call.website.fragments.form(of: desk.sitting, texts: call.texts, store: call.store)
        let order = CandidateOrder(of: drawn.form, seed: attempt.start.seed)
        let reach = Reach(attempt, order)
        let asked = Int(call.parameter("number"))
        if let asked, reach.isPast(asked) { return .seeOther("\(desk.path)/q/\(reach.current)") }
        guard let number = asked, let position = order.position(ofQuestion: number) else { throw Failure.notFound }
        let go = call.form["go"] ?? "next"
        if go == "here" { return try await goOn(desk, takesOver: true, at: number) }
        var notice: String?
        if let id = call.form["change"].flatMap(ChangeID.init(rawValue:)) {
            let interactions = drawn.positions[position - 1].interactions
            let sent = SentAnswer(call.form, at: position, go: go, interactions)
            notice = try await sent.store(to: attempt, of: desk, in: drawn, changeID: id)
        }
        // Of a file that was chosen and not handed in, a form without its button holds nothing but the name.
        let isUnsent = drawn.positions[position - 1].interactions.contains { UploadControl.holdsUnsent(call.form, $0) }
        if isUnsent { notice = notice ?? "file-not-sent" }
        if go == "flag" || go == "unflag", attempt.isRunning(at: call.now) {
            let count = drawn.positions.count
            try await call.store.record(on: attempt.id, now: call.now) { attempt throws(Attempt.Refusal) in
                try attempt.flag(position, go == "flag", of: count, now: call.now)
            }
        }
        let isStopped = go == "next" && !isUnsent && number == reach.lockpoint
        // After the end no lockpoint can be passed, and what can be looked at ends before it.
        let target =
            isStopped
            ? desk.path + (attempt.isRunning(at: call.now) ? "/lockpoint" : "/review?from=\(number)")
            : Self.target(isUnsent ? "stay" : go, desk.path, number: number, count: drawn.positions.count)
        if let notice { return .seeOther(target, notice: notice) }
        return .seeOther(target)
    }

    /// What the next page says of an answer that is kept and does not count.
    static func notice(_ standing: Standing) -> String? {
        switch standing {
        case .counts: nil
        case .late: "answer-late"
        case .oldDevice: "answer-old-device"
        case .locked: "answer-locked"
        case .misfit: "answer-misfit"
        }
    }

    private static func target(_ go: String, _ path: String, number: Int, count: Int) -> String {
        switch go {
        case "previous": "\(path)/q/\(max(1, number - 1))"
        case "review": "\(path)/review?from=\(number)"
        case "flag", "unflag", "stay", "clear": "\(path)/q/\(number)"
        case "next" where number < count: "\(path)/q/\(number + 1)"
        case "next": "\(path)/review?from=\(number)"
        default:
            // `q:<number>` names a question; anything else stays here.
            if go.hasPrefix("q:"), let wanted = Int(go.dropFirst(2)), (1...count).contains(wanted) {
                "\(path)/q/\(wanted)"
            } else {
                "\(path)/q/\(number)"
            }
        }
    }

    /// All questions with their states.
    func review(_ call: Call) async throws -> Reply {
        let desk = try await Desk(call)
        let attempt = try desk.begun()
        guard !desk.onlyDelivers else { return .seeOther("\(desk.path)/receipt") }
        let drawn = try await call.website.fragments.form(of: desk.sitting, texts: call.texts, store: call.store)
        let reach = Reach(attempt, CandidateOrder(of: drawn.form, seed: attempt.start.seed))
        let from = call.query["from"].flatMap { Int($0) } ?? reach.current
        let page = ReviewPage(
            facts: try await desk.facts(attempt, questionCount: drawn.positions.count),
            sections: sections(drawn.form, attempt),
            show: call.query["show"].flatMap(ReviewPage.Show.init) ?? .all,
            back: max(1, min(from, reach.lastOpen)),
            guessingIsFree: true,
            isEnded: !attempt.isRunning(at: call.now),
            texts: call.texts
        )
        return Pages.reply(page, .candidate, call)
    }

    private func sections(_ form: Form, _ attempt: Attempt) -> [(name: String?, questions: [ReviewPage.Question])] {
        let order = CandidateOrder(of: form, seed: attempt.start.seed)
        let reach = Reach(attempt, order)
        var number = 0
        return form.sections.map { section in
            let questions = section.positions.map { _ in
                number += 1
                return ReviewPage.Question(number, order, attempt, reach)
            }
            // A title may tell what is asked: it is not shown before any question of it is.
            let isAhead = questions.allSatisfy { $0.place == .ahead }
            return (form.sections.count > 1 && !isAhead ? section.title : nil, questions)
        }
    }

    /// The last look before handing in.
    func handIn(_ call: Call) async throws -> Reply { try await handInPage(call, failed: false) }

    private func handInPage(_ call: Call, failed: Bool) async throws -> Reply {
        let desk = try await Desk(call)
        let attempt = try desk.begun()
        guard attempt.isRunning(at: call.now) else { return .seeOther("\(desk.path)/receipt") }
        let drawn = try await call.website.fragments.form(of: desk.sitting, texts: call.texts, store: call.store)
        let page = HandInPage(
            facts: try await desk.facts(attempt, questionCount: drawn.positions.count),
            questions: sections(drawn.form, attempt).flatMap(\.questions),
            change: UUID().uuidString.lowercased(),
            failed: failed,
            texts: call.texts
        )
        return Pages.reply(page, .candidate, call, status: failed ? 503 : 200)
    }

    /// Hands in; pressing twice is handing in once.
    func handedIn(_ call: Call) async throws -> Reply {
        let desk = try await Desk(call)
        let attempt = try desk.begun()
        do {
            try await call.store.record(on: attempt.id, now: call.now) { attempt throws(Attempt.Refusal) in
                attempt.phase == .running ? try attempt.handIn(now: call.now) : nil
            }
        } catch let error as StorageError where error.mayPass {
            return try await handInPage(call, failed: true)
        }
        return .seeOther("\(desk.path)/receipt")
    }
}
