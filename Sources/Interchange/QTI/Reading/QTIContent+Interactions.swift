import Assessment

extension QTIContent {
    /// Reads every interaction that our own can hold; the others are obstacles.
    mutating func readInteractions(in root: MarkupElement) {
        var seen: Set<String> = []
        let elements = root.interactions
        guard elements.count <= Self.interactionLimit else {
            return obstruct("the item has more than \(Self.interactionLimit) interactions")
        }
        for element in elements {
            let name = element["response-identifier"]?.trimmed ?? ""
            guard let response = item.response(name) else { continue }
            guard seen.insert(name).inserted else {
                obstruct("two interactions give the response \(name.prefix(60))")
                continue
            }
            do throws(Obstacle) {
                if let interaction = try interaction(element, response) { interactions.append(interaction) }
            } catch {
                obstruct(error.message)
            }
        }
        if interactions.isEmpty, obstacles.isEmpty { obstruct("the item has no interaction") }
    }

    private mutating func interaction(
        _ element: MarkupElement,
        _ response: QTIResponseDeclaration
    ) throws(Obstacle) -> Interaction? {
        let id = ResponseID(rawValue: response.identifier)
        let prompt = element.first("prompt").map { blocks($0.children) } ?? []
        switch element.name {
        case "choice-interaction": return .choice(try choice(element, response, prompt: prompt))
        case "match-interaction": return .match(try match(element, response, prompt: prompt))
        case "text-entry-interaction", "extended-text-interaction":
            let entry = try QTITextEntry(element, response)
            lose(element, except: QTITextEntry.read)
            switch entry {
            case .text(let length, let lines):
                return .text(TextInteraction(id: id, prompt: prompt, expectedLength: length, lines: lines))
            case .number: return .number(NumberInteraction(id: id, prompt: prompt))
            }
        default: return nil
        }
    }

    private mutating func choice(
        _ element: MarkupElement,
        _ response: QTIResponseDeclaration,
        prompt: [Block]
    ) throws(Obstacle) -> ChoiceInteraction {
        lose(element, except: ["response-identifier", "shuffle", "max-choices", "min-choices"])
        let choices = element.elements.filter { $0.isQTI("simple-choice") }
        let options = try options(choices, read: [])
        guard !options.isEmpty else { throw Obstacle("an interaction has no choices") }
        let stated = try element.count("max-choices") ?? 1
        return ChoiceInteraction(
            id: ResponseID(rawValue: response.identifier),
            prompt: prompt,
            options: options,
            minimum: try element.count("min-choices") ?? 0,
            maximum: response.cardinality == .single ? 1 : stated,
            shuffles: QTINumber.boolean(element["shuffle"] ?? "false") ?? false
        )
    }

    private mutating func match(
        _ element: MarkupElement,
        _ response: QTIResponseDeclaration,
        prompt: [Block]
    ) throws(Obstacle) -> MatchInteraction {
        lose(element, except: ["response-identifier", "shuffle", "max-associations"])
        let sets = element.elements.filter { $0.isQTI("simple-match-set") }
        guard sets.count == 2 else { throw Obstacle("a match interaction needs two sets of choices") }
        let choices = sets.map { $0.elements.filter { $0.isQTI("simple-associable-choice") } }
        let rowMaximum = try Self.commonMaximum(choices[0])
        let columnMaximum = try Self.commonMaximum(choices[1])
        let limit = try element.count("max-associations") ?? 1
        let possible = choices[0].count * (rowMaximum == 0 ? choices[1].count : rowMaximum)
        guard limit == 0 || limit >= possible, response.cardinality == .multiple else {
            throw Obstacle("the number of pairs is limited as a whole")
        }
        return MatchInteraction(
            id: ResponseID(rawValue: response.identifier),
            prompt: prompt,
            rows: try options(choices[0], read: ["match-max"]),
            columns: try options(choices[1], read: ["match-max"]),
            rowMaximum: rowMaximum,
            columnMaximum: columnMaximum,
            shuffles: QTINumber.boolean(element["shuffle"] ?? "false") ?? false
        )
    }

    private static func commonMaximum(_ choices: [MarkupElement]) throws(Obstacle) -> Int {
        var maximum: Int?
        for choice in choices {
            let own = try choice.count("match-max") ?? 1
            guard maximum == nil || maximum == own else { throw Obstacle("choices may be used unequally often") }
            maximum = own
        }
        guard let maximum else { throw Obstacle("an interaction has no choices") }
        return maximum
    }

    private mutating func options(_ choices: [MarkupElement], read: Set<String>) throws(Obstacle) -> [Option] {
        guard choices.count <= Self.optionLimit else { throw Obstacle("there are too many choices") }
        var options: [Option] = []
        var seen: Set<String> = []
        for choice in choices {
            guard let id = choice["identifier"]?.trimmed, !id.isEmpty, seen.insert(id).inserted else {
                throw Obstacle("a choice has no identifier of its own")
            }
            guard choice["template-identifier"] == nil else { throw Obstacle("a choice is shown by chance") }
            guard choice["match-group"] == nil else { throw Obstacle("a choice may be joined to some others only") }
            lose(choice, except: read.union(["identifier", "fixed"]))
            options.append(
                Option(
                    id: OptionID(rawValue: id),
                    content: blocks(choice.children),
                    isFixed: QTINumber.boolean(choice["fixed"] ?? "false") ?? false
                )
            )
        }
        return options
    }

    private mutating func lose(_ element: MarkupElement, except read: Set<String>) {
        for attribute in element.attributes where !read.contains(attribute.name) {
            guard attribute.namespace.isEmpty, QTITree.defaults[attribute.name] != attribute.value.trimmed else {
                continue
            }
            let message = "the attribute \(attribute.name) of \(element.name) is not kept"
            lose(Finding("qti.attribute", message, line: element.line))
        }
    }
}

/// A field for typing, as text entry and extended text declare it.
enum QTITextEntry {
    case text(length: Int, lines: Int)
    case number

    static let read: Set<String> = ["response-identifier", "expected-length", "expected-lines", "format", "base"]

    init(_ element: MarkupElement, _ response: QTIResponseDeclaration) throws(Obstacle) {
        guard response.cardinality == .single else { throw Obstacle("several texts are asked for at one place") }
        guard element["string-identifier"] == nil else { throw Obstacle("the typed text is a second response") }
        guard try element.count("max-strings") ?? 1 <= 1 else {
            throw Obstacle("several texts are asked for at one place")
        }
        guard (element["format"] ?? "plain") == "plain" else { throw Obstacle("the text is more than plain text") }
        guard try element.count("base") ?? 10 == 10 else { throw Obstacle("numbers are typed in another base") }
        switch response.baseType {
        case .integer, .float: self = .number
        case .string:
            // An extended text without a number of lines is meant for more than a few words.
            let lines = element.name == "text-entry-interaction" ? 1 : try element.count("expected-lines") ?? 5
            self = .text(
                length: max(1, min(try element.count("expected-length") ?? 30, 100_000)),
                lines: max(1, min(lines, 200))
            )
        default: throw Obstacle("a typed response is neither text nor number")
        }
    }
}

extension MarkupElement {
    /// An attribute that counts something; `nil` when it is absent.
    fileprivate func count(_ attribute: String) throws(Obstacle) -> Int? {
        guard let text = self[attribute]?.trimmed else { return nil }
        guard let number = QTINumber.double(text), (0...1000_000).contains(number), number.rounded() == number else {
            throw Obstacle("\(attribute) of \(name) is no count")
        }
        return Int(number)
    }
}
