import Assessment
import Foundation
import Storage

/// The pages of the item bank: search, one item, imports.
struct BankRoutes: RouteGroup {
    var routes: [Route] {
        [
            Route(.get, "/bank", .bank, "Search in the item bank.", handle: search),
            Route(.get, "/bank/items/{item}", .bank, "One item with key, history and use.", handle: item),
            Route(.get, "/bank/media/{version}/{name}", .bank, "A picture of an item.", handle: media),
            Route(.get, "/bank/import", .bank, "The door for files from outside.") { call in
                Pages.reply(try await importPage(call), .staff, call)
            },
            Route(
                .post,
                "/bank/import",
                .bank,
                body: .file(limit: Importing.fileLimit),
                rate: .heavy,
                audit: .importStaged,
                "Reads a file and shows what importing it would do.",
                handle: upload
            ),
        ]
    }

    private func search(_ call: Call) async throws -> Reply {
        var query = BankPage.Query()
        query.words = String((call.query["words"] ?? "").prefix(200))
        query.kind = call.query["kind"].flatMap { $0.isEmpty ? nil : KindName(rawValue: $0) }
        if let topic = call.query["topic"]?.split(separator: ":", maxSplits: 1), topic.count == 2 {
            query.topic = BankPage.Query.Topic(axis: String(topic[0]), category: String(topic[1]))
        }
        query.offset = max(0, call.query["from"].flatMap { Int($0) } ?? 0)
        let found = try await call.store.items(Self.stored(query))
        let uses = try await call.store.uses()
        let isEmpty = found.total == 0 ? try await call.store.items().total == 0 : false
        let page = BankPage(
            query: query,
            counts: try await counts(query, call.store),
            rows: found.items.map { Self.row($0, uses: uses[$0.hash] ?? 0) },
            total: found.total,
            bankIsEmpty: isEmpty,
            relief: found.total == 0 && !isEmpty ? try await relief(query, call.store) : nil,
            canImport: true,
            texts: call.texts
        )
        return Pages.reply(page, .staff, call)
    }

    private static func stored(_ query: BankPage.Query) -> ItemQuery {
        var stored = ItemQuery()
        stored.words = query.words.split(separator: " ").prefix(4).map(String.init)
        stored.kind = query.kind
        stored.tag = query.topic.map { ($0.axis, $0.category) }
        stored.limit = query.limit
        stored.offset = query.offset
        return stored
    }

    private static func row(_ item: ItemSummary, uses: Int) -> BankPage.Row {
        BankPage.Row(
            item: item.item,
            version: item.number,
            kind: item.kind,
            name: item.title,
            excerpt: item.facets.excerpt,
            language: item.language,
            tags: item.facets.tags,
            difficulty: item.facets.difficulty,
            uses: uses
        )
    }

    /// What each value of a facet would leave; the facet itself is left open, the other filters are kept.
    private func counts(_ query: BankPage.Query, _ store: Store) async throws -> BankPage.Counts {
        var open = Self.stored(query)
        (open.limit, open.offset) = (100_000, 0)
        var withoutKind = open
        withoutKind.kind = nil
        var withoutTopic = open
        withoutTopic.tag = nil
        var kinds: [KindName: Int] = [:]
        for item in try await store.items(withoutKind).items { kinds[item.kind, default: 0] += 1 }
        var topics: [String: [String: Int]] = [:]
        for item in try await store.items(withoutTopic).items {
            for (axis, categories) in item.facets.tags {
                for category in categories { topics[axis, default: [:]][category, default: 0] += 1 }
            }
        }
        return BankPage.Counts(
            kinds: kinds.sorted { $0.key.rawValue < $1.key.rawValue }.map { ($0.key, $0.value) },
            topics: topics.sorted { $0.key < $1.key }.map { axis, categories in
                (axis, categories.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) })
            }
        )
    }

    private func relief(_ query: BankPage.Query, _ store: Store) async throws -> BankPage.Relief? {
        var candidates: [BankPage.Relief] = []
        func add(_ filter: BankPage.Relief.Filter, _ change: (inout ItemQuery) -> Void) async throws {
            var stored = Self.stored(query)
            change(&stored)
            candidates.append(BankPage.Relief(filter: filter, count: try await store.items(stored).total))
        }
        if !query.words.isEmpty { try await add(.words) { $0.words = [] } }
        if query.kind != nil { try await add(.kind) { $0.kind = nil } }
        if query.topic != nil { try await add(.topic) { $0.tag = nil } }
        return candidates.max { $0.count < $1.count }
    }

    private func item(_ call: Call) async throws -> Reply {
        let id = ItemID(rawValue: call.parameter("item"))
        let versions = try await call.store.versions(of: id)
        let wanted = call.query["version"].flatMap { Int($0) }
        guard let shown = versions.first(where: { wanted == nil || $0.number == wanted }),
            let version = try await call.store.version(shown.hash)
        else { throw Failure.notFound }
        let dates = try await call.store.importDates(of: id)
        let page = ItemPage(
            item: version,
            number: shown.number,
            versions: versions.map {
                ItemPage.Stored(number: $0.number, hash: $0.hash, importedAt: dates[$0.hash] ?? call.now)
            },
            problems: call.store.catalogue.problems(in: version),
            catalogue: call.store.catalogue,
            uses: try await call.store.papers().filter { $0.paper.entries.contains { $0.item == id } }.map {
                ItemPage.Use(name: $0.paper.title, href: "/papers/\($0.paper.id.rawValue)")
            },
            sharers: try await sharers(of: version, shown.hash, call.store),
            preview: ItemPage.Preview(
                of: version,
                seed: call.query["draw"].flatMap { UInt64($0) } ?? 1,
                catalogue: call.store.catalogue
            ),
            clock: call.website.clock,
            texts: call.texts,
            mediaURL: { "/bank/media/\(shown.hash.rawValue)/\(Cookies.escapedComponent($0))" }
        )
        return Pages.reply(page, .staff, call)
    }

    private func sharers(of item: ItemVersion, _ hash: ContentHash, _ store: Store) async throws -> ItemPage.Sharers? {
        guard !item.body.stimuli.isEmpty else { return nil }
        let found = try await store.sharers(of: item.item, version: hash, limit: ItemPage.Sharers.limit)
        return ItemPage.Sharers(items: found.items.map { ($0.item, $0.title) }, total: found.total)
    }

    private func media(_ call: Call) async throws -> Reply {
        guard let hash = ContentHash(rawValue: call.parameter("version")),
            let media = try await call.store.media(named: call.parameter("name"), of: hash)
        else { throw Failure.notFound }
        return Reply(.bytes(media.bytes, type: media.type, fileName: nil))
    }

    private func importPage(_ call: Call, problems: [String] = []) async throws -> ImportPage {
        ImportPage(
            problems: problems,
            byteLimit: Importing.fileLimit,
            entryLimit: 20_000,
            earlier: try await call.store.latestImports().map {
                ImportPage.Known(
                    id: $0.id,
                    fileName: $0.fileName,
                    state: ImportPlanPage.State(rawValue: $0.state.rawValue) ?? .discarded,
                    createdAt: $0.createdAt,
                    person: $0.person,
                    itemCount: $0.itemCount
                )
            },
            clock: call.website.clock,
            texts: call.texts
        )
    }

    private func upload(_ call: Call) async throws -> Reply {
        guard case .file(let name, let bytes, _) = call.body, !bytes.isEmpty else {
            let page = try await importPage(call, problems: [call.texts("import.no-file")])
            return Pages.reply(page, .staff, call, status: 422)
        }
        let begun = try await Importing(call).begin(fileName: String(name.prefix(200)), bytes: bytes)
        // A small file leads straight to its plan; whatever comes of a larger one, its page tells.
        _ = try await call.website.runningImports.wait(for: begun.running, atMost: Importing.patience)
        return .seeOther("/bank/imports/\(begun.id)")
    }
}
