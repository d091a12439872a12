import Assessment
import Foundation

/// Reads the body of an item: its content, its interactions and what stands in the way of delivering it.
struct QTIContent {
    /// Why the item is more than our content and interactions hold, in reading order.
    private(set) var obstacles: [String] = []
    private(set) var losses: [Finding] = []
    var interactions: [Interaction] = []
    private(set) var body: [Block] = []
    private(set) var rationale = Rationale()
    private(set) var pictures: [String: Data] = [:]

    private var seenLosses: Set<Finding> = []
    let item: QTIItem
    /// The name of our content for each address of the item's files.
    private let media: [String: String]

    init(_ item: QTIItem, media: [String: String]) {
        self.item = item
        self.media = media
        guard let root = item.body else {
            obstruct("the item has no body")
            return
        }
        findObstacles(in: root)
        readInteractions(in: root)
        body = blocks(root.children)
        readRationale(in: root)
        checkPlaces()
        nameWhatIsLeft()
    }

    // MARK: - Content

    /// The body for reading alone: every interaction is shown as its words.
    mutating func bodyWithoutInteractions() -> [Block] { blocks(item.body?.children ?? [], places: []) }

    mutating func blocks(_ nodes: [MarkupNode], places: Set<String>? = nil) -> [Block] {
        let known = places ?? Set(interactions.map(\.id.rawValue))
        let names = media
        var content = ContentImport(
            media: { names[$0] },
            role: { Self.role(of: $0, known: known) }
        )
        let blocks = content.blocks(nodes)
        for loss in content.losses.map(Finding.init) { lose(loss) }
        pictures.merge(content.pictures) { first, _ in first }
        return blocks
    }

    private static func role(of element: MarkupElement, known: Set<String>) -> ContentImport.Role {
        guard element.isQTI else { return .ordinary }
        switch element.name {
        case "rubric-block": return element.isForCandidates ? .unwrapped : .omitted
        case "feedback-block", "feedback-inline", "modal-feedback", "stylesheet", "prompt": return .omitted
        case "content-body", "template-block", "template-inline", "hottext", "info-control": return .unwrapped
        case "printed-variable": return .foreign(markup: "", fallback: "[\(element["identifier"] ?? "")]")
        default: break
        }
        let response = element["response-identifier"]?.trimmed ?? ""
        if known.contains(response) {
            switch element.name {
            case "choice-interaction", "match-interaction", "extended-text-interaction":
                return .interaction(ResponseID(rawValue: response))
            case "text-entry-interaction": return .inlineInteraction(ResponseID(rawValue: response))
            default: break
            }
        }
        return .foreign(markup: "", fallback: element.words)
    }

    /// Notes a loss once; a hostile file could name millions, a few hundred say enough.
    mutating func lose(_ loss: Finding) {
        guard losses.count < Self.lossLimit, seenLosses.insert(loss).inserted else { return }
        losses.append(loss)
    }

    mutating func obstruct(_ message: String) {
        guard !obstacles.contains(message), obstacles.count < 100 else { return }
        obstacles.append(message)
    }

    static let lossLimit = 300
    /// More interactions or choices than anybody writes are kept, not taken apart.
    static let interactionLimit = 100
    static let optionLimit = 1000

    // MARK: - What stands beside

    private mutating func findObstacles(in root: MarkupElement) {
        for element in root.interactions where !Self.readable.contains(element.name) {
            obstruct("\(element.name) is not delivered yet")
        }
        let parts = [
            ("feedback-block", "feedback stands in the text"), ("feedback-inline", "feedback stands in the text"),
            ("template-block", "parts of the text are shown by chance"),
            ("template-inline", "parts of the text are shown by chance"),
            ("printed-variable", "the text shows a variable"), ("include", "text is included from another file"),
        ]
        for (name, message) in parts where root.contains(where: { $0.name == name && !$0.isHTMLName }) {
            obstruct(message)
        }
        if !item.stimuli.isEmpty { obstruct("the item belongs to a shared stimulus") }
        if item.others.contains(where: { $0.name == "companion-materials-info" }) {
            obstruct("the item asks for companion materials")
        }
    }

    private static let readable: Set<String> = [
        "choice-interaction", "match-interaction", "text-entry-interaction", "extended-text-interaction",
    ]

    private mutating func readRationale(in root: MarkupElement) {
        for block in root.blocksForStaff {
            let classes = (block["class"] ?? "").split(separator: " ").map(String.init)
            let content = block.first("content-body") ?? block
            guard classes.contains("rationale") else {
                let message = "a note for \(block["view"] ?? "staff") is not read"
                lose(Finding("qti.rubric", message, line: block.line))
                continue
            }
            let blocks = blocks(content.children)
            if let option = classes.first(where: { $0.hasPrefix("rationale-of-") }) {
                rationale.options[OptionID(rawValue: String(option.dropFirst("rationale-of-".count)))] = blocks
            } else {
                rationale.general += blocks
            }
        }
    }

    private mutating func checkPlaces() {
        let placed = body.flatMap(\.responses)
        for interaction in interactions where placed.count(where: { $0 == interaction.id }) != 1 {
            obstruct("an interaction stands where our content cannot hold it")
        }
    }

    private mutating func nameWhatIsLeft() {
        if !item.stylesheets.isEmpty { lose(Finding("qti.stylesheet", "style sheets are not applied")) }
        for feedback in item.modalFeedback {
            lose(Finding("qti.feedback", "feedback after the response is not read", line: feedback.line))
        }
        for other in item.others where other.name != "companion-materials-info" {
            lose(Finding("qti.element", "\(other.name) is not read", line: other.line))
        }
    }
}

extension MarkupElement {
    fileprivate var isForCandidates: Bool {
        (self["view"] ?? "candidate").split(whereSeparator: \.isWhitespace).contains("candidate")
    }

    /// The rubric blocks below this element that candidates must not see.
    fileprivate var blocksForStaff: [MarkupElement] {
        elements.flatMap { element in
            element.isQTI("rubric-block") && !element.isForCandidates ? [element] : element.blocksForStaff
        }
    }

    fileprivate var isHTMLName: Bool { namespace.isEmpty }

    /// The words of an element, for showing where the element itself cannot be shown.
    fileprivate var words: String {
        let parts = children.map { child in
            switch child {
            case .text(let text): text
            case .element(let element): element["alt"] ?? element.words
            }
        }
        return parts.joined(separator: " ").split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
