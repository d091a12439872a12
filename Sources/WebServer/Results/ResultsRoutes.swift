import Assessment
import ExamDelivery
import Foundation
import Storage

/// The pages of results: overview, steps, pass mark, files.
struct ResultsRoutes: RouteGroup {
    var routes: [Route] {
        [
            Route(.get, "/results/{sitting}", .results, "Results of a sitting.") { call in
                Pages.reply(try await page(call), .staff, call)
            },
            Route(.get, "/results/{sitting}/results.csv", .results, "Results as CSV.") { call in
                let scored = try await call.store.scored(Self.id(call))
                return Reply(.bytes(ResultsCSV.data(scored), type: "text/csv; charset=utf-8", fileName: "results.csv"))
            },
            Route(.get, "/results/{sitting}/items.csv", .results, "Item statistics as CSV.") { call in
                let scored = try await call.store.scored(Self.id(call))
                let data = ItemsCSV.data(SittingAnalysis(scored))
                return Reply(.bytes(data, type: "text/csv; charset=utf-8", fileName: "items.csv"))
            },
            Route(
                .post,
                "/results/{sitting}/score",
                .office,
                body: .smallForm,
                audit: .resultsScored,
                "Scores a closed sitting."
            ) { call in
                try await step(call) {
                    _ = try await call.store.scoreSitting(Self.id(call), by: call.actor, now: call.now)
                }
            },
            Route(
                .post,
                "/results/{sitting}/confirm",
                .office,
                body: .smallForm,
                audit: .sittingMoved,
                "Confirms the marked results."
            ) { call in
                try await step(call) {
                    try await call.store.confirmResults(of: Self.id(call), by: call.actor, now: call.now)
                }
            },
            Route(
                .post,
                "/results/{sitting}/pass-mark",
                .office,
                body: .smallForm,
                audit: .decisionRecorded,
                "Sets the pass mark.",
                handle: setPassMark
            ),
            Route(.get, "/results/{sitting}/release", .results, "The release by two people.") { call in
                Pages.reply(try await releasePage(call), .staff, call)
            },
            Route(
                .post,
                "/results/{sitting}/release",
                .roles([.board]),
                body: .smallForm,
                audit: .releaseProposed,
                "Proposes the release."
            ) { call in
                try await release(call) { digest, person in
                    try await call.store.proposeRelease(of: Self.id(call), digest: digest, by: person, now: call.now)
                }
            },
            Route(
                .post,
                "/results/{sitting}/release/confirm",
                .roles([.board]),
                body: .smallForm,
                audit: .resultsReleased,
                "Confirms the release as a second person."
            ) { call in
                try await release(call) { digest, person in
                    try await call.store.confirmRelease(of: Self.id(call), digest: digest, by: person, now: call.now)
                }
            },
        ]
    }

    static func id(_ call: Call) -> SittingID { SittingID(rawValue: call.parameter("sitting")) }

    private func page(
        _ call: Call,
        enteredPercent: String? = nil,
        problems: [String] = []
    ) async throws -> ResultsPage {
        let record = try await SittingRoutes.record(call)
        var results: ResultsPage.Results?
        var excluded: [ResultsPage.Excluded] = []
        if record.state.hasEnded {
            let scored = try await call.store.scored(record.sitting.id)
            excluded = SittingAnalysis.excluded(scored)
            results = try await call.website.apart {
                SittingAnalysis(scored).map { analysis in
                    ResultsPage.Results(
                        analysis: analysis.analysis,
                        columns: analysis.listed,
                        available: scored.marker.total.approximate,
                        passCount: analysis.passCount
                    )
                }
            }
        }
        let roles = try call.person.roles
        return ResultsPage(
            sitting: record.sitting,
            state: record.state,
            results: results,
            excluded: excluded,
            passMark: record.sitting.passMark,
            viewer: ResultsPage.Viewer(isOffice: roles.contains(.examOfficer), isBoard: roles.contains(.board)),
            enteredPercent: enteredPercent,
            problems: problems,
            texts: call.texts
        )
    }

    /// Does one step; a refusal is said on the page itself.
    private func step(_ call: Call, _ work: () async throws -> Void) async throws -> Reply {
        do {
            try await work()
        } catch let refusal as ResultsRefusal where refusal != .unknown {
            let failure = Failure(refusal)
            let page = try await page(call, problems: [failure.message])
            return Pages.reply(page, .staff, call, status: failure.status.rawValue)
        }
        return .seeOther("/results/\(Self.id(call).rawValue)")
    }

    private func setPassMark(_ call: Call) async throws -> Reply {
        let text = (call.form["percent"] ?? "").trimmingCharacters(in: CharacterSet(charactersIn: " %"))
            .replacing(",", with: ".")
        var mark: Mark?
        if !text.isEmpty {
            let percent = Mark(parsing: text)
            guard let percent, (Mark.zero...Mark(100)).contains(percent) else {
                let page = try await page(
                    call,
                    enteredPercent: call.form["percent"],
                    problems: [call.texts("results.problem.percent")]
                )
                return Pages.reply(page, .staff, call, status: 422)
            }
            mark = try percent.divided(by: Mark(100))
        }
        let passMark = mark
        return try await step(call) {
            try await call.store.setPassMark(passMark, of: Self.id(call), by: call.actor, now: call.now)
        }
    }

    private func releasePage(_ call: Call, problems: [String] = []) async throws -> ReleasePage {
        let record = try await SittingRoutes.record(call)
        let scored = try await call.store.scored(record.sitting.id)
        let analysis = SittingAnalysis(scored)
        let person = try call.person
        var proposal: ReleasePage.Proposal?
        if let release = try await call.store.release(of: record.sitting.id) {
            var confirmed: (by: String, at: Date)?
            if let by = release.confirmedBy, let at = release.confirmedAt { confirmed = (try await name(by, call), at) }
            proposal = ReleasePage.Proposal(
                digest: release.digest,
                by: try await name(release.proposedBy, call),
                at: release.proposedAt,
                isOwn: release.proposedBy == person.id,
                confirmed: confirmed
            )
        }
        return ReleasePage(
            sitting: record.sitting,
            state: record.state,
            digest: scored.digest,
            numbers: ReleasePage.Numbers(
                candidates: scored.candidates.count,
                passCount: analysis?.passCount,
                passMark: record.sitting.passMark,
                unconfirmed: scored.unconfirmed.count
            ),
            proposal: proposal,
            canRelease: person.roles.contains(.board),
            problems: problems,
            texts: call.texts
        )
    }

    private func name(_ person: PersonID, _ call: Call) async throws -> String {
        try await call.store.person(person)?.name ?? person.rawValue
    }

    private func release(_ call: Call, _ work: (String, PersonID) async throws -> Void) async throws -> Reply {
        let digest = try call.form.required("digest")
        do {
            try await work(digest, try call.person.id)
        } catch let refusal as ResultsRefusal where refusal != .unknown {
            let failure = Failure(refusal)
            let page = try await releasePage(call, problems: [failure.message])
            return Pages.reply(page, .staff, call, status: failure.status.rawValue)
        }
        return .seeOther("/results/\(Self.id(call).rawValue)/release")
    }
}
