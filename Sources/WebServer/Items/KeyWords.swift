import Assessment

/// The key of an item in words: one line an outcome.
struct OutcomeKey: Sendable {
    /// The stem of an extended-matching item, or which answer it is; `nil` when there is only one.
    let part: String?
    /// Such as "C  D-dimer", accepted texts, or the number with its unit.
    let answers: [String]
    /// What else counts, such as the tolerance; one sentence each.
    let remarks: [String]
    /// Such as "1 mark".
    let marks: String
    /// Parameters of a rule that is not known here, as canonical JSON.
    let code: String?
}

/// Reads scoring rules as staff read a key.
struct KeyWords {
    let item: ItemVersion
    let catalogue: Catalogue
    let texts: Texts

    var lines: [OutcomeKey] { item.scoring.map(line) }

    /// Options that the key names, by response.
    var keyed: [ResponseID: Set<OptionID>] {
        var keyed: [ResponseID: Set<OptionID>] = [:]
        for use in item.scoring where use.rule.rawValue == "match-correct" {
            keyed[use.response, default: []].formUnion(Self.names(use.parameters["key"]))
        }
        return keyed
    }

    private func line(_ use: RuleUse) -> OutcomeKey {
        let interaction = item.interaction(use.response)
        var (answers, remarks, code): ([String], [String], String?) = ([], [], nil)
        var part: String? = partName(use)
        switch use.rule.rawValue {
        case "match-correct" where use.parameters["text"]?.text != nil:
            answers = [use.parameters["text"]?.text ?? ""]
        case "match-correct":
            let elements = use.parameters["key"]?.elements ?? []
            answers = elements.map { element in
                if let id = element.text { return Self.option(OptionID(rawValue: id), in: interaction, item.language) }
                return (element.elements ?? []).compactMap(\.text)
                    .map { Self.option(OptionID(rawValue: $0), in: interaction, item.language) }.joined(
                        separator: " – "
                    )
            }
        case "row-match":
            part = use.parameters["row"]?.text.map {
                Self.option(OptionID(rawValue: $0), in: interaction, item.language)
            }
            answers = Self.names(use.parameters["key"]).sorted().map { Self.option($0, in: interaction, item.language) }
        case "accept-list":
            answers = (use.parameters["accept"]?.elements ?? []).compactMap(\.text)
            let rejected = (use.parameters["reject"]?.elements ?? []).compactMap(\.text)
            if !rejected.isEmpty { remarks = [texts("item.key.rejected", ["strings": texts.list(rejected)])] }
        case "within-tolerance":
            let unit = use.parameters["unit"]?.text ?? ""
            answers = ["\(use.parameters["value"]?.text ?? "") \(unit)"]
            remarks = [tolerance(use.parameters, unit: unit)]
        default:
            // A rule of another house, or one whose parameters it refuses, shows what it holds.
            if let interaction, let rule = try? catalogue.rule(use) {
                (answers, remarks) = words(of: rule.keyLines(for: interaction), for: interaction)
            } else {
                code = CanonicalJSON.text(use.parameters)
            }
        }
        return OutcomeKey(
            part: part,
            answers: answers,
            remarks: remarks,
            marks: texts("item.key.marks", ["marks": use.marks.description]),
            code: code
        )
    }

    private func partName(_ use: RuleUse) -> String? {
        guard item.interactions.count > 1, let index = item.interactions.firstIndex(where: { $0.id == use.response })
        else { return nil }
        return texts("question.answer", ["number": String(index + 1)])
    }

    private func tolerance(_ parameters: JSONValue, unit: String) -> String {
        let tolerance = parameters["tolerance"]
        let isRelative = tolerance?["mode"]?.text == "relative"
        func bound(_ name: String) -> String {
            let text = tolerance?[name]?.text ?? "0"
            guard isRelative else { return "\(text) \(unit)" }
            return Mark(parsing: text).map { NumberText.percent($0.approximate, places: 1) } ?? text
        }
        let words = texts("item.key.tolerance", ["below": bound("lower"), "above": bound("upper")])
        let units = (parameters["units"]?.members ?? [:]).keys.filter { $0 != unit }.sorted()
        guard !units.isEmpty else { return words }
        return words + " " + texts("item.key.units", ["units": texts.list(units)])
    }

    private static func names(_ value: JSONValue?) -> Set<OptionID> {
        Set((value?.elements ?? []).compactMap(\.text).map(OptionID.init(rawValue:)))
    }

    /// Such as "C  D-dimer": the letter of its place and its words.
    static func option(_ id: OptionID, in interaction: Interaction?, _ language: String) -> String {
        switch interaction {
        case .choice(let choice): option(id, in: choice.options, lettersOf: language) ?? id.rawValue
        case .match(let match):
            option(id, in: match.rows, lettersOf: nil) ?? option(id, in: match.columns, lettersOf: language)
                ?? id.rawValue
        case .image(let image):
            option(id, in: image.offered, lettersOf: nil) ?? option(id, in: interaction?.options ?? [], lettersOf: nil)
                ?? id.rawValue
        case let other?: option(id, in: other.options, lettersOf: nil) ?? id.rawValue
        case nil: id.rawValue
        }
    }

    private static func option(_ id: OptionID, in options: [Option], lettersOf language: String?) -> String? {
        guard let index = options.firstIndex(where: { $0.id == id }) else { return nil }
        let words = options[index].content.plainText
        // What nobody gave words is called by its name in the item.
        guard !words.isEmpty || language != nil else { return nil }
        return language.map { "\(ChoiceControl.letter(index, in: $0))\u{2002}\(words)" } ?? words
    }
}

extension ImageInteraction {
    /// Its areas by the words that the author gave them, or by their names in the item.
    var offered: [Option] {
        regions.map { Option(id: $0.id, content: [.text($0.label.isEmpty ? $0.id.rawValue : $0.label)]) }
    }
}
