import Assessment
import Foundation
import ItemBank
import Storage

/// The choice of a paper's items: one way for the page, the API and the command.
struct Assembling: Sendable {
    let website: Website
    let actor: Actor
    let now: Date

    /// What filling the gaps came to.
    enum Outcome: Sendable {
        case filled(AssemblyPlan)
        /// Why not, in English, and the values behind the words.
        case conflict(AssemblyConflict, Assembly)
        case undecided
    }

    /// The blueprint of a paper.
    ///
    /// - Throws: ``Failure`` 422 when it has none or it cannot be read.
    func blueprint(of record: PaperRecord) async throws -> Blueprint {
        guard let id = record.blueprint, let json = try await website.store.blueprint(id) else {
            throw Failure.unprocessable("paper.no-blueprint", "the paper has no blueprint; choose one first")
        }
        return try Blueprint(json: json)
    }

    /// Every current item of the bank that a paper can hold, as assembly wants it: candidates answer it, and no file that
    /// it shows is missing.
    func pool() async throws -> [AssemblyCandidate] {
        var query = ItemQuery()
        query.limit = 200_000
        let catalogue = website.store.catalogue
        let items = try await website.store.items(query).items
        return items.filter { catalogue.isForCandidates($0.kind) && !$0.facets.lacksFiles }.map { item in
            AssemblyCandidate(
                item: item.item,
                version: item.hash,
                tags: item.facets.tags,
                facility: item.facets.difficulty,
                enemies: Set(item.facets.enemies),
                caseSet: item.facets.caseSet,
                outcomes: item.facets.outcomes,
                marks: Mark(item.facets.outcomes)
            )
        }
    }

    /// What would fill the gaps of a paper, keeping what it holds; writes nothing.
    ///
    /// The same bank, paper and seed give the same plan.
    func propose(_ record: PaperRecord, seed: UInt64) async throws -> Outcome {
        let blueprint = try await blueprint(of: record)
        let pool = try await pool()
        let kept = Set(record.paper.entries.map(\.version)).intersection(pool.map(\.version))
        let assembly = Assembly(blueprint, pool: pool, seed: seed, kept: kept)
        return switch try await website.apart({ try assembly.choose() }) {
        case .plan(let plan): .filled(plan)
        case .conflict(let conflict): .conflict(conflict, assembly)
        case .undecided: .undecided
        }
    }

    /// Fills the gaps of a paper and saves it.
    func fill(_ id: PaperID, seed: UInt64) async throws -> Outcome {
        guard let record = try await website.store.paper(id) else { throw Failure.notFound }
        let outcome = try await propose(record, seed: seed)
        if case .filled(let plan) = outcome { try await save(plan.chosen, in: record, seed: seed) }
        return outcome
    }

    /// Replaces the items of a draft by `items`, which the bank must hold, in this order.
    func replaceItems(of record: PaperRecord, with items: [ItemID], upon revision: Int) async throws {
        let pool = Dictionary(try await pool().map { ($0.item, $0) }, uniquingKeysWith: { first, _ in first })
        let chosen = try items.map { item in
            guard let candidate = pool[item] else {
                let message =
                    "the bank has no item \(item.rawValue) that a paper can hold: it is not there, is not for candidates, or shows a file that is missing"
                throw Failure.unprocessable("item.unknown", message)
            }
            return candidate
        }
        guard Set(items).count == items.count else {
            throw Failure.unprocessable("item.twice", "an item stands twice in the list")
        }
        try await save(chosen, in: record, seed: record.seed, upon: revision)
    }

    private func save(
        _ chosen: [AssemblyCandidate],
        in record: PaperRecord,
        seed: UInt64,
        upon revision: Int? = nil
    ) async throws {
        try await website.store.savePaper(
            record.paper.holding(chosen, title: record.paper.title),
            blueprint: record.blueprint,
            seed: seed,
            upon: revision ?? record.revision,
            by: actor,
            now: now
        )
    }
}
