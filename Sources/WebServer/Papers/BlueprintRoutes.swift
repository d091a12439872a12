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
                "Replaces a blueprint by a file.",
                handle: replace
            ),
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

    /// The page says beside the field why a file was refused.
    private func replace(_ call: Call) async throws -> Reply {
        let before = try await stored(call)
        do {
            let blueprint = try uploaded(call)
            guard blueprint.id == before.id else {
                throw Failure.unprocessable("blueprint.id", "the file holds another blueprint: \(blueprint.id)")
            }
            try await save(blueprint, call)
            return .seeOther(call.path)
        } catch {
            let failure = Failure(error)
            guard failure.status == .unprocessable || failure.status == .badRequest else { throw error }
            let said = [failure.message] + failure.details
            let problems = said.map { FieldProblem($0, field: "file") }
            return Pages.reply(try await page(call, before, problems: problems), .staff, call, status: 422)
        }
    }

    private func page(
        _ call: Call,
        _ blueprint: Blueprint,
        problems: [FieldProblem] = [],
        typed: [String: String] = [:]
    ) async throws -> BlueprintPage {
        let papers = try await call.store.papers().filter { $0.blueprint == blueprint.id }
        return BlueprintPage(
            id: blueprint.id,
            name: blueprint.name,
            plan: CoverageGrid.Plan(blueprint),
            facilityTarget: blueprint.meanFacility.map { $0.minimum.approximate...$0.maximum.approximate },
            papers: papers.map { ($0.paper.title, "/papers/\($0.paper.id.rawValue)") },
            problems: problems,
            typed: typed,
            canEdit: try call.person.roles.contains(.examiner),
            texts: call.texts
        )
    }

    private func setTargets(_ call: Call) async throws -> Reply {
        let before = try await stored(call)
        let form = BlueprintForm(call.form, upon: before, texts: call.texts)
        guard form.problems.isEmpty else {
            let page = try await page(call, before, problems: form.problems, typed: form.typed)
            return Pages.reply(page, .staff, call, status: 422)
        }
        try await save(form.blueprint, call)
        return .seeOther("/blueprints/\(Cookies.escapedComponent(before.id))")
    }
}
