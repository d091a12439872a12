import Assessment
import ExamDelivery
import Foundation
import Storage

/// Pages that everybody has: the start page, display, help, and the static files.
struct PersonRoutes: RouteGroup {
    var routes: [Route] {
        [
            Route(.get, "/", .signedIn, "What needs the person now.", handle: home),
            Route(.get, "/me/display", .everyone, "Display settings.") { call in
                let page = DisplayPage(
                    settings: call.display,
                    next: Cookies.ownPath(call.query["next"]),
                    texts: call.texts
                )
                return Pages.reply(page, .everyone, call)
            },
            Route(.post, "/me/display", .everyone, body: .smallForm, "Keeps display settings on this device.") { call in
                let fields = call.form.values.compactMapValues(\.last)
                let target = Cookies.ownPath(call.form["next"])
                var reply = Reply.seeOther(target, notice: "display-saved")
                reply.cookies.append(("display", DisplaySettings(fields: fields).cookie, 365 * 24 * 3600))
                return reply
            },
            Route(.get, "/help", .everyone, "Help card.") { call in
                let contacts = [
                    HelpPage.Contact(name: call.texts("help.office"), reach: call.website.settings.schoolName)
                ]
                return Pages.reply(HelpPage(contacts: contacts, texts: call.texts), .everyone, call)
            },
            Route(.get, "/help/keys", .everyone, "Keyboard map.") { call in
                Pages.reply(KeysPage(texts: call.texts), .everyone, call)
            },
            Route(.get, "/assets/{file}", .everyone, cache: .immutable, "Static files, named by content.") { call in
                guard let asset = call.website.site.assets.asset(at: call.path) else { throw Failure.notFound }
                return Reply(.asset(asset))
            },
            Route(.get, "/my", .candidate, "The candidate's exams.", handle: exams),
        ]
    }

    private func home(_ call: Call) async throws -> Reply {
        let person = try call.person
        if person.roles == [.candidate] { return .seeOther("/my") }
        var tasks: [HomePage.Task] = []
        func add(_ href: String, _ key: String, _ count: Int) {
            // Where nothing waits, the navigation still leads; nothing else leads a person of several roles to /my.
            guard count > 0 || href == "/my" else { return }
            let task = HomePage.Task(
                href: href,
                name: call.texts("home.task.\(key)"),
                detail: call.texts("home.task.\(key).detail", count: count)
            )
            tasks.append(task)
        }
        if person.roles.contains(.candidate) {
            let open = try await call.store.sittings(of: person.id).count { $0.state == .open }
            add("/my", "exams", open)
        }
        if person.roles.contains(.examiner) {
            add("/bank", "bank", try await call.store.items().total)
        }
        if !person.roles.isDisjoint(with: [.examiner, .examOfficer]) {
            let drafts = try await call.store.papers().count { [.draft, .inReview, .approved].contains($0.state) }
            add("/papers", "papers", drafts)
        }
        let sittings = person.roles.isDisjoint(with: Self.sittingKnowers) ? [] : try await call.store.sittings()
        let opensSittings = !person.roles.isDisjoint(with: Self.sittingReaders)
        if opensSittings {
            add("/sittings", "sittings", sittings.count { [.open, .closed, .marked, .confirmed].contains($0.state) })
        }
        let page = HomePage(
            tasks: tasks,
            coming: HomePage.coming(sittings, now: call.now),
            now: call.now,
            opensSittings: opensSittings,
            texts: call.texts
        )
        return Pages.reply(page, .staff, call)
    }

    /// Who may open a sitting, and who may know that it comes.
    private static let sittingReaders: Set<Role> = [.examOfficer, .invigilator, .board]
    private static let sittingKnowers = sittingReaders.union([.examiner])

    private func exams(_ call: Call) async throws -> Reply {
        guard case .signedIn(let signedIn, _) = call.principal else { throw Failure.signInNeeded }
        var (open, coming, done): ([MyPage.Exam], [MyPage.Exam], [MyPage.Exam]) = ([], [], [])
        for record in try await call.store.sittings(of: signedIn.person.id)
        where signedIn.sitting == nil || signedIn.sitting == record.sitting.id {
            guard let candidate = try await call.store.candidate(signedIn.person.id, in: record.sitting.id) else {
                continue
            }
            var attempt: Attempt?
            if let id = candidate.attempt { attempt = try await call.store.attempt(id) }
            let row = ExamRow(record: record, candidate: candidate, attempt: attempt, call: call)
            switch row.place {
            case .open: open.append(row.exam)
            case .coming: coming.append(row.exam)
            case .done: done.append(row.exam)
            }
        }
        return Pages.reply(MyPage(open: open, coming: coming, done: done, texts: call.texts), .candidate, call)
    }
}

/// One exam of a candidate's list in words.
private struct ExamRow {
    let record: SittingRecord
    let candidate: CandidateRecord
    let attempt: Attempt?
    let call: Call

    enum Place { case open, coming, done }

    private var times: PersonalTimes { PersonalTimes(record.sitting, adjustments: candidate.adjustments) }
    private var clock: ClockText { ClockText(zone: TimeZone(identifier: record.sitting.zone) ?? .gmt) }
    private var isRunning: Bool { attempt?.isRunning(at: call.now) ?? false }

    var place: Place {
        if isRunning { return .open }
        if attempt != nil || record.state.hasEnded || call.now >= times.window.closes { return .done }
        return record.state == .open && call.now >= times.window.opens ? .open : .coming
    }

    var exam: MyPage.Exam {
        let path = "/sit/\(record.sitting.id.rawValue)"
        let (state, href, action) = step(path)
        let opens = times.window.opens
        return MyPage.Exam(
            name: record.sitting.title,
            when: call.texts(
                "exam.when",
                ["day": clock.day(opens, texts: call.texts), "time": clock.minute(opens), "zone": clock.zoneName]
            ),
            length: lengthText,
            state: state,
            href: href,
            action: action
        )
    }

    private var lengthText: String {
        let length = ClockText.length(times.duration, texts: call.texts)
        guard let extra = AdjustmentText.extra(candidate.adjustments, call.texts) else { return length }
        return call.texts("lobby.length-extra", ["length": length, "extra": extra])
    }

    /// With its day, where that is not today.
    private func time(_ date: Date) -> String { clock.minute(date, seenAt: call.now, texts: call.texts) }

    private func step(_ path: String) -> (state: String?, href: String?, action: String?) {
        let texts = call.texts
        let results = "/my/results/\(record.sitting.id.rawValue)"
        if let attempt, isRunning {
            let ends = ["time": time(attempt.endsAt), "zone": clock.zoneName]
            return (texts("exam.state.running", ends), path, texts("exam.continue"))
        }
        switch place {
        case .open:
            let closes = ["time": time(times.window.closes), "zone": clock.zoneName]
            return (texts("exam.state.open", closes), path, texts("exam.open-lobby"))
        case .coming: return (nil, path, texts("exam.open-lobby"))
        case .done where attempt == nil: return (texts("exam.state.missed"), nil, nil)
        case .done where record.state == .released || record.sitting.isPractice:
            return (texts("exam.state.released"), results, texts("exam.see-result"))
        case .done: return (texts("exam.state.ended"), "\(path)/receipt", texts("exam.see-receipt"))
        }
    }
}
