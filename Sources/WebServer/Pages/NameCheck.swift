/// Holds the names in the templates against the fields of a filled page.
///
/// The engine writes nothing for a name it does not know and looks outside for one that holds nothing; both are
/// mistakes that nobody sees. The tests run this over every specimen.
struct NameCheck {
    private let outlines: [String: TemplateOutline]
    /// Tags that some page has reached, as "template:offset".
    private(set) var reached: Set<String> = []
    private(set) var problems: Set<String> = []

    /// Makes the finished words from facts.
    ///
    /// - `templates`: Text of each template by its name.
    init(templates: [String: String]) throws(SiteProblem) {
        var outlines: [String: TemplateOutline] = [:]
        for (name, text) in templates { outlines[name] = try TemplateOutline(name: name, text: text) }
        self.outlines = outlines
    }

    /// Tags that no page has reached: nobody has checked them.
    var unreached: [String] {
        outlines.values.flatMap { outline in
            outline.all.filter { ![.parent, .block].contains($0.kind) }
                .map { (key: "\(outline.name):\($0.offset)", name: $0.name) }
        }
        .filter { !reached.contains($0.key) }.map { "\($0.key) \($0.name)" }.sorted()
    }

    mutating func check(_ page: some Page, in layout: Layout) {
        let template = type(of: page).template
        var scope = Scope(value: layout)
        let own = Scope(value: page)
        for name in own.names where scope.names.contains(name) {
            problems.insert("\(template): the layout has a field \(name) too")
        }
        scope.add(own)
        scope.add(name: "title", value: page.title)
        walk(template, stack: [scope], blocks: [:])
    }

    private mutating func walk(_ template: String, stack: [Scope], blocks: [String: Given]) {
        guard let outline = outlines[template] else {
            problems.insert("there is no template \(template)")
            return
        }
        walk(outline.nodes, of: template, stack: stack, blocks: blocks)
    }

    private mutating func walk(
        _ nodes: [TemplateOutline.Node],
        of template: String,
        stack: [Scope],
        blocks: [String: Given]
    ) {
        for node in nodes {
            reached.insert("\(template):\(node.offset)")
            switch node.kind {
            case .partial:
                walk(node.name, stack: stack, blocks: blocks)
            case .parent:
                let given = node.children.filter { $0.kind == .block }
                    .map { ($0.name, Given(template: template, nodes: $0.children)) }
                walk(node.name, stack: stack, blocks: blocks.merging(given) { outer, _ in outer })
            case .block:
                let given = blocks[node.name] ?? Given(template: template, nodes: node.children)
                walk(given.nodes, of: given.template, stack: stack, blocks: blocks)
            case .value, .markup, .section, .inverted:
                check(node, of: template, stack: stack, blocks: blocks)
            }
        }
    }

    private mutating func check(
        _ node: TemplateOutline.Node,
        of template: String,
        stack: [Scope],
        blocks: [String: Given]
    ) {
        guard let found = find(node.name, in: stack) else {
            problems.insert("\(template): {{\(node.name)}} is no field")
            return
        }
        if found.climbs { problems.insert("\(template): {{\(node.name)}} is empty here and is looked up outside") }
        switch node.kind {
        case .value where !(found.value is String?):
            problems.insert("\(template): {{\(node.name)}} is not a String")
        case .markup where !(found.value is SafeHTML?):
            problems.insert("\(template): {{{\(node.name)}}} is not SafeHTML")
        case .inverted:
            walk(node.children, of: template, stack: stack, blocks: blocks)
        case .section:
            for inner in Self.scopes(of: found.value) {
                walk(node.children, of: template, stack: stack + inner, blocks: blocks)
            }
        default: break
        }
    }

    /// What a section pushes for each time it is written.
    private static func scopes(of value: Any?) -> [[Scope]] {
        switch value {
        case nil: []
        case is Bool: [[]]
        case let array as [Any]: array.map { [Scope(value: $0)] }
        case let value?: [[Scope(value: value)]]
        }
    }

    private func find(_ name: String, in stack: [Scope]) -> (value: Any?, climbs: Bool)? {
        if name == "." { return stack.last.map { ($0.whole, false) } }
        guard let depth = stack.lastIndex(where: { $0.names.contains(name) }) else { return nil }
        if let value = stack[depth].values[name] { return (value, false) }
        return (nil, stack[..<depth].contains { $0.values[name] != nil })
    }

    /// A block that an outer template gives to its parent.
    private struct Given {
        let template: String
        let nodes: [TemplateOutline.Node]
    }

    /// The fields that one value brings: all their names, and those that hold something.
    private struct Scope {
        var whole: Any?
        var names: Set<String>
        var values: [String: Any]

        init(value: Any) {
            whole = value
            values = value is String || value is SafeHTML ? [:] : PageLibrary.fields(of: value)
            let labels = value is String ? [] : Mirror(reflecting: value).children.compactMap(\.label)
            names = Set(labels)
        }

        mutating func add(_ other: Scope) {
            names.formUnion(other.names)
            values.merge(other.values) { _, new in new }
        }

        mutating func add(name: String, value: Any) {
            names.insert(name)
            values[name] = value
        }
    }
}
