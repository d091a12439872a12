import Assessment
import ExamDelivery
import Foundation
import Interchange
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
                "Scores responses against a sealed form, for one candidate or many; stores nothing.",
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

    private func scoreForm(_ call: Call) async throws -> Reply {
        guard let hash = ContentHash(rawValue: call.parameter("form")), let key = try await call.store.key(ofForm: hash)
        else { throw Failure.notFound }
        var fields = try Fields(try call.json)
        let candidates = try fields.list("candidates", Self.responses)
        try fields.end()
        let catalogue = call.store.catalogue
        let results = try await call.website.apart {
            let marker = try Self.marker(key, catalogue)
            return try candidates.map { candidate in
                [
                    "id": .string(candidate.id),
                    "total": .string(try Self.mark(candidate.responses, marker).total.description),
                    "available": .string(marker.total.description),
                    "positions": try Self.mark(candidate.responses, marker).json,
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

    private static func mark(_ responses: [Int: ItemResponse], _ marker: FormMarker) throws -> MarkedResponses {
        do throws(FormMarker.Refusal) {
            return try marker.mark(responses)
        } catch {
            throw ResultsRefusal.unmarkable(error)
        }
    }

    private static func responses(
        _ json: JSONValue,
        _ path: String
    ) throws(FormatProblem) -> (id: String, responses: [Int: ItemResponse]) {
        var fields = try Fields(json, path: path)
        let id = try fields.string("id")
        var responses: [Int: ItemResponse] = [:]
        for (position, value) in try fields.value("responses").members ?? [:] {
            guard let number = Int(position) else {
                throw FormatProblem(path: "\(path).responses.\(position)", message: "positions are whole numbers")
            }
            responses[number] = try ItemResponse(json: value, path: "\(path).responses.\(position)")
        }
        try fields.end()
        return (id, responses)
    }
}

/// A decision that can be applied.
enum DecisionCheck {
    /// - Throws: ``ResultsRefusal/unmarkable(_:)`` when the decision names a question or mark that is not there.
    static func sound(_ decision: ItemDecision, position: Int, of id: SittingID, store: Store) async throws {
        guard let record = try await store.sitting(id), let key = try await store.key(ofForm: record.sitting.form)
        else {
            throw ResultsRefusal.unknown
        }
        let decisions = try await store.decisions(of: id) + [(position, decision)]
        do throws(FormMarker.Refusal) {
            _ = try FormMarker(key, decisions: decisions, catalogue: store.catalogue)
        } catch {
            throw ResultsRefusal.unmarkable(error)
        }
    }
}

extension MarkedResponses {
    /// Marks by position.
    var json: JSONValue {
        .array(
            positions.enumerated().map { index, position in
                [
                    "position": .integer(Int64(index + 1)), "mark": .string(position.mark.description),
                    "blank": .bool(position.isBlank), "excluded": .bool(position.isExcluded),
                    "outcomes": .array(
                        position.outcomes.map {
                            [
                                "id": .string($0.id.rawValue), "mark": .string($0.mark.description),
                                "needsMarker": .bool($0.needsMarker),
                            ]
                        }
                    ),
                ]
            }
        )
    }
}

extension ScoredSitting {
    /// These results as programs see them.
    var json: JSONValue {
        [
            "sitting": .string(record.sitting.id.rawValue), "state": .string(record.state.rawValue),
            "digest": .string(digest), "available": .string(marker.total.description),
            "candidates": .array(
                candidates.map { candidate in
                    [
                        "number": .string(candidate.candidate.number), "result": candidate.result?.json ?? .null,
                        "positions": candidate.marked.json,
                    ]
                }
            ),
        ]
    }
}

/// Results for a spreadsheet: one row a candidate, one column a question.
enum ResultsCSV {
    static func data(_ scored: ScoredSitting) -> Data {
        let questions = scored.marker.available.indices.map { "question \($0 + 1)" }
        let writer = CSVWriter(header: ["number", "name", "marks", "available", "percent", "pass"] + questions)
        var data = writer.head
        for candidate in scored.candidates {
            let pass = candidate.result?.isPass.map { $0 ? "yes" : "no" } ?? ""
            let marks = candidate.marked.positions.map { $0.isExcluded ? "excluded" : $0.mark.description }
            data += writer.row(
                [
                    candidate.candidate.number, candidate.candidate.name, candidate.marked.total.description,
                    scored.marker.total.description, candidate.result?.percent ?? "", pass,
                ] + marks
            )
        }
        return data
    }
}
