import Assessment
import ExamDelivery
import Foundation
import Storage

/// The attempt as programs see it: saving, the heartbeat, the state.
struct AttemptRoutes: RouteGroup {
    var routes: [Route] {
        [
            Route(.get, "/api/v1/ping", .everyone, rate: .save, "Answers at once; lobbies measure the connection.") {
                call in
                .json(["now": .string(ExamData.instant(call.now))])
            },
            Route(
                .post,
                "/api/v1/attempts/{attempt}/responses",
                .candidate,
                body: .responseJSON,
                rate: .save,
                delivers: true,
                "Stores one change of a response, or with its number as \"turn\" a turn of a question that is answered "
                    + "in turns; answers only when it is on disk. Late ones come in until the results "
                    + "are confirmed, by an expired session too.",
                handle: save
            ),
            Route(
                .get,
                "/api/v1/attempts/{attempt}/heartbeat",
                .candidate,
                rate: .save,
                "The server's clock, the candidate's end, the newest lease, and messages sent since ?after=.",
                handle: heartbeat
            ),
            Route(
                .get,
                "/api/v1/attempts/{attempt}",
                .candidate,
                "The state of one's own attempt; where its form has lockpoints, also how far answers are locked and "
                    + "questions are open.",
                handle: state
            ),
            Route(
                .post,
                "/api/v1/sittings/{sitting}/attempts",
                .candidate,
                body: .smallJSON,
                audit: .attemptStarted,
                "Starts one's own attempt, or goes on with it on the same device. While another device works on it, "
                    + "409 attempt.elsewhere; with {\"takeOver\": true} this device takes over under a new epoch.",
                handle: start
            ),
        ]
    }

    private func save(_ call: Call) async throws -> Reply {
        var fields = try Fields(try call.json)
        guard let changeID = ChangeID(rawValue: try fields.string("change")) else {
            throw Failure.badRequest("change must be 1 to 100 visible ASCII characters")
        }
        var change = Change(
            person: try call.person.id,
            epoch: try fields.integer("epoch"),
            sequence: try fields.integer("sequence"),
            position: try fields.integer("position"),
            response: try ItemResponse(json: try fields.value("response"), path: "response"),
            turn: try fields.optionalInteger("turn", in: 1...1_000_000),
            madeAt: try fields.optionalString("madeAt").flatMap(Self.instant)
        )
        try fields.end()
        let attempt = try await call.deliveredAttempt()
        let id = attempt.id
        if change.turn != nil || attempt.turns[change.position] != nil {
            change.response = try await whole(change, of: attempt, call)
        }
        let saved = try await call.store.saveResponse(change, to: id, changeID: changeID, now: call.now)
        return Reply(
            .members([
                ("change", .string(changeID.rawValue)), ("standing", .string(saved.standing.word)),
                ("savedAt", .string(ExamData.instant(saved.savedAt))), ("digest", .string(saved.digest)),
                ("now", .string(ExamData.instant(call.now))), ("endsAt", .string(ExamData.instant(saved.endsAt))),
            ])
        )
    }

    private func whole(_ change: Change, of attempt: Attempt, _ call: Call) async throws -> ItemResponse {
        guard let sitting = try await call.store.sitting(attempt.start.sitting)?.sitting else { throw Failure.notFound }
        let drawn = try await call.website.fragments.form(of: sitting, texts: call.texts, store: call.store)
        let turns = try await call.store.formTurns(of: sitting.form)
        return drawn.whole(change.response, turn: change.turn, at: change.position, of: attempt, turns)
    }

    /// Gives this device the lease; see ``Storage/Store/lease(of:in:for:holding:takesOver:seed:device:now:)``.
    private func start(_ call: Call) async throws -> Reply {
        var fields = try Fields(try call.json)
        let takesOver = try fields.bool("takeOver", default: false)
        try fields.end()
        let desk = try await Desk(call)
        let lease = try await desk.lease(takesOver: takesOver)
        let attempt = try await call.store.attempt(lease.attempt)
        let json: JSONValue = [
            "attempt": .string(lease.attempt.rawValue), "epoch": .integer(Int64(lease.epoch)),
            "startedAt": .string(ExamData.instant(attempt.start.startedAt)),
            "endsAt": .string(ExamData.instant(attempt.endsAt)), "now": .string(ExamData.instant(call.now)),
        ]
        return desk.holding(.json(json), lease)
    }

    private static func instant(_ text: String) -> Date? {
        // Evidence, or what a device has seen: one that cannot be read is left out, and the request goes on.
        try? Date(text, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    }

    private func heartbeat(_ call: Call) async throws -> Reply {
        let attempt = try await call.ownAttempt()
        let messages = try await call.store.unreadMessages(
            to: attempt.start.candidate,
            in: attempt.start.sitting,
            after: call.query["after"].flatMap(Self.instant)
        )
        return .json([
            "now": .string(ExamData.instant(call.now)), "endsAt": .string(ExamData.instant(attempt.endsAt)),
            "epoch": .integer(Int64(attempt.epoch)), "running": .bool(attempt.isRunning(at: call.now)),
            "device": .string(attempt.device), "messages": .array(messages.map(\.json)),
        ])
    }

    private func state(_ call: Call) async throws -> Reply {
        let attempt = try await call.ownAttempt()
        // A ticket after the end delivers; it does not open the exam again.
        guard !call.onlyDelivers(to: attempt) else { throw AttemptRefusal.refused(.ended) }
        let phase =
            switch attempt.phase {
            case .running: "running"
            case .handedIn: "handedIn"
            case .closed: "closed"
            }
        let responses = attempt.held.map { position, held -> (String, JSONValue) in
            var members: [String: JSONValue] = [
                "response": held.response.json, "savedAt": .string(ExamData.instant(held.savedAt)),
            ]
            if let turns = attempt.turns[position] { members["turns"] = .integer(Int64(turns.count)) }
            return (String(position), JSONValue.object(members))
        }
        let reach = try await call.store.lockedOrder(of: attempt.id).map { Reach(attempt, $0).members } ?? [:]
        let members: [String: JSONValue] = [
            "attempt": .string(attempt.id.rawValue), "sitting": .string(attempt.start.sitting.rawValue),
            "phase": .string(phase), "startedAt": .string(ExamData.instant(attempt.start.startedAt)),
            "endsAt": .string(ExamData.instant(attempt.endsAt)), "now": .string(ExamData.instant(call.now)),
            "epoch": .integer(Int64(attempt.epoch)), "sequence": .integer(Int64(attempt.lastSequence)),
            "responses": .object(Dictionary(uniqueKeysWithValues: responses)),
        ]
        return .json(.object(members.merging(reach) { own, _ in own }))
    }
}

extension Call {
    /// The attempt named in the path, when it is the asker's own; a ticket opens those of its sitting alone.
    func ownAttempt() async throws -> Attempt {
        let attempt = try await store.attempt(AttemptID(rawValue: parameter("attempt")))
        guard attempt.start.candidate == (try person.id) else { throw Failure.notFound }
        if case .signedIn(let signedIn, _) = principal, let sitting = signedIn.sitting {
            guard sitting == attempt.start.sitting else { throw Failure.notFound }
        }
        return attempt
    }

    /// The same for a session that may be expired: it delivers to the attempts that it opens, begun before it expired.
    func deliveredAttempt() async throws -> Attempt {
        let attempt = try await ownAttempt()
        guard case .signedIn(let signedIn, _) = principal, signedIn.mayDeliver(to: attempt.start, at: now) else {
            throw Failure.signInNeeded
        }
        return attempt
    }
}
