import Assessment

/// Reads tests and sections: what they say, what is wrong with them, and what of them is not used here.
struct QTITestReader {
    private(set) var problems: [Finding] = []
    private(set) var losses: [Finding] = []
    private let path: String
    private let source: Source
    private var names: Set<String> = []

    /// Reads the test or section in `root`, the file at `path`.
    static func read(_ root: XMLElement, version: QTIVersion, at path: String, in source: Source) -> ImportedItem {
        let tree = QTIDialect.canonical(root, version: version)
        var reader = QTITestReader(path: path, source: source)
        let isTest = tree.isQTI("assessment-test")
        let summary =
            isTest ? reader.summary(of: reader.test(tree)) : reader.summary(of: reader.section(tree, depth: 0))
        let first = Finding("qti.test", "\(summary); papers are built here, its structure is not used", line: root.line)
        return ImportedItem(
            report: ItemReport(
                path: path,
                id: tree["identifier"]?.trimmed ?? "",
                kind: tree.name,
                status: reader.problems.isEmpty ? .ok : .unsupported,
                problems: Finding.firstOf(reader.problems),
                losses: [first] + reader.losses
            )
        )
    }

    private init(path: String, source: Source) {
        self.path = path
        self.source = source
    }

    private func summary(of test: QTITest) -> String {
        "a test of parts: \(test.parts.count), sections: \(test.sections.count), items: \(test.items.count)"
    }

    private func summary(of section: QTITest.Section) -> String {
        "a section of sections: \(section.all.count), items: \(section.items.count)"
    }

    // MARK: - Structure

    mutating func test(_ root: MarkupElement) -> QTITest {
        var test = QTITest(identifier: identifier(of: root), title: root["title"] ?? "", parts: [], kept: [])
        for element in root.elements {
            guard !element.isQTI("test-part") else {
                test.parts.append(part(element))
                continue
            }
            test.kept.append(element)
            lose(element, "of the test")
        }
        if test.parts.isEmpty { refuse("qti.test", "the test has no parts", at: root) }
        return test
    }

    private mutating func part(_ element: MarkupElement) -> QTITest.Part {
        let name = identifier(of: element)
        var part = QTITest.Part(
            identifier: name,
            isLinear: element["navigation-mode"]?.trimmed != "nonlinear",
            isSimultaneous: element["submission-mode"]?.trimmed == "simultaneous",
            rules: rules(of: element),
            sections: []
        )
        for inner in element.elements {
            switch inner.name {
            case "assessment-section": part.sections.append(section(inner, depth: 1))
            case "assessment-section-ref": _ = address(of: inner)
            default: lose(inner, "of the part “\(name.prefix(60))”")
            }
        }
        return part
    }

    private mutating func section(_ element: MarkupElement, depth: Int) -> QTITest.Section {
        let name = identifier(of: element)
        let order = element.first("ordering")
        var section = QTITest.Section(
            identifier: name,
            title: element["title"] ?? "",
            isVisible: flag(element, "visible", true),
            isFixed: flag(element, "fixed", false),
            isRequired: flag(element, "required", false),
            staysTogether: flag(element, "keep-together", true),
            selection: element.first("selection").flatMap { selection($0) },
            shuffles: order.map { flag($0, "shuffle", false) } ?? false,
            rules: rules(of: element),
            members: []
        )
        for inner in element.elements {
            switch inner.name {
            case "assessment-section":
                guard depth < 20 else {
                    refuse("qti.test", "sections nest deeper than 20", at: inner)
                    continue
                }
                section.members.append(.section(self.section(inner, depth: depth + 1)))
            case "assessment-item-ref": if let item = item(inner) { section.members.append(.item(item)) }
            case "assessment-section-ref":
                let name = identifier(of: inner)
                if let path = address(of: inner) { section.members.append(.sectionFile(identifier: name, path: path)) }
            default: lose(inner, "of the section “\(name.prefix(60))”")
            }
        }
        return section
    }

    private mutating func item(_ element: MarkupElement) -> QTITest.ItemReference? {
        let name = identifier(of: element)
        for inner in element.elements { lose(inner, "of the item “\(name.prefix(60))”") }
        guard let path = address(of: element) else { return nil }
        return QTITest.ItemReference(
            identifier: name,
            path: path,
            categories: (element["category"] ?? "").split(whereSeparator: \.isWhitespace).map(String.init),
            isFixed: flag(element, "fixed", false),
            isRequired: flag(element, "required", false),
            rules: rules(of: element)
        )
    }

    private mutating func selection(_ element: MarkupElement) -> QTITest.Selection? {
        guard let count = element["select"].flatMap({ Int($0.trimmed) }), count >= 0 else {
            refuse("qti.test", "a selection does not say how many", at: element)
            return nil
        }
        return QTITest.Selection(count: count, withReplacement: flag(element, "with-replacement", false))
    }

    private func rules(of element: MarkupElement) -> QTITest.Rules {
        let limits = element.first("time-limits")
        let control = element.first("item-session-control")?.attributes ?? []
        return QTITest.Rules(
            minimumTime: limits?["min-time"]?.trimmed,
            maximumTime: limits?["max-time"]?.trimmed,
            allowsLate: limits.map { flag($0, "allow-late-submission", false) } ?? false,
            control: Dictionary(control.map { ($0.name, $0.value.trimmed) }) { first, _ in first }
        )
    }

    // MARK: - Parts

    private func flag(_ element: MarkupElement, _ name: String, _ usual: Bool) -> Bool {
        element[name].flatMap { QTINumber.boolean($0) } ?? usual
    }

    /// The identifier of a part of the test, which no other part of it has.
    private mutating func identifier(of element: MarkupElement) -> String {
        guard let name = element["identifier"]?.trimmed, !name.isEmpty else {
            refuse("qti.identifier", "\(element.name) has no identifier", at: element)
            return ""
        }
        if !element.isQTI("assessment-test"), !names.insert(name).inserted {
            refuse("qti.identifier", "two parts of the test are called “\(name.prefix(60))”", at: element)
        }
        return name
    }

    /// The path of the file that `element` names; what is not in the source is named.
    private mutating func address(of element: MarkupElement) -> String? {
        let address = element["href"] ?? ""
        guard let target = PackagePath.resolved(address, from: path) else {
            refuse("file.remote", "“\(address.prefix(200))” lies outside the package", at: element)
            return nil
        }
        if !source.isSingleFile, !source.has(target) {
            lose(Finding("file.missing", "the file “\(target.prefix(200))” is not there", line: element.line))
        }
        return target
    }

    private mutating func lose(_ element: MarkupElement, _ whose: String) {
        lose(Finding("qti.test", "\(element.name) \(whose) is read and not used", line: element.line))
    }

    private mutating func lose(_ loss: Finding) {
        if losses.count < QTIContent.lossLimit { losses.append(loss) }
    }

    private mutating func refuse(_ code: String, _ message: String, at element: MarkupElement) {
        problems.append(Finding(code, message, line: element.line, column: element.column))
    }
}
