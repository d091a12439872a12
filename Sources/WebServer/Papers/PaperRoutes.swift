import Assessment
import Foundation
import ItemBank
import Storage

/// The pages of papers: list, one paper, its steps.
struct PaperRoutes: RouteGroup {
    private static let readers = Route.Access.roles([.examiner, .examOfficer])

    var routes: [Route] {
        [
            Route(.get, "/papers", Self.readers, "All papers and blueprints.") { call in
                Pages.reply(try await list(call), .staff, call)
            },
            Route(.post, "/papers", .bank, body: .smallForm, audit: .paperSaved, "Begins a draft.", handle: add),
            Route(.get, "/papers/{paper}", Self.readers, "One paper.") { call in
                Pages.reply(try await page(call), .staff, call)
            },
            Route(
                .post,
                "/papers/{paper}/state",
                .bank,
                body: .smallForm,
                audit: .paperMoved,
                "Moves a paper one step; sealing freezes its hashes.",
                handle: move
            ),
        ]
    }

    func list(
        _ call: Call,
        entered: PapersPage.Entered? = nil,
        problems: [String] = []
    ) async throws -> PapersPage {
        let blueprints = try await call.store.blueprints()
        let names = Dictionary(blueprints.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        return PapersPage(
            papers: try await call.store.papers().map { record in
                PapersPage.Row(
                    id: record.paper.id,
                    name: record.paper.title,
                    state: record.state,
                    itemCount: record.paper.entries.count,
                    blueprint: record.blueprint.flatMap { names[$0] },
                    updatedAt: record.updatedAt
                )
            },
            blueprints: blueprints,
            entered: entered ?? PapersPage.Entered(seed: String(Int.random(in: 1...999_999))),
            problems: problems,
            canCreate: try call.person.roles.contains(.examiner),
            clock: call.website.clock,
            texts: call.texts
        )
    }

    private func add(_ call: Call) async throws -> Reply {
        var entered = PapersPage.Entered(seed: call.form["seed"] ?? "")
        entered.name = (call.form["title"] ?? "").trimmingCharacters(in: .whitespaces)
        entered.blueprint = call.form["blueprint"] ?? ""
        var problems: [String] = []
        if !(1...200).contains(entered.name.count) { problems.append(call.texts("papers.problem.title")) }
        let seed = UInt64(entered.seed)
        if seed == nil { problems.append(call.texts("papers.problem.seed")) }
        guard let seed, problems.isEmpty else {
            let page = try await list(call, entered: entered, problems: problems)
            return Pages.reply(page, .staff, call, status: 422)
        }
        let id = try await call.store.addPaper(
            title: entered.name,
            language: "en-GB",
            instructions: [],
            blueprint: entered.blueprint.isEmpty ? nil : entered.blueprint,
            seed: seed,
            by: call.actor,
            now: call.now
        )
        return .seeOther("/papers/\(id.rawValue)")
    }

    private func page(_ call: Call, problems: [String] = []) async throws -> PaperPage {
        guard let record = try await call.store.paper(PaperID(rawValue: call.parameter("paper"))) else {
            throw Failure.notFound
        }
        var marks: [Mark] = []
        var sections: [PaperPage.Section] = []
        for section in record.paper.sections {
            var items: [PaperPage.Item] = []
            for entry in section.entries {
                let version = try await call.store.version(entry.version)
                marks += version?.scoring.map(\.marks) ?? []
                items.append(
                    PaperPage.Item(
                        item: entry.item,
                        version: entry.version,
                        name: version?.title ?? entry.item.rawValue,
                        kind: version?.kind ?? .unknown,
                        caseSet: version?.metadata.caseSet
                    )
                )
            }
            sections.append(PaperPage.Section(title: section.title, lockpoint: section.lockpoint, items: items))
        }
        let names = Dictionary(
            try await call.store.blueprints().map { ($0.id, $0.name) },
            uniquingKeysWith: { a, _ in a }
        )
        let person = try call.person
        return PaperPage(
            record: PaperPage.Record(
                id: record.paper.id,
                name: record.paper.title,
                state: record.state,
                blueprint: record.blueprint.map { ($0, names[$0] ?? $0) },
                author: try await name(record.author, call),
                approver: try await record.approver.asyncMap { try await name($0, call) },
                seed: record.seed,
                updatedAt: record.updatedAt,
                form: record.form,
                revision: record.revision
            ),
            sections: sections,
            // A sum that does not fit is shown as none: the page is about the paper, not about arithmetic.
            marks: try? Mark.sum(marks),
            problems: problems,
            viewer: PaperPage.Viewer(
                isExaminer: person.roles.contains(.examiner),
                isAuthor: record.author == person.id.rawValue
            ),
            canPlanSittings: person.roles.contains(.examOfficer),
            clock: call.website.clock,
            texts: call.texts
        )
    }

    /// The name behind an actor's word.
    private func name(_ actor: String, _ call: Call) async throws -> String {
        try await call.store.person(PersonID(rawValue: actor))?.name ?? actor
    }

    private func move(_ call: Call) async throws -> Reply {
        let id = PaperID(rawValue: call.parameter("paper"))
        guard let state = PaperState(rawValue: try call.form.required("to")) else {
            throw Failure.unprocessable("paper.state", "there is no such state")
        }
        do {
            if state == .sealed {
                _ = try await call.store.sealPaper(id, by: call.actor, now: call.now)
            } else {
                try await call.store.movePaper(id, to: state, by: call.actor, now: call.now)
            }
        } catch let refusal as PaperRefusal where refusal != .unknown {
            let failure = Failure(refusal)
            let page = try await page(call, problems: [failure.message])
            return Pages.reply(page, .staff, call, status: failure.status.rawValue)
        }
        return .seeOther("/papers/\(id.rawValue)")
    }
}

extension Optional {
    /// `map` for work that waits.
    func asyncMap<Value>(_ change: (Wrapped) async throws -> Value) async rethrows -> Value? {
        guard let self else { return nil }
        return try await change(self)
    }
}
