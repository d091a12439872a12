public import Assessment
public import Foundation

/// The way from a document of QTI to what marks it, also for items whose content we cannot deliver.
public enum QTIProcessing {
    /// Why a document holds no item that could be marked.
    public struct Refusal: Error, Hashable, Sendable {
        public let findings: [Finding]
    }

    /// Reads the one item in `bytes`.
    ///
    /// `template` gives the bytes of a response-processing template that lies beside the item, by its address as the
    /// item writes it; it is asked only where the name is not of the standard.
    public static func marking(
        of bytes: Data,
        template: (String) -> Data? = { _ in nil }
    ) -> Result<Processing, Refusal> {
        let root: XMLElement
        do throws(XMLProblem) {
            root = try XMLTree(bytes).root
        } catch {
            return .failure(Refusal(Finding(error)))
        }
        guard let version = QTIVersion(root: root) else {
            let message = "“\(root.local.prefix(60))” is no item, and no version of QTI can be told from it"
            return .failure(Refusal(Finding("qti.version", message, line: root.line, column: root.column)))
        }
        let local = version == .v30 ? QTIDialect.camel(String(root.local.dropFirst(4))) : root.local
        guard local == "assessmentItem" else {
            let message = "\(root.local.prefix(60)) is no item"
            return .failure(Refusal(Finding("qti.unsupported", message, line: root.line, column: root.column)))
        }
        switch QTIItemReader.read(root, version: version) {
        case .failure(let refusal): return .failure(Refusal(findings: refusal.findings))
        case .success(let item): return .success(marking(of: item, template: template))
        }
    }

    /// The item's processing, with the rules of a template that lies beside it where the standard knows no such name.
    private static func marking(of item: QTIItem, template: (String) -> Data?) -> Processing {
        var marking = item.marking
        guard marking.responseRules.isEmpty, let name = marking.template, StandardTemplate(rawValue: name) == nil else {
            return marking
        }
        let element = item.root.first("response-processing")
        for address in [element?["template-location"], element?["template"]].compactMap({ $0?.trimmed }) {
            guard let bytes = template(address), let rules = rules(ofTemplate: bytes) else { continue }
            marking.responseRules = rules
            marking.template = nil
            return marking
        }
        return marking
    }

    /// The rules in a template; `nil` when the bytes hold none, or rules that we do not know.
    private static func rules(ofTemplate bytes: Data) -> [ProcessingRule]? {
        // A template that cannot be read leaves the item with a name that nobody knows, which is named there.
        guard let root = try? XMLTree(bytes).root else { return nil }
        let version: QTIVersion
        switch root.local {
        case "responseProcessing": version = .v22
        case "qti-response-processing": version = .v30
        default: return nil
        }
        var reader = QTIRuleReader()
        let processing = reader.processing(QTIDialect.canonical(root, version: version))
        return reader.problems.isEmpty && !processing.rules.isEmpty ? processing.rules : nil
    }
}

extension QTIProcessing.Refusal {
    fileprivate init(_ finding: Finding) { findings = [finding] }
}

extension Finding {
    fileprivate init(_ problem: XMLProblem) {
        self.init("xml.\(problem.code.rawValue)", problem.message, line: problem.line, column: problem.column)
    }
}
