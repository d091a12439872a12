import Assessment
import Foundation
import ItemBank
import Storage

/// Papers as programs see them.
struct PaperAPI: RouteGroup {
    var routes: [Route] {
        [
            Route(.get, "/api/v1/papers", .staff, "All papers.") { call in
                .json(["papers": .array(try await call.store.papers().map(\.json))])
            },
            Route(
                .post,
                "/api/v1/papers",
                .bank,
                body: .smallJSON,
                audit: .paperSaved,
                "Begins a draft.",
                handle: add
            ),
            Route(.get, "/api/v1/papers/{paper}", .staff, "One paper.") { call in .json(try await record(call).json) },
            Route(
                .post,
                "/api/v1/papers/{paper}/assemble",
                .bank,
                body: .smallJSON,
                rate: .heavy,
                audit: .paperSaved,
                "Fills the gaps of a draft from the bank, by its blueprint and a seed.",
                handle: assemble
            ),
            Route(
                .put,
                "/api/v1/papers/{paper}/items",
                .bank,
                body: .json(limit: 1 << 20),
                audit: .paperSaved,
                "Replaces the items of a draft.",
                handle: replaceItems
            ),
            Route(
                .post,
                "/api/v1/papers/{paper}/state",
                .bank,
                body: .smallJSON,
                audit: .paperMoved,
                "Moves a paper one step; sealing freezes its hashes.",
                handle: move
            ),
        ]
    }

    private func record(_ call: Call) async throws -> PaperRecord {
        guard let record = try await call.store.paper(PaperID(rawValue: call.parameter("paper"))) else {
            throw Failure.notFound
        }
        return record
    }

    private func add(_ call: Call) async throws -> Reply {
        var fields = try Fields(try call.json)
        let title = try fields.string("title")
        let language = try fields.optionalString("language") ?? "en"
        let blueprint = try fields.optionalString("blueprint")
        let seed = fields.take("seed")?.number.map { UInt64(clamping: $0) } ?? 1
        try fields.end()
        guard (1...200).contains(title.count) else {
            throw Failure.unprocessable("paper.title", "a title has 1 to 200 characters")
        }
        if let blueprint, try await call.store.blueprint(blueprint) == nil {
            throw Failure.unprocessable("blueprint.unknown", "there is no blueprint “\(blueprint)”")
        }
        let id = try await call.store.addPaper(
            title: title,
            language: language,
            instructions: [],
            blueprint: blueprint,
            seed: seed,
            by: call.actor,
            now: call.now
        )
        return .json(["paper": .string(id.rawValue)], status: 201)
    }

    private func assemble(_ call: Call) async throws -> Reply {
        let record = try await record(call)
        var fields = try Fields(try call.json)
        let seed = fields.take("seed")?.number.map { UInt64(clamping: $0) } ?? record.seed
        try fields.end()
        let assembling = Assembling(website: call.website, actor: call.actor, now: call.now)
        switch try await assembling.fill(record.paper.id, seed: seed) {
        case .filled(let plan):
            return .json([
                "chosen": .array(plan.chosen.map { .string($0.item.rawValue) }),
                "added": .array(plan.added.map { .string($0.item.rawValue) }), "met": .bool(plan.coverage.isMet),
                "distance": .integer(Int64(plan.objective.distance)), "seed": .string(String(seed)),
            ])
        case .conflict(let conflict, let assembly):
            throw Failure.unprocessable(
                "assembly.conflict",
                "No set meets all rules.",
                details: conflict.english(for: assembly).split(separator: "\n").dropFirst().map(String.init)
            )
        case .undecided:
            throw Failure.unprocessable("assembly.undecided", "no answer within the budget; loosen some targets")
        }
    }

    private func replaceItems(_ call: Call) async throws -> Reply {
        var fields = try Fields(try call.json)
        let revision = try fields.integer("revision")
        let items = try fields.strings("items").map(ItemID.init(rawValue:))
        try fields.end()
        let assembling = Assembling(website: call.website, actor: call.actor, now: call.now)
        try await assembling.replaceItems(of: try await record(call), with: items, upon: revision)
        return .json(try await record(call).json)
    }

    private func move(_ call: Call) async throws -> Reply {
        var fields = try Fields(try call.json)
        guard let state = PaperState(rawValue: try fields.string("state")) else {
            throw Failure.unprocessable("paper.state", "there is no such state")
        }
        try fields.end()
        let id = try await record(call).paper.id
        if state == .sealed {
            _ = try await call.store.sealPaper(id, by: call.actor, now: call.now)
        } else {
            try await call.store.movePaper(id, to: state, by: call.actor, now: call.now)
        }
        return .json(try await record(call).json)
    }
}

extension PaperRecord {
    /// This paper as programs see it.
    var json: JSONValue {
        var members: [String: JSONValue] = [
            "paper": .string(paper.id.rawValue), "title": .string(paper.title), "state": .string(state.rawValue),
            "revision": .integer(Int64(revision)), "seed": .string(String(seed)),
            "items": .array(
                paper.entries.map { ["item": .string($0.item.rawValue), "version": .string($0.version.rawValue)] }
            ),
        ]
        members["sections"] = .array(
            paper.sections.map { section in
                [
                    "title": .string(section.title), "shuffle": .bool(section.shuffles),
                    "lockpoint": .string(section.lockpoint.rawValue), "items": .integer(Int64(section.entries.count)),
                ]
            }
        )
        if let blueprint { members["blueprint"] = .string(blueprint) }
        if let form { members["form"] = .string(form.rawValue) }
        return .object(members)
    }
}
