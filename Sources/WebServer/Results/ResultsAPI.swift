import Assessment
import ExamDelivery
import Foundation
import Storage

/// Scoring, decisions and release as programs see them.
struct ResultsAPI: RouteGroup {
    var routes: [Route] {
        scoring + [
            Route(
                .post,
                "/api/v1/sittings/{sitting}/decisions",
                .results,
                body: .smallJSON,
                audit: .decisionRecorded,
                "Records a decision about one question; results are scored anew after it.",
                handle: decide
            ),
            Route(
                .post,
                "/api/v1/sittings/{sitting}/pass-mark",
                .office,
                body: .smallJSON,
                audit: .decisionRecorded,
                "Sets the pass mark as an exact share of the marks, or takes it away; results are scored anew after it.",
                handle: setPassMark
            ),
            Route(
                .post,
                "/api/v1/sittings/{sitting}/confirm",
                .results,
                body: .smallJSON,
                audit: .sittingMoved,
                "Says that the marked results are right."
            ) { call in
                try await call.store.confirmResults(of: Self.sitting(call), by: call.actor, now: call.now)
                return .json(["state": "confirmed"])
            },
            Route(
                .post,
                "/api/v1/sittings/{sitting}/release/propose",
                .results,
                body: .smallJSON,
                audit: .releaseProposed,
                "Proposes to release the results with this digest."
            ) { call in
                try await call.store.proposeRelease(
                    of: Self.sitting(call),
                    digest: try Self.digest(call),
                    by: try call.person.id,
                    now: call.now
                )
                return .json(["release": "proposed"])
            },
            Route(
                .post,
                "/api/v1/sittings/{sitting}/release/confirm",
                .results,
                body: .smallJSON,
                audit: .resultsReleased,
                "Confirms, as a second person, having seen the results with this digest."
            ) { call in
                try await call.store.confirmRelease(
                    of: Self.sitting(call),
                    digest: try Self.digest(call),
                    by: try call.person.id,
                    now: call.now
                )
                return .json(["release": "released"])
            },
        ]
    }

    private var scoring: [Route] {
        [
            Route(.get, "/api/v1/sittings/{sitting}/results", .results, "Results as scored now; writes nothing.") {
                call in
                .json(try await call.store.scored(Self.sitting(call)).json)
            },
            Route(.get, "/api/v1/sittings/{sitting}/results.csv", .results, "Results as CSV.") { call in
                let scored = try await call.store.scored(Self.sitting(call))
                return Reply(.bytes(ResultsCSV.data(scored), type: "text/csv; charset=utf-8", fileName: "results.csv"))
            },
            Route(
                .post,
                "/api/v1/sittings/{sitting}/score",
                .results,
                body: .smallJSON,
                audit: .resultsScored,
                "Scores a closed sitting and stores the results."
            ) { call in
                .json(try await call.store.scoreSitting(Self.sitting(call), by: call.actor, now: call.now).json)
            },
            Route(
                .post,
                "/api/v1/forms/{form}/score",
                .results,
                body: .json(limit: 8 << 20),
                "Scores responses against a sealed form, for one candidate or many; stores nothing. "
                    + "Where parts are drawn, each needs its draws, by position; of questions that are answered in turns, \"turns\" "
                    + "has the responses of each in their order, by position.",
                handle: scoreForm
            ),
        ]
    }

    private static func sitting(_ call: Call) -> SittingID { SittingID(rawValue: call.parameter("sitting")) }

    private static func digest(_ call: Call) throws -> String {
        var fields = try Fields(try call.json)
        let digest = try fields.string("digest")
        try fields.end()
        return digest
    }

    private func decide(_ call: Call) async throws -> Reply {
        var fields = try Fields(try call.json)
        let position = try fields.integer("position", in: 1...100_000)
        let decision = try ItemDecision(json: try fields.value("decision"), path: "decision")
        try fields.end()
        try await DecisionCheck.sound(decision, position: position, of: Self.sitting(call), store: call.store)
        try await call.store.decide(
            decision,
            onPosition: position,
            of: Self.sitting(call),
            by: call.actor,
            now: call.now
        )
        return .json(["position": .integer(Int64(position)), "decision": decision.json], status: 201)
    }

    private func setPassMark(_ call: Call) async throws -> Reply {
        var fields = try Fields(try call.json)
        let passMark = try Self.passMark(try fields.value("passMark"))
        try fields.end()
        let id = Self.sitting(call)
        try await call.store.setPassMark(passMark, of: id, by: call.actor, now: call.now)
        guard let record = try await call.store.sitting(id) else { throw Failure.notFound }
        return .json([
            "sitting": .string(id.rawValue), "state": .string(record.state.rawValue),
            "passMark": record.sitting.passMark.map { .string($0.description) } ?? .null,
        ])
    }

    /// Only `null` takes a pass mark away: an absent one is a mistake.
    private static func passMark(_ json: JSONValue) throws(Failure) -> Mark? {
        guard json != .null else { return nil }
        guard let mark = json.text.flatMap(Mark.init(parsing:)), (Mark.zero...Mark.one).contains(mark) else {
            throw .unprocessable("sitting.pass-mark", "the pass mark is a share of the marks in 0…1, such as \"11/20\"")
        }
        return mark
    }

    private func scoreForm(_ call: Call) async throws -> Reply {
        guard let hash = ContentHash(rawValue: call.parameter("form")), let key = try await call.store.key(ofForm: hash)
        else { throw Failure.notFound }
        var fields = try Fields(try call.json)
        let candidates = try fields.list("candidates", Self.responses)
        try fields.end()
        let catalogue = call.store.catalogue
        let results = try await call.website.apart {
            let marker = try Self.marker(key, catalogue)
            let isDrawn = FormDraws(key, catalogue: catalogue).isDrawn
            return try candidates.map { candidate in
                // Nobody can tell what was right for a candidate whose draws are not known.
                if isDrawn, candidate.draws == nil {
                    throw Failure.unprocessable(
                        "form.drawn",
                        "parts of this form are drawn for each candidate; give the draws of each in “draws”, by position"
                    )
                }
                let marked = try Self.mark(candidate, marker)
                return [
                    "id": .string(candidate.id),
                    "total": .string(marked.total.description),
                    "available": .string(marker.total.description),
                    "positions": marked.json,
                ] as JSONValue
            }
        }
        return .json(["candidates": .array(results)])
    }

    private static func marker(_ key: FormKey, _ catalogue: Catalogue) throws -> FormMarker {
        do throws(FormMarker.Refusal) {
            return try FormMarker(key, catalogue: catalogue)
        } catch {
            throw ResultsRefusal.unmarkable(error)
        }
    }

    private static func mark(
        _ given: Given,
        _ marker: FormMarker
    ) throws -> MarkedResponses {
        do throws(FormMarker.Refusal) {
            return try marker.mark(given.responses, draws: given.draws ?? [:], turns: given.turns)
        } catch {
            throw ResultsRefusal.unmarkable(error)
        }
    }

    /// What one candidate gave, and what was drawn.
    private struct Given {
        let id: String
        let responses: [Int: ItemResponse]
        let draws: [Int: ItemSession.State]?
        let turns: [Int: [ItemResponse]]
    }

    private static func responses(_ json: JSONValue, _ path: String) throws(FormatProblem) -> Given {
        var fields = try Fields(json, path: path)
        let id = try fields.string("id")
        var responses: [Int: ItemResponse] = [:]
        for (position, value) in try fields.value("responses").members ?? [:] {
            guard let number = Int(position) else {
                throw FormatProblem(path: "\(path).responses.\(position)", message: "positions are whole numbers")
            }
            responses[number] = try ItemResponse(json: value, path: "\(path).responses.\(position)")
        }
        var draws: [Int: ItemSession.State]?
        if let given = fields.take("draws") {
            draws = try AttemptEvent.Start.draws(json: given, path: fields.at("draws"))
        }
        var turns: [Int: [ItemResponse]] = [:]
        let given = fields.take("turns")
        guard given == nil || given?.members != nil else {
            throw FormatProblem(path: fields.at("turns"), message: "an object of lists by position is needed")
        }
        for (position, value) in given?.members ?? [:] {
            let path = "\(path).turns.\(position)"
            guard let number = Int(position), let list = value.elements, list.count <= FormTurns.limit else {
                throw FormatProblem(path: path, message: "a list of at most \(FormTurns.limit) responses is needed")
            }
            for turn in list { turns[number, default: []].append(try ItemResponse(json: turn, path: path)) }
        }
        try fields.end()
        return Given(id: id, responses: responses, draws: draws, turns: turns)
    }
}
