import Assessment
import ExamDelivery
import Foundation
import Psychometrics
import Storage

/// One question of a sitting: its numbers and what the board decides about it.
struct ItemAnalysisRoutes: RouteGroup {
    var routes: [Route] {
        [
            Route(.get, "/results/{sitting}/items/{position}", .results, "One question with its numbers.") { call in
                Pages.reply(try await page(call), .staff, call)
            },
            Route(
                .post,
                "/results/{sitting}/items/{position}/decision",
                .results,
                body: .smallForm,
                audit: .decisionRecorded,
                "Records what the board decides about a question.",
                handle: decide
            ),
            Route(
                .post,
                "/results/{sitting}/items/{position}/strings",
                .results,
                body: .form(limit: 256 << 10),
                audit: .decisionRecorded,
                "Confirms new texts of a very short answer: those chosen gain the marks, the others nothing.",
                handle: confirmStrings
            ),
        ]
    }

    private func position(_ call: Call, of scored: ScoredSitting) throws -> Int {
        guard let position = Int(call.parameter("position")), scored.key.entries.indices.contains(position - 1) else {
            throw Failure.notFound
        }
        return position
    }

    private func page(_ call: Call, problems: [String] = []) async throws -> ItemAnalysisPage {
        let scored = try await call.store.scored(ResultsRoutes.id(call))
        let position = try position(call, of: scored)
        let entry = scored.key.entries[position - 1]
        guard let item = try await call.store.version(entry.version),
            let analysis = SittingAnalysis(scored, including: position)
        else { throw Failure.notFound }
        let own = analysis.columns.indices.filter { analysis.columns[$0].position == position }
        let flagged = Set(
            analysis.columns.indices
                .filter {
                    analysis.flags($0).contains(where: ItemFlagText.needsLook) || !analysis.newResponses($0).isEmpty
                }
                .map { analysis.columns[$0].position }
        )
        let version = entry.version.rawValue
        return ItemAnalysisPage(
            sitting: scored.record.sitting,
            item: item,
            place: ItemAnalysisPage.Place(
                position: position,
                total: scored.key.entries.count,
                previousFlagged: flagged.filter { $0 < position }.max(),
                nextFlagged: flagged.filter { $0 > position }.min()
            ),
            numbers: own.map { index in
                ItemAnalysisPage.Numbers(
                    outcome: analysis.columns[index].use.id,
                    statistics: analysis.analysis.items[index],
                    options: analysis.optionAnalysis(index),
                    flags: analysis.flags(index),
                    newStrings: analysis.newResponses(index).map { ($0.text, $0.count) }
                )
            },
            board: ItemAnalysisPage.Board(
                current: analysis.decision(position),
                passing: try passing(position, analysis, call),
                canDecide: [.closed, .marked, .confirmed].contains(scored.record.state)
            ),
            files: ItemAnalysisPage.HandedIn.all(at: position, of: scored),
            preview: ItemPage.Preview(of: item, seed: 1, catalogue: call.store.catalogue),
            turnCounts: scored.candidates.compactMap { $0.turns[position]?.count },
            opensBank: try call.person.roles.contains(.examiner),
            catalogue: call.store.catalogue,
            problems: problems,
            texts: call.texts,
            mediaURL: { "/bank/media/\(version)/\(Cookies.escapedComponent($0))" }
        )
    }

    /// How many would pass after each decision; empty while no pass mark is set.
    private func passing(_ position: Int, _ analysis: SittingAnalysis, _ call: Call) throws -> [DecisionKind: Int] {
        let scored = analysis.scored
        guard let passMark = scored.record.sitting.passMark else { return [:] }
        var passing: [DecisionKind: Int] = [:]
        let decisions: [(DecisionKind, ItemDecision)] = [
            (.keep, .keep), (.exclude, .exclude), (.creditAll, .creditAll),
        ]
        for (kind, decision) in decisions {
            do throws(FormMarker.Refusal) {
                let marker = try FormMarker(
                    scored.key,
                    decisions: scored.decisions + [(position, decision)],
                    catalogue: call.store.catalogue
                )
                var count = 0
                for candidate in scored.candidates {
                    let marked = try marker.mark(
                        candidate.responses,
                        draws: candidate.draws,
                        turns: candidate.turns
                    )
                    let result = CandidateResult(
                        candidate: candidate.candidate.person,
                        marks: marked.total,
                        available: marker.total,
                        passMark: passMark
                    )
                    if result?.isPass == true { count += 1 }
                }
                passing[kind] = count
            } catch {
                throw ResultsRefusal.unmarkable(error)
            }
        }
        return passing
    }

    private func decide(_ call: Call) async throws -> Reply {
        let id = ResultsRoutes.id(call)
        let scored = try await call.store.scored(id)
        let position = try position(call, of: scored)
        let decision: ItemDecision
        switch DecisionKind(rawValue: try call.form.required("decision")) {
        case .keep: decision = .keep
        case .exclude: decision = .exclude
        case .creditAll: decision = .creditAll
        case .accept: decision = try accepted(call, position, scored)
        case .rekey, nil: throw Failure.unprocessable("decision.unknown", "there is no such decision")
        }
        try await DecisionCheck.sound(decision, position: position, of: id, store: call.store)
        try await call.store.decide(decision, onPosition: position, of: id, by: call.actor, now: call.now)
        return .seeOther("/results/\(id.rawValue)/items/\(position)")
    }

    /// Reads `outcome/option` as "also accept".
    private func accepted(_ call: Call, _ position: Int, _ scored: ScoredSitting) throws -> ItemDecision {
        let halves = (call.form["accept"] ?? "").split(separator: "/", maxSplits: 1).map(String.init)
        guard halves.count == 2,
            let use = scored.key.entries[position - 1].scoring.first(where: { $0.id.rawValue == halves[0] })
        else { throw Failure.unprocessable("decision.option", "choose the option that is to gain the marks too") }
        let option = OptionID(rawValue: halves[1])
        guard let row = use.parameters["row"]?.text else { return .accept(use.id, .choices([option])) }
        return .accept(use.id, .pairs([ResponseValue.Pair(row: OptionID(rawValue: row), column: option)]))
    }

    private func confirmStrings(_ call: Call) async throws -> Reply {
        let id = ResultsRoutes.id(call)
        let scored = try await call.store.scored(id)
        let position = try position(call, of: scored)
        let outcome = OutcomeID(rawValue: try call.form.required("outcome"))
        guard let analysis = SittingAnalysis(scored, including: position),
            let index = analysis.columns.firstIndex(where: { $0.position == position && $0.use.id == outcome })
        else { throw Failure.notFound }
        let accepted = Set(call.form.all("accept"))
        for response in analysis.newResponses(index) {
            let decision: ItemDecision =
                accepted.contains(response.text)
                ? .accept(outcome, response.value) : .reject(outcome, response.value)
            try await call.store.decide(decision, onPosition: position, of: id, by: call.actor, now: call.now)
        }
        return .seeOther("/results/\(id.rawValue)/items/\(position)")
    }
}
