/// What candidates receive: the sealed items of a paper without keys, rationales, tags or titles.
///
/// This type cannot hold a key, so no page, prefetch or export built from it can show one.
public struct Form: Hashable, Sendable {
    public var paper: PaperID
    public var title: String
    public var language: String
    public var instructions: [Block]
    public var sections: [Section]

    public struct Section: Hashable, Sendable {
        public var title: String
        public var shuffles: Bool
        public var lockpoint: Lockpoint
        public var positions: [Position]
    }

    /// One item as it is delivered.
    public struct Position: Hashable, Sendable {
        public var language: String
        public var body: [Block]
        public var interactions: [Interaction]
        /// Whether this is the next step of the position before it: of the same case set, and never parted from it.
        public var follows: Bool
    }

    /// All positions in the form's own order; a position's number is its index plus one.
    public var positions: [Position] { sections.flatMap(\.positions) }

    /// The identity of this form.
    public var hash: ContentHash { ContentHash(of: json) }
}

/// What marks a form: kept apart from it, in another table, and never sent to a candidate before release.
public struct FormKey: Hashable, Sendable {
    /// The form that this key belongs to.
    public var form: ContentHash
    /// One entry a position, in the form's order.
    public var entries: [Entry]

    public struct Entry: Hashable, Sendable {
        public var item: ItemID
        public var version: ContentHash
        public var kind: KindName
        public var scoring: [RuleUse]
        public var rationale: Rationale
        public var tags: [String: [String]]
    }

    /// The identity of this key.
    public var hash: ContentHash { ContentHash(of: json) }
}

/// A paper with its hashes frozen.
public struct SealedPaper: Hashable, Sendable {
    public let form: Form
    public let key: FormKey

    /// Why a paper cannot be sealed.
    public enum Refusal: Error, Hashable, Sendable {
        case empty
        /// The paper names a version that was not given, whose bytes have another hash, or that is another item's.
        case missing(ItemID)
        case unsound(ItemID, Problem)
        /// The item shows a picture or recording whose file is not in the bank.
        case fileMissing(ItemID)
        case twice(ItemID)
        case enemies(ItemID, ItemID)
        /// Not candidates but examiners answer the item; it has no place in a form.
        case answeredByExaminer(ItemID)
        /// The item stands apart from the steps of its case set that come before it.
        case torn(ItemID, CaseSetID)
        /// The item comes after a step of its case set that is not an earlier one.
        case outOfOrder(ItemID, CaseSetID)
    }

    /// Freezes `paper`, whose versions are given by their hash.
    ///
    /// - Throws: ``Refusal`` with the first thing that stands in the way.
    public init(_ paper: Paper, versions: [ContentHash: ItemVersion], catalogue: Catalogue) throws(Refusal) {
        guard !paper.entries.isEmpty else { throw .empty }
        var seen: Set<ItemID> = []
        var sections: [Form.Section] = []
        var entries: [FormKey.Entry] = []
        var begun: Set<CaseSetID> = []
        for section in paper.sections {
            var positions: [Form.Position] = []
            var previous: CaseSetPlace?
            for entry in section.entries {
                guard seen.insert(entry.item).inserted else { throw .twice(entry.item) }
                guard let version = versions[entry.version], version.hash == entry.version, version.item == entry.item
                else { throw .missing(entry.item) }
                if let problem = catalogue.problems(in: version).first(where: { $0.severity == .error }) {
                    throw .unsound(entry.item, problem)
                }
                guard catalogue.isForCandidates(version.kind), version.station == nil else {
                    throw .answeredByExaminer(entry.item)
                }
                guard version.missingFiles.isEmpty else { throw .fileMissing(entry.item) }
                let place = version.metadata.caseSet
                let follows = try Self.follows(entry.item, place, previous, &begun)
                previous = place
                positions.append(
                    Form.Position(
                        language: version.language,
                        body: version.body,
                        interactions: version.interactions,
                        follows: follows
                    )
                )
                entries.append(FormKey.Entry(version, hash: entry.version))
            }
            sections.append(
                Form.Section(
                    title: section.title,
                    shuffles: section.shuffles,
                    lockpoint: section.lockpoint,
                    positions: positions
                )
            )
        }
        for entry in paper.entries {
            for enemy in versions[entry.version]?.metadata.enemies ?? [] where seen.contains(enemy) {
                throw .enemies(entry.item, enemy)
            }
        }
        form = Form(
            paper: paper.id,
            title: paper.title,
            language: paper.language,
            instructions: paper.instructions,
            sections: sections
        )
        key = FormKey(form: form.hash, entries: entries)
    }

    /// Whether an item is the next step of the one before it.
    ///
    /// - Throws: ``Refusal/torn(_:_:)`` and ``Refusal/outOfOrder(_:_:)``; steps may be left out, since an exam team may
    ///   drop one that is wrong.
    private static func follows(
        _ item: ItemID,
        _ place: CaseSetPlace?,
        _ previous: CaseSetPlace?,
        _ begun: inout Set<CaseSetID>
    ) throws(Refusal) -> Bool {
        guard let place else { return false }
        guard let previous, previous.set == place.set else {
            guard begun.insert(place.set).inserted else { throw .torn(item, place.set) }
            return false
        }
        guard previous.step < place.step else { throw .outOfOrder(item, place.set) }
        return true
    }
}

extension FormKey.Entry {
    init(_ version: ItemVersion, hash: ContentHash) {
        self.init(
            item: version.item,
            version: hash,
            kind: version.kind,
            scoring: version.scoring,
            rationale: version.rationale,
            tags: version.metadata.tags
        )
    }
}
