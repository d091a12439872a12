import Foundation

/// Our own walk over the markup, before any parser sees it: refuses what must not be there, and counts.
///
/// It finds document types, processing instructions, undeclared entities, unclosed and crossed elements and every limit;
/// the finer points of well-formedness (which characters a name may have, and the like) are left to the parser that
/// follows. What both know must agree.
///
/// Source: threat model, rule I3; Extensible Markup Language (XML) 1.0, fifth edition.
struct XMLScanner {
    private let text: XMLBytes
    private let limits: XMLLimits
    private var scan = XMLScan()
    private var open: [OpenElement] = []
    private var hasRoot = false
    private var nodes = 0
    private var textBytes = 0
    private var tracker: XMLPositionTracker

    private struct OpenElement {
        var name: Range<Int>
        var position: XMLPosition
    }

    static func scan(_ bytes: [UInt8], limits: XMLLimits) throws(XMLProblem) -> XMLScan {
        let result = bytes.withUnsafeBufferPointer { buffer -> Result<XMLScan, XMLProblem> in
            var scanner = XMLScanner(XMLBytes(buffer: buffer), limits: limits)
            do throws(XMLProblem) {
                try scanner.run()
                return .success(scanner.scan)
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    private init(_ text: XMLBytes, limits: XMLLimits) {
        self.text = text
        self.limits = limits
        tracker = XMLPositionTracker(text: text)
    }

    private mutating func problem(_ code: XMLProblem.Code, _ message: String, at offset: Int) -> XMLProblem {
        XMLProblem(code, message, at: tracker.position(of: offset))
    }

    private mutating func run() throws(XMLProblem) {
        var offset = 0
        while let tag = text.find(UInt8(ascii: "<"), from: offset) {
            try takeText(offset..<tag)
            offset = try takeMarkup(at: tag)
        }
        try takeText(offset..<text.count)
        if let last = open.last {
            throw XMLProblem(
                .malformed,
                "<\(text.shown(last.name))> is never closed; is the document complete?",
                at: last.position
            )
        }
        guard hasRoot else { throw problem(.noElement, "The document holds no element.", at: text.count) }
    }

    /// - Returns: Where the markup that starts at `start` ends.
    private mutating func takeMarkup(at start: Int) throws(XMLProblem) -> Int {
        switch text[start + 1] {
        case UInt8(ascii: "/"):
            return try takeEndTag(at: start)
        case UInt8(ascii: "?"):
            return try takeInstruction(at: start)
        case UInt8(ascii: "!"):
            if text.matches("<!--", at: start) {
                guard let end = text.find("-->", from: start + 4) else {
                    throw problem(.malformed, "A comment is never closed.", at: start)
                }
                return end + 3
            }
            if text.matches("<![CDATA[", at: start) {
                guard let end = text.find("]]>", from: start + 9) else {
                    throw problem(.malformed, "A CDATA section is never closed.", at: start)
                }
                guard !open.isEmpty else {
                    throw problem(.malformed, "There is text outside the root element.", at: start)
                }
                try count(textBytes: end - start - 9, nodes: 1, at: start)
                return end + 3
            }
            throw problem(
                .doctype,
                "The document has a document type or another declaration (<!…>); remove it.",
                at: start
            )
        default:
            return try takeStartTag(at: start)
        }
    }

    private mutating func takeText(_ range: Range<Int>) throws(XMLProblem) {
        guard !range.isEmpty else { return }
        if open.isEmpty {
            if let place = range.first(where: { !XMLBytes.isSpace(text[$0]) }) {
                throw problem(
                    .malformed,
                    hasRoot ? "There is text after the root element." : "There is text before the root element.",
                    at: place
                )
            }
            return
        }
        try count(textBytes: range.count, nodes: 1, at: range.lowerBound)
        try checkReferences(in: range)
    }

    private mutating func takeEndTag(at start: Int) throws(XMLProblem) -> Int {
        guard let end = text.find(UInt8(ascii: ">"), from: start) else {
            throw problem(.malformed, "The document ends inside a tag.", at: start)
        }
        let name = start + 2..<text.endOfName(from: start + 2)
        guard let element = open.popLast() else {
            throw problem(.malformed, "</\(text.shown(name))> closes nothing.", at: start)
        }
        guard text.isEqual(name, element.name), (name.upperBound..<end).allSatisfy({ XMLBytes.isSpace(text[$0]) })
        else {
            let opened = "<\(text.shown(element.name))> of line \(element.position.line)"
            throw problem(.malformed, "</\(text.shown(name))> stands where \(opened) must be closed.", at: start)
        }
        return end + 1
    }

    private mutating func takeInstruction(at start: Int) throws(XMLProblem) -> Int {
        guard let end = text.find("?>", from: start + 2) else {
            throw problem(.malformed, "A processing instruction is never closed.", at: start)
        }
        let target = text.string(start + 2..<min(end, text.endOfName(from: start + 2)))
        guard target.lowercased() != "xml" else {
            throw problem(.malformed, "An XML declaration may only be the very first thing in a document.", at: start)
        }
        // These two only point to files for display and checking, which are never fetched.
        guard target == "xml-stylesheet" || target == "xml-model" else {
            throw problem(
                .processingInstruction,
                "The document has a processing instruction (<?…?>); remove it.",
                at: start
            )
        }
        scan.notes.append(problem(.ignored, "The instruction <?\(target)?> was passed over.", at: start))
        scan.instructions.append(start..<end + 2)
        try count(textBytes: 0, nodes: 1, at: start)
        return end + 2
    }

    private mutating func takeStartTag(at start: Int) throws(XMLProblem) -> Int {
        let name = start + 1..<text.endOfName(from: start + 1)
        guard !name.isEmpty else {
            throw problem(.malformed, "A “<” that starts no tag must be written &lt;.", at: start)
        }
        guard !hasRoot || !open.isEmpty else {
            throw problem(.malformed, "There is a second element after the root element.", at: start)
        }
        hasRoot = true
        let position = tracker.position(of: start)
        guard open.count < limits.depth else {
            throw XMLProblem(.tooDeep, "More than \(limits.depth) elements stand within each other.", at: position)
        }
        try count(textBytes: 0, nodes: 1, at: start)
        let first = scan.attributeNames.count
        var offset = text.skipSpace(from: name.upperBound)
        while offset < text.count {
            if text[offset] == UInt8(ascii: ">") || text.matches("/>", at: offset) {
                let tag = XMLScan.Tag(
                    line: position.line,
                    column: position.column,
                    attributes: first..<scan.attributeNames.count
                )
                scan.tags.append(tag)
                guard text[offset] == UInt8(ascii: ">") else { return offset + 2 }
                open.append(OpenElement(name: name, position: position))
                return offset + 1
            }
            offset = try takeAttribute(at: offset, first: first)
        }
        throw XMLProblem(.malformed, "The document ends inside the tag <\(text.shown(name))>.", at: position)
    }

    private mutating func takeAttribute(at start: Int, first: Int) throws(XMLProblem) -> Int {
        let name = start..<text.endOfName(from: start)
        let equals = text.skipSpace(from: name.upperBound)
        let quote = text.skipSpace(from: equals + 1)
        guard !name.isEmpty, text[equals] == UInt8(ascii: "="),
            text[quote] == UInt8(ascii: "\"") || text[quote] == UInt8(ascii: "'"),
            let end = text.find(text[quote], from: quote + 1)
        else {
            throw problem(.malformed, "This is not an attribute: name=\"value\" is expected.", at: start)
        }
        let written = text.string(name)
        guard scan.attributeNames.count - first < limits.attributesPerElement else {
            throw problem(
                .tooManyAttributes,
                "An element has more than \(limits.attributesPerElement) attributes.",
                at: start
            )
        }
        // No slice may outlive this line: appending below would copy all names of the document.
        guard !scan.attributeNames[first...].contains(written) else {
            throw problem(
                .duplicateAttribute,
                "The attribute “\(XMLProblem.shown(written))” stands twice in one tag.",
                at: start
            )
        }
        scan.attributeNames.append(written)
        try count(textBytes: end - quote - 1, nodes: 1, at: start)
        try checkReferences(in: quote + 1..<end)
        if text.find(UInt8(ascii: "<"), from: quote, before: end) != nil {
            throw problem(
                .malformed,
                "A “<” in an attribute must be written &lt;; is a quotation mark missing?",
                at: start
            )
        }
        return text.skipSpace(from: end + 1)
    }

    /// Every `&` must start a numeric reference or one of the five names that XML itself declares.
    private mutating func checkReferences(in range: Range<Int>) throws(XMLProblem) {
        var offset = range.lowerBound
        while let ampersand = text.find(UInt8(ascii: "&"), from: offset, before: range.upperBound) {
            offset = ampersand + 1
            guard text[offset] != UInt8(ascii: "#") else { continue }
            let name = offset..<text.endOfName(from: offset)
            guard !name.isEmpty, name.upperBound < range.upperBound, text[name.upperBound] == UInt8(ascii: ";") else {
                throw problem(.malformed, "An “&” that stands for itself must be written &amp;.", at: ampersand)
            }
            let word = text.string(name)
            guard Self.builtInEntities.contains(word) else {
                throw problem(
                    .undeclaredEntity,
                    "The entity “\(XMLProblem.shown(word))” is not declared; write the character itself.",
                    at: ampersand
                )
            }
        }
    }

    private mutating func count(textBytes more: Int, nodes moreNodes: Int, at offset: Int) throws(XMLProblem) {
        textBytes += more
        nodes += moreNodes
        if textBytes > limits.textBytes {
            throw problem(.tooMuchText, "The document holds more than \(limits.textBytes) bytes of text.", at: offset)
        }
        if nodes > limits.nodes {
            throw problem(.tooManyNodes, "The document has more than \(limits.nodes) parts.", at: offset)
        }
    }

    private static let builtInEntities: Set<String> = ["amp", "lt", "gt", "apos", "quot"]
}
