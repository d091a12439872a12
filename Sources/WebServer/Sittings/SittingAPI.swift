import Assessment
import ExamDelivery
import Foundation
import Storage

/// Sittings as programs see them.
struct SittingAPI: RouteGroup {
    var routes: [Route] {
        [
            Route(.get, "/api/v1/sittings", .staff, "All sittings.") { call in
                .json(["sittings": .array(try await call.store.sittings().map(\.json))])
            },
            Route(
                .post,
                "/api/v1/sittings",
                .office,
                body: .smallJSON,
                audit: .sittingPlanned,
                "Plans a sitting of a sealed paper.",
                handle: plan
            ),
            Route(.get, "/api/v1/sittings/{sitting}", .staff, "One sitting.") { call in
                .json(try await call.sittingRecord().json)
            },
            Route(
                .post,
                "/api/v1/sittings/{sitting}/state",
                .office,
                body: .smallJSON,
                audit: .sittingMoved,
                "Opens or closes a sitting.",
                handle: move
            ),
            Route(
                .get,
                "/api/v1/sittings/{sitting}/responses",
                .office,
                "Every response event of a sitting, with its standing and digest.",
                handle: responses
            ),
        ]
    }

    private func plan(_ call: Call) async throws -> Reply {
        var fields = try Fields(try call.json)
        let plan = SittingPlan(
            title: try fields.string("title"),
            form: ContentHash(rawValue: try fields.string("form")),
            opens: try Self.instant(try fields.string("opensAt"), "opensAt"),
            closes: try Self.instant(try fields.string("closesAt"), "closesAt"),
            minutes: try fields.integer("minutes", in: SittingCheck.minutes),
            zone: try fields.optionalString("zone") ?? call.website.settings.zone,
            isPractice: try fields.bool("practice", default: false),
            resources: try fields.optionalString("resources") ?? "",
            passMark: try fields.optionalMark("passMark")
        )
        try fields.end()
        switch try await call.scheduling.plan(plan) {
        case .done(let id): return .json(["sitting": .string(id.rawValue)], status: 201)
        case .refused(let findings): throw Failure(findings)
        }
    }

    private static func instant(_ text: String, _ field: String) throws(Failure) -> Date {
        let styles = [Date.ISO8601FormatStyle(), Date.ISO8601FormatStyle(includingFractionalSeconds: true)]
        for style in styles {
            // One of two accepted spellings; both failing is the refusal below.
            if let date = try? Date(text, strategy: style) { return date }
        }
        throw .unprocessable("instant", "\(field) must be an instant such as 2027-06-03T09:00:00Z")
    }

    private func move(_ call: Call) async throws -> Reply {
        var fields = try Fields(try call.json)
        let word = try fields.string("state")
        try fields.end()
        try await call.scheduling.move(try await call.sittingRecord().sitting.id, to: word)
        return .json(try await call.sittingRecord().json)
    }

    private func responses(_ call: Call) async throws -> Reply {
        var events: [JSONValue] = []
        for candidate in try await call.store.candidates(of: try await call.sittingRecord().sitting.id) {
            guard let attempt = candidate.attempt else { continue }
            for (event, receipt) in try await call.store.timeline(of: attempt) {
                guard case .responded(let responded) = event else { continue }
                var members: [String: JSONValue] = [
                    "candidate": .string(candidate.number), "attempt": .string(attempt.rawValue),
                    "change": .string(receipt.changeID.rawValue), "position": .integer(Int64(responded.position)),
                    "response": responded.response.json, "standing": .string(responded.standing.word),
                    "receivedAt": .string(ExamData.instant(receipt.receivedAt)),
                    "digest": .string(receipt.hash.hexadecimal),
                ]
                members["turn"] = responded.turn.map { .integer(Int64($0)) }
                events.append(.object(members))
            }
        }
        return .json(["responses": .array(events)])
    }
}
