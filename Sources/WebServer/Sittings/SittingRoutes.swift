import Assessment
import ExamDelivery
import Foundation
import Storage

/// The pages of sittings: plan, steps, tickets.
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
        ]
    }

    static func record(_ call: Call) async throws -> SittingRecord { try await call.sittingRecord() }

    private func list(
        _ call: Call,
        planning entered: SittingsPage.Planning? = nil,
        problems: [FieldProblem] = []
    ) async throws -> SittingsPage {
        var rows: [SittingsPage.Row] = []
        for record in try await call.store.sittings() {
            let count = try await call.store.candidates(of: record.sitting.id).count
            rows.append(SittingsPage.Row(sitting: record.sitting, state: record.state, candidateCount: count))
        }
        let mayPlan = try call.person.roles.contains(.examOfficer)
        var planning: SittingsPage.Planning?
        if mayPlan { planning = if let entered { entered } else { try await SittingForm(call: call).planning() } }
        return SittingsPage(sittings: rows, planning: planning, problems: problems, texts: call.texts)
    }

    private func plan(_ call: Call) async throws -> Reply {
        let form = SittingForm(call: call)
        let planning = try await form.planning()
        switch try await call.scheduling.plan(try await form.plan(planning)) {
        case .done(let id): return .seeOther("/sittings/\(id.rawValue)")
        case .refused(let findings):
            let page = try await list(call, planning: planning, problems: findings.problems(of: planning, call.texts))
            return Pages.reply(page, .staff, call, status: 422)
        }
    }

    private func page(_ call: Call, problems: [String] = []) async throws -> SittingPage {
        let record = try await call.sittingRecord()
        let paper = try await call.store.papers().first { $0.form == record.sitting.form }
        let form = try await call.store.form(record.sitting.form)
        let packs = try await call.store.resourcePacks()
        let person = try call.person
        let opensPapers = !person.roles.isDisjoint(with: [.examiner, .examOfficer])
        return SittingPage(
            sitting: record.sitting,
            state: record.state,
            about: SittingPage.About(
                paper: paper.map { ($0.paper.title, opensPapers ? "/papers/\($0.paper.id.rawValue)" : nil) },
                questionCount: form?.positions.count ?? 0,
                pack: packs.first { $0.hash == record.sitting.resources }?.title
            ),
            candidates: try await call.store.standings(in: record.sitting.id, now: call.now),
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
        let id = try await call.sittingRecord().sitting.id
        do {
            try await call.scheduling.move(id, to: try call.form.required("to"))
        } catch let refusal as SittingRefusal {
            let failure = Failure(refusal)
            let page = try await page(call, problems: [failure.message])
            return Pages.reply(page, .staff, call, status: failure.status.rawValue)
        }
        return .seeOther("/sittings/\(id.rawValue)")
    }

    private func renewTicket(_ call: Call) async throws -> Reply {
        let record = try await call.sittingRecord()
        let scheduling = call.scheduling
        let person = PersonID(rawValue: try call.form.required("candidate"))
        let candidate = try await scheduling.candidate(.person(person), in: record.sitting.id)
        let ticket = try await scheduling.renewTicket(of: candidate, in: record.sitting.id)
        let page = TicketsPage(
            sitting: record.sitting,
            tickets: [TicketsPage.Ticket(number: candidate.number, name: candidate.name, code: ticket.printed)],
            address: call.signInAddress,
            texts: call.texts
        )
        return Pages.reply(page, .staff, call)
    }
}

extension Call {
    /// Where candidates sign in with a ticket, as they type it.
    var signInAddress: String { "/sign-in/code" }
}
