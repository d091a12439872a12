/// Why a value does not fit the interaction it was given to.
///
/// A misfit is stored like every response; it only does not count.
public enum Misfit: Error, Hashable, Sendable {
    /// The value is of another shape than the interaction asks for.
    case wrongShape
    case unknownResponse(String)
    case unknownOption(String)
    /// More were chosen than the interaction allows.
    case tooMany(found: Int, allowed: Int)
    case chosenTwice(String)
    case unknownUnit(String)
    /// Text longer than ``Interaction/textLimit`` bytes.
    case tooLong(bytes: Int)

    /// A stable word for journals and interfaces.
    public var code: String {
        switch self {
        case .wrongShape: "wrong-shape"
        case .unknownResponse: "unknown-response"
        case .unknownOption: "unknown-option"
        case .tooMany: "too-many"
        case .chosenTwice: "chosen-twice"
        case .unknownUnit: "unknown-unit"
        case .tooLong: "too-long"
        }
    }
}

extension Interaction {
    /// The longest text that counts, in UTF-8 bytes; longer text is stored and marked.
    public static let textLimit = 65_536

    /// Says that `value` fits.
    ///
    /// Too few choices fit: an unfinished response is stored and marked as far as it goes.
    ///
    /// - Throws: ``Misfit`` naming the first thing that does not fit.
    public func check(_ value: ResponseValue) throws(Misfit) {
        switch (self, value) {
        case (.choice(let choice), .choices(let chosen)):
            try Self.check(chosen, among: choice.options, maximum: choice.maximum)
        case (.match(let match), .pairs(let pairs)): try Self.check(pairs, in: match)
        case (.text, .text(let text)): try Self.check(length: text)
        case (.number(let number), .number(let text, let unit)):
            try Self.check(length: text)
            if let unit, !number.units.contains(unit) { throw .unknownUnit(unit) }
        case (.choice, _), (.match, _), (.text, _), (.number, _): throw .wrongShape
        }
    }

    private static func check(_ chosen: [OptionID], among options: [Option], maximum: Int) throws(Misfit) {
        var seen: Set<OptionID> = []
        for id in chosen {
            guard options.contains(where: { $0.id == id }) else { throw .unknownOption(id.rawValue) }
            guard seen.insert(id).inserted else { throw .chosenTwice(id.rawValue) }
        }
        guard maximum == 0 || chosen.count <= maximum else { throw .tooMany(found: chosen.count, allowed: maximum) }
    }

    private static func check(_ pairs: [ResponseValue.Pair], in match: MatchInteraction) throws(Misfit) {
        var rowUses: [OptionID: Int] = [:]
        var columnUses: [OptionID: Int] = [:]
        var seen: Set<ResponseValue.Pair> = []
        for pair in pairs {
            guard match.rows.contains(where: { $0.id == pair.row }) else { throw .unknownOption(pair.row.rawValue) }
            guard match.columns.contains(where: { $0.id == pair.column }) else {
                throw .unknownOption(pair.column.rawValue)
            }
            guard seen.insert(pair).inserted else { throw .chosenTwice(pair.row.rawValue) }
            rowUses[pair.row, default: 0] += 1
            columnUses[pair.column, default: 0] += 1
        }
        if match.rowMaximum > 0, let most = rowUses.values.max(), most > match.rowMaximum {
            throw .tooMany(found: most, allowed: match.rowMaximum)
        }
        if match.columnMaximum > 0, let most = columnUses.values.max(), most > match.columnMaximum {
            throw .tooMany(found: most, allowed: match.columnMaximum)
        }
    }

    private static func check(length text: String) throws(Misfit) {
        guard text.utf8.count <= textLimit else { throw .tooLong(bytes: text.utf8.count) }
    }
}

extension [Interaction] {
    /// Says that `response` fits these interactions.
    ///
    /// - Throws: ``Misfit`` of the first value that does not, in the order of the response names.
    public func check(_ response: ItemResponse) throws(Misfit) {
        for (id, value) in response.values.sorted(by: { $0.key < $1.key }) {
            guard let interaction = first(where: { $0.id == id }) else { throw .unknownResponse(id.rawValue) }
            try interaction.check(value)
        }
    }
}
