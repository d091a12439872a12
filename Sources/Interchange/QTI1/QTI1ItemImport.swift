import Assessment
import Foundation

/// Makes an item version of an item of QTI 1: of one of our kinds when it is exactly that, else kept as it came.
struct QTI1ItemImport {
    private let item: QTI1Item
    private let catalogue: Catalogue
    private let media: [String: String]
    private var content: QTI1Content
    private var obstacles: [String]
    private var losses: [Finding] = []
    private var pictures: [String: Data] = [:]
    private var rationale = Rationale()

    /// The markup of every part, for finding the files that it needs.
    static func markup(_ item: QTI1Item, _ content: inout QTI1Content) -> MarkupElement {
        let labels = item.responses.flatMap(\.labels).flatMap { $0.all("material") + $0.everything("flow_mat") }
        let materials = item.materials + item.responses.flatMap(\.prompt) + labels + feedbackMaterials(item)
        return MarkupElement("div", children: content.nodes(materials))
    }

    private static func feedbackMaterials(_ item: QTI1Item) -> [XMLElement] {
        item.root.all("itemfeedback").flatMap { $0.everything("material") }
    }

    init(_ item: QTI1Item, catalogue: Catalogue, content: QTI1Content, media: [String: String]) {
        self.item = item
        self.catalogue = catalogue
        self.content = content
        self.media = media
        obstacles = item.obstacles
    }

    struct Outcome {
        var version: ItemVersion
        var obstacles: [String]
        var losses: [Finding]
        var pictures: [String: Data]
    }

    /// Converts the item; `bytes` is a document that holds it and nothing else.
    mutating func outcome(bytes: Data, id: String, origin: QTIItemImport.Origin) -> Outcome {
        let stem = blocks(item.materials)
        readFeedback()
        var version = ItemVersion(
            item: ItemID(rawValue: id),
            language: item.language ?? origin.metadata.language ?? "und",
            title: item.title.isEmpty ? id : item.title,
            body: stem,
            interactions: [],
            scoring: [],
            rationale: rationale,
            metadata: metadata(bytes: bytes, origin: origin)
        )
        if obstacles.isEmpty {
            do throws(Obstacle) {
                let (interaction, uses) = try answer()
                version.interactions = [interaction]
                version.scoring = uses
                version.body.append(.interaction(interaction.id))
                version = catalogue.recognised(version)
                let faults = catalogue.problems(in: version).filter { $0.severity == .error }.map(\.message)
                obstacles += version.kind == .unknown ? ["no kind of question here has this form"] : faults
            } catch {
                obstacles.append(error.message)
            }
        }
        obstacles += content.problems
        if !obstacles.isEmpty {
            version.kind = .unknown
            (version.interactions, version.scoring) = ([], [])
            version.body = stem + item.responses.flatMap { blocks($0.prompt) + list($0.labels) }
        }
        losses += content.losses
        let unread = obstacles + losses.map(\.message)
        if !unread.isEmpty {
            version.original = Original(
                format: "qti1",
                fileName: PackagePath.fileName(origin.path),
                bytes: bytes,
                unread: unread.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
            )
        }
        return Outcome(version: version, obstacles: obstacles, losses: losses, pictures: pictures)
    }

    private func metadata(bytes: Data, origin: QTIItemImport.Origin) -> ItemMetadata {
        var source: [String: JSONValue] = [
            "path": .string(origin.path), "hash": .string(ContentHash(of: bytes).rawValue),
        ]
        if !origin.package.isEmpty { source["package"] = .string(origin.package) }
        if !origin.resource.isEmpty { source["resource"] = .string(origin.resource) }
        if !origin.files.isEmpty { source["files"] = .object(origin.files.mapValues(JSONValue.string)) }
        var kept: [String: JSONValue] = ["origin": .object(source)]
        if !item.fields.isEmpty { kept["qti1-metadata"] = .object(item.fields.mapValues(JSONValue.string)) }
        return ItemMetadata(tags: origin.metadata.tags, licence: origin.metadata.licence ?? "", kept: kept)
    }

    // MARK: - Content

    private mutating func blocks(_ materials: [XMLElement]) -> [Block] {
        let names = media
        // The markup was looked through once; what it cannot show has been named then.
        var quiet = content
        var reader = ContentImport(media: { names[$0] })
        let blocks = reader.blocks(quiet.nodes(materials))
        for loss in reader.losses.map(Finding.init) where losses.count < 300 && !losses.contains(loss) {
            losses.append(loss)
        }
        pictures.merge(reader.pictures) { first, _ in first }
        return blocks
    }

    private mutating func label(_ label: XMLElement) -> [Block] {
        let materials = label.elements.flatMap { $0.local == "material" ? [$0] : $0.everything("material") }
        return blocks(materials)
    }

    private mutating func list(_ labels: [XMLElement]) -> [Block] {
        var items: [[Block]] = []
        for element in labels {
            let content = label(element)
            if !content.isEmpty { items.append(content) }
        }
        return items.isEmpty ? [] : [.list(isOrdered: false, items: items)]
    }

    private mutating func options(_ labels: [XMLElement]) throws(Obstacle) -> [Option] {
        guard (1...1000).contains(labels.count) else { throw Obstacle("an interaction has no choices, or too many") }
        var options: [Option] = []
        var seen: Set<String> = []
        for element in labels {
            guard let id = element.attribute("ident")?.trimmed, !id.isEmpty, seen.insert(id).inserted else {
                throw Obstacle("a choice has no identifier of its own")
            }
            let isFixed = element.attribute("rshuffle")?.lowercased() == "no"
            options.append(Option(id: OptionID(rawValue: id), content: label(element), isFixed: isFixed))
        }
        return options
    }

    /// General feedback and that of a choice are the rationale; what depends on being right or wrong has no place.
    private mutating func readFeedback() {
        let choices = Set(item.responses.flatMap(\.labels).compactMap { $0.attribute("ident")?.trimmed })
        for feedback in item.root.all("itemfeedback") {
            let materials = feedback.everything("material")
            let name = feedback.attribute("ident")?.trimmed ?? ""
            let choice = name.hasSuffix("_fb") ? String(name.dropLast(3)) : name
            if ["general_fb", "general"].contains(name) {
                rationale.general += blocks(materials)
            } else if choices.contains(choice) {
                rationale.options[OptionID(rawValue: choice), default: []] += blocks(materials)
            } else if !materials.isEmpty {
                content.lose("feedback after the response is not read", at: feedback)
            }
        }
    }

    // MARK: - Answers

    private mutating func answer() throws(Obstacle) -> (Interaction, [RuleUse]) {
        let kind = item.kind.lowercased()
        for (word, message) in Self.unread where kind.contains(word) { throw Obstacle(message) }
        guard let first = item.responses.first else { throw Obstacle("the item asks for nothing") }
        let processings = item.root.all("resprocessing")
        guard processings.count <= 1 else { throw Obstacle("there are two ways of processing") }
        guard let element = processings.first else { throw Obstacle("the item has no response processing") }
        let scoring = try QTI1Scoring(item, try QTI1Processing(element))
        guard item.responses.count == 1 else { return try match(scoring) }
        guard !first.identifier.isEmpty else { throw Obstacle("the response has no identifier") }
        let id = ResponseID(rawValue: first.identifier)
        let prompt = blocks(first.prompt)
        switch first.kind {
        case .choice:
            let options = try options(first.labels)
            let choice = ChoiceInteraction(
                id: id,
                prompt: prompt,
                options: options,
                minimum: max(0, min(first.minimum, options.count)),
                maximum: first.isMultiple ? max(0, first.maximum ?? 0) : 1,
                shuffles: first.shuffles
            )
            let names = options.map(\.id.rawValue)
            return (
                .choice(choice), [try scoring.choice(first.identifier, options: names, isMultiple: first.isMultiple)]
            )
        case .text where kind.contains("essay"):
            let text = TextInteraction(id: id, prompt: prompt, expectedLength: first.length, lines: max(5, first.lines))
            let use = RuleUse(
                id: OutcomeID(rawValue: "SCORE"),
                response: id,
                rule: RuleName(rawValue: "marking-points"),
                marks: scoring.marksAvailable,
                parameters: ["points": []]
            )
            return (.text(text), [use])
        case .text where !kind.contains("numerical"):
            let text = TextInteraction(id: id, prompt: prompt, expectedLength: first.length, lines: first.lines)
            return (.text(text), [try scoring.text(first.identifier)])
        case .text, .number:
            return (.number(NumberInteraction(id: id, prompt: prompt)), [try scoring.number(first.identifier)])
        }
    }

    private static let unread = [
        ("calculated", "the numbers of the question are drawn at random"),
        ("file_upload", "a file is to be handed in"), ("text_only", "this is a text without a question"),
        ("multiple_blanks", "gaps in the text are not read yet"),
        ("multiple_dropdowns", "gaps in the text are not read yet"),
        ("pattern_match", "the answer is compared with a pattern"),
    ]

    private mutating func match(_ scoring: QTI1Scoring) throws(Obstacle) -> (Interaction, [RuleUse]) {
        guard item.responses.count <= 100, item.responses.allSatisfy({ $0.kind == .choice && !$0.isMultiple }) else {
            throw Obstacle("several responses are marked together")
        }
        let columns = try options(item.responses[0].labels)
        var rows: [Option] = []
        for response in item.responses {
            let content = blocks(response.prompt)
            guard !content.isEmpty, !response.identifier.isEmpty, try options(response.labels) == columns else {
                throw Obstacle("several responses offer different choices")
            }
            rows.append(Option(id: OptionID(rawValue: response.identifier), content: content))
        }
        guard Set(rows.map(\.id)).count == rows.count else { throw Obstacle("two responses have one name") }
        let uses = try scoring.rows(rows.map(\.id.rawValue), columns: columns.map(\.id.rawValue))
        let match = MatchInteraction(
            id: ResponseID(rawValue: "RESPONSE"),
            prompt: [],
            rows: rows,
            columns: columns,
            shuffles: item.responses.contains { $0.shuffles }
        )
        return (.match(match), uses)
    }
}
