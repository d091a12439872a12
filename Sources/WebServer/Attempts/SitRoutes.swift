import Assessment
import ExamDelivery
import Foundation
import Storage

/// The pages of a candidate who sits an exam: lobby, questions, review, hand-in, receipt, resources.
struct SitRoutes: RouteGroup {
    var routes: [Route] {
        [
            Route(.get, "/sit/{sitting}", .candidate, "Lobby of a sitting.", handle: lobby),
            Route(
                .post,
                "/sit/{sitting}",
                .candidate,
                body: .smallForm,
                audit: .attemptStarted,
                "Starts, or goes on here.",
                handle: start
            ),
            Route(.get, "/sit/{sitting}/q/{number}", .candidate, "One question.", handle: question),
            Route(
                .post,
                "/sit/{sitting}/q/{number}",
                .candidate,
                body: .responseForm,
                rate: .save,
                "Saves what the fields hold and goes where the button says.",
                handle: answer
            ),
            Route(.get, "/sit/{sitting}/review", .candidate, "All questions and their states.", handle: review),
            Route(.get, "/sit/{sitting}/hand-in", .candidate, "The last look before handing in.", handle: handIn),
            Route(
                .post,
                "/sit/{sitting}/hand-in",
                .candidate,
                body: .smallForm,
                "Hands in.",
                handle: handedIn
            ),
            Route(
                .get,
                "/sit/{sitting}/media/{form}/{position}/{name}",
                .candidate,
                cache: .sealed,
                "A picture of a question.",
                handle: media
            ),
            Route(.get, "/sit/{sitting}/resources/pack", .candidate, "The resource pack.", handle: resources),
        ]
    }

    private func lobby(_ call: Call) async throws -> Reply {
        Pages.reply(lobbyPage(try await Desk(call)), .candidate, call)
    }

    private func lobbyPage(_ desk: Desk, missedAgreement: Bool = false) -> LobbyPage {
        let texts = desk.call.texts
        let times = PersonalTimes(desk.sitting, adjustments: desk.candidate.adjustments)
        var elsewhere: (device: String, secondsAgo: Int)?
        if let attempt = desk.attempt, desk.isElsewhere(attempt) {
            elsewhere = (attempt.device, desk.secondsSinceHeard(attempt))
        }
        return LobbyPage(
            path: desk.path,
            paper: desk.sitting.title,
            phase: phase(desk, times),
            times: LobbyPage.Times(
                opensAt: desk.attempt?.start.startedAt ?? times.window.opens,
                endsAt: desk.attempt?.endsAt,
                length: times.duration,
                extra: AdjustmentText.extra(desk.candidate.adjustments, texts)
            ),
            now: desk.call.now,
            clock: desk.clock,
            adjustments: desk.candidate.adjustments.map { AdjustmentText.sentence($0, desk.clock, texts) },
            rules: [texts("exam.rule.alone"), texts("exam.rule.clock")]
                + (desk.sitting.resources == nil ? [] : [texts("exam.rule.open-book")]),
            resources: desk.resources,
            missedAgreement: missedAgreement,
            elsewhere: elsewhere,
            texts: texts
        )
    }

    private func phase(_ desk: Desk, _ times: PersonalTimes) -> LobbyPage.Phase {
        if let attempt = desk.attempt {
            return attempt.isRunning(at: desk.call.now) ? .running : .over(receiptHref: "\(desk.path)/receipt")
        }
        if desk.call.now >= times.window.closes || desk.record.state.hasEnded { return .over(receiptHref: nil) }
        return desk.call.now >= times.window.opens && desk.record.state == .open ? .open : .notYet
    }

    /// Starts, goes on, or takes over: the last only where the page said so before the button was pressed.
    private func start(_ call: Call) async throws -> Reply {
        let desk = try await Desk(call)
        guard desk.attempt != nil || call.form["agree"] != nil else {
            return Pages.reply(lobbyPage(desk, missedAgreement: true), .candidate, call, status: 422)
        }
        let current = (desk.attempt?.passedThrough ?? 0) + 1
        return try await goOn(desk, takesOver: call.form["go"] == "here", at: current)
    }

    /// To a question under this browser's lease; to the lobby, which tells, when another device holds it.
    func goOn(_ desk: Desk, takesOver: Bool, at number: Int) async throws -> Reply {
        do {
            let lease = try await desk.lease(takesOver: takesOver)
            return desk.holding(.seeOther("\(desk.path)/q/\(number)"), lease)
        } catch AttemptRefusal.refused(.ended) {
            return .seeOther("\(desk.path)/receipt")
        } catch AttemptRefusal.refused(.staleEpoch) {
            return .seeOther(desk.path)
        }
    }

    private func question(_ call: Call) async throws -> Reply {
        let desk = try await Desk(call)
        let attempt = try desk.begun()
        guard !desk.onlyDelivers else { return .seeOther("\(desk.path)/receipt") }
        let drawn = try await call.website.fragments.form(of: desk.sitting, texts: call.texts, store: call.store)
        let order = CandidateOrder(of: drawn.form, seed: attempt.start.seed)
        let reach = Reach(attempt, order)
        let asked = Int(call.parameter("number"))
        // Past a lockpoint what there is and what there is not look the same.
        if let asked, reach.isPast(asked) { return .seeOther("\(desk.path)/q/\(reach.current)") }
        guard let number = asked, let position = order.position(ofQuestion: number) else { throw Failure.notFound }
        try await noteSeen(position, of: attempt, call)
        let held = attempt.held[position]
        let taken = try await call.store.formTurns(of: desk.sitting.form).taken(by: attempt, at: position)
        var state = ItemFragment.State(
            response: held?.response ?? ItemResponse(),
            orders: drawn.positions[position - 1].orders(order, position),
            variables: attempt.start.draws[position]?.shown ?? [:],
            handing: UploadControl.Handing(action: "\(desk.path)/q/\(number)/file", files: "\(desk.path)/files")
        )
        if let taken { state.show(taken) }
        var facts = try await desk.facts(attempt, questionCount: drawn.positions.count)
        facts.lockpoint = reach.lockpoint
        let page = QuestionPage(
            facts: facts,
            number: number,
            position: position,
            section: drawn.form.sectionTitle(ofPosition: position),
            fragment: drawn.fragments[position - 1],
            state: state,
            savedAt: held?.savedAt,
            isFlagged: attempt.flags.contains(position),
            change: UUID().uuidString.lowercased(),
            standing: standing(of: position, attempt, taken, desk),
            turn: taken.map {
                QuestionTurn($0, stored: attempt.turns[position]?.count ?? 0, texts: call.texts)
            },
            texts: call.texts
        )
        return Pages.reply(page, .candidate, call)
    }

    private func standing(
        of position: Int,
        _ attempt: Attempt,
        _ taken: TurnsTaken?,
        _ desk: Desk
    ) -> QuestionPage.Standing {
        if !attempt.isRunning(at: desk.call.now) { return .ended }
        if desk.isElsewhere(attempt) {
            return .elsewhere(device: attempt.device, secondsAgo: desk.secondsSinceHeard(attempt))
        }
        if attempt.isLocked(position) { return .locked }
        return taken?.isCompleted == true ? .completed : .open
    }

    /// Notes that the candidate sees a position.
    ///
    /// A page fetched ahead has not been shown; its script asks again when it is. Only the first look past a lockpoint
    /// is always noted, be it of a page fetched ahead, of a picture, or after the end: it settles what is locked.
    private func noteSeen(_ position: Int, of attempt: Attempt, _ call: Call) async throws {
        @Sendable func isNews(_ attempt: Attempt) -> Bool {
            if attempt.phase == .running, attempt.awaitsDelayed(before: position) { return true }
            return !call.isPrefetch && !attempt.seen.contains(position) && attempt.isRunning(at: call.now)
        }
        guard isNews(attempt) else { return }
        try await call.store.record(on: attempt.id, now: call.now) { attempt throws(Attempt.Refusal) in
            isNews(attempt) ? .seen(position: position) : nil
        }
    }

    private func media(_ call: Call) async throws -> Reply {
        let desk = try await Desk(call)
        let attempt = try desk.begun()
        let (form, name) = (desk.sitting.form, call.parameter("name"))
        guard !desk.onlyDelivers, call.parameter("form") == form.rawValue,
            let position = Int(call.parameter("position"))
        else { throw Failure.notFound }
        // A version has files of its rationale too, which would tell the key.
        let drawn = try await call.website.fragments.form(of: desk.sitting, texts: call.texts, store: call.store)
        guard attempt.hasReached(position, in: CandidateOrder(of: drawn.form, seed: attempt.start.seed)),
            drawn.media.indices.contains(position - 1), drawn.media[position - 1].contains(name),
            let key = try await call.store.key(ofForm: form),
            key.entries.indices.contains(position - 1),
            let media = try await call.store.media(named: name, of: key.entries[position - 1].version)
        else { throw Failure.notFound }
        if attempt.awaitsDelayed(before: position) { try await noteSeen(position, of: attempt, call) }
        return Reply(.bytes(media.bytes, type: media.type, fileName: nil))
    }

    private func resources(_ call: Call) async throws -> Reply {
        let desk = try await Desk(call)
        guard !desk.onlyDelivers else { return .seeOther("\(desk.path)/receipt") }
        guard let hash = desk.sitting.resources, let pack = try await call.store.resourcePack(hash) else {
            throw Failure.notFound
        }
        let page = call.query["page"]
        if let attempt = desk.attempt, attempt.isRunning(at: call.now) {
            let opened = page ?? pack.pages.first?.id ?? ""
            try await call.store.record(on: attempt.id, now: call.now) { _ throws(Attempt.Refusal) in
                .openedResource(page: String(opened.prefix(100)))
            }
        }
        let resource = ResourcePage(
            pack: pack,
            path: "\(desk.path)/resources/pack",
            pageID: page,
            query: String((call.query["q"] ?? "").prefix(200)),
            back: desk.attempt.map { "\(desk.path)/q/\($0.passedThrough + 1)" } ?? desk.path,
            texts: call.texts,
            mediaURL: { _ in "" }
        )
        return Pages.reply(resource, .candidate, call)
    }
}

extension SittingState {
    /// Whether nobody can start or go on any more.
    var hasEnded: Bool {
        switch self {
        case .planned, .open: false
        case .closed, .marked, .confirmed, .released, .archived: true
        }
    }
}

extension Form {
    /// The title of the section that holds a position, from 1; `nil` when there is only one section.
    func sectionTitle(ofPosition position: Int) -> String? {
        guard sections.count > 1 else { return nil }
        var last = 0
        for section in sections {
            last += section.positions.count
            if position <= last { return section.title }
        }
        return nil
    }
}

extension Form.Position {
    /// The order of each choice's options for one candidate.
    func orders(_ order: CandidateOrder, _ position: Int) -> [ResponseID: [Int]] {
        var orders: [ResponseID: [Int]] = [:]
        for interaction in interactions {
            if let options = interaction.shuffled {
                orders[interaction.id] = order.options(options, at: position, shuffles: interaction.shuffles)
            }
        }
        return orders
    }
}
