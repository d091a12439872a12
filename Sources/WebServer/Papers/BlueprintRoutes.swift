import Assessment
import Foundation
import ItemBank
import Storage

/// The pages of blueprints: the grid, its numbers, its file.
struct BlueprintRoutes: RouteGroup {
    private static let readers = Route.Access.roles([.examiner, .examOfficer])

    var routes: [Route] {
        [
            Route(
                .post,
                "/blueprints",
                .bank,
                body: .file(limit: 1 << 20),
                rate: .heavy,
                audit: .blueprintSaved,
                "Takes a blueprint file in."
            ) { call in
                let blueprint = try uploaded(call)
                try await save(blueprint, call)
                return .seeOther("/blueprints/\(Cookies.escapedComponent(blueprint.id))")
            },
            Route(.get, "/blueprints/{blueprint}", Self.readers, "One blueprint.") { call in
                Pages.reply(try await page(call, try await stored(call)), .staff, call)
            },
            Route(
                .post,
                "/blueprints/{blueprint}",
                .bank,
                body: .file(limit: 1 << 20),
                rate: .heavy,
                audit: .blueprintSaved,
                "Replaces a blueprint by a file."
            ) { call in
                let blueprint = try uploaded(call)
                guard blueprint.id == call.parameter("blueprint") else {
                    throw Failure.unprocessable("blueprint.id", "the file holds another blueprint: \(blueprint.id)")
                }
                try await save(blueprint, call)
                return .seeOther(call.path)
            },
            Route(
                .post,
                "/blueprints/{blueprint}/targets",
                .bank,
                body: .smallForm,
                audit: .blueprintSaved,
                "Changes the numbers of a blueprint.",
                handle: setTargets
            ),
            Route(.get, "/blueprints/{blueprint}/file", Self.readers, "A blueprint as a file.") { call in
                let blueprint = try await stored(call)
                return Reply(
                    .bytes(blueprint.canonicalData, type: "application/json", fileName: "blueprint.json")
                )
            },
        ]
    }

    private func stored(_ call: Call) async throws -> Blueprint {
        guard let json = try await call.store.blueprint(call.parameter("blueprint")) else { throw Failure.notFound }
        return try Blueprint(json: json)
    }

    private func uploaded(_ call: Call) throws -> Blueprint {
        guard case .file(_, let bytes, _) = call.body, !bytes.isEmpty else {
            throw Failure.unprocessable("blueprint.file", "choose a blueprint file first")
        }
        return try BlueprintCheck.sound(try StrictJSON.value(bytes))
    }

    private func save(_ blueprint: Blueprint, _ call: Call) async throws {
        try await call.store.saveBlueprint(
            id: blueprint.id,
            name: blueprint.name,
            body: blueprint.json,
            by: call.actor,
            now: call.now
        )
    }

    private func page(_ call: Call, _ blueprint: Blueprint, problems: [String] = []) async throws -> BlueprintPage {
        let papers = try await call.store.papers().filter { $0.blueprint == blueprint.id }
        return BlueprintPage(
            id: blueprint.id,
            name: blueprint.name,
            plan: CoverageGrid.Plan(blueprint),
            facilityTarget: blueprint.meanFacility.map { $0.minimum.approximate...$0.maximum.approximate },
            papers: papers.map { ($0.paper.title, "/papers/\($0.paper.id.rawValue)") },
            problems: problems,
            canEdit: try call.person.roles.contains(.examiner),
            texts: call.texts
        )
    }

    private func setTargets(_ call: Call) async throws -> Reply {
        var blueprint = try await stored(call)
        func number(_ name: String) -> Int? { call.form[name].flatMap { Int($0.trimmingCharacters(in: .whitespaces)) } }
        blueprint.size.minimum = number("size.minimum") ?? blueprint.size.minimum
        blueprint.size.maximum = number("size.maximum") ?? blueprint.size.maximum
        for index in blueprint.targets.indices {
            blueprint.targets[index].minimum = number("minimum.\(index)")
            blueprint.targets[index].maximum = number("maximum.\(index)")
        }
        let problems = blueprint.problems().filter { $0.severity == .error }.map(\.message)
        guard problems.isEmpty else {
            return Pages.reply(try await page(call, blueprint, problems: problems), .staff, call, status: 422)
        }
        try await save(blueprint, call)
        return .seeOther("/blueprints/\(Cookies.escapedComponent(blueprint.id))")
    }
}
