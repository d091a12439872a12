/// HTML that may be written into a page as it is, because everything foreign in it has been escaped.
///
/// The only ways to make one escape what they are given or take a literal of our own source.
struct SafeHTML: Sendable, Hashable {
    /// The markup, to be written without further escaping.
    private(set) var markup: String

    /// Nothing.
    init() { markup = "" }

    /// `text` with `& < > " '` replaced, so that it is inert as element text and inside a quoted attribute.
    init(escaping text: String) {
        markup = ""
        markup.reserveCapacity(text.utf8.count)
        append(escaping: text)
    }

    /// Markup of our own: a literal, never a value.
    init(literal: StaticString) { markup = literal.description }

    /// What the template engine made of a page whose every value was escaped.
    init(rendered page: RenderedPage) { markup = page.markup }

    mutating func append(_ other: SafeHTML) { markup += other.markup }

    mutating func append(literal: StaticString) { markup += literal.description }

    /// Appends `text` escaped.
    ///
    /// Works on UTF-8 bytes: a quotation mark followed by a combining mark is one
    /// `Character`, and an escape by characters lets it through.
    mutating func append(escaping text: String) {
        var text = text
        text.withUTF8 { bytes in
            var start = bytes.startIndex
            for index in bytes.indices {
                guard let entity = Self.entity(for: bytes[index]) else { continue }
                markup += String(decoding: bytes[start..<index], as: UTF8.self)
                markup += entity
                start = index + 1
            }
            markup += String(decoding: bytes[start...], as: UTF8.self)
        }
    }

    /// Appends ` name="value"`.
    mutating func append(attribute name: StaticString, _ value: String) {
        markup += " \(name)=\""
        append(escaping: value)
        markup += "\""
    }

    private static func entity(for byte: UInt8) -> String? {
        switch byte {
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "\""): "&quot;"
        case UInt8(ascii: "'"): "&#39;"
        case 0: "\u{FFFD}"
        default: nil
        }
    }
}

extension SafeHTML: ExpressibleByStringInterpolation {
    /// Literals of our source stay as they are; everything interpolated is escaped.
    init(stringLiteral value: StaticString) { self.init(literal: value) }

    init(stringInterpolation: Interpolation) { self = stringInterpolation.html }

    /// Gathers a literal with its escaped values.
    struct Interpolation: StringInterpolationProtocol {
        fileprivate var html = SafeHTML()

        init(literalCapacity: Int, interpolationCount: Int) {}

        mutating func appendLiteral(_ literal: StaticString) { html.append(literal: literal) }

        mutating func appendInterpolation(_ text: String) { html.append(escaping: text) }

        mutating func appendInterpolation(_ number: Int) { html.append(escaping: String(number)) }

        mutating func appendInterpolation(_ part: SafeHTML) { html.append(part) }
    }
}
