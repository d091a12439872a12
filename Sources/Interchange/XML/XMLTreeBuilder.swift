import Foundation
import FoundationXML

/// Builds the tree from the events of Foundation's parser, taking places and the order of attributes from our scan.
///
/// The parser below Foundation goes on after errors and its verdict at the end is not to be trusted (it is `true` for
/// some malformed documents), so the first error event ends the work, and every event must agree with the scan.
final class XMLTreeBuilder: XMLParserDelegate {
    private let scan: XMLScan
    private var nextTag = 0
    private var open: [XMLElement] = []
    private var openNames: [String] = []
    private var text = ""
    private var root: XMLElement?
    private var namespaces = XMLNamespaces()
    private var problem: XMLProblem?

    private init(_ scan: XMLScan) { self.scan = scan }

    static func build(_ bytes: [UInt8], following scan: XMLScan) throws(XMLProblem) -> XMLElement {
        let builder = XMLTreeBuilder(scan)
        // Given as a stream the parser takes pieces; given whole it refuses documents of more than 10 MB.
        let parser = XMLParser(stream: InputStream(data: Data(scan.withoutInstructions(bytes))))
        parser.shouldProcessNamespaces = false
        parser.shouldResolveExternalEntities = false
        parser.externalEntityResolvingPolicy = .never
        parser.delegate = builder
        // Its result says nothing reliable, see above.
        _ = parser.parse()
        if let problem = builder.problem { throw problem }
        guard let root = builder.root, builder.nextTag == scan.tags.count else {
            let end = XMLPosition(line: parser.lineNumber, column: parser.columnNumber)
            throw XMLProblem(.malformed, "The document is not well-formed XML.", at: end)
        }
        return root
    }

    func parser(
        _ parser: XMLParser,
        didStartElement elementName: String,
        namespaceURI: String?,
        qualifiedName: String?,
        attributes values: [String: String]
    ) {
        guard problem == nil else { return }
        guard nextTag < scan.tags.count else { return disagree(parser) }
        closeText()
        let tag = scan.tags[nextTag]
        let names = scan.attributeNames[tag.attributes]
        guard names.count == values.count else { return disagree(parser) }
        nextTag += 1
        namespaces.enter()
        var written: [(name: String, value: String)] = []
        for name in names {
            guard let value = values[name] else { return disagree(parser) }
            if !namespaces.declare(name, as: value) { written.append((name, value)) }
        }
        do throws(XMLNamespaces.Unknown) {
            let (name, prefix) = try namespaces.resolve(elementName, isElement: true)
            var element = XMLElement(name, prefix: prefix, line: tag.line, column: tag.column)
            for (attribute, value) in written {
                let (name, prefix) = try namespaces.resolve(attribute, isElement: false)
                if !prefix.isEmpty, element.attributes.contains(where: { $0.name == name }) {
                    let message =
                        "The attribute “\(XMLProblem.shown(name.local))” stands twice in one tag, under two prefixes."
                    return fail(parser, XMLProblem(.duplicateAttribute, message, at: tag.position))
                }
                element.attributes.append(XMLAttribute(name, prefix: prefix, value))
            }
            open.append(element)
            openNames.append(elementName)
        } catch {
            let message = "The prefix “\(XMLProblem.shown(error.prefix))” is not declared."
            fail(parser, XMLProblem(.undeclaredPrefix, message, at: tag.position))
        }
    }

    func parser(
        _ parser: XMLParser,
        didEndElement elementName: String,
        namespaceURI: String?,
        qualifiedName: String?
    ) {
        guard problem == nil else { return }
        guard openNames.popLast() == elementName else { return disagree(parser) }
        closeText()
        namespaces.leave()
        let element = open.removeLast()
        if open.isEmpty {
            root = element
        } else {
            open[open.count - 1].children.append(.element(element))
        }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
        if text.isEmpty { text = string } else { text += string }
    }

    func parser(_ parser: XMLParser, foundCDATA block: Data) {
        text += String(decoding: block, as: UTF8.self)
    }

    func parser(_ parser: XMLParser, parseErrorOccurred error: any Error) {
        let code = (error as NSError).code
        guard problem == nil, !XMLParserFault.warnings.contains(code) else { return }
        let found = XMLPosition(line: parser.lineNumber, column: parser.columnNumber)
        let isNamespaceFault = XMLParserFault.namespaceFaults.contains(code)
        let place = isNamespaceFault && nextTag < scan.tags.count ? scan.tags[nextTag].position : found
        let fault = XMLParserFault.fault(code)
        fail(parser, XMLProblem(fault.code, fault.message, at: place))
    }

    private func closeText() {
        guard !text.isEmpty else { return }
        if !open.isEmpty { open[open.count - 1].children.append(.text(text)) }
        text = ""
    }

    private func disagree(_ parser: XMLParser) {
        let place = XMLPosition(line: parser.lineNumber, column: parser.columnNumber)
        fail(parser, XMLProblem(.malformed, "The document is not well-formed XML here.", at: place))
    }

    private func fail(_ parser: XMLParser, _ found: XMLProblem) {
        problem = problem ?? found
        parser.abortParsing()
    }
}

/// What the error numbers of the parser below Foundation mean.
///
/// Source: libxml2, `xmlParserErrors` in `xmlerror.h`.
private enum XMLParserFault {
    /// Odd `xml:lang` and `xml:space` values, namespace names that are no absolute URIs: no harm in them.
    static let warnings: Set<Int> = [97, 98, 99, 100, 102]
    static let namespaceFaults = 200...205

    static func fault(_ code: Int) -> (code: XMLProblem.Code, message: String) {
        switch code {
        case 6, 7, 8: (.malformed, "A number behind “&#” must be decimal, or “x” and hexadecimal, and end with “;”.")
        case 9, 10: (.forbiddenCharacter, "There is a character here that XML does not permit.")
        case 26, 27: (.undeclaredEntity, "An entity is not declared; write the character itself.")
        case 42, 203: (.duplicateAttribute, "An attribute stands twice in one tag.")
        case 62: (.malformed, "“]]>” in text must be written ]]&gt;.")
        case 65: (.malformed, "There must be a blank between the attributes of a tag.")
        case 68: (.malformed, "This is not a name that XML permits.")
        case 80: (.malformed, "“--” may not stand inside a comment.")
        case 200: (.malformed, "A namespace is declared in a way that XML does not permit.")
        case 201: (.undeclaredPrefix, "A prefix in this tag is not declared.")
        case 202, 205: (.malformed, "A name has a colon where none may be.")
        default: (.malformed, "The document is not well-formed XML here (error \(code)).")
        }
    }
}
