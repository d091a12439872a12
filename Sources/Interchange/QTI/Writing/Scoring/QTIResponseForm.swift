import Assessment

/// What QTI calls the responses of our interactions.
enum QTIResponseForm {
    /// How many values the response holds: `single`, `multiple` or `ordered`.
    static func cardinality(_ interaction: Interaction) -> String {
        switch interaction {
        case .choice(let choice): choice.maximum == 1 ? "single" : "multiple"
        case .hotText(let text): text.maximum == 1 ? "single" : "multiple"
        case .order: "ordered"
        case .match, .associate, .gapMatch: "multiple"
        case .text(let text): text.maximum == 1 ? "single" : "ordered"
        case .image(let image):
            switch image.task {
            case .choose, .point, .place: image.maximum == 1 ? "single" : "multiple"
            case .order: "ordered"
            case .associate, .label: "multiple"
            }
        case .number, .slider, .media, .upload, .end, .kept: "single"
        }
    }

    /// What one value of the response is.
    static func baseType(_ interaction: Interaction) -> String {
        switch interaction {
        case .choice, .order, .hotText: "identifier"
        case .match, .gapMatch: "directedPair"
        case .associate: "pair"
        case .text, .kept: "string"
        case .number, .slider: "float"
        case .image(let image):
            switch image.task {
            case .choose, .order: "identifier"
            case .associate: "pair"
            case .label: "directedPair"
            case .point, .place: "point"
            }
        case .media: "integer"
        case .upload: "file"
        case .end: "boolean"
        }
    }

    /// The values of `response` as QTI writes them; empty when nothing was given.
    static func values(_ response: ResponseValue?) -> [String] {
        switch response {
        case nil: []
        case .choices(let choices): choices.map(\.rawValue)
        case .pairs(let pairs): pairs.map { "\($0.row.rawValue) \($0.column.rawValue)" }
        case .text(let text): text.isEmpty ? [] : [text]
        case .texts(let texts): texts
        case .number(let text, _): text.isEmpty ? [] : [QTINumber.decimal(text) ?? text]
        case .points(let points): points.map { "\($0.x) \($0.y)" }
        case .file(let file): [file.name]
        case .pressed(let isPressed): [isPressed ? "true" : "false"]
        }
    }
}
