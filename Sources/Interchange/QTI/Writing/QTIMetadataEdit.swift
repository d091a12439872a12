import Assessment

/// Puts what the bank knows of an item into the metadata that came with it, where the two differ.
///
/// What the bank does not know stays as it stood. An entry of which the bank knows another value since has been edited
/// here, and ours wins; the text of files beside the manifest is not touched.
struct QTIMetadataEdit {
    let item: ItemVersion
    /// What files beside the manifest say of the item and go on saying.
    let beside: QTIMetadata

    /// `kept` with our entries in place of those that say something else.
    func applied(to kept: XMLElement) -> XMLElement {
        let said = QTIMetadata(kept)
        var result = kept
        let place = kept.children.firstIndex { $0.element?.local == "lom" }
        var lom = place.flatMap { kept.children[$0].element } ?? XMLElement("lom", in: QTIMetadata.lom)
        let before = lom
        for (axis, values) in said.tags {
            let gone = Set(values).subtracting(item.metadata.tags[axis] ?? [])
            if !gone.isEmpty { lom = Self.without(gone, on: axis, in: lom) }
        }
        for (axis, values) in item.metadata.tags.sorted(by: { $0.key < $1.key }) {
            let known = Set((said.tags[axis] ?? []) + (beside.tags[axis] ?? []))
            for value in values where !known.contains(value) { add(value, on: axis, to: &lom) }
        }
        if let licence = said.licence, licence != item.metadata.licence {
            lom.replace(
                "rights",
                "description",
                item.metadata.licence.isEmpty ? nil : Self.text(item.metadata.licence, lom)
            )
        }
        if said.difficulty != nil, said.difficulty != item.metadata.difficulty {
            lom.replace("educational", "difficulty", item.metadata.difficultyBand.map { Self.difficulty($0, lom) })
        }
        if let title = said.title, title != item.title, isRenamed {
            lom.replace("general", "title", Self.text(item.title, lom))
        }
        guard lom != before else { return kept }
        if let place {
            result.children[place] = .element(lom)
        } else {
            result.children.append(.element(lom))
        }
        return result
    }

    /// Whether the item is called otherwise than its source; the title of its metadata may always have been another.
    private var isRenamed: Bool {
        // A source that cannot be read says nothing of its title.
        guard let original = item.original, let root = try? XMLTree(original.bytes).root,
            let title = root.attribute("title")?.trimmed, !title.isEmpty
        else { return false }
        return title != item.title.trimmed
    }

    // MARK: - Tags

    private static func without(_ values: Set<String>, on axis: String, in lom: XMLElement) -> XMLElement {
        var lom = lom
        switch axis {
        case "keyword": lom.remove(in: "general", "keyword") { $0.words.map(values.contains) ?? false }
        case "version", "status": lom.remove(in: "lifecycle", axis) { _ in true }
        default: break
        }
        lom.children = lom.children.compactMap { child in
            guard case .element(var part) = child, part.local == "classification" else { return child }
            let count = part.elements.count
            part.children.removeAll { node in
                guard let path = node.element, path.local.lowercased() == "taxonpath", path.any("source")?.words == axis
                else { return false }
                return QTIMetadata.entry(path).map(values.contains) ?? false
            }
            let isEmptied =
                part.elements.count < count && !part.elements.contains { $0.local.lowercased() == "taxonpath" }
            return isEmptied ? nil : .element(part)
        }
        return lom
    }

    private func add(_ value: String, on axis: String, to lom: inout XMLElement) {
        switch axis {
        case "keyword": lom.append(to: "general", Self.text(value, lom, named: "keyword"))
        case "version": lom.append(to: "lifeCycle", Self.text(value, lom, named: "version"))
        case "status": lom.append(to: "lifeCycle", Self.word("status", value, lom))
        default:
            let taxon = XMLElement(
                "taxon",
                in: lom.namespace,
                children: [.element(Self.text(value, lom, named: "entry"))]
            )
            let source = Self.text(axis, lom, named: "source")
            let path = XMLElement("taxonPath", in: lom.namespace, children: [.element(source), .element(taxon)])
            lom.children.append(
                .element(XMLElement("classification", in: lom.namespace, children: [.element(path)]))
            )
        }
    }

    // MARK: - Parts

    /// Source: LOM 1.0 (IEEE 1484.12.1), element 5.8, in whose five words our three bands are the middle ones.
    private static func difficulty(_ band: DifficultyBand, _ lom: XMLElement) -> XMLElement {
        let word =
            switch band {
            case .easy: "easy"
            case .medium: "medium"
            case .hard: "difficult"
            }
        return Self.word("difficulty", word, lom)
    }

    private static func word(_ name: String, _ value: String, _ lom: XMLElement) -> XMLElement {
        let parts = [("source", "LOMv1.0"), ("value", value)].map { part in
            XMLNode.element(XMLElement(part.0, in: lom.namespace, children: [.text(part.1)]))
        }
        return XMLElement(name, in: lom.namespace, children: parts)
    }

    /// Words as the version of LOM wraps them.
    private static func text(_ value: String, _ lom: XMLElement, named name: String = "description") -> XMLElement {
        let wrapper = lom.namespace.contains("imsmd") ? "langstring" : "string"
        let words = XMLElement(wrapper, in: lom.namespace, children: [.text(value)])
        return XMLElement(name, in: lom.namespace, children: [.element(words)])
    }
}

extension XMLElement {
    /// The place of the first child of that name, whatever its case: versions of LOM differ in it.
    private func place(of name: String) -> Int? {
        children.firstIndex { $0.element?.local.lowercased() == name.lowercased() }
    }

    fileprivate mutating func remove(in part: String, _ name: String, where isMeant: (XMLElement) -> Bool) {
        guard let place = place(of: part), case .element(var found) = children[place] else { return }
        found.children.removeAll { $0.element.map { $0.local == name && isMeant($0) } ?? false }
        children[place] = .element(found)
    }

    /// Puts `element` into the part called `name`, which is made when there is none.
    fileprivate mutating func append(to name: String, _ element: XMLElement) {
        guard let place = place(of: name), case .element(var found) = children[place] else {
            let made = XMLNode.element(XMLElement(name, in: namespace, children: [.element(element)]))
            // What is general stands first in LOM.
            if name == "general" { children.insert(made, at: 0) } else { children.append(made) }
            return
        }
        found.children.append(.element(element))
        children[place] = .element(found)
    }

    /// Puts `element`, under the name `name`, in the place of what stands there in `part`; `nil` takes it away.
    fileprivate mutating func replace(_ part: String, _ name: String, _ element: XMLElement?) {
        guard let place = place(of: part), case .element(var found) = children[place],
            let inner = found.place(of: name)
        else { return }
        if var element {
            element.name.local = name
            found.children[inner] = .element(element)
        } else {
            found.children.remove(at: inner)
        }
        children[place] = .element(found)
    }
}

extension XMLElement {
    /// The same element, it and all below it that stand in its namespace put into `namespace`.
    func moved(to namespace: String) -> XMLElement {
        var result = self
        result.name.namespace = namespace
        result.prefix = ""
        result.children = children.map { child in
            guard case .element(let inner) = child, inner.namespace == self.namespace else { return child }
            return .element(inner.moved(to: namespace))
        }
        return result
    }
}
