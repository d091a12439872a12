import Assessment
import Foundation
import Storage

/// The installation itself: health, the journal's proof, backup, and the description of the API.
struct SystemAPI: RouteGroup {
    private static let administrators = Route.Access.roles([.administrator])

    var routes: [Route] {
        [
            Route(.get, "/api/v1/health", .everyone, rate: .save, "Whether the server can save.") { call in
                guard call.store.fault == nil else {
                    throw Failure(
                        .unavailable,
                        "storage.fault",
                        "the store has given up; the server must be started anew"
                    )
                }
                let counts = call.store.saveCounts
                return .json([
                    "ready": true, "now": .string(ExamData.instant(call.now)),
                    "saves": .integer(Int64(counts.entries)), "commits": .integer(Int64(counts.commits)),
                ])
            },
            Route(.get, "/openapi.json", .everyone, "This API in OpenAPI 3.1.") { call in
                .json(OpenAPI.document(WebServer.routes))
            },
            Route(
                .post,
                "/api/v1/audit/verify",
                Self.administrators,
                body: .json(limit: 1 << 20),
                rate: .heavy,
                "Checks the whole journal: chains, sealed heads, counts.",
                handle: verify
            ),
            Route(
                .get,
                "/api/v1/audit",
                Self.administrators,
                "The audit stream, newest first: ?limit= events (at most 1000) before number ?before=; next begins the "
                    + "following page.",
                handle: audit
            ),
            Route(
                .post,
                "/api/v1/backups",
                .operatorAtMachine,
                body: .smallJSON,
                "Writes a backup to a folder of this machine; for the operator alone.",
                handle: backUp
            ),
        ]
    }

    private func verify(_ call: Call) async throws -> Reply {
        let anchors = try (try call.json["anchors"]?.elements ?? []).map { anchor in
            do {
                return try JSONDecoder().decode(JournalAnchor.self, from: CanonicalJSON.data(anchor))
            } catch {
                throw Failure.unprocessable("audit.anchor", "an anchor cannot be read")
            }
        }
        let report = try await call.store.verifyJournal(against: anchors)
        return .json([
            "anchors": .integer(Int64(anchors.count)),
            "events": .integer(report.events), "streams": .integer(report.streams), "sound": .bool(report.isSound),
            "findings": .array(
                report.findings.map { finding in
                    [
                        "problem": .string(finding.problem.rawValue),
                        "stream": finding.stream.map(JSONValue.string) ?? .null,
                        "number": finding.number.map(JSONValue.integer) ?? .null,
                    ]
                }
            ),
        ])
    }

    private func audit(_ call: Call) async throws -> Reply {
        let limit = try Self.number(call.query["limit"], "limit", in: 1...Self.mostAuditEvents) ?? Self.mostAuditEvents
        let end = try Self.number(call.query["before"], "before", in: 1...Int64.max) ?? .max
        let events = try await call.store.auditEvents(before: end, limit: Int(limit))
        // The stream is numbered from 1 without gaps.
        let next = events.last.flatMap { $0.number > 1 ? $0.number : nil }
        return .json([
            "events": .array(
                try events.map { event in
                    [
                        "number": .integer(event.number), "at": .string(ExamData.instant(event.receivedAt)),
                        "event": try StrictJSON.value(event.body),
                    ]
                }
            ),
            "next": next.map(JSONValue.integer) ?? .null,
        ])
    }

    private static let mostAuditEvents: Int64 = 1000

    private static func number(_ text: String?, _ name: String, in range: ClosedRange<Int64>) throws(Failure) -> Int64?
    {
        guard let text else { return nil }
        guard let number = Int64(text), range.contains(number) else {
            throw .badRequest("\(name) must be a number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    private func backUp(_ call: Call) async throws -> Reply {
        var fields = try Fields(try call.json)
        let folder = try fields.string("folder")
        let program = try fields.string("program")
        try fields.end()
        guard folder.hasPrefix("/") else { throw Failure.unprocessable("backup.folder", "a whole path is needed") }
        let manifest = try await call.store.backUp(to: URL(filePath: folder), program: program, now: call.now)
        return .json([
            "folder": .string(folder), "madeAt": .string(ExamData.instant(manifest.madeAt)),
            "files": .array(
                manifest.files.map {
                    ["name": .string($0.name), "bytes": .integer($0.bytes), "sha256": .string($0.sha256)]
                }
            ),
        ])
    }
}

/// The API described for other programs, made from the declared routes.
enum OpenAPI {
    static func document(_ routes: [Route]) -> JSONValue {
        var paths: [String: [String: JSONValue]] = [:]
        for route in routes where route.isAPI {
            paths[route.path, default: [:]][route.method.rawValue.lowercased()] = operation(route)
        }
        return [
            "openapi": "3.1.0",
            "info": ["title": "Avicenna", "version": "1"],
            "paths": .object(paths.mapValues(JSONValue.object)),
            "components": [
                "securitySchemes": [
                    "session": ["type": "apiKey", "in": "cookie", "name": .string(Cookies.session)]
                ],
                "schemas": ["Problem": problem],
            ],
        ]
    }

    private static func operation(_ route: Route) -> JSONValue {
        let parameters = route.path.split(separator: "/").filter { $0.hasPrefix("{") }.map { component -> JSONValue in
            [
                "name": .string(String(component.dropFirst().dropLast())), "in": "path", "required": true,
                "schema": ["type": "string"],
            ]
        }
        var members: [String: JSONValue] = [
            "summary": .string(route.summary), "parameters": .array(parameters),
            "responses": [
                "2XX": ["description": "Done"],
                "default": [
                    "description": "Refused or failed",
                    "content": ["application/problem+json": ["schema": ["$ref": "#/components/schemas/Problem"]]],
                ],
            ],
        ]
        if let type = contentType(route.body) {
            members["requestBody"] = [
                "required": true, "content": .object([type: ["schema": ["type": "object"]]]),
            ]
        }
        if route.access != .everyone { members["security"] = [["session": []]] }
        if case .roles(let roles) = route.access {
            members["x-roles"] = .array(roles.map(\.rawValue).sorted().map(JSONValue.string))
        }
        members["x-body-limit"] = .integer(Int64(route.body.limit))
        return .object(members)
    }

    private static func contentType(_ body: Route.BodyRule) -> String? {
        switch body {
        case .none: nil
        case .form: "application/x-www-form-urlencoded"
        case .json: "application/json"
        case .file: "application/octet-stream"
        }
    }

    private static let problem: JSONValue = [
        "type": "object", "required": ["status", "code", "title"],
        "properties": [
            "type": ["type": "string"], "status": ["type": "integer"], "code": ["type": "string"],
            "title": ["type": "string"], "request": ["type": "string"],
            "details": ["type": "array", "items": ["type": "string"]],
        ],
    ]
}
