import Assessment
import Foundation
import Interchange
import ItemKinds

/// Marks by the rules of an item version, each attempt by itself.
struct RuleMarker {
    private let version: ItemVersion
    private let rules: [(use: RuleUse, rule: any ScoringRule)]
    /// Reads the item in the file at `path`.
    init(path: String) throws(ItemMarker.Refusal) {
        let found: ItemVersion
        do {
            found = try Self.version(at: path)
        } catch let refusal as ItemMarker.Refusal {
            throw refusal
        } catch {
            throw ItemMarker.Refusal(code: "item.unreadable", message: CommandError(error).message)
        }
        version = found
        var rules: [(RuleUse, any ScoringRule)] = []
        for use in found.scoring {
            do throws(Catalogue.Refusal) {
                rules.append((use, try Catalogue.standard.rule(use)))
            } catch {
                throw ItemMarker.Refusal(code: "item.unmarkable", message: "\(error)")
            }
        }
        self.rules = rules
    }

    private static func version(at path: String) throws -> ItemVersion {
        if path.hasSuffix(".json") { return try checked(ItemVersion(data: try Data(contentsOf: URL(filePath: path)))) }
        var items: [ImportedItem] = []
        do {
            let package = try InputFiles(path).read(catalogue: .standard) { items.append($0) }
            guard let item = items.first, items.count == 1 else {
                let message = package.report.problems.first?.message ?? "the file holds \(items.count) items, not one"
                throw ItemMarker.Refusal(code: package.report.problems.first?.code ?? "item.count", message: message)
            }
            guard let version = item.version, item.report.status == .ok else {
                let first = item.report.problems.first
                let code = item.report.status == .rejected ? first?.code ?? "item.rejected" : "item.unsupported"
                throw ItemMarker.Refusal(
                    code: code,
                    message: item.report.problems.map(\.message).joined(separator: "; ")
                )
            }
            return version
        } catch let refusal as Source.Refusal {
            throw ItemMarker.Refusal(
                code: refusal.findings.first?.code ?? "",
                message: refusal.findings.first?.message ?? ""
            )
        }
    }

    private static func checked(_ version: ItemVersion) throws(ItemMarker.Refusal) -> ItemVersion {
        let errors = Catalogue.standard.problems(in: version).filter { $0.severity == .error }
        guard let first = errors.first else { return version }
        throw ItemMarker.Refusal(code: first.code, message: errors.map(\.message).joined(separator: "; "))
    }

    func answer(_ one: LooseJSON) -> LooseJSON {
        guard let attempts = one["attempts"]?.elements else { return outcomes(of: one["responses"]) }
        return .record(["attempts": .list(attempts.map { outcomes(of: $0["responses"]) })])
    }

    private func outcomes(of responses: LooseJSON?) -> LooseJSON {
        do throws(ItemMarker.Refusal) {
            return .record(["outcomes": try outcomes(responses)])
        } catch {
            return error.json
        }
    }

    /// The outcomes of one attempt; `responses` are by response variable.
    private func outcomes(_ responses: LooseJSON?) throws(ItemMarker.Refusal) -> LooseJSON {
        var given = ItemResponse()
        for (name, value) in responses?.members ?? [:] where value != .null {
            guard let interaction = version.interaction(ResponseID(rawValue: name)) else {
                let message = "the item has no response “\(name.prefix(60))”"
                throw ItemMarker.Refusal(code: "response.unknown", message: message)
            }
            given.values[interaction.id] = try GivenResponse(value, name: name).value(for: interaction)
        }
        var outcomes: [String: LooseJSON] = [:]
        var total = Mark.zero
        for (use, rule) in rules {
            let mark = rule.mark(given[use.response], in: given).mark
            outcomes[use.id.rawValue] = .number(mark.approximate)
            do throws(Mark.Overflow) {
                total = try total.adding(mark)
            } catch {
                throw ItemMarker.Refusal(code: "item.unmarkable", message: "the marks do not add up")
            }
        }
        outcomes["SCORE"] = .number(total.approximate)
        return .record(outcomes)
    }
}

/// One response as other programs write it: a list of texts, one text, or our own form such as `{"choices":["A"]}`.
private struct GivenResponse {
    private let given: LooseJSON
    private let name: String

    init(_ given: LooseJSON, name: String) {
        self.given = given
        self.name = name
    }

    /// - Returns: `nil` when nothing was given.
    func value(for interaction: Interaction) throws(ItemMarker.Refusal) -> ResponseValue? {
        if given.members != nil { return try ownResponse(given, name: name) }
        let parts = given.elements ?? [given]
        let texts = parts.compactMap(\.plain)
        guard texts.count == parts.count else { throw wrong("a list of texts is needed") }
        guard let first = texts.first else { return nil }
        switch interaction {
        case .choice: return .choices(texts.map(OptionID.init(rawValue:)))
        case .match: return .pairs(try pairs(texts))
        case .text: return .text(first)
        case .number: return .number(first, unit: nil)
        case .order, .hotText, .associate, .gapMatch, .slider, .image, .media, .upload, .end, .kept:
            throw wrong("such a response is given in our own form")
        }
    }

    private func pairs(_ texts: [String]) throws(ItemMarker.Refusal) -> [ResponseValue.Pair] {
        var pairs: [ResponseValue.Pair] = []
        for text in texts {
            let halves = text.split(separator: " ").map(String.init)
            guard halves.count == 2 else { throw wrong("a pair is written as two identifiers with a blank between") }
            pairs.append(
                ResponseValue.Pair(row: OptionID(rawValue: halves[0]), column: OptionID(rawValue: halves[1]))
            )
        }
        return pairs
    }

    private func wrong(_ message: String) -> ItemMarker.Refusal {
        ItemMarker.Refusal(code: "response.format", message: "\(name.prefix(60)): \(message)")
    }
}

/// Reads a response in our own form.
func ownResponse(_ given: LooseJSON, name: String) throws(ItemMarker.Refusal) -> ResponseValue {
    do {
        return try ResponseValue(json: try StrictJSON.value(Data(try given.written.utf8)))
    } catch {
        throw ItemMarker.Refusal(code: "response.format", message: "\(name.prefix(60)): \(error)")
    }
}
