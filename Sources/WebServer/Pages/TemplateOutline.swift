/// The tags of one template as a tree, for the checks that the template engine does not make.
struct TemplateOutline: Sendable {
    /// Name of the template.
    let name: String
    let nodes: [Node]

    /// One tag with what stands inside it.
    struct Node: Sendable {
        let kind: Kind
        let name: String
        /// Where the tag begins, in bytes: tells two equal tags apart.
        let offset: Int
        var children: [Node] = []
    }

    enum Kind: Sendable {
        /// `{{name}}`, escaped.
        case value
        /// `{{{name}}}`, written as it is.
        case markup
        /// `{{#name}} … {{/name}}`
        case section
        /// `{{^name}} … {{/name}}`
        case inverted
        /// `{{>name}}`
        case partial
        /// `{{<name}} … {{/name}}`: a partial whose blocks are given.
        case parent
        /// `{{$name}} … {{/name}}`
        case block
    }

    /// - Throws: ``SiteProblem`` at a tag that is not closed, or closed by another name.
    init(name: String, text: String) throws(SiteProblem) {
        self.name = name
        var open: [Node] = []
        var top: [Node] = []
        for tag in try Self.tags(in: text, of: name) {
            if tag.mark == "/" {
                guard let node = open.popLast(), node.name == tag.name else {
                    throw SiteProblem(file: name, problem: "{{/\(tag.name)}} closes nothing")
                }
                if open.isEmpty { top.append(node) } else { open[open.count - 1].children.append(node) }
                continue
            }
            let node = Node(kind: tag.kind, name: tag.name, offset: tag.offset)
            if tag.opens {
                open.append(node)
            } else if open.isEmpty {
                top.append(node)
            } else {
                open[open.count - 1].children.append(node)
            }
        }
        if let left = open.last { throw SiteProblem(file: name, problem: "{{\(left.name)}} is not closed") }
        nodes = top
    }

    /// Every tag below, in order.
    var all: [Node] {
        func flat(_ nodes: [Node]) -> [Node] { nodes.flatMap { [$0] + flat($0.children) } }
        return flat(nodes)
    }

    private struct Tag {
        let mark: Character
        let name: String
        let offset: Int

        var opens: Bool { "#^<$".contains(mark) }

        var kind: Kind {
            switch mark {
            case "{", "&": .markup
            case "#": .section
            case "^": .inverted
            case ">": .partial
            case "<": .parent
            case "$": .block
            default: .value
            }
        }
    }

    private static func tags(in text: String, of template: String) throws(SiteProblem) -> [Tag] {
        var tags: [Tag] = []
        var rest = text[...]
        while let open = rest.firstRange(of: "{{") {
            var inside = rest[open.upperBound...]
            let mark = inside.first.flatMap { "{&#^><$/!%=".contains($0) ? $0 : nil }
            let end = mark == "{" ? "}}}" : "}}"
            guard let close = inside.firstRange(of: end) else {
                throw SiteProblem(file: template, problem: "{{ without }}")
            }
            inside = inside[..<close.lowerBound].dropFirst(mark == nil ? 0 : 1)
            rest = rest[close.upperBound...]
            guard mark != "!", mark != "%" else { continue }
            let name = String(inside.filter { $0 != " " })
            guard mark != "=", !name.isEmpty, name.allSatisfy({ $0.isLetter || $0.isNumber || ".-".contains($0) })
            else {
                throw SiteProblem(file: template, problem: "{{\(inside)}} is not a name")
            }
            let offset = text.utf8.distance(from: text.startIndex, to: open.lowerBound)
            tags.append(Tag(mark: mark ?? " ", name: name, offset: offset))
        }
        return tags
    }
}

/// A resource of the site that keeps the server from starting, by name.
struct SiteProblem: Error, Equatable, CustomStringConvertible {
    let file: String
    let problem: String

    var description: String { "\(file): \(problem)" }
}
