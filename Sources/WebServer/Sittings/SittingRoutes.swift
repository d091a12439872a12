import Assessment
import ExamDelivery
import Foundation
import Storage

/// The pages of sittings: plan, steps, candidates, live list.
struct SittingRoutes: RouteGroup {
    private static let readers = Route.Access.roles([.examOfficer, .invigilator, .board])

    var routes: [Route] {
        [
            Route(.get, "/sittings", Self.readers, "All sittings and the plan of a new one.") { call in
                Pages.reply(try await list(call), .staff, call)
            },
            Route(
                .post,
                "/sittings",
                .office,
                body: .smallForm,
                audit: .sittingPlanned,
                "Plans a sitting.",
                handle: plan
            ),
            Route(.get, "/sittings/{sitting}", Self.readers, "One sitting.") { call in
                Pages.reply(try await page(call), .staff, call)
            },
            Route(
                .post,
                "/sittings/{sitting}/state",
                .office,
                body: .smallForm,
                audit: .sittingMoved,
                "Opens or closes a sitting.",
                handle: move
            ),
            Route(
                .post,
                "/sittings/{sitting}/tickets",
                .office,
                body: .smallForm,
                audit: .candidatesImported,
                "Makes a new ticket for one candidate.",
                handle: renewTicket
            ),
            Route(.get, "/sittings/{sitting}/live", .live, "The candidates of a running sitting.") { call in
                Pages.reply(try await live(call), .staff, call)
            },
            Route(
                .post,
                "/sittings/{sitting}/time",
                .live,
                body: .smallForm,
                "Adds time for one candidate.",
                handle: addTime
            ),
        ]
    }

    static func record(_ call: Call) async throws -> SittingRecord {
        guard let record = try await call.store.sitting(SittingID(rawValue: call.parameter("sitting"))) else {
            throw Failure.notFound
        }
        return record
    }

    private func list(
        _ call: Call,
        planning entered: SittingsPage.Planning? = nil,
        problems: [String] = []
    ) async throws -> SittingsPage {
        var rows: [SittingsPage.Row] = []
        for record in try await call.store.sittings() {
            let count = try await call.store.candidates(of: record.sitting.id).count
            rows.append(SittingsPage.Row(sitting: record.sitting, state: record.state, candidateCount: count))
        }
        let mayPlan = try call.person.roles.contains(.examOfficer)
        var planning: SittingsPage.Planning?
        if mayPlan { planning = if let entered { entered } else { try await self.planning(call) } }
        return SittingsPage(sittings: rows, planning: planning, problems: problems, texts: call.texts)
    }

    private func planning(_ call: Call) async throws -> SittingsPage.Planning {
        let zones = ["Europe/London", "Africa/Cairo", "America/Mexico_City", "Asia/Dubai", "Asia/Kolkata", "UTC"]
        let school = call.website.settings.zone
        var planning = SittingsPage.Planning(
            papers: try await call.store.papers().filter { $0.state == .sealed }.map { ($0.paper.id, $0.paper.title) },
            packs: try await call.store.resourcePacks().map { ($0.hash, $0.title) },
            zones: [school] + zones.filter { $0 != school }
        )
        planning.name = call.form["title"] ?? ""
        planning.paper = call.form["paper"] ?? call.query["paper"] ?? ""
        planning.opens = call.form["opens"] ?? ""
        planning.closes = call.form["closes"] ?? ""
        planning.minutes = call.form["minutes"] ?? ""
        planning.zone = call.form["zone"] ?? school
        planning.pack = call.form["resources"] ?? ""
        planning.isPractice = call.form["practice"] != nil
        return planning
    }

    private func plan(_ call: Call) async throws -> Reply {
        let planning = try await planning(call)
        var problems: [String] = []
        let paper = try await call.store.paper(PaperID(rawValue: planning.paper))
        let opens = Self.instant(planning.opens, zone: planning.zone)
        let closes = Self.instant(planning.closes, zone: planning.zone)
        let minutes = Int(planning.minutes.trimmingCharacters(in: .whitespaces))
        if planning.name.trimmingCharacters(in: .whitespaces).isEmpty {
            problems.append(call.texts("sittings.problem.title"))
        }
        if paper?.form == nil { problems.append(call.texts("sittings.problem.paper")) }
        if opens == nil || closes == nil { problems.append(call.texts("sittings.problem.times")) }
        if let opens, let closes, opens >= closes { problems.append(call.texts("sittings.problem.window")) }
        if !(1...10_080).contains(minutes ?? 0) { problems.append(call.texts("sittings.problem.minutes")) }
        guard problems.isEmpty, let form = paper?.form, let opens, let closes, let minutes else {
            let page = try await list(call, planning: planning, problems: problems)
            return Pages.reply(page, .staff, call, status: 422)
        }
        let sitting = Sitting(
            id: SittingID(rawValue: ""),
            title: String(planning.name.trimmingCharacters(in: .whitespaces).prefix(200)),
            form: form,
            window: Window(opens: opens, closes: closes),
            duration: .seconds(60 * minutes),
            zone: planning.zone,
            isPractice: planning.isPractice,
            resources: ContentHash(rawValue: planning.pack)
        )
        try SittingCheck.sound(sitting)
        let id = try await call.store.planSitting(sitting, by: call.actor, now: call.now)
        return .seeOther("/sittings/\(id.rawValue)")
    }

    /// Reads `2027-05-02T10:00` as a time of the zone.
    static func instant(_ text: String, zone: String) -> Date? {
        guard let zone = TimeZone(identifier: zone) else { return nil }
        let numbers = text.split { !$0.isASCII || !$0.isNumber }.compactMap { Int($0) }
        guard numbers.count == 5 || numbers.count == 6 else { return nil }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let parts = DateComponents(
            year: numbers[0],
            month: numbers[1],
            day: numbers[2],
            hour: numbers[3],
            minute: numbers[4]
        )
        // A time that the zone leaves out in spring, or a 31 February, is not quietly another one.
        guard let date = calendar.date(from: parts),
            calendar.dateComponents([.year, .month, .day, .hour, .minute], from: date) == parts
        else { return nil }
        return date
    }

    private func page(_ call: Call, problems: [String] = []) async throws -> SittingPage {
        let record = try await Self.record(call)
        let paper = try await call.store.papers().first { $0.form == record.sitting.form }
        let form = try await call.store.form(record.sitting.form)
        let packs = try await call.store.resourcePacks()
        let person = try call.person
        let opensPapers = !person.roles.isDisjoint(with: [.examiner, .examOfficer])
        let now = call.now
        return SittingPage(
            sitting: record.sitting,
            state: record.state,
            about: SittingPage.About(
                paper: paper.map { ($0.paper.title, opensPapers ? "/papers/\($0.paper.id.rawValue)" : nil) },
                questionCount: form?.positions.count ?? 0,
                pack: packs.first { $0.hash == record.sitting.resources }?.title
            ),
            candidates: try await call.store.attempts(of: record.sitting.id).map { candidate, attempt in
                SittingPage.Row(
                    person: candidate.person,
                    number: candidate.number,
                    name: candidate.name,
                    adjustments: candidate.adjustments,
                    standing: CandidateStanding(attempt, now: now)
                )
            },
            viewer: SittingPage.Viewer(
                isOffice: person.roles.contains(.examOfficer),
                isInvigilator: person.roles.contains(.invigilator),
                isBoard: person.roles.contains(.board)
            ),
            problems: problems,
            texts: call.texts
        )
    }

    private func move(_ call: Call) async throws -> Reply {
        let record = try await Self.record(call)
        guard let state = SittingState(rawValue: try call.form.required("to")) else {
            throw Failure.unprocessable("sitting.state", "there is no such state")
        }
        do {
            try await call.store.moveSitting(record.sitting.id, to: state, by: call.actor, now: call.now)
        } catch let refusal as SittingRefusal {
            let failure = Failure(refusal)
            return Pages.reply(
                try await page(call, problems: [failure.message]),
                .staff,
                call,
                status: failure.status.rawValue
            )
        }
        return .seeOther("/sittings/\(record.sitting.id.rawValue)")
    }

    private func renewTicket(_ call: Call) async throws -> Reply {
        let record = try await Self.record(call)
        let person = PersonID(rawValue: try call.form.required("candidate"))
        guard let candidate = try await call.store.candidate(person, in: record.sitting.id) else {
            throw Failure.notFound
        }
        let ticket = try await call.store.renewTicket(of: person, in: record.sitting.id, by: call.actor, now: call.now)
        let page = TicketsPage(
            sitting: record.sitting,
            tickets: [TicketsPage.Ticket(number: candidate.number, name: candidate.name, code: ticket.printed)],
            address: call.signInAddress,
            texts: call.texts
        )
        return Pages.reply(page, .staff, call)
    }

    private func live(
        _ call: Call,
        entered: LivePage.Entered? = nil,
        problems: [String] = []
    ) async throws -> LivePage {
        let record = try await Self.record(call)
        let form = try await call.store.form(record.sitting.form)
        let now = call.now
        return LivePage(
            sitting: record.sitting,
            candidates: try await call.store.attempts(of: record.sitting.id).map {
                LivePage.Candidate($0.candidate, $0.attempt, now: now)
            },
            questionCount: form?.positions.count ?? 0,
            now: now,
            showsNames: call.query["names"] != "off",
            canAddTime: record.state == .open,
            entered: entered ?? call.query["time"].map { LivePage.Entered(person: PersonID(rawValue: $0)) },
            problems: problems,
            texts: call.texts
        )
    }

    private func addTime(_ call: Call) async throws -> Reply {
        let record = try await Self.record(call)
        let person = PersonID(rawValue: try call.form.required("candidate"))
        let minutes = Int((call.form["minutes"] ?? "").trimmingCharacters(in: .whitespaces))
        let reason = (call.form["reason"] ?? "").trimmingCharacters(in: .whitespaces)
        var problems: [String] = []
        if !(1...600).contains(minutes ?? 0) { problems.append(call.texts("watch.problem.minutes")) }
        if reason.isEmpty { problems.append(call.texts("watch.problem.reason")) }
        let candidate = try await call.store.candidate(person, in: record.sitting.id)
        guard let minutes, problems.isEmpty, let id = candidate?.attempt else {
            if candidate?.attempt == nil, problems.isEmpty { problems.append(call.texts("watch.problem.not-started")) }
            var entered = LivePage.Entered(person: person)
            entered.minutes = call.form["minutes"] ?? ""
            entered.reason = reason
            let page = try await live(call, entered: entered, problems: problems)
            return Pages.reply(page, .staff, call, status: 422)
        }
        try await call.store.record(on: id, now: call.now) { attempt throws(Attempt.Refusal) in
            try attempt.moveEnd(
                to: attempt.endsAt + TimeInterval(60 * minutes),
                reason: String(reason.prefix(200)),
                now: call.now
            )
        }
        return .seeOther("/sittings/\(record.sitting.id.rawValue)/live")
    }
}

extension CandidateStanding {
    init(_ attempt: Attempt?, now: Date) {
        self =
            switch attempt?.phase {
            case nil: .expected
            case .handedIn: .handedIn
            case .closed: .timeUp
            case .running: attempt?.isRunning(at: now) == true ? .working : .timeUp
            }
    }
}

extension LivePage.Candidate {
    init(_ candidate: CandidateRecord, _ attempt: Attempt?, now: Date) {
        self.init(
            person: candidate.person,
            number: candidate.number,
            name: candidate.name,
            standing: CandidateStanding(attempt, now: now)
        )
        guard let attempt else { return }
        lastSavedAt = attempt.lastSavedAt
        left = .seconds(max(0, Int(attempt.endsAt.timeIntervalSince(now))))
        endsAt = attempt.endsAt
        minutesAdded = Int(attempt.endsAt.timeIntervalSince(attempt.start.endsAt)) / 60
        answered = attempt.answeredCount
        device = attempt.device
        setAside = attempt.setAside
    }
}

extension Call {
    /// Where candidates sign in with a ticket, as they type it.
    var signInAddress: String { "/sign-in/code" }
}
