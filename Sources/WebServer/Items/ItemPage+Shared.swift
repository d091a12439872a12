import Assessment

extension ItemPage {
    /// The other items that show a text of this one.
    struct Sharers: Sendable {
        /// The first of them, by identifier.
        let items: [(id: ItemID, title: String)]
        let total: Int

        static let limit = 20
    }

    /// The shared text of an item: who shows it too.
    struct Shared: Sendable {
        /// Such as: Shared with 3 other items.
        let summary: String
        let items: [Way]
        let hasItems: Bool
        /// Such as: and 12 more.
        let more: String?
    }
}

extension ItemPage.Shared {
    init(_ sharers: ItemPage.Sharers, _ texts: Texts) {
        summary =
            sharers.total == 0 ? texts("item.shared.none") : texts("item.shared.with", count: sharers.total)
        items = sharers.items.map { item in
            ItemPage.Way(label: item.title, href: "/bank/items/\(Href.component(item.id.rawValue))")
        }
        hasItems = !items.isEmpty
        let rest = sharers.total - sharers.items.count
        more = rest > 0 ? texts("item.shared.more", count: rest) : nil
    }
}
