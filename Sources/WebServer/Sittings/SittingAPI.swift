import Assessment
import ExamDelivery
import Foundation
import Storage

/// Sittings and their candidates as programs see them.
struct SittingAPI: RouteGroup {
    var routes: [Route] {
        sittings + candidates + [
            Route(
                .post,
                "/api/v1/sittings/{sitting}/attempts",
                .candidate,
                body: .smallJSON,
                audit: .attemptStarted,
                "Starts one's own attempt, or returns the one begun.",
                handle: start
            ),
            Route(.get, "/api/v1/sittings/{sitting}/live", .live, "How every candidate stands now.", handle: live),
            Route(
                .get,
                "/api/v1/sittings/{sitting}/responses",
                .office,
                "Every response event of a sitting, with its standing and digest.",
                handle: responses
            ),
        ]
    }

    private var sittings: [Route] {
        [
            Route(.get, "/api/v1/sittings", .staff, "All sittings.") { call in
                .json(["sittings": .array(try await call.store.sittings().map(\.json))])
            },
            Route(
                .post,
                "/api/v1/sittings",
                .office,
                body: .smallJSON,
                audit: .sittingPlanned,
                "Plans a sitting of a sealed paper.",
                handle: plan
            ),
            Route(.get, "/api/v1/sittings/{sitting}", .staff, "One sitting.") { call in
                .json(try await record(call).json)
            },
            Route(
                .post,
                "/api/v1/sittings/{sitting}/state",
                .office,
                body: .smallJSON,
                audit: .sittingMoved,
                "Opens or closes a sitting.",
                handle: move
            ),
        ]
    }

    private var candidates: [Route] {
        [
            Route(.get, "/api/v1/sittings/{sitting}/candidates", .live, "The candidate list.") { call in
                let record = try await record(call)
                let candidates = try await call.store.candidates(of: record.sitting.id)
                return .json(["candidates": .array(candidates.map(\.json))])
            },
            Route(
                .post,
                "/api/v1/sittings/{sitting}/candidates",
                .office,
                body: .file(limit: 16 << 20),
                audit: .candidatesImported,
                "Takes a candidate list (CSV) in whole, or with ?dryRun=true tells what it would do.",
                handle: importList
            ),
            Route(
                .post,
                "/api/v1/sittings/{sitting}/candidates/{number}/time",
                .live,
                body: .smallJSON,
                "Adds minutes to one candidate's running attempt.",
                handle: addTime
            ),
            Route(
                .post,
                "/api/v1/sittings/{sitting}/candidates/{number}/ticket",
                .office,
                body: .smallJSON,
                audit: .candidatesImported,
                "Makes a new exam ticket; the old one stops working.",
                handle: renewTicket
            ),
        ]
    }

    private func record(_ call: Call) async throws -> SittingRecord {
        guard let record = try await call.store.sitting(SittingID(rawValue: call.parameter("sitting"))) else {
            throw Failure.notFound
        }
        return record
    }

    private func plan(_ call: Call) async throws -> Reply {
        var fields = try Fields(try call.json)
        let opens = try Self.instant(try fields.string("opensAt"), "opensAt")
        let closes = try Self.instant(try fields.string("closesAt"), "closesAt")
        let zone = try fields.optionalString("zone") ?? call.website.settings.zone
        guard let form = ContentHash(rawValue: try fields.string("form")) else { throw SittingRefusal.noSuchForm }
        let sitting = Sitting(
            id: SittingID(rawValue: ""),
            title: try fields.string("title"),
            form: form,
            window: Window(opens: opens, closes: closes),
            duration: .seconds(60 * (try fields.integer("minutes", in: 1...10_080))),
            zone: zone,
            isPractice: try fields.bool("practice", default: false),
            resources: try Self.resources(try fields.optionalString("resources")),
            passMark: try fields.optionalMark("passMark")
        )
        try fields.end()
        try SittingCheck.sound(sitting)
        let id = try await call.store.planSitting(sitting, by: call.actor, now: call.now)
        return .json(["sitting": .string(id.rawValue)], status: 201)
    }

    private static func resources(_ text: String?) throws(Failure) -> ContentHash? {
        guard let text else { return nil }
        guard let hash = ContentHash(rawValue: text) else {
            throw .unprocessable("sitting.resources", "resources must be the hash of a resource pack")
        }
        return hash
    }

    private static func instant(_ text: String, _ field: String) throws(Failure) -> Date {
        let styles = [Date.ISO8601FormatStyle(), Date.ISO8601FormatStyle(includingFractionalSeconds: true)]
        for style in styles {
            // One of two accepted spellings; both failing is the refusal below.
            if let date = try? Date(text, strategy: style) { return date }
        }
        throw .unprocessable("instant", "\(field) must be an instant such as 2027-06-03T09:00:00Z")
    }

    private func move(_ call: Call) async throws -> Reply {
        var fields = try Fields(try call.json)
        guard let state = SittingState(rawValue: try fields.string("state")) else {
            throw Failure.unprocessable("sitting.state", "there is no such state")
        }
        try fields.end()
        let id = try await record(call).sitting.id
        try await call.store.moveSitting(id, to: state, by: call.actor, now: call.now)
        return .json(try await record(call).json)
    }

    private func importList(_ call: Call) async throws -> Reply {
        guard case .file(_, let bytes, _) = call.body else { throw Failure.badRequest("a CSV file is needed") }
        let list = CandidateList(bytes)
        guard list.problems.isEmpty else {
            throw Failure.unprocessable(
                "candidates.rows",
                "the list has \(list.problems.count) problems; nothing was imported",
                details: list.problems.map(\.text)
            )
        }
        let outcome = try await call.store.importCandidates(
            list.candidates,
            into: try await record(call).sitting.id,
            isDryRun: call.query["dryRun"] == "true",
            by: call.actor,
            now: call.now
        )
        let tickets = outcome.tickets.mapValues { JSONValue.string($0.printed) }
        return .json([
            "added": .integer(Int64(outcome.added)), "changed": .integer(Int64(outcome.changed)),
            "same": .integer(Int64(outcome.same)), "ignoredColumns": .array(list.ignored.map(JSONValue.string)),
            "tickets": .object(tickets),
        ])
    }

    private func candidate(_ call: Call) async throws -> CandidateRecord {
        let number = call.parameter("number")
        let candidates = try await call.store.candidates(of: try await record(call).sitting.id)
        guard let candidate = candidates.first(where: { $0.number == number }) else { throw Failure.notFound }
        return candidate
    }

    private func addTime(_ call: Call) async throws -> Reply {
        var fields = try Fields(try call.json)
        let minutes = try fields.integer("minutes", in: -600...600)
        let reason = try fields.string("reason")
        try fields.end()
        guard let id = try await candidate(call).attempt else {
            throw Failure.conflict("attempt.none", "this candidate has not started yet; change the adjustments instead")
        }
        let attempt = try await call.store.record(on: id, now: call.now) { attempt throws(Attempt.Refusal) in
            try attempt.moveEnd(
                to: attempt.endsAt + TimeInterval(60 * minutes),
                reason: String(reason.prefix(200)),
                now: call.now
            )
        }
        return .json(["endsAt": .string(ExamData.instant(attempt.endsAt))])
    }

    private func renewTicket(_ call: Call) async throws -> Reply {
        let candidate = try await candidate(call)
        let ticket = try await call.store.renewTicket(
            of: candidate.person,
            in: try await record(call).sitting.id,
            by: call.actor,
            now: call.now
        )
        return .json(["number": .string(candidate.number), "ticket": .string(ticket.printed)])
    }

    private func start(_ call: Call) async throws -> Reply {
        let desk = try await Desk(call)
        var generator = SystemRandomNumberGenerator()
        let id = try await call.store.startAttempt(
            of: desk.candidate.person,
            in: desk.sitting.id,
            seed: generator.next(),
            device: DeviceName.name(call.userAgent),
            now: call.now
        )
        let attempt = try await call.store.attempt(id)
        return desk.holding(
            .json([
                "attempt": .string(id.rawValue), "epoch": .integer(Int64(attempt.epoch)),
                "startedAt": .string(ExamData.instant(attempt.start.startedAt)),
                "endsAt": .string(ExamData.instant(attempt.endsAt)), "now": .string(ExamData.instant(call.now)),
            ]),
            attempt: id,
            epoch: attempt.epoch
        )
    }

    private func live(_ call: Call) async throws -> Reply {
        let record = try await record(call)
        let rows = try await call.store.attempts(of: record.sitting.id).map {
            LiveRow($0.candidate, $0.attempt, now: call.now)
        }
        return .json([
            "now": .string(ExamData.instant(call.now)), "state": .string(record.state.rawValue),
            "candidates": .array(rows.map(\.json)),
        ])
    }

    private func responses(_ call: Call) async throws -> Reply {
        var events: [JSONValue] = []
        for candidate in try await call.store.candidates(of: try await record(call).sitting.id) {
            guard let attempt = candidate.attempt else { continue }
            for (event, receipt) in try await call.store.timeline(of: attempt) {
                guard case .responded(let responded) = event else { continue }
                events.append([
                    "candidate": .string(candidate.number), "attempt": .string(attempt.rawValue),
                    "change": .string(receipt.changeID.rawValue), "position": .integer(Int64(responded.position)),
                    "response": responded.response.json, "standing": .string(responded.standing.word),
                    "receivedAt": .string(ExamData.instant(receipt.receivedAt)),
                    "digest": .string(receipt.hash.hexadecimal),
                ])
            }
        }
        return .json(["responses": .array(events)])
    }
}

/// A planned sitting that makes sense.
enum SittingCheck {
    static func sound(_ sitting: Sitting) throws(Failure) {
        guard (1...200).contains(sitting.title.count) else {
            throw .unprocessable("sitting.title", "a title has 1 to 200 characters")
        }
        guard sitting.window.opens < sitting.window.closes else {
            throw .unprocessable("sitting.window", "the window closes before it opens")
        }
        if let passMark = sitting.passMark, !(Mark.zero...Mark.one).contains(passMark) {
            throw .unprocessable("sitting.pass-mark", "the pass mark is a share of the marks, in 0…1")
        }
        guard TimeZone(identifier: sitting.zone) != nil else {
            throw .unprocessable("sitting.zone", "“\(sitting.zone.prefix(60))” is no IANA time zone")
        }
    }
}

/// How one candidate stands at this moment.
struct LiveRow: Sendable {
    enum State: String, Sendable, CaseIterable { case notHere, working, timeUp, handedIn }

    let candidate: CandidateRecord
    let attempt: Attempt?
    let state: State

    init(_ candidate: CandidateRecord, _ attempt: Attempt?, now: Date) {
        self.candidate = candidate
        self.attempt = attempt
        state =
            switch attempt?.phase {
            case nil: .notHere
            case .handedIn: .handedIn
            case .closed: .timeUp
            case .running: now < attempt?.endsAt ?? now ? .working : .timeUp
            }
    }

    var json: JSONValue {
        var members: [String: JSONValue] = [
            "number": .string(candidate.number), "state": .string(state.rawValue),
            "answered": .integer(Int64(attempt?.answeredCount ?? 0)),
        ]
        if let attempt {
            members["endsAt"] = .string(ExamData.instant(attempt.endsAt))
            members["device"] = .string(attempt.device)
            members["late"] = .integer(Int64(attempt.setAside["late"] ?? 0))
            if let saved = attempt.lastSavedAt { members["lastSavedAt"] = .string(ExamData.instant(saved)) }
        }
        return .object(members)
    }
}

extension SittingRecord {
    /// This sitting as programs see it.
    var json: JSONValue {
        var members: [String: JSONValue] = [
            "sitting": .string(sitting.id.rawValue), "title": .string(sitting.title), "state": .string(state.rawValue),
            "form": .string(sitting.form.rawValue), "opensAt": .string(ExamData.instant(sitting.window.opens)),
            "closesAt": .string(ExamData.instant(sitting.window.closes)),
            "minutes": .integer(sitting.duration.components.seconds / 60), "zone": .string(sitting.zone),
            "practice": .bool(sitting.isPractice),
        ]
        if let resources = sitting.resources { members["resources"] = .string(resources.rawValue) }
        if let passMark = sitting.passMark { members["passMark"] = .string(passMark.description) }
        return .object(members)
    }
}

extension CandidateRecord {
    /// This candidate as programs see it.
    var json: JSONValue {
        var members: [String: JSONValue] = [
            "number": .string(number), "name": .string(name), "adjustments": .array(adjustments.map(\.json)),
        ]
        if let attempt { members["attempt"] = .string(attempt.rawValue) }
        return .object(members)
    }
}
