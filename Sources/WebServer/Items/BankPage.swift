import Assessment

/// The item bank: search, facets with counts, hits.
///
/// `GET /bank?words=…&kind=…&topic=content:cardiovascular&from=50`.
struct BankPage: Page {
    let title: String
    let words: String
    /// The chosen facets, sent along by the search form.
    let kept: [Kept]
    let facets: [Group]
    let hasFacets: Bool
    let active: [Chosen]
    let hasActive: Bool
    /// Such as "312 items".
    let count: String?
    let hits: [Hit]
    let hasHits: Bool
    /// Such as "The bank is empty.", or that nothing matches.
    let empty: String?
    let isFirstUse: Bool
    /// Such as: Without “Cardiovascular” there are 12 items.
    let relief: Way?
    let page: Paging?
    let canImport: Bool

    struct Kept: Sendable {
        let field: String
        let value: String
    }

    /// One facet with its values.
    struct Group: Sendable {
        let heading: String
        let values: [Facet]
    }

    struct Facet: Sendable {
        let label: String
        let number: String
        let href: String
        let isChosen: Bool
    }

    struct Chosen: Sendable {
        let label: String
        /// Such as "Remove filter Cardiovascular".
        let removeLabel: String
        let href: String
    }

    struct Way: Sendable {
        let label: String
        let href: String
    }

    struct Hit: Sendable {
        let href: String
        let name: String
        let id: String
        /// Such as "version 3".
        let version: String
        let excerpt: String?
        let kind: String
        let language: String
        let tags: [String]
        let difficulty: String?
        let uses: String
    }

    struct Paging: Sendable {
        /// Such as "51–100 of 312".
        let place: String
        let previousHref: String?
        let nextHref: String?
    }

    /// What is searched for.
    struct Query: Sendable, Equatable {
        var words = ""
        var kind: KindName?
        var topic: Topic?
        /// Hits skipped, and shown at most.
        var offset = 0
        var limit = 25

        struct Topic: Sendable, Equatable {
            let axis: String
            let category: String
        }
    }

    /// How many items each value of a facet would leave, the other filters kept.
    struct Counts: Sendable {
        var kinds: [(kind: KindName, count: Int)] = []
        /// Axes in the order to be shown.
        var topics: [(axis: String, categories: [(category: String, count: Int)])] = []
    }

    /// One item as a list needs it.
    struct Row: Sendable {
        let item: ItemID
        let version: Int
        let kind: KindName
        let name: String
        let excerpt: String
        let language: String
        let tags: [String: [String]]
        /// Expected facility, in 0…1.
        let difficulty: Mark?
        /// Sealed papers that hold it.
        let uses: Int
    }

    /// Which filter, taken away, leaves most.
    struct Relief: Sendable {
        let filter: Filter
        let count: Int

        enum Filter: Sendable { case words, kind, topic }
    }

    /// Makes the finished words from facts.
    ///
    /// - `total`: Hits in all, of which `rows` are shown.
    /// - `bankIsEmpty`: There is no item at all.
    /// - `relief`: Where there is no hit: what excludes most.
    init(
        query: Query,
        counts: Counts,
        rows: [Row],
        total: Int,
        bankIsEmpty: Bool,
        relief: Relief? = nil,
        canImport: Bool,
        texts: Texts
    ) {
        title = texts("bank.title")
        words = query.words
        self.canImport = canImport
        kept = Self.fields(query).filter { $0.name != "words" && $0.name != "from" }
            .map { Kept(field: $0.name, value: $0.value) }
        facets = bankIsEmpty ? [] : Self.groups(counts, query, texts)
        hasFacets = !facets.isEmpty
        active = Self.active(query, texts)
        hasActive = !active.isEmpty
        isFirstUse = bankIsEmpty
        hits = rows.map { Self.hit($0, texts) }
        hasHits = !rows.isEmpty
        count = bankIsEmpty ? nil : texts("bank.count", count: total)
        empty = bankIsEmpty ? texts("bank.empty") : rows.isEmpty ? texts("bank.no-hit") : nil
        self.relief = rows.isEmpty && !bankIsEmpty ? relief.map { Self.way($0, query, texts) } : nil
        page = Self.paging(query, shown: rows.count, total: total, texts)
    }

    static func fields(_ query: Query) -> [(name: String, value: String)] {
        [
            ("words", query.words), ("kind", query.kind?.rawValue ?? ""),
            ("topic", query.topic.map { "\($0.axis):\($0.category)" } ?? ""),
            ("from", query.offset > 0 ? String(query.offset) : ""),
        ]
    }

    private static func href(_ query: Query, _ change: (inout Query) -> Void) -> String {
        var query = query
        query.offset = 0
        change(&query)
        return Href.to("/bank", fields(query))
    }

    private static func groups(_ counts: Counts, _ query: Query, _ texts: Texts) -> [Group] {
        let kinds = counts.kinds.map { kind, count in
            let isChosen = query.kind == kind
            return Facet(
                label: BankWords.kind(kind, texts),
                number: String(count),
                href: href(query) { $0.kind = isChosen ? nil : kind },
                isChosen: isChosen
            )
        }
        let axes = counts.topics.map { axis, categories in
            Group(
                heading: BankWords.axis(axis, texts),
                values: categories.map { category, count in
                    let topic = Query.Topic(axis: axis, category: category)
                    let isChosen = query.topic == topic
                    return Facet(
                        label: BankWords.category(category),
                        number: String(count),
                        href: href(query) { $0.topic = isChosen ? nil : topic },
                        isChosen: isChosen
                    )
                }
            )
        }
        return ([Group(heading: texts("bank.kind"), values: kinds)] + axes).filter { !$0.values.isEmpty }
    }

    private static func active(_ query: Query, _ texts: Texts) -> [Chosen] {
        func chosen(_ label: String, _ change: (inout Query) -> Void) -> Chosen {
            Chosen(
                label: label,
                removeLabel: texts("bank.remove-filter", ["filter": label]),
                href: href(query, change)
            )
        }
        var active: [Chosen] = []
        if !query.words.isEmpty { active.append(chosen(query.words) { $0.words = "" }) }
        if let kind = query.kind { active.append(chosen(BankWords.kind(kind, texts)) { $0.kind = nil }) }
        if let topic = query.topic { active.append(chosen(BankWords.category(topic.category)) { $0.topic = nil }) }
        return active
    }

    private static func way(_ relief: Relief, _ query: Query, _ texts: Texts) -> Way {
        let (label, href) =
            switch relief.filter {
            case .words: (query.words, href(query) { $0.words = "" })
            case .kind: (query.kind.map { BankWords.kind($0, texts) } ?? "", href(query) { $0.kind = nil })
            case .topic: (query.topic.map { BankWords.category($0.category) } ?? "", href(query) { $0.topic = nil })
            }
        return Way(label: texts("bank.relief", count: relief.count, ["filter": label]), href: href)
    }

    private static func hit(_ row: Row, _ texts: Texts) -> Hit {
        Hit(
            href: "/bank/items/\(Href.component(row.item.rawValue))",
            name: row.name,
            id: row.item.rawValue,
            version: texts("bank.version", ["number": String(row.version)]),
            excerpt: row.excerpt.isEmpty || row.excerpt == row.name ? nil : row.excerpt,
            kind: BankWords.kind(row.kind, texts),
            language: row.language,
            tags: row.tags.sorted { $0.key < $1.key }.flatMap(\.value).map(BankWords.category),
            difficulty: BankWords.difficulty(row.difficulty, texts),
            uses: BankWords.uses(row.uses, texts)
        )
    }

    private static func paging(_ query: Query, shown: Int, total: Int, _ texts: Texts) -> Paging? {
        guard shown > 0, total > shown else { return nil }
        let last = query.offset + shown
        return Paging(
            place: texts(
                "bank.place",
                ["first": String(query.offset + 1), "last": String(last), "total": String(total)]
            ),
            previousHref: query.offset > 0 ? href(query) { $0.offset = max(0, query.offset - query.limit) } : nil,
            nextHref: last < total ? href(query) { $0.offset = last } : nil
        )
    }
}
