import Assessment
import ExamDelivery
import Foundation
import Interchange
import Storage

/// The candidates of a sitting as programs see them.
struct CandidateAPI: RouteGroup {
    var routes: [Route] {
        [
            Route(.get, "/api/v1/sittings/{sitting}/candidates", .live, "The candidate list.") { call in
                let record = try await call.sittingRecord()
                let candidates = try await call.store.candidates(of: record.sitting.id)
                return .json(["candidates": .array(candidates.map(\.json))])
            },
            Route(
                .post,
                "/api/v1/sittings/{sitting}/candidates",
                .office,
                body: .file(limit: 16 << 20),
                audit: .candidatesImported,
                "Takes a candidate list (a body of text/csv) in whole, or with ?dryRun=true tells what it would do.",
                handle: takeIn
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
            Route(.get, "/api/v1/sittings/{sitting}/live", .live, "How every candidate stands now.", handle: live),
        ]
    }

    private func takeIn(_ call: Call) async throws -> Reply {
        guard case .file(_, let bytes, _) = call.body else { throw Failure.badRequest("a CSV file is needed") }
        let list = try await call.website.apart { CandidateList(bytes) }
        let id = try await call.sittingRecord().sitting.id
        let isDryRun = call.query["dryRun"] == "true"
        guard let outcome = try await call.scheduling.takeIn(list, into: id, isDryRun: isDryRun) else {
            throw Failure.unprocessable(
                "candidates.rows",
                "the list has \(list.problems.count) problems; nothing was imported",
                details: list.problems.map(\.text)
            )
        }
        let tickets = outcome.tickets.mapValues { JSONValue.string($0.printed) }
        let changes = outcome.effects.compactMap { effect -> JSONValue? in
            guard case .changed(let before, let adjustments) = effect else { return nil }
            return [
                "number": .string(before.number), "before": .array(before.adjustments.map(\.json)),
                "after": .array(adjustments.map(\.json)),
            ]
        }
        return .json([
            "added": .integer(Int64(outcome.added)), "changed": .integer(Int64(outcome.changed)),
            "same": .integer(Int64(outcome.same)), "ignoredColumns": .array(list.ignored.map(JSONValue.string)),
            "changes": .array(changes), "tickets": .object(tickets),
        ])
    }

    private func candidate(_ call: Call, in id: SittingID) async throws -> CandidateRecord {
        try await call.scheduling.candidate(.number(call.parameter("number")), in: id)
    }

    private func addTime(_ call: Call) async throws -> Reply {
        var fields = try Fields(try call.json)
        let minutes = try fields.integer("minutes", in: SittingCheck.addedMinutes)
        let reason = try fields.string("reason")
        try fields.end()
        let candidate = try await candidate(call, in: try await call.sittingRecord().sitting.id)
        switch try await call.scheduling.addTime(minutes, because: reason, to: candidate) {
        case .done(let attempt): return .json(["endsAt": .string(ExamData.instant(attempt.endsAt))])
        case .refused(let findings): throw Failure(findings)
        }
    }

    private func renewTicket(_ call: Call) async throws -> Reply {
        let id = try await call.sittingRecord().sitting.id
        let candidate = try await candidate(call, in: id)
        let ticket = try await call.scheduling.renewTicket(of: candidate, in: id)
        return .json(["number": .string(candidate.number), "ticket": .string(ticket.printed)])
    }

    private func live(_ call: Call) async throws -> Reply {
        let record = try await call.sittingRecord()
        let standings = try await call.store.standings(in: record.sitting.id, now: call.now)
        return .json([
            "now": .string(ExamData.instant(call.now)), "state": .string(record.state.rawValue),
            "candidates": .array(standings.map(\.json)),
        ])
    }
}
