public import Assessment

/// A test of QTI 2.0 to 3.0 as it is written: its parts, their sections and the items that these name.
///
/// It is read for what it says; papers are built here from blueprints, and nothing of a test changes how an item is
/// delivered or marked. Source: QTI 3.0 information model, `assessment-test`.
public struct QTITest: Hashable, Sendable {
    public var identifier: String
    public var title: String
    public var parts: [Part]
    /// Declarations, outcome processing and test feedback, kept as they are written.
    public var kept: [MarkupElement]

    public struct Part: Hashable, Sendable {
        public var identifier: String
        /// Whether candidates move freely between its items.
        public var isLinear: Bool
        /// Whether all its items are handed in together.
        public var isSimultaneous: Bool
        public var rules: Rules
        public var sections: [Section]
    }

    public struct Section: Hashable, Sendable {
        public var identifier: String
        public var title: String
        public var isVisible: Bool
        public var isFixed: Bool
        public var isRequired: Bool
        /// Whether its items stay together when the section around it is shuffled.
        public var staysTogether: Bool
        public var selection: Selection?
        public var shuffles: Bool
        public var rules: Rules
        public var members: [Member]
    }

    /// How many of a section's members are chosen.
    public struct Selection: Hashable, Sendable {
        public var count: Int
        public var withReplacement: Bool
    }

    public indirect enum Member: Hashable, Sendable {
        case item(ItemReference)
        case section(Section)
        /// A section in a file of its own.
        case sectionFile(identifier: String, path: String)
    }

    public struct ItemReference: Hashable, Sendable {
        public var identifier: String
        /// The path of the item within the source.
        public var path: String
        public var categories: [String]
        public var isFixed: Bool
        public var isRequired: Bool
        public var rules: Rules
    }

    /// What parts, sections and items have alike.
    public struct Rules: Hashable, Sendable {
        /// In seconds, as written.
        public var minimumTime: String?
        public var maximumTime: String?
        public var allowsLate: Bool
        /// Item session control: each setting as it is written, by its name.
        public var control: [String: String]
    }

    /// Every item that the test names, in order.
    public var items: [ItemReference] { parts.flatMap { $0.sections.flatMap(\.items) } }

    /// Every section, those inside others too.
    public var sections: [Section] { parts.flatMap { $0.sections.flatMap(\.all) } }
}

extension QTITest.Section {
    var items: [QTITest.ItemReference] {
        members.flatMap { member -> [QTITest.ItemReference] in
            switch member {
            case .item(let item): [item]
            case .section(let section): section.items
            case .sectionFile: []
            }
        }
    }

    var all: [QTITest.Section] {
        [self]
            + members.flatMap { member -> [QTITest.Section] in
                if case .section(let section) = member { section.all } else { [] }
            }
    }
}
