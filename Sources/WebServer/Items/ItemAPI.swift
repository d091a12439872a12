import Assessment
import Foundation
import ItemBank
import Storage

/// The item bank as programs see it: search, versions, import plans, export, blueprints and resource packs.
struct ItemAPI: RouteGroup {
    var routes: [Route] {
        items + imports + [
            Route(.get, "/api/v1/blueprints", .bank, "All blueprints.") { call in
                let blueprints = try await call.store.blueprints()
                return .json([
                    "blueprints": .array(blueprints.map { ["id": .string($0.id), "name": .string($0.name)] })
                ])
            },
            Route(.get, "/api/v1/blueprints/{blueprint}", .bank, "One blueprint.") { call in
                guard let json = try await call.store.blueprint(call.parameter("blueprint")) else {
                    throw Failure.notFound
                }
                return Reply.json(json).tagged(json)
            },
            Route(
                .put,
                "/api/v1/blueprints/{blueprint}",
                .bank,
                body: .json(limit: 1 << 20),
                audit: .blueprintSaved,
                "Saves a blueprint under its id.",
                handle: saveBlueprint
            ),
            Route(.get, "/api/v1/resources", .staff, "All resource packs.") { call in
                let packs = try await call.store.resourcePacks()
                return .json([
                    "resources": .array(packs.map { ["hash": .string($0.hash.rawValue), "title": .string($0.title)] })
                ])
            },
            Route(
                .post,
                "/api/v1/resources",
                .bank,
                body: .json(limit: 8 << 20),
                audit: .resourcesSaved,
                "Saves a resource pack under its hash."
            ) { call in
                let pack = try ResourcePack(json: try call.json)
                try await call.store.saveResourcePack(pack, by: call.actor, now: call.now)
                return .json(["hash": .string(pack.hash.rawValue)], status: 201)
            },
        ]
    }

    private var items: [Route] {
        [
            Route(.get, "/api/v1/items", .bank, "Searches the current versions of all items.", handle: search),
            Route(.get, "/api/v1/items/{item}", .bank, "All versions of one item, newest first.") { call in
                let versions = try await call.store.versions(of: ItemID(rawValue: call.parameter("item")))
                guard !versions.isEmpty else { throw Failure.notFound }
                return .json(["versions": .array(versions.map(\.json))])
            },
            Route(.get, "/api/v1/versions/{hash}", .bank, "One frozen version as canonical JSON.") { call in
                guard let hash = ContentHash(rawValue: call.parameter("hash")),
                    let version = try await call.store.version(hash)
                else { throw Failure.notFound }
                return .json(version.json)
            },
            Route(.get, "/api/v1/exports/{format}", .bank, rate: .heavy, "The bank as one file of a format.") { call in
                try await Exporting(call).reply
            },
        ]
    }

    private var imports: [Route] {
        [
            Route(
                .post,
                "/api/v1/imports",
                .bank,
                body: .file(limit: Importing.fileLimit),
                rate: .heavy,
                audit: .importStaged,
                "Reads a file and makes a plan; nothing shows in the bank yet. 201 with the plan, or 202 while the file is "
                    + "still being read after so many seconds as wait says (0 to 30, otherwise 1).",
                handle: upload
            ),
            Route(
                .get,
                "/api/v1/imports/{import}",
                .bank,
                "A plan with all its entries, or the progress of its making."
            ) { call in
                guard let record = try await call.store.importRecord(call.parameter("import")) else {
                    throw Failure.notFound
                }
                return .json(try await plan(record, call))
            },
            Route(
                .post,
                "/api/v1/imports/{import}/apply",
                .bank,
                body: .smallJSON,
                audit: .importApplied,
                "Applies a plan whole; with perItem true, all of it that is not blocked."
            ) { call in
                var fields = try Fields(try call.json)
                let isPerItem = try fields.bool("perItem", default: false)
                try fields.end()
                try await call.store.applyImport(
                    call.parameter("import"),
                    leavingOut: isPerItem,
                    by: call.actor,
                    now: call.now
                )
                return .json(["state": "applied"])
            },
            Route(
                .post,
                "/api/v1/imports/{import}/discard",
                .bank,
                body: .smallJSON,
                audit: .importDiscarded,
                "Forgets a plan, or ends the reading of its file."
            ) { call in
                try await ImportPlanRoutes.discard(call)
                return .json(["state": "discarded"])
            },
        ]
    }

    private func search(_ call: Call) async throws -> Reply {
        var query = ItemQuery()
        query.words = (call.query["q"] ?? "").split(separator: " ").map(String.init)
        query.kind = call.query["kind"].map(KindName.init(rawValue:))
        if let axis = call.query["axis"], let category = call.query["category"] { query.tag = (axis, category) }
        query.limit = min(1000, max(1, call.query["limit"].flatMap { Int($0) } ?? 50))
        query.offset = max(0, call.query["offset"].flatMap { Int($0) } ?? 0)
        let found = try await call.store.items(query)
        return .json(["total": .integer(Int64(found.total)), "items": .array(found.items.map(\.json))])
    }

    private func upload(_ call: Call) async throws -> Reply {
        guard case .file(let name, let bytes, _) = call.body else { throw Failure.badRequest("a file is needed") }
        let patience: Duration
        switch call.query["wait"] {
        case nil: patience = Importing.patience
        case let text?:
            guard let seconds = Int(text), (0...30).contains(seconds) else {
                throw Failure.badRequest("wait must be a whole number of seconds from 0 to 30")
            }
            patience = .seconds(seconds)
        }
        let begun = try await Importing(call).begin(fileName: name, bytes: bytes)
        let isDone = try await call.website.runningImports.wait(for: begun.running, atMost: patience)
        try begun.running.outcome?.get()
        guard let record = try await call.store.importRecord(begun.id) else { throw Failure.notFound }
        return .json(try await plan(record, call), status: isDone ? 201 : 202)
    }

    private func plan(_ record: ImportRecord, _ call: Call) async throws -> JSONValue {
        // Of a plan in the making nothing is told but how far it is: what there is of it grows from moment to moment.
        let isMade = record.state != .staging
        let entries = isMade ? try await call.store.planEntries(of: record.id) : []
        let counts = (isMade ? record.counts : [:]).map { ($0.key.rawValue, JSONValue.integer(Int64($0.value))) }
        var members: [String: JSONValue] = [
            "import": .string(record.id), "file": .string(record.fileName), "state": .string(record.state.rawValue),
            "problems": .array(record.problems.map(JSONValue.string)),
            "notes": .array(record.notes.map(JSONValue.string)),
            "counts": .object(Dictionary(uniqueKeysWithValues: counts)),
            "entries": .array(try await PlanEntryRoutes.json(entries, of: record.id, call)),
        ]
        if !isMade, let progress = call.website.runningImports.progress(of: record.id) {
            members["progress"] = progress.json
        }
        if let end = record.end { members["end"] = end.json }
        return .object(members)
    }

    private func saveBlueprint(_ call: Call) async throws -> Reply {
        let basis = try BlueprintBasis(call.headers)
        let blueprint = try await BlueprintCheck.sound(try call.json, in: call.website)
        guard blueprint.id == call.parameter("blueprint") else {
            throw Failure.unprocessable("blueprint.id", "the id in the address is not the blueprint's own")
        }
        try await call.store.saveBlueprint(
            id: blueprint.id,
            name: blueprint.name,
            body: blueprint.json,
            upon: basis,
            by: call.actor,
            now: call.now
        )
        return Reply.json(["id": .string(blueprint.id)]).tagged(blueprint.json)
    }
}

extension ItemSummary {
    /// This row of a list as programs see it.
    var json: JSONValue {
        var members: [String: JSONValue] = [
            "item": .string(item.rawValue), "number": .integer(Int64(number)), "hash": .string(hash.rawValue),
            "kind": .string(kind.rawValue), "language": .string(language), "title": .string(title),
            "tags": .object(facets.tags.mapValues { .array($0.map(JSONValue.string)) }),
            "outcomes": .integer(Int64(facets.outcomes)),
        ]
        if let caseSet = facets.caseSet { members["caseSet"] = caseSet.json }
        if let difficulty = facets.difficulty { members["difficulty"] = .string(difficulty.description) }
        return .object(members)
    }
}
