import Assessment
public import Foundation

/// Writes reports of results as documents of QTI 2.1, 2.2 or 3.0: equal reports give equal bytes.
///
/// Names that the standard does not permit (an item called `7/2`) are made into ones that it does; characters that XML
/// has no way to hold become U+FFFD, so that no report is refused for what a candidate typed.
public struct QTIResultWriter: Sendable {
    private let version: QTIVersion
    private let space: String

    public init(_ version: QTIVersion) {
        self.version = version == .v20 ? .v21 : version
        space =
            switch version {
            case .v20, .v21: "http://www.imsglobal.org/xsd/imsqti_result_v2p1"
            case .v22: "http://www.imsglobal.org/xsd/imsqti_result_v2p2"
            case .v30: "http://www.imsglobal.org/xsd/imsqti_result_v3p0"
            }
    }

    /// The document of `report`.
    public func document(_ report: QTIResultReport) -> Data {
        var context = element("context", ["sourcedId": report.candidate.map(QTIStrictText.name)])
        context.children = report.sessions.map { session in
            .element(
                element(
                    "sessionIdentifier",
                    ["sourceID": session.source, "identifier": QTIStrictText.name(session.identifier)]
                )
            )
        }
        var root = element("assessmentResult", [:], [context])
        if let test = report.test { root.children.append(.element(self.test(test))) }
        root.children += report.items.map { .element(item($0)) }
        return QTIStrictText.document(root, in: space)
    }

    private func test(_ test: QTIResultReport.TestResult) -> XMLElement {
        element(
            "testResult",
            ["identifier": QTIStrictText.name(test.identifier), "datestamp": QTIStrictText.instant(test.date)],
            test.variables.map(variable)
        )
    }

    private func item(_ item: QTIResultReport.ItemResult) -> XMLElement {
        var children = item.variables.map(variable)
        if let comment = item.comment { children.append(text("candidateComment", comment)) }
        return element(
            "itemResult",
            [
                "identifier": QTIStrictText.name(item.identifier), "sequenceIndex": item.place.map { String($0) },
                "datestamp": QTIStrictText.instant(item.date), "sessionStatus": status(item.status),
            ],
            children
        )
    }

    private func status(_ status: QTIResultReport.Status) -> String {
        status == .pendingExternalScoring && version != .v30
            ? QTIResultReport.Status.pendingResponseProcessing.rawValue : status.rawValue
    }

    private func variable(_ variable: QTIResultReport.Variable) -> XMLElement {
        switch variable {
        case .response(let response): self.response(response)
        case .outcome(let outcome): self.outcome(outcome)
        case .template(let identifier, let cardinality, let baseType, let values):
            element(
                "templateVariable",
                [
                    "identifier": QTIStrictText.name(identifier), "cardinality": cardinality.rawValue,
                    "baseType": baseType,
                ],
                values.map { text("value", $0) }
            )
        }
    }

    private func response(_ response: QTIResultReport.Response) -> XMLElement {
        var children: [XMLElement] = []
        if !response.correct.isEmpty {
            children.append(element("correctResponse", [:], response.correct.map { text("value", $0) }))
        }
        children.append(element("candidateResponse", [:], response.values.map { text("value", $0) }))
        return element(
            "responseVariable",
            [
                "identifier": QTIStrictText.name(response.identifier), "cardinality": response.cardinality.rawValue,
                "baseType": response.baseType,
                "choiceSequence": response.order.isEmpty
                    ? nil : response.order.map(QTIStrictText.name).joined(separator: " "),
            ],
            children
        )
    }

    private func outcome(_ outcome: QTIResultReport.Outcome) -> XMLElement {
        let human = version == .v30 ? "external-scored" : "externalScored"
        return element(
            "outcomeVariable",
            [
                "identifier": QTIStrictText.name(outcome.identifier), "cardinality": "single", "baseType": "float",
                "normalMaximum": outcome.maximum.map(QTINumber.float),
                "masteryValue": outcome.mastery.map(QTINumber.float),
                human: outcome.isMarkedByPeople && version != .v21 ? "human" : nil,
            ],
            [text("value", QTINumber.float(outcome.mark))]
        )
    }

    private func element(
        _ name: String,
        _ attributes: KeyValuePairs<String, String?>,
        _ children: [XMLElement] = []
    ) -> XMLElement {
        QTIStrictText.element(name, in: space, attributes, children)
    }

    private func text(_ name: String, _ value: String) -> XMLElement { QTIStrictText.text(name, in: space, value) }
}

/// Texts, names and dates as the schemas of QTI want them.
enum QTIStrictText {
    /// `text` as a name that XML permits; what had to be changed carries a piece of its hash, so that two stay two.
    static func name(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let isLetter = scalar.isASCII ? scalar.properties.isAlphabetic : scalar.properties.isXIDStart
            let isOther = ("0"..."9").contains(scalar) || scalar == "-" || scalar == "."
            if result.isEmpty, !isLetter, scalar != "_" { result.append("_") }
            result.append(isLetter || isOther || scalar == "_" ? scalar : "_")
        }
        let name = String(result)
        guard name != text || text.isEmpty else { return text }
        return "\(name.isEmpty ? "_" : name)-\(ContentHash(of: Data(text.utf8)).short)"
    }

    static func instant(_ date: Date) -> String { date.formatted(.iso8601) }

    static func day(_ date: Date) -> String { date.formatted(.iso8601.year().month().day()) }

    /// The shortest decimal that reads back as the same number, spelt as XML Schema does.
    static func number(_ number: Double) -> String {
        if number.isNaN { return "NaN" }
        if number.isInfinite { return number < 0 ? "-INF" : "INF" }
        let text = "\(number)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    static func element(
        _ name: String,
        in space: String,
        _ attributes: KeyValuePairs<String, String?>,
        _ children: [XMLElement] = []
    ) -> XMLElement {
        var element = XMLElement(name, in: space, children: children.map(XMLNode.element))
        for (key, value) in attributes {
            if let value { element.attributes.append(XMLAttribute(XMLName(key), clean(value))) }
        }
        return element
    }

    static func text(_ name: String, in space: String, _ value: String) -> XMLElement {
        XMLElement(name, in: space, children: [.text(clean(value))])
    }

    /// `text` with every character that XML 1.0 cannot hold made visible.
    private static func clean(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x00...0x08, 0x0B, 0x0C, 0x0E...0x1F, 0xFFFE, 0xFFFF: result.append("\u{FFFD}")
            default: result.append(scalar)
            }
        }
        return String(result)
    }

    static func document(_ root: XMLElement, in space: String) -> Data {
        do throws(XMLWriter.Refusal) {
            return try XMLWriter(prefixes: ["": space], layout: .indented).document(root)
        } catch {
            // All texts have been cleaned and all names are our own.
            preconditionFailure("a document of clean texts is refused: \(error)")
        }
    }
}
