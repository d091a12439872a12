/// The kinds and rules that an installation knows, as a value that others fill.
public struct Catalogue: Sendable {
    public let kinds: [any ItemKind.Type]
    private let rules: [RuleKey: any ScoringRule.Type]

    private struct RuleKey: Hashable {
        let name: RuleName
        let version: Int
    }

    /// A catalogue of `kinds`, asked in this order when an item is to be recognised.
    public init(_ kinds: [any ItemKind.Type]) {
        self.kinds = kinds
        var rules: [RuleKey: any ScoringRule.Type] = [:]
        for rule in kinds.flatMap({ $0.rules }) { rules[RuleKey(name: rule.name, version: rule.version)] = rule }
        self.rules = rules
    }

    /// The kind called `name`.
    public func kind(_ name: KindName) -> (any ItemKind.Type)? { kinds.first { $0.name == name } }

    /// Whether items of the kind `name` are answered by candidates, so that a form may hold them.
    public func isForCandidates(_ name: KindName) -> Bool { kind(name)?.answeredBy == .candidate }

    /// Returns `version` with the first kind that recognises it; with ``KindName/unknown`` when none does.
    public func recognised(_ version: ItemVersion) -> ItemVersion {
        var version = version
        version.kind = kinds.first { Self.takes($0, version) }?.name ?? .unknown
        return version
    }

    /// Whether `kind` recognises `version`; what is a station belongs to the kinds that an examiner answers alone.
    private static func takes(_ kind: any ItemKind.Type, _ version: ItemVersion) -> Bool {
        (kind.answeredBy == .examiner) == (version.station != nil) && kind.recognise(version)
    }

    /// Why a rule cannot be made.
    public enum Refusal: Error, Hashable, Sendable {
        /// Neither this name nor this version is known here; the item is kept but cannot be marked.
        case unknownRule(RuleName, version: Int)
        case parameters(FormatProblem)

        fileprivate func problem(part: String) -> Problem {
            switch self {
            case .unknownRule(let name, let version):
                let message = "the rule “\(name.rawValue)” version \(version) is not known here"
                return Problem(.error, code: "rule.unknown", message: message, part: part)
            case .parameters(let problem):
                return Problem(.error, code: "rule.parameters", message: problem.description, part: part)
            }
        }
    }

    /// Returns the rule that `use` names, ready to mark.
    public func rule(_ use: RuleUse) throws(Refusal) -> any ScoringRule {
        guard let rule = rules[RuleKey(name: use.rule, version: use.version)] else {
            throw .unknownRule(use.rule, version: use.version)
        }
        do {
            return try rule.init(parameters: use.parameters, marks: use.marks)
        } catch {
            throw .parameters(error)
        }
    }

    /// What is wrong with `version`: of its structure, its rules and its kind.
    public func problems(in version: ItemVersion) -> [Problem] {
        guard version.json.depth <= ItemVersion.depthLimit else {
            return [Problem(.error, code: "content.deep", message: "the content nests too deep to be stored")]
        }
        guard version.kind != .unknown else {
            return [
                Problem(
                    .error,
                    code: "kind.unknown",
                    message: "no kind recognises this item; it is kept, not delivered"
                )
            ]
        }
        guard let kind = kind(version.kind) else {
            return [
                Problem(.error, code: "kind.missing", message: "the kind “\(version.kind.rawValue)” is not known here")
            ]
        }
        var problems = placement(of: version) + ruleProblems(in: version)
        if !Self.takes(kind, version) {
            problems.append(Problem(.error, code: "kind.form", message: "the item has not the form of its kind"))
        }
        return problems + kind.problems(in: version) + Self.missing(version.missingFiles)
    }

    /// A warning alone: the item is sound and can be kept; only a paper cannot hold it.
    private static func missing(_ texts: [String]) -> [Problem] {
        texts.prefix(20).map { text in
            let place = text.isEmpty ? "a picture or recording without a text of its own" : "“\(text.prefix(120))”"
            let message = "file missing: \(place) has no file; import the item again with it before a paper is sealed"
            return Problem(.warning, code: "media.missing", message: message)
        }
    }

    private func placement(of version: ItemVersion) -> [Problem] {
        let placed = version.answered.flatMap(\.responses)
        var problems: [Problem] = []
        if version.station != nil {
            problems += version.body.flatMap(\.responses).map { id in
                let message = "a row of the marksheet stands in the door notice, which the candidate reads"
                return Problem(.error, code: "station.place", message: message, part: id.rawValue)
            }
        }
        for id in version.interactions.map(\.id) where placed.count(where: { $0 == id }) != 1 {
            problems.append(
                Problem(
                    .error,
                    code: "body.place",
                    message: "the interaction must stand once in the body",
                    part: id.rawValue
                )
            )
        }
        for id in placed where version.interaction(id) == nil {
            problems.append(
                Problem(
                    .error,
                    code: "body.unknown",
                    message: "the body names an unknown interaction",
                    part: id.rawValue
                )
            )
        }
        return problems
    }

    private func ruleProblems(in version: ItemVersion) -> [Problem] {
        var problems: [Problem] = []
        for use in version.scoring {
            guard let interaction = version.interaction(use.response) else {
                let message = "the rule marks a response that no interaction gives"
                problems.append(Problem(.error, code: "rule.response", message: message, part: use.id.rawValue))
                continue
            }
            if use.marks <= .zero {
                let message = "a perfect response must gain more than 0 marks"
                problems.append(Problem(.error, code: "rule.marks", message: message, part: use.id.rawValue))
            }
            do throws(Refusal) {
                let rule = try rule(use)
                problems += rule.problems(with: interaction).map {
                    Problem(.error, code: "rule.key", message: $0, part: use.id.rawValue)
                }
            } catch {
                problems.append(error.problem(part: use.id.rawValue))
            }
        }
        return problems
    }
}
