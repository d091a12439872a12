/// What a candidate gave at one interaction.
///
/// Text is kept exactly as typed. Lists keep the candidate's order, which counts for nothing unless a rule says so.
public enum ResponseValue: Hashable, Sendable {
    case choices([OptionID])
    case pairs([Pair])
    case text(String)
    /// A number as typed and the unit chosen; `nil` where none was offered or chosen.
    case number(String, unit: String?)

    /// One row joined to one column.
    public struct Pair: Hashable, Sendable {
        public let row: OptionID
        public let column: OptionID

        public init(row: OptionID, column: OptionID) {
            self.row = row
            self.column = column
        }
    }

    /// Whether nothing was given: an empty list or text of white space alone (QTI: an empty value is NULL).
    public var isBlank: Bool {
        switch self {
        case .choices(let choices): choices.isEmpty
        case .pairs(let pairs): pairs.isEmpty
        case .text(let text), .number(let text, _): text.allSatisfy(\.isWhitespace)
        }
    }
}

/// What a candidate gave for one item: at most one value an interaction.
public struct ItemResponse: Hashable, Sendable {
    public var values: [ResponseID: ResponseValue]

    public init(_ values: [ResponseID: ResponseValue] = [:]) { self.values = values }

    /// Whether nothing was given anywhere.
    public var isBlank: Bool { values.values.allSatisfy(\.isBlank) }

    public subscript(id: ResponseID) -> ResponseValue? { values[id] }
}
