import Assessment

/// An item of QTI 1 as it is written: what is shown, what is asked, and what its metadata say.
struct QTI1Item {
    let root: XMLElement
    let identifier: String
    let title: String
    let language: String?
    /// The fields of its metadata by label, in lower case.
    private(set) var fields: [String: String] = [:]
    /// What is shown, in reading order; empty materials are left out.
    private(set) var materials: [XMLElement] = []
    private(set) var responses: [Response] = []
    private(set) var obstacles: [String] = []

    struct Response {
        enum Kind { case choice, text, number }

        var identifier: String
        var kind: Kind
        var isMultiple: Bool
        var shuffles: Bool
        var isFree: Bool
        var lines: Int
        var length: Int
        var minimum: Int
        var maximum: Int?
        /// What stands before the choices of this one response.
        var prompt: [XMLElement]
        var labels: [XMLElement]
    }

    init(_ root: XMLElement) {
        self.root = root
        identifier = root.attribute("ident")?.trimmed ?? ""
        title = root.attribute("title")?.trimmed ?? ""
        language = root.attribute("lang", in: XMLNamespaces.xml) ?? root.attribute("label_lang")
        for field in root.any("itemmetadata")?.everything("qtimetadatafield") ?? [] {
            guard let label = field.any("fieldlabel")?.trimmedText.lowercased() else { continue }
            fields[label] = field.any("fieldentry")?.trimmedText ?? ""
        }
        // The older form has an element for each field.
        for field in root.any("itemmetadata")?.elements ?? [] where field.local.hasPrefix("qmd_") {
            fields[field.local] = field.trimmedText
        }
        if let presentation = root.any("presentation") {
            read(presentation)
        } else {
            obstacles.append("the item shows nothing")
        }
    }

    /// What sort of question it says it is, by whichever name.
    var kind: String { fields["question_type"] ?? fields["cc_profile"] ?? fields["qmd_itemtype"] ?? "" }

    /// Whether Canvas wrote it, whose types of question are known.
    var isCanvas: Bool { fields["question_type"] != nil }

    var isCartridge: Bool { fields["cc_profile"] != nil }

    private mutating func obstruct(_ message: String) {
        if !obstacles.contains(message), obstacles.count < 50 { obstacles.append(message) }
    }

    private mutating func read(_ container: XMLElement) {
        for child in container.elements {
            switch child.local {
            case "material": materials.append(child)
            case "flow", "flow_mat": read(child)
            case "response_lid": response(child, .choice)
            case "response_str": response(child, .text)
            case "response_num": response(child, .number)
            case "qticomment", "presentation_extension": break
            default: obstruct("\(child.local.prefix(40)) is not delivered")
            }
        }
    }

    private mutating func response(_ element: XMLElement, _ kind: Response.Kind) {
        let cardinality = element.attribute("rcardinality")?.lowercased() ?? "single"
        if cardinality == "ordered" { obstruct("the order of a response counts") }
        let renderings = element.elements.filter { $0.local.hasPrefix("render_") }
        guard let rendering = renderings.first, renderings.count == 1 else {
            return obstruct("a response is not shown in exactly one way")
        }
        let isFib = rendering.local == "render_fib"
        if !isFib, rendering.local != "render_choice" { obstruct("\(rendering.local.prefix(40)) is not delivered") }
        if isFib != (kind != .choice) { obstruct("the way of showing does not go with the response") }
        let labels = rendering.everything("response_label")
        if isFib, labels.count > 1 { obstruct("several texts are asked for at one place") }
        if labels.contains(where: { !($0.attribute("match_group") ?? "").isEmpty }) {
            obstruct("a choice may be joined to some others only")
        }
        let fibType = rendering.attribute("fibtype")?.lowercased() ?? "string"
        let isNumber = kind == .number || ["integer", "decimal", "scientific"].contains(fibType)
        let rows = rendering.attribute("rows").flatMap { Int($0.trimmed) } ?? 1
        responses.append(
            Response(
                identifier: element.attribute("ident")?.trimmed ?? "",
                kind: kind == .choice ? .choice : isNumber ? .number : .text,
                isMultiple: cardinality == "multiple",
                shuffles: rendering.attribute("shuffle")?.lowercased() == "yes",
                isFree: rendering.attribute("prompt")?.lowercased() == "box",
                lines: max(1, min(rows, 200)),
                length: max(1, min(rendering.attribute("columns").flatMap { Int($0.trimmed) } ?? 30, 1000)),
                minimum: rendering.attribute("minnumber").flatMap { Int($0.trimmed) } ?? 0,
                maximum: rendering.attribute("maxnumber").flatMap { Int($0.trimmed) },
                prompt: element.all("material") + rendering.all("material"),
                labels: labels
            )
        )
    }
}

extension XMLElement {
    /// The elements of that local name below this one, in any namespace.
    func everything(_ local: String) -> [XMLElement] {
        elements.flatMap { ($0.local == local ? [$0] : []) + $0.everything(local) }
    }
}
