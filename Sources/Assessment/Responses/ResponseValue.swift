/// What a candidate gave at one interaction.
///
/// Text is kept exactly as typed. Lists keep the candidate's order, which counts for nothing unless a rule says so.
public enum ResponseValue: Hashable, Sendable {
    /// Options chosen, or put in order.
    case choices([OptionID])
    case pairs([Pair])
    case text(String)
    /// Several texts typed at one place.
    case texts([String])
    /// A number as typed and the unit chosen; `nil` where none was offered or chosen.
    case number(String, unit: String?)
    /// Points on an image, in pixels of its declared size.
    case points([Point])
    case file(HandedFile)
    /// Whether the button of an end attempt was pressed.
    case pressed(Bool)

    /// One row joined to one column, or a label put at a place.
    public struct Pair: Hashable, Sendable {
        public let row: OptionID
        public let column: OptionID

        public init(row: OptionID, column: OptionID) {
            self.row = row
            self.column = column
        }
    }

    /// A point, counted from the upper left corner of an image.
    public struct Point: Hashable, Sendable {
        public let x: Int
        public let y: Int

        public init(x: Int, y: Int) {
            self.x = x
            self.y = y
        }
    }

    /// Whether nothing was given: an empty list or text of white space alone (QTI: an empty value is NULL).
    public var isBlank: Bool {
        switch self {
        case .choices(let choices): choices.isEmpty
        case .pairs(let pairs): pairs.isEmpty
        case .text(let text), .number(let text, _): text.allSatisfy(\.isWhitespace)
        case .texts(let texts): texts.allSatisfy { $0.allSatisfy(\.isWhitespace) }
        case .points(let points): points.isEmpty
        case .file: false
        case .pressed(let isPressed): !isPressed
        }
    }
}

/// A file that a candidate handed in: its bytes lie apart, under their hash.
public struct HandedFile: Hashable, Sendable {
    /// The name that it had on the candidate's device.
    public var name: String
    /// Its media type by its first bytes, not by its name.
    public var type: String
    public var hash: ContentHash
    public var bytes: Int

    public init(name: String, type: String, hash: ContentHash, bytes: Int) {
        self.name = name
        self.type = type
        self.hash = hash
        self.bytes = bytes
    }
}

/// What a candidate gave for one item: at most one value an interaction.
public struct ItemResponse: Hashable, Sendable {
    public var values: [ResponseID: ResponseValue]

    public init(_ values: [ResponseID: ResponseValue] = [:]) { self.values = values }

    /// The same without the buttons that were pressed: what is given, whatever sent it.
    public var unpressed: ItemResponse {
        ItemResponse(values.filter { if case .pressed = $1 { false } else { true } })
    }

    /// Whether nothing was given anywhere.
    public var isBlank: Bool { values.values.allSatisfy(\.isBlank) }

    public subscript(id: ResponseID) -> ResponseValue? { values[id] }
}
