import Assessment
import ItemBank
import Storage

/// What differs in one item of an import plan, and what becomes of it: for people and for programs.
struct PlanEntryRoutes: RouteGroup {
    var routes: [Route] {
        [
            Route(.get, "/bank/imports/{import}/entries/{number}", .bank, "What differs in one item.") { call in
                Pages.reply(try await page(call), .staff, call)
            },
            Route(
                .post,
                "/bank/imports/{import}/entries/{number}",
                .bank,
                body: .smallForm,
                audit: .importChosen,
                "Chooses what becomes of one item that was changed here and there."
            ) { call in
                try await Self.choose(call.form["choice"], entry: try Self.number(call), call)
                return .seeOther("/bank/imports/\(call.parameter("import"))?outcome=changedBoth")
            },
            Route(
                .post,
                "/bank/imports/{import}/choices",
                .bank,
                body: .smallForm,
                audit: .importChosen,
                "Chooses the same for all items that were changed here and there."
            ) { call in
                try await ImportPlanRoutes.showing(call) { try await Self.choose(call.form["choice"], call) }
            },
            Route(.get, "/api/v1/imports/{import}/entries/{number}", .bank, "One entry, and what differs in it.") {
                call in
                guard let comparison = try await Self.comparison(call) else { throw Failure.notFound }
                return .json(try await call.website.apart { Self.json(comparison) })
            },
            Route(
                .post,
                "/api/v1/imports/{import}/entries/{number}/choice",
                .bank,
                body: .smallJSON,
                audit: .importChosen,
                "Chooses what becomes of one item that was changed here and there."
            ) { call in
                try await Self.choose(try Self.word(call), entry: try Self.number(call), call)
                return .json(["state": "staged"])
            },
            Route(
                .post,
                "/api/v1/imports/{import}/choices",
                .bank,
                body: .smallJSON,
                audit: .importChosen,
                "Chooses the same for all items that were changed here and there."
            ) { call in
                try await Self.choose(try Self.word(call), call)
                return .json(["state": "staged"])
            },
        ]
    }

    /// Entries whose differences a whole plan tells; those of the others are at their own address.
    private static let told = 200

    /// `entries` as the API tells them: with what differs in each that was changed here and there.
    static func json(_ entries: [PlanEntry], of id: String, _ call: Call) async throws -> [JSONValue] {
        let contested = Set(entries.filter { $0.outcome == .changedBoth }.prefix(told).map(\.number))
        var all: [JSONValue] = []
        for entry in entries {
            let isTold = contested.contains(entry.number)
            let comparison = isTold ? try await call.store.planComparison(of: id, number: entry.number) : nil
            guard let comparison else {
                all.append(entry.json)
                continue
            }
            all.append(try await call.website.apart { json(comparison) })
        }
        return all
    }

    private static func json(_ comparison: PlanComparison) -> JSONValue {
        let changes = ItemChange.all(base: comparison.base, ours: comparison.ours, theirs: comparison.theirs)
        var members = comparison.entry.json.members ?? [:]
        members["changes"] = .array(changes.map(\.json))
        members["hasBase"] = .bool(comparison.base != nil)
        return .object(members)
    }

    private static func number(_ call: Call) throws -> Int {
        guard let number = Int(call.parameter("number")) else { throw Failure.notFound }
        return number
    }

    private static func comparison(_ call: Call) async throws -> PlanComparison? {
        try await call.store.planComparison(of: call.parameter("import"), number: try number(call))
    }

    private func page(_ call: Call) async throws -> PlanEntryPage {
        guard let record = try await call.store.importRecord(call.parameter("import")),
            let comparison = try await Self.comparison(call)
        else { throw Failure.notFound }
        let texts = call.texts
        return try await call.website.apart {
            PlanEntryPage(
                plan: record.id,
                fileName: record.fileName,
                row: ImportPlanPage.Row(comparison.entry),
                versions: .init(base: comparison.base, ours: comparison.ours, theirs: comparison.theirs),
                isOpen: record.state == .staged,
                texts: texts
            )
        }
    }

    // MARK: - Choosing

    /// The one member of the body.
    private static func word(_ call: Call) throws -> String {
        var fields = try Fields(try call.json)
        let word = try fields.string("choice")
        try fields.end()
        return word
    }

    /// Chooses for one entry, or for all.
    private static func choose(_ word: String?, entry number: Int? = nil, _ call: Call) async throws {
        guard let choice = word.flatMap(PlanEntry.Choice.init) else {
            let words = PlanEntry.Choice.allCases.map(\.rawValue).joined(separator: ", ")
            throw Failure.unprocessable("import.choice", "the choice must be one of \(words)")
        }
        let id = call.parameter("import")
        guard let number else {
            return try await call.store.chooseForAll(choice, of: id, by: call.actor, now: call.now)
        }
        try await call.store.choose(choice, forEntry: number, of: id, by: call.actor, now: call.now)
    }
}
