import Assessment
import Foundation

/// Reads the body of an item: its content, its interactions and what stands in the way of delivering it.
struct QTIContent {
    /// Why the item is more than our content and interactions hold, in reading order.
    private(set) var obstacles: [String] = []
    /// The line of the first element that an obstacle is about, by its words.
    private(set) var lines: [String: Int] = [:]
    /// Why only the item's own processing could mark or show it, although content and interactions hold all of it.
    private(set) var beyondRules: [String] = []
    private(set) var losses: [Finding] = []
    var interactions: [Interaction] = []
    private(set) var body: [Block] = []
    var rationale = Rationale()
    /// What is kept for staff and for export, by name.
    var kept: [String: JSONValue] = [:]
    private(set) var pictures: [String: Data] = [:]

    private var seenLosses: Set<Finding> = []
    let item: QTIItem
    /// The name of our content for each address of the item's files.
    private let media: [String: String]
    private let texts: QTISharedTexts
    /// Whether missing files keep their places, as ``ContentImport/keepsPlaces`` says.
    private let keepsPlaces: Bool

    /// Reads the body of `item`; `media` has the names of our content for its files and `stimuli` the texts of other
    /// files, both by the address as the item writes it.
    init(_ item: QTIItem, media: [String: String], stimuli: [String: Block] = [:], keepsPlaces: Bool = true) {
        self.item = item
        self.keepsPlaces = keepsPlaces
        self.media = media
        texts = QTISharedTexts(item, stimuli)
        guard let root = item.body else {
            leaveToProcessing("the item has no body")
            return
        }
        findReasons(in: root)
        readInteractions(in: root)
        body = texts.unplaced + blocks(root.withoutStagePictures.children)
        readNotes(in: root)
        checkPlaces()
        nameAttributes(in: root)
        nameWhatIsLeft()
    }

    // MARK: - Content

    /// The body for reading alone: every interaction is shown as its words.
    mutating func bodyWithoutInteractions() -> [Block] {
        texts.unplaced + blocks(item.body?.children ?? [], places: [])
    }

    mutating func blocks(_ nodes: [MarkupNode], language: String? = nil, places: Set<String>? = nil) -> [Block] {
        var content = importer(places: places)
        let blocks = content.blocks(nodes, language: language)
        finish(content)
        return blocks
    }

    /// What makes content of markup, with the interactions read so far as places.
    func importer(places: Set<String>? = nil) -> ContentImport {
        let known = places ?? Set(interactions.map(\.id.rawValue))
        let (names, texts) = (media, texts)
        var content = ContentImport(
            media: { names[$0] },
            role: { QTIRoles.role(of: $0, known: known, texts: texts) }
        )
        content.keepsPlaces = keepsPlaces
        return content
    }

    /// Takes over what `content` found beside its blocks.
    mutating func finish(_ content: ContentImport) {
        for loss in content.losses.map(Finding.init) { lose(loss) }
        pictures.merge(content.pictures) { first, _ in first }
    }

    /// Notes a loss once; a hostile file could name millions, a few hundred say enough.
    mutating func lose(_ loss: Finding) {
        guard losses.count < Self.lossLimit, seenLosses.insert(loss).inserted else { return }
        losses.append(loss)
    }

    mutating func obstruct(_ message: String, at element: MarkupElement? = nil) {
        guard !obstacles.contains(message), obstacles.count < 100 else { return }
        obstacles.append(message)
        lines[message] = element?.line ?? item.body?.line ?? item.root.line
    }

    /// Notes that no named rule can mark the item.
    mutating func leaveToProcessing(_ reason: String) {
        guard !beyondRules.contains(reason), beyondRules.count < 100 else { return }
        beyondRules.append(reason)
    }

    static let lossLimit = 300
    /// More interactions or choices than anybody writes are kept, not taken apart.
    static let interactionLimit = 100
    static let optionLimit = 1000

    // MARK: - What stands beside

    private mutating func findReasons(in root: MarkupElement) {
        var found: Set<String> = []
        Self.collectReasons(in: root, into: &found)
        for reason in Self.reasons.map(\.reason) + [Self.chance] where found.contains(reason) {
            leaveToProcessing(reason)
        }
    }

    private static func collectReasons(in element: MarkupElement, into found: inout Set<String>) {
        if element.isQTI {
            if let reason = reasons.first(where: { $0.name == element.name })?.reason {
                found.insert(reason)
            } else if element["template-identifier"] != nil {
                found.insert(chance)
            }
        }
        for inner in element.elements { collectReasons(in: inner, into: &found) }
    }

    private static let chance = "choices are shown by chance"
    private static let reasons = [
        (name: "feedback-block", reason: "feedback stands in the text"),
        (name: "feedback-inline", reason: "feedback stands in the text"),
        (name: "template-block", reason: "parts of the text are shown by chance"),
        (name: "template-inline", reason: "parts of the text are shown by chance"),
        (name: "printed-variable", reason: "the text shows a variable"),
    ]

    /// Reads what is for staff: why the key is right, and notes that are kept by whom they are for.
    private mutating func readNotes(in root: MarkupElement) {
        var notes: [JSONValue] = []
        for block in root.blocksForStaff {
            let classes = (block["class"] ?? "").split(separator: " ").map(String.init)
            let blocks = blocks((block.first("content-body") ?? block).children, language: block.language)
            guard classes.contains("rationale") else {
                let view = block["view"] ?? "staff"
                lose(Finding("qti.rubric", "a note for \(view.prefix(60)) is kept and not shown", line: block.line))
                if notes.count < 100 { notes.append(["view": .string(view), "blocks": blocks.json]) }
                continue
            }
            if let option = classes.first(where: { $0.hasPrefix("rationale-of-") }) {
                rationale.options[OptionID(rawValue: String(option.dropFirst("rationale-of-".count)))] = blocks
            } else {
                rationale.general += blocks
            }
        }
        if !notes.isEmpty { kept["notes"] = .array(notes) }
    }

    private mutating func checkPlaces() {
        let placed = body.flatMap(\.responses)
        for interaction in interactions where placed.count(where: { $0 == interaction.id }) != 1 {
            obstruct("an interaction stands where our content cannot hold it")
        }
        if !body.gaps.isEmpty || !body.hotTexts.isEmpty {
            obstruct("a gap or selectable text stands outside an interaction")
        }
    }

    private mutating func nameWhatIsLeft() {
        if !item.stylesheets.isEmpty { lose(Finding("qti.stylesheet", "style sheets are not applied")) }
        var feedback: [JSONValue] = []
        for element in item.modalFeedback {
            if item.isAdaptive, let visibility = QTIRoles.visibility(of: element) {
                let content = element.first("content-body") ?? element
                let shown = blocks(content.children, language: element.language, places: [])
                // Modal feedback comes after an answer, whatever its outcome holds before the first.
                let answered = Visibility(origin: .outcome, variable: "numAttempts", value: "0", isShown: false)
                body.append(.conditional(answered, [.conditional(visibility, shown)]))
                continue
            }
            lose(Finding("qti.feedback", "feedback after the response is kept and not shown", line: element.line))
            let visibility = QTIRoles.visibility(of: element)
            let content = element.first("content-body") ?? element
            guard let visibility, feedback.count < 100 else { continue }
            feedback.append([
                "variable": .string(visibility.variable), "value": .string(visibility.value),
                "shown": .bool(visibility.isShown), "title": .string(element["title"] ?? ""),
                "blocks": blocks(content.children, language: element.language, places: []).json,
            ])
        }
        if !feedback.isEmpty { kept["feedback"] = .array(feedback) }
        for other in item.others {
            let isOffered = other.isQTI("companion-materials-info")
            let code = isOffered ? "qti.materials" : "qti.element"
            let message =
                isOffered ? "the materials that it asks for are kept and not offered" : "\(other.name) is not read"
            lose(Finding(code, message, line: other.line))
        }
    }
}

extension MarkupElement {
    var isForCandidates: Bool {
        (self["view"] ?? "candidate").split(whereSeparator: \.isWhitespace).contains("candidate")
    }

    /// The rubric blocks below this element that candidates must not see.
    fileprivate var blocksForStaff: [MarkupElement] {
        elements.flatMap { element in
            element.isQTI("rubric-block") && !element.isForCandidates ? [element] : element.blocksForStaff
        }
    }

    /// The same without the pictures on which objects are placed: they belong to the interactions.
    fileprivate var withoutStagePictures: MarkupElement {
        guard contains(where: { $0.isQTI("position-object-stage") }) else { return self }
        var result = self
        result.children = children.compactMap { child in
            guard case .element(let inner) = child else { return isQTI("position-object-stage") ? nil : child }
            if isQTI("position-object-stage"), !inner.isQTI { return nil }
            return .element(inner.withoutStagePictures)
        }
        return result
    }
}
