import Foundation

/// JSON of other programs, fractions included: what is marked here, and what marking answers.
///
/// Our own documents hold integers only; outcomes of QTI are numbers, so they cannot be among them.
enum LooseJSON: Hashable {
    case null
    case bool(Bool)
    case number(Double)
    case text(String)
    case list([LooseJSON])
    case record([String: LooseJSON])

    subscript(name: String) -> LooseJSON? { if case .record(let members) = self { members[name] } else { nil } }

    var elements: [LooseJSON]? { if case .list(let elements) = self { elements } else { nil } }

    var members: [String: LooseJSON]? { if case .record(let members) = self { members } else { nil } }

    /// The one value as text, a number as it is usually written.
    var plain: String? {
        switch self {
        case .text(let text): text
        case .number(let number): number == number.rounded() && abs(number) < 1e15 ? String(Int64(number)) : "\(number)"
        case .bool(let bool): bool ? "true" : "false"
        case .null, .list, .record: nil
        }
    }

    /// - Throws: `DecodingError` when `data` is no JSON.
    static func reading(_ data: Data) throws -> LooseJSON { try JSONDecoder().decode(LooseJSON.self, from: data) }

    /// In one line, members sorted by name.
    var written: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }
}

extension LooseJSON: Codable {
    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if value.decodeNil() {
            self = .null
        } else if let bool = try? value.decode(Bool.self) {
            // Each failed try says only that it is the next shape.
            self = .bool(bool)
        } else if let number = try? value.decode(Double.self) {
            // As above.
            self = .number(number)
        } else if let text = try? value.decode(String.self) {
            // As above.
            self = .text(text)
        } else if let elements = try? value.decode([LooseJSON].self) {
            // As above.
            self = .list(elements)
        } else {
            self = .record(try value.decode([String: LooseJSON].self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var value = encoder.singleValueContainer()
        switch self {
        case .null: try value.encodeNil()
        case .bool(let bool): try value.encode(bool)
        case .number(let number): try value.encode(number)
        case .text(let text): try value.encode(text)
        case .list(let elements): try value.encode(elements)
        case .record(let members): try value.encode(members)
        }
    }
}
