public import Assessment

/// One part of an item in three versions: what a package brought last, what the bank has, and what it brings now.
public struct ItemChange: Hashable, Sendable {
    public let part: Part
    /// `nil` where the version has no such part, or where there is no base.
    public let base: Value?
    public let ours: Value?
    public let theirs: Value?
    /// Who changed it.
    public let side: Side

    /// Which part of an item; `place` is the response, option, outcome, axis or part of a station where there are several.
    public struct Part: Hashable, Sendable {
        public let name: Name
        public let place: String

        public init(_ name: Name, _ place: String = "") {
            self.name = name
            self.place = place
        }
    }

    public enum Name: String, Hashable, Sendable, CaseIterable {
        case title, kind, language, text
        case leadIn = "lead-in"
        /// All of an interaction but its lead-in and options: limits, order, image.
        case form
        case option, marks, key, rationale
        case optionRationale = "option-rationale"
        case station
        case caseSet = "case-set"
        case tags, difficulty, authors, licence, origin, references, enemies, media
        /// What an import keeps beside our own content.
        case source
    }

    /// Who changed a part: the bank, the package, both alike, or both differently.
    public enum Side: String, Hashable, Sendable, CaseIterable { case ours, theirs, alike, both }

    /// A part in words, one element a paragraph.
    public struct Value: Hashable, Sendable {
        public let lines: [String]
        /// What the words do not show, such as emphasis and names of images.
        let detail: JSONValue

        init(_ lines: [String], detail: JSONValue = .null) {
            self.lines = lines
            self.detail = detail
        }
    }

    /// Whether the words of ours and theirs are the same, and only what they do not show differs.
    public var isOfMarkupAlone: Bool { ours?.lines == theirs?.lines && (base == nil || base?.lines == ours?.lines) }

    /// All parts in which the three versions are not the same, in reading order; without a base, those in which the two
    /// others differ.
    public static func all(base: ItemVersion?, ours: ItemVersion, theirs: ItemVersion) -> [ItemChange] {
        let values = [base, ours, theirs].map { $0.map(ItemParts.init) ?? ItemParts() }
        var parts = values[1].order
        for other in [values[2], values[0]] { parts.insert(missing: other.order) }
        return parts.compactMap { part in
            let (before, ours, theirs) = (values[0][part], values[1][part], values[2][part])
            guard let side = side(hasBase: base != nil, before, ours, theirs) else { return nil }
            return ItemChange(part: part, base: before, ours: ours, theirs: theirs, side: side)
        }
    }

    private static func side(hasBase: Bool, _ base: Value?, _ ours: Value?, _ theirs: Value?) -> Side? {
        guard hasBase else { return ours == theirs ? nil : .both }
        if ours == theirs { return ours == base ? nil : .alike }
        if ours == base { return .theirs }
        return theirs == base ? .ours : .both
    }
}

extension ItemChange {
    /// This change as commands and the API print it.
    public var json: JSONValue {
        var members: [String: JSONValue] = ["part": .string(part.name.rawValue), "side": .string(side.rawValue)]
        if !part.place.isEmpty { members["place"] = .string(part.place) }
        for (name, value) in [("base", base), ("ours", ours), ("theirs", theirs)] {
            if let value { members[name] = .array(value.lines.map(JSONValue.string)) }
        }
        if isOfMarkupAlone { members["markupAlone"] = .bool(true) }
        return .object(members)
    }
}

extension [ItemChange.Part] {
    /// Puts each part that is not here yet behind the one that it follows there.
    fileprivate mutating func insert(missing others: [ItemChange.Part]) {
        var place = startIndex
        for part in others {
            if let index = firstIndex(of: part) {
                place = index + 1
            } else {
                insert(part, at: place)
                place += 1
            }
        }
    }
}
