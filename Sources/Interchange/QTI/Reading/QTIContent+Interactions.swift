import Assessment

extension QTIContent {
    /// Reads every interaction that our own can hold; the others are obstacles.
    mutating func readInteractions(in root: MarkupElement) {
        var seen: Set<String> = []
        let elements = root.interactions
        guard elements.count <= Self.interactionLimit else {
            return obstruct("the item has more than \(Self.interactionLimit) interactions")
        }
        let stages = Self.stages(in: root)
        for element in elements {
            let name = element["response-identifier"]?.trimmed ?? ""
            guard let response = item.response(name) else { continue }
            guard seen.insert(name).inserted else {
                obstruct("two interactions give the response \(name.prefix(60))", at: element)
                continue
            }
            do throws(Obstacle) {
                guard !element.elements.contains(where: { !$0.interactions.isEmpty }) else {
                    throw Obstacle("an interaction stands inside \(element.name)")
                }
                interactions.append(try interaction(element, response, stage: stages[name]))
            } catch {
                obstruct(error.message, at: element)
            }
        }
        if elements.isEmpty { leaveToProcessing("the item has no interaction") }
    }

    /// The stages on which objects are placed, by the response of each interaction on them.
    private static func stages(in element: MarkupElement) -> [String: MarkupElement] {
        var stages: [String: MarkupElement] = [:]
        for inner in element.elements {
            guard inner.isQTI("position-object-stage") else {
                stages.merge(Self.stages(in: inner)) { first, _ in first }
                continue
            }
            for interaction in inner.interactions {
                if let name = interaction["response-identifier"]?.trimmed { stages[name] = inner }
            }
        }
        return stages
    }

    private mutating func interaction(
        _ element: MarkupElement,
        _ response: ResponseDeclaration,
        stage: MarkupElement?
    ) throws(Obstacle) -> Interaction {
        let prompt = element.first("prompt").map { blocks($0.children, language: $0.language) } ?? []
        let asked = QTIAsked(element: element, response: response, prompt: prompt)
        switch element.name {
        case "choice-interaction": return .choice(try choice(asked))
        case "inline-choice-interaction": return .choice(try inlineChoice(asked))
        case "order-interaction": return .order(try order(asked))
        case "hottext-interaction": return .hotText(try hotText(asked))
        case "match-interaction": return .match(try match(asked))
        case "associate-interaction": return .associate(try associate(asked))
        case "gap-match-interaction": return .gapMatch(try gapMatch(asked))
        case "text-entry-interaction", "extended-text-interaction": return try typed(asked)
        case "slider-interaction": return .slider(try slider(asked))
        case "hotspot-interaction", "graphic-order-interaction", "graphic-associate-interaction",
            "graphic-gap-match-interaction", "select-point-interaction":
            return .image(try image(asked))
        case "position-object-interaction": return .image(try place(asked, on: stage))
        case "media-interaction": return .media(try recording(asked))
        case "upload-interaction": return .upload(try upload(asked))
        case "end-attempt-interaction": return .end(try end(asked))
        case "drawing-interaction", "custom-interaction", "portable-custom-interaction": return .kept(keep(asked))
        default: throw Obstacle("\(element.name) is not delivered here")
        }
    }
}
