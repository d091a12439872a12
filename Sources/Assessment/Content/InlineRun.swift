/// Puts white space in order as HTML does: runs of it count as one blank, none at the edges of a block.
///
/// Source: CSS Text 3, section 4.1.1 (white-space: normal), applied once on import.
struct InlineRun {
    /// Whether the text so far ends with a blank, or nothing has been written yet.
    private var endsBlank = true

    /// Returns `inlines` in order, joined where text follows text; empty wrappers are dropped.
    static func tidied(_ inlines: [Inline]) -> [Inline] {
        var run = InlineRun()
        var result = run.collapse(inlines)
        trimEnd(&result)
        return result
    }

    /// Returns `text` with single blanks and none at the edges.
    static func tidiedText(_ text: String) -> String { tidied([.text(text)]).plainText }

    /// White space of markup; the no-break space is not.
    static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar == " " || scalar == "\n" || scalar == "\t" || scalar == "\r" || scalar == "\u{0C}"
    }

    private mutating func collapse(_ inlines: [Inline]) -> [Inline] {
        var result: [Inline] = []
        for inline in inlines {
            switch inline {
            case .text(let text): Self.append(collapse(text), to: &result)
            case .strong(let inner): append(collapse(inner), as: Inline.strong, to: &result)
            case .emphasis(let inner): append(collapse(inner), as: Inline.emphasis, to: &result)
            case .superscript(let inner): append(collapse(inner), as: Inline.superscript, to: &result)
            case .subscript(let inner): append(collapse(inner), as: Inline.subscript, to: &result)
            case .code(let inner): append(collapse(inner), as: Inline.code, to: &result)
            case .language(let tag, let inner): append(collapse(inner), as: { .language(tag, $0) }, to: &result)
            case .hotText(let id, let inner): result.append(.hotText(id, collapse(inner)))
            case .conditional(let visibility, let inner):
                append(collapse(inner), as: { .conditional(visibility, $0) }, to: &result)
            case .lineBreak:
                Self.trimEnd(&result)
                result.append(inline)
                endsBlank = true
            case .image, .formula, .interaction, .gap, .variable, .foreign:
                result.append(inline)
                endsBlank = false
            }
        }
        return result
    }

    private func append(_ inner: [Inline], as wrap: ([Inline]) -> Inline, to result: inout [Inline]) {
        if !inner.isEmpty { result.append(wrap(inner)) }
    }

    private mutating func collapse(_ text: String) -> String {
        // All blanks are ASCII, so the bytes of other letters need not be told apart.
        var result: [UInt8] = []
        result.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            if Self.isBlank(Unicode.Scalar(byte)) {
                if !endsBlank { result.append(0x20) }
                endsBlank = true
            } else {
                result.append(byte)
                endsBlank = false
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func append(_ text: String, to result: inout [Inline]) {
        guard !text.isEmpty else { return }
        if case .text(let before) = result.last {
            result[result.count - 1] = .text(before + text)
        } else {
            result.append(.text(text))
        }
    }

    /// Removes one trailing blank, also from inside a wrapper at the end.
    private static func trimEnd(_ inlines: inout [Inline]) {
        guard let last = inlines.popLast() else { return }
        switch last {
        case .text(let text):
            let trimmed = text.unicodeScalars.last == " " ? String(text.unicodeScalars.dropLast()) : text
            if !trimmed.isEmpty { inlines.append(.text(trimmed)) } else { trimEnd(&inlines) }
        case .strong(let inner): trimEnd(inner, as: Inline.strong, in: &inlines)
        case .emphasis(let inner): trimEnd(inner, as: Inline.emphasis, in: &inlines)
        case .superscript(let inner): trimEnd(inner, as: Inline.superscript, in: &inlines)
        case .subscript(let inner): trimEnd(inner, as: Inline.subscript, in: &inlines)
        case .code(let inner): trimEnd(inner, as: Inline.code, in: &inlines)
        case .language(let tag, let inner): trimEnd(inner, as: { .language(tag, $0) }, in: &inlines)
        case .conditional(let visibility, let inner):
            trimEnd(inner, as: { .conditional(visibility, $0) }, in: &inlines)
        case .lineBreak, .image, .formula, .interaction, .gap, .hotText, .variable, .foreign: inlines.append(last)
        }
    }

    private static func trimEnd(_ inner: [Inline], as wrap: ([Inline]) -> Inline, in inlines: inout [Inline]) {
        var inner = inner
        trimEnd(&inner)
        if !inner.isEmpty { inlines.append(wrap(inner)) }
    }
}
