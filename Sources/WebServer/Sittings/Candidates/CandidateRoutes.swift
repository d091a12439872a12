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

    private func check(_ call: Call) async throws -> Reply {
        let record = try await call.sittingRecord()
        var text = call.form["list"] ?? ""
        if case .file(_, let bytes, _) = call.body, !bytes.isEmpty {
            // The page shows the list that it has checked and sends it back as text, whatever the file was.
            guard let read = CSVTable.text(of: bytes) else {
                let problem = FieldProblem(call.texts("candidates.not-utf8"), field: "file")
                let page = page(record, call, problems: [problem])
                return Pages.reply(page, .staff, call, status: 422)
            }
            text = read
        }
        guard !text.isEmpty else {
            let problem = FieldProblem(call.texts("candidates.no-list"), field: "file")
            let page = page(record, call, problems: [problem])
            return Pages.reply(page, .staff, call, status: 422)
        }
        let outcome = try await dryRun(text, record, call)
        return Pages.reply(
            page(record, call, outcome: outcome),
            .staff,
            call,
            status: outcome.findings.isEmpty ? 200 : 422
        )
    }

    private func dryRun(_ text: String, _ record: SittingRecord, _ call: Call) async throws -> CandidatesPage.Outcome {
        let list = CandidateList(Data(text.utf8))
        let id = record.sitting.id
        guard let outcome = try await call.scheduling.takeIn(list, into: id, isDryRun: true) else {
            return Self.blocked(list, text)
        }
        let known = Dictionary(
            try await call.store.candidates(of: id).map { ($0.number, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        let rows = list.candidates.compactMap {
            candidate -> (number: String, name: String, effect: CandidatesPage.Effect)? in
            guard let before = known[candidate.number] else { return (candidate.number, candidate.name, .added) }
            let isSame = before.name == candidate.name && before.adjustments == candidate.adjustments
            return isSame ? nil : (candidate.number, candidate.name, .changed)
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
        let text = try call.form.required("list")
        let list = CandidateList(Data(text.utf8))
        let id = record.sitting.id
        guard let outcome = try await call.scheduling.takeIn(list, into: id, isDryRun: false) else {
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
