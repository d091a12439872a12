import Assessment
import ExamDelivery
import Foundation
import Storage

/// Going past a point after which earlier answers cannot be changed: by page and API.
struct LockpointRoutes: RouteGroup {
    var routes: [Route] {
        [
            Route(
                .get,
                "/sit/{sitting}/lockpoint",
                .candidate,
                "What going past the next lockpoint closes.",
                handle: ask
            ),
            Route(
                .post,
                "/sit/{sitting}/lockpoint",
                .candidate,
                body: .smallForm,
                rate: .save,
                "Goes past the next lockpoint, to the question after it.",
                handle: pass
            ),
            Route(
                .post,
                "/api/v1/attempts/{attempt}/lockpoint",
                .candidate,
                body: .smallJSON,
                rate: .save,
                "Passes the lockpoint after a question: earlier answers are locked, later questions open. Changes of this "
                    + "epoch with a lower sequence still count when they arrive before anything past the lockpoint is "
                    + "seen; without a sequence, those that have arrived do. Send what waits first.",
                handle: passByProgram
            ),
        ]
    }

    private func ask(_ call: Call) async throws -> Reply { try await page(call, failed: false) }

    private func page(_ call: Call, failed: Bool) async throws -> Reply {
        let desk = try await Desk(call)
        let attempt = try desk.begun()
        guard attempt.isRunning(at: call.now), !desk.onlyDelivers else { return .seeOther("\(desk.path)/receipt") }
        let drawn = try await call.website.fragments.form(of: desk.sitting, texts: call.texts, store: call.store)
        let order = CandidateOrder(of: drawn.form, seed: attempt.start.seed)
        let reach = Reach(attempt, order)
        guard let last = reach.lockpoint, !desk.isElsewhere(attempt) else {
            return .seeOther("\(desk.path)/q/\(reach.current)")
        }
        let page = LockpointPage(
            facts: try await desk.facts(attempt, questionCount: drawn.positions.count),
            questions: (reach.current...last).map { ReviewPage.Question($0, order, attempt, reach) },
            failed: failed,
            texts: call.texts
        )
        return Pages.reply(page, .candidate, call, status: failed ? 503 : 200)
    }

    private func pass(_ call: Call) async throws -> Reply {
        let desk = try await Desk(call)
        let attempt = try desk.begun()
        guard let question = Int(try call.form.required("question")) else {
            throw Failure.badRequest("question must be a number")
        }
        do {
            let passed = try await call.store.passLockpoint(
                after: question,
                of: attempt.id,
                epoch: Int(call.form["epoch"] ?? "") ?? desk.epoch,
                sequence: call.form["sequence"].flatMap { Int($0) },
                now: call.now
            )
            return .seeOther("\(desk.path)/q/\(passed.passedThrough + 1)")
        } catch AttemptRefusal.refused(.ended) {
            return .seeOther("\(desk.path)/receipt")
        } catch AttemptRefusal.refused(.staleEpoch) {
            return .seeOther(desk.path)
        } catch AttemptRefusal.refused(.unknownLockpoint) {
            return .seeOther("\(desk.path)/q/\(attempt.passedThrough + 1)")
        } catch let error as StorageError where error.mayPass {
            return try await page(call, failed: true)
        }
    }

    private func passByProgram(_ call: Call) async throws -> Reply {
        var fields = try Fields(try call.json)
        let question = try fields.integer("question")
        let epoch = try fields.integer("epoch")
        let sequence = try fields.optionalInteger("sequence")
        try fields.end()
        let attempt = try await call.ownAttempt()
        let passed = try await call.store.passLockpoint(
            after: question,
            of: attempt.id,
            epoch: epoch,
            sequence: sequence,
            now: call.now
        )
        let reach = try await call.store.lockedOrder(of: attempt.id).map { Reach(passed, $0).members } ?? [:]
        let members: [String: JSONValue] = [
            "now": .string(ExamData.instant(call.now)), "endsAt": .string(ExamData.instant(passed.endsAt)),
        ]
        return .json(.object(members.merging(reach) { own, _ in own }))
    }
}

extension ReviewPage.Question {
    /// One question as the attempt knows it, and whether the candidate can open it.
    init(_ number: Int, _ order: CandidateOrder, _ attempt: Attempt, _ reach: Reach) {
        let position = order.positions[number - 1]
        self.init(
            number: number,
            isAnswered: attempt.state(at: position) == .answered,
            isFlagged: attempt.flags.contains(position),
            place: reach.place(of: number)
        )
    }
}
