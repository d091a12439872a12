import Assessment
import Foundation
import ItemBank
import Storage

/// The page on which a paper is put together, and the blueprint pages.
struct AssemblyRoutes: RouteGroup {
    var routes: [Route] {
        [
            Route(.get, "/papers/{paper}/assemble", .bank, "A draft against its blueprint.") { call in
                Pages.reply(try await page(call, try await record(call)), .staff, call)
            },
            Route(
                .post,
                "/papers/{paper}/assemble/fill",
                .bank,
                body: .smallForm,
                rate: .heavy,
                "Shows which items would fill the gaps, or why none can.",
                handle: fill
            ),
            Route(
                .post,
                "/papers/{paper}/entries",
                .bank,
                body: .form(limit: 256 << 10),
                audit: .paperSaved,
                "Adds, removes, swaps or moves an item of a draft, or takes a plan over.",
                handle: change
            ),
        ]
    }

    private func record(_ call: Call) async throws -> PaperRecord {
        guard let record = try await call.store.paper(PaperID(rawValue: call.parameter("paper"))) else {
            throw Failure.notFound
        }
        guard record.state.isEditable else { throw PaperRefusal.notEditable(record.state) }
        return record
    }

    private func blueprint(_ record: PaperRecord, _ call: Call) async throws -> Blueprint? {
        guard let id = record.blueprint, let json = try await call.store.blueprint(id) else { return nil }
        return try Blueprint(json: json)
    }

    private func page(
        _ call: Call,
        _ record: PaperRecord,
        seed: UInt64? = nil,
        answer: ((Naming) -> AssemblePage.Answer)? = nil,
        problems: [String] = []
    ) async throws -> AssemblePage {
        let assembling = Assembling(website: call.website, actor: call.actor, now: call.now)
        let pool = try await assembling.pool()
        let naming = try await Naming(call.store)
        let byItem = Dictionary(pool.map { ($0.item, $0) }, uniquingKeysWith: { first, _ in first })
        let chosen = record.paper.entries.compactMap { byItem[$0.item] }
        let blueprint = try await blueprint(record, call)
        var selection = AssemblePage.Selection()
        if let cell = call.query["cell"] { selection.cell = Self.cell(cell) }
        selection.swap = call.query["swap"].map(ItemID.init(rawValue:))
        selection.move = call.query["move"].map(ItemID.init(rawValue:))
        return AssemblePage(
            paper: record.paper.id,
            name: record.paper.title,
            revision: record.revision,
            seed: seed ?? record.seed,
            plan: blueprint.map(CoverageGrid.Plan.init),
            count: { cell in chosen.count { $0.lies(in: cell) } },
            facilityTarget: blueprint?.meanFacility.map { $0.minimum.approximate...$0.maximum.approximate },
            entries: chosen.map { naming.item($0) },
            suggestions: suggestions(blueprint, selection, chosen, pool, naming),
            selection: selection,
            answer: answer.map { $0(naming) },
            problems: problems,
            clock: call.website.clock,
            texts: call.texts
        )
    }

    private func suggestions(
        _ blueprint: Blueprint?,
        _ selection: AssemblePage.Selection,
        _ chosen: [AssemblyCandidate],
        _ pool: [AssemblyCandidate],
        _ naming: Naming
    ) -> [AssemblePage.Item] {
        guard let blueprint else {
            let present = Set(chosen.map(\.item))
            return pool.filter { !present.contains($0.item) }.prefix(20).map { naming.item($0) }
        }
        let found =
            if let swapped = chosen.first(where: { $0.item == selection.swap }) {
                blueprint.swapSuggestions(replacing: swapped.version, in: chosen, from: pool)
            } else {
                blueprint.additions(to: chosen, in: selection.cell, from: pool)
            }
        return found.map { naming.item($0.candidate, clashes: $0.clashes) }
    }

    /// Reads `content:renal,task:diagnosis`.
    static func cell(_ text: String) -> [String: String] {
        var cell: [String: String] = [:]
        for part in text.split(separator: ",") {
            let halves = part.split(separator: ":", maxSplits: 1)
            if halves.count == 2 { cell[String(halves[0])] = String(halves[1]) }
        }
        return cell
    }

    private func fill(_ call: Call) async throws -> Reply {
        let record = try await record(call)
        guard let seed = UInt64(try call.form.required("seed")) else {
            throw Failure.unprocessable("paper.seed", "a seed is a whole number")
        }
        let assembling = Assembling(website: call.website, actor: call.actor, now: call.now)
        let outcome = try await assembling.propose(record, seed: seed)
        let texts = call.texts
        let page = try await page(call, record, seed: seed) { naming in
            switch outcome {
            case .filled(let plan):
                let kept = Set(record.paper.entries.map(\.item))
                let removed = kept.subtracting(plan.chosen.map(\.item))
                return .plan(
                    added: plan.added.map { naming.item($0) },
                    removed: removed.sorted().map { naming.item($0) },
                    chosen: plan.chosen.map(\.item)
                )
            case .conflict(let conflict, let assembly):
                return .conflict(AssemblyConflictText(conflict, assembly, texts: texts))
            case .undecided: return .undecided
            }
        }
        return Pages.reply(page, .staff, call)
    }

    private func change(_ call: Call) async throws -> Reply {
        let record = try await record(call)
        guard let revision = Int(try call.form.required("revision")) else {
            throw Failure.unprocessable("paper.revision", "the revision is a whole number")
        }
        var items = record.paper.entries.map(\.item)
        let form = call.form
        func item(_ name: String) -> ItemID? { form[name].map(ItemID.init(rawValue:)) }
        if !form.all("set").isEmpty {
            items = form.all("set").map(ItemID.init(rawValue:))
        } else if let added = item("add") {
            items.append(added)
        } else if let removed = item("remove") {
            items.removeAll { $0 == removed }
        } else if let old = item("swap"), let new = item("with"), let index = items.firstIndex(of: old) {
            items[index] = new
        } else if let moved = item("move"), let to = form["to"].flatMap({ Int($0) }),
            let from = items.firstIndex(of: moved)
        {
            items.remove(at: from)
            items.insert(moved, at: min(max(0, to - 1), items.count))
        } else {
            throw Failure.unprocessable("paper.change", "nothing was chosen to be changed")
        }
        let assembling = Assembling(website: call.website, actor: call.actor, now: call.now)
        do {
            try await assembling.replaceItems(of: record, with: items, upon: revision)
        } catch let refusal as PaperRefusal where refusal == .outdated {
            let page = try await page(call, record, problems: [Failure(refusal).message])
            return Pages.reply(page, .staff, call, status: 409)
        }
        return .seeOther("/papers/\(record.paper.id.rawValue)/assemble")
    }
}

/// Titles of items, for lists that are made from what assembly knows.
struct Naming: Sendable {
    private let titles: [ItemID: String]

    init(_ store: Store) async throws {
        var query = ItemQuery()
        query.limit = 200_000
        titles = Dictionary(
            try await store.items(query).items.map { ($0.item, $0.title) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    func item(_ candidate: AssemblyCandidate, clashes: [ItemID] = []) -> AssemblePage.Item {
        AssemblePage.Item(
            item: candidate.item,
            name: titles[candidate.item] ?? candidate.item.rawValue,
            facility: candidate.facility,
            lastUsed: candidate.lastUsed,
            clashes: clashes
        )
    }

    func item(_ id: ItemID) -> AssemblePage.Item {
        AssemblePage.Item(item: id, name: titles[id] ?? id.rawValue, facility: nil)
    }
}

extension CoverageGrid.Plan {
    /// The parts of `blueprint` that the table needs.
    init(_ blueprint: Blueprint) {
        self.init(
            axes: blueprint.allAxes.map { axis in
                CoverageGrid.Axis(id: axis.id, name: axis.name, categories: axis.categories.map { ($0.id, $0.name) })
            },
            targets: blueprint.targets.map { target in
                CoverageGrid.Target(
                    cell: target.cell,
                    minimum: target.minimum,
                    maximum: target.maximum,
                    isPercent: target.unit == .percent
                )
            },
            minimumSize: blueprint.size.minimum,
            maximumSize: blueprint.size.maximum
        )
    }
}

extension AssemblyConflictText {
    /// The values of a conflict in the words of the page.
    init(_ conflict: AssemblyConflict, _ assembly: Assembly, texts: Texts) {
        let blueprint = assembly.blueprint
        func name(_ position: Int) -> String { blueprint.name(of: blueprint.targets[position].cell) }
        let limits = conflict.limits.compactMap { limit -> Limit? in
            let isMinimum = limit.side == .minimum
            switch limit.rule {
            case .size:
                return Limit(
                    cell: texts("assemble.paper-size"),
                    isMinimum: isMinimum,
                    number: String(isMinimum ? blueprint.size.minimum : blueprint.size.maximum),
                    available: limit.available
                )
            case .target(let position):
                let target = blueprint.targets[position]
                let number = (isMinimum ? target.minimum : target.maximum) ?? 0
                return Limit(
                    cell: name(position),
                    isMinimum: isMinimum,
                    number: target.unit == .percent ? "\(number) %" : String(number),
                    available: limit.available
                )
            case .meanFacility, .resting: return nil
            }
        }
        let remedies = conflict.remedies.map { remedy in
            remedy.changes.map { change -> Change in
                switch (change.rule, change.side) {
                case (.size, .minimum): .smallerPaper(by: change.amount)
                case (.size, .maximum): .largerPaper(by: change.amount)
                case (.target(let position), .minimum): .lower(cell: name(position), by: change.amount)
                case (.target(let position), .maximum): .raise(cell: name(position), by: change.amount)
                case (.meanFacility, .minimum): .facilityDown(to: Double(change.result) / 1000)
                case (.meanFacility, .maximum): .facilityUp(to: Double(change.result) / 1000)
                case (.resting, _): .resting(months: 24, items: change.amount)
                }
            }
        }
        self.init(limits: limits, remedies: remedies, texts: texts)
    }
}
