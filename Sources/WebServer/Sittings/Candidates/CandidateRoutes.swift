import Assessment
import Foundation
import Interchange
import Storage

/// The pages on which a candidate list comes in: dry run first, then whole or not at all.
struct CandidateRoutes: RouteGroup {
    var routes: [Route] {
        [
            Route(.get, "/sittings/{sitting}/candidates", .office, "The form for a candidate list.") { call in
                Pages.reply(page(try await call.sittingRecord(), call), .staff, call)
            },
            Route(
                .post,
                "/sittings/{sitting}/candidates",
                .office,
                body: .file(limit: 16 << 20),
                "Checks a candidate list and shows what it would do; changes nothing.",
                handle: check
            ),
            Route(
                .post,
                "/sittings/{sitting}/candidates/apply",
                .office,
                body: .form(limit: 48 << 20),
                audit: .candidatesImported,
                "Takes a checked candidate list in and shows the tickets once.",
                handle: apply
            ),
        ]
    }

    private func page(
        _ record: SittingRecord,
        _ call: Call,
        outcome: CandidatesPage.Outcome? = nil,
        problems: [FieldProblem] = []
    ) -> CandidatesPage {
        CandidatesPage(
            sitting: record.sitting,
            columns: CandidateList.columns,
            example: "number,name,extra time\n40217,\"Okafor, Ada\",25\n40218,أمينة يوسف,",
            outcome: outcome,
            problems: problems,
            texts: call.texts
        )
    }

    private enum Incoming: Sendable {
        case list(CandidateList, text: String)
        case nothing
        case notText
    }

    /// Reads the chosen file or the pasted text, apart from the threads that saves need.
    private func incoming(_ call: Call) async throws -> Incoming {
        let (body, pasted) = (call.body, call.form["list"] ?? "")
        return try await call.website.apart {
            var text = pasted
            if case .file(_, let bytes, _) = body, !bytes.isEmpty {
                // The page shows the list that it has checked and sends it back as text, whatever the file was.
                guard let read = CSVTable.text(of: bytes) else { return .notText }
                text = read
            }
            // Blanks alone are no list; of a list nothing is cut off: a table of tabs may end in an empty cell.
            guard text.contains(where: { !$0.isWhitespace }) else { return .nothing }
            return .list(CandidateList(Data(text.utf8)), text: text)
        }
    }

    private func refused(_ key: String, _ record: SittingRecord, _ call: Call) -> Reply {
        let problem = FieldProblem(call.texts(key), field: "file")
        return Pages.reply(page(record, call, problems: [problem]), .staff, call, status: 422)
    }

    private func check(_ call: Call) async throws -> Reply {
        let record = try await call.sittingRecord()
        switch try await incoming(call) {
        case .notText: return refused("candidates.not-utf8", record, call)
        case .nothing: return refused("candidates.no-list", record, call)
        case .list(let list, let text):
            let outcome = try await dryRun(list, text, record, call)
            let status = outcome.findings.isEmpty ? 200 : 422
            return Pages.reply(page(record, call, outcome: outcome), .staff, call, status: status)
        }
    }

    private func dryRun(
        _ list: CandidateList,
        _ text: String,
        _ record: SittingRecord,
        _ call: Call
    ) async throws -> CandidatesPage.Outcome {
        guard let outcome = try await call.scheduling.takeIn(list, into: record.sitting.id, isDryRun: true) else {
            return Self.blocked(list, text)
        }
        let rows = zip(list.candidates, outcome.effects).compactMap {
            candidate,
            effect -> (number: String, name: String, effect: CandidatesPage.Effect)? in
            switch effect {
            case .same: nil
            case .added: (candidate.number, candidate.name, .added)
            case .changed(let before, let adjustments):
                (candidate.number, candidate.name, .changed(before: before.adjustments, after: adjustments))
            }
        }
        return CandidatesPage.Outcome(
            list: text,
            findings: [],
            added: outcome.added,
            changed: outcome.changed,
            same: outcome.same,
            rows: rows
        )
    }

    /// The dry run of a list with problems.
    private static func blocked(_ list: CandidateList, _ text: String) -> CandidatesPage.Outcome {
        let findings = list.problems.map {
            CandidatesPage.Finding(line: $0.line, column: $0.column, message: $0.message)
        }
        return CandidatesPage.Outcome(list: text, findings: findings, added: 0, changed: 0, same: 0, rows: [])
    }

    private func apply(_ call: Call) async throws -> Reply {
        let record = try await call.sittingRecord()
        guard case .list(let list, let text) = try await incoming(call) else {
            return refused("candidates.no-list", record, call)
        }
        guard let outcome = try await call.scheduling.takeIn(list, into: record.sitting.id, isDryRun: false) else {
            let page = page(record, call, outcome: Self.blocked(list, text))
            return Pages.reply(page, .staff, call, status: 422)
        }
        let tickets = list.candidates.compactMap { candidate in
            outcome.tickets[candidate.number].map {
                TicketsPage.Ticket(number: candidate.number, name: candidate.name, code: $0.printed)
            }
        }
        let page = TicketsPage(
            sitting: record.sitting,
            tickets: tickets,
            outcome: (outcome.added, outcome.changed, outcome.same),
            address: call.signInAddress,
            texts: call.texts
        )
        return Pages.reply(page, .staff, call)
    }
}
