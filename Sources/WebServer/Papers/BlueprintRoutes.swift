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
                "Takes a blueprint file in.",
                handle: add
            ),
            Route(.get, "/blueprints/{blueprint}", Self.readers, "One blueprint.") { call in
                Pages.reply(try await page(call, try await Stored(call)), .staff, call)
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
                // Two numbers a target, and 500 targets.
                body: .form(limit: 32 << 10),
                audit: .blueprintSaved,
                "Changes the numbers of a blueprint.",
                handle: setTargets
            ),
            Route(.get, "/blueprints/{blueprint}/file", Self.readers, "A blueprint as a file.") { call in
                let blueprint = try await Stored(call).blueprint
                return Reply(
                    .bytes(blueprint.canonicalData, type: "application/json", fileName: "blueprint.json")
                )
            },
        ]
    }

    /// A blueprint with the edition that forms must name.
    private struct Stored {
        let blueprint: Blueprint
        let edition: ContentHash

        init(_ call: Call) async throws {
            guard let json = try await call.store.blueprint(call.parameter("blueprint")) else { throw Failure.notFound }
            blueprint = try Blueprint(json: json)
            edition = ContentHash(of: json)
        }
    }

    /// The edition that a form was drawn from.
    private func basis(_ call: Call) throws -> ContentHash {
        guard let basis = ContentHash(rawValue: try call.form.required("basis")) else {
            throw Failure.unprocessable("blueprint.basis", "the basis is no hash")
        }
        return basis
    }

    private func uploaded(_ call: Call) async throws -> Blueprint {
        guard case .file(_, let bytes, _) = call.body, !bytes.isEmpty else {
            throw Failure.unprocessable("blueprint.file", "choose a blueprint file first")
        }
        return try await BlueprintCheck.sound(try StrictJSON.value(bytes), in: call.website)
    }

    private func save(_ blueprint: Blueprint, upon basis: BlueprintBasis, _ call: Call) async throws {
        try await call.store.saveBlueprint(
            id: blueprint.id,
            name: blueprint.name,
            body: blueprint.json,
            upon: basis,
            by: call.actor,
            now: call.now
        )
    }

    private func add(_ call: Call) async throws -> Reply {
        let blueprint = try await uploaded(call)
        do {
            try await save(blueprint, upon: .nothing, call)
        } catch BlueprintRefusal.exists {
            let said = call.texts("blueprint.exists", ["id": blueprint.id])
            return Pages.reply(try await PaperRoutes().list(call, problems: [said]), .staff, call, status: 409)
        }
        return .seeOther("/blueprints/\(Cookies.escapedComponent(blueprint.id))")
    }

    /// The page says beside the field why a file was refused.
    private func replace(_ call: Call) async throws -> Reply {
        let before = try await Stored(call)
        let basis = try basis(call)
        do {
            let blueprint = try await uploaded(call)
            guard blueprint.id == before.blueprint.id else {
                throw Failure.unprocessable("blueprint.id", "the file holds another blueprint: \(blueprint.id)")
            }
            try await save(blueprint, upon: .edition(basis), call)
            return .seeOther(call.path)
        } catch BlueprintRefusal.outdated {
            return try await outdated(call)
        } catch {
            let failure = Failure(error)
            guard failure.status == .unprocessable || failure.status == .badRequest else { throw error }
            let said = [failure.message] + failure.details
            let problems = said.map { FieldProblem($0, field: "file") }
            return Pages.reply(try await page(call, before, problems: problems), .staff, call, status: 422)
        }
    }

    /// The page as the blueprint is now, without what was typed: it may have been meant for other targets.
    private func outdated(_ call: Call) async throws -> Reply {
        let problems = [FieldProblem(call.texts("blueprint.outdated"))]
        return Pages.reply(try await page(call, try await Stored(call), problems: problems), .staff, call, status: 409)
    }

    private func page(
        _ call: Call,
        _ stored: Stored,
        problems: [FieldProblem] = [],
        typed: [String: String] = [:]
    ) async throws -> BlueprintPage {
        let blueprint = stored.blueprint
        let papers = try await call.store.papers().filter { $0.blueprint == blueprint.id }
        return BlueprintPage(
            id: blueprint.id,
            name: blueprint.name,
            basis: stored.edition.rawValue,
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
        let before = try await Stored(call)
        let basis = try basis(call)
        let (fields, texts) = (call.form, call.texts)
        let form = try await call.website.apart { BlueprintForm(fields, upon: before.blueprint, texts: texts) }
        // The same form sent twice finds its own numbers, and nobody else's work is lost.
        let isSaved = form.problems.isEmpty && form.blueprint == before.blueprint
        guard basis == before.edition || isSaved else { return try await outdated(call) }
        guard form.problems.isEmpty else {
            let page = try await page(call, before, problems: form.problems, typed: form.typed)
            return Pages.reply(page, .staff, call, status: 422)
        }
        do {
            try await save(form.blueprint, upon: .edition(basis), call)
        } catch BlueprintRefusal.outdated {
            return try await outdated(call)
        }
        return .seeOther("/blueprints/\(Cookies.escapedComponent(before.blueprint.id))")
    }
}
