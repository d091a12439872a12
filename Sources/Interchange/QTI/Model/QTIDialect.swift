import Assessment

/// The two spellings of QTI and the one in which we read both.
///
/// QTI 2 writes `choiceInteraction responseIdentifier`, QTI 3 `qti-choice-interaction response-identifier`. Ours is
/// the second without its prefix, in the namespace ``qti``; HTML has no namespace, formulae and drawings keep theirs.
enum QTIDialect {
    /// The namespace of QTI's own elements in our trees.
    static let qti = "qti"
    /// The namespaces in which HTML stands beside a version's own.
    private static let markupNamespaces = ["http://www.w3.org/1999/xhtml", QTIConstructs.markupNamespace]

    /// Returns `element` in our spelling.
    static func canonical(_ element: XMLElement, version: QTIVersion, root: String? = nil) -> MarkupElement {
        let own = root ?? element.namespace
        guard element.namespace == own || markupNamespaces.contains(element.namespace) else {
            return MarkupElement(element)
        }
        var result = MarkupElement(element.local, line: element.line, column: element.column)
        let plain = version == .v30 ? String(element.local.dropFirst(4)) : kebab(element.local)
        let isQTI = version == .v30 ? element.local.hasPrefix("qti-") : names.contains(plain)
        if isQTI, element.namespace == own {
            result.name = plain
            result.namespace = qti
        }
        result.attributes = element.attributes.map { attribute in
            let isOwn = attribute.name.namespace.isEmpty && isQTI && version != .v30
            let name = isOwn ? kebab(attribute.name.local) : attribute.name.local
            return MarkupAttribute(name, namespace: attribute.name.namespace, attribute.value)
        }
        result.children = element.children.map { child in
            switch child {
            case .text(let text): .text(text)
            case .element(let inner): .element(canonical(inner, version: version, root: own))
            }
        }
        return result
    }

    /// Returns `element`, in our spelling, as `version` spells it.
    static func native(_ element: MarkupElement, version: QTIVersion) -> XMLElement {
        guard element.namespace.isEmpty || element.namespace == qti else { return XMLElement(element) }
        let isQTI = element.namespace == qti
        let local = !isQTI ? element.name : version == .v30 ? "qti-\(element.name)" : camel(element.name)
        let namespace =
            isQTI ? version.namespace : QTIConstructs.namespace(ofMarkup: element.name, version)
        return XMLElement(
            XMLName(local, in: namespace),
            prefix: namespace == version.namespace ? "" : "html5",
            attributes: element.attributes.map { attribute in
                let isOwn = attribute.namespace.isEmpty && isQTI && version != .v30
                let isFree = attribute.name.hasPrefix("data-") || attribute.name.hasPrefix("aria-")
                let name = isOwn && !isFree ? camel(attribute.name) : attribute.name
                return XMLAttribute(XMLName(name, in: attribute.namespace), attribute.value)
            },
            children: element.children.map { child in
                switch child {
                case .text(let text): .text(text)
                case .element(let inner): .element(native(inner, version: version))
                }
            }
        )
    }

    /// `choiceInteraction` → `choice-interaction`; names with hyphens of their own are left alone.
    static func kebab(_ name: String) -> String {
        guard !name.contains("-") else { return name }
        var result = ""
        var wasLower = false
        for character in name {
            if character.isUppercase, wasLower { result.append("-") }
            wasLower = !character.isUppercase
            result += character.lowercased()
        }
        return result
    }

    /// `choice-interaction` → `choiceInteraction`.
    static func camel(_ name: String) -> String {
        switch name {
        case "duration-lt": return "durationLT"
        case "duration-gte": return "durationGTE"
        default: break
        }
        let parts = name.split(separator: "-")
        return parts.prefix(1).joined() + parts.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }

    /// Every element of QTI 2.0 to 2.2 that is not HTML.
    static let names: Set<String> = Set(
        """
        assessment-item assessment-test assessment-stimulus assessment-section assessment-stimulus-ref
        response-declaration outcome-declaration template-declaration context-declaration
        correct-response default-value value mapping map-entry area-mapping area-map-entry
        match-table match-table-entry interpolation-table interpolation-table-entry
        stylesheet item-body stimulus-body rubric-block feedback-block feedback-inline modal-feedback content-body
        template-block template-inline template-block-feedback printed-variable info-control
        associate-interaction choice-interaction drawing-interaction end-attempt-interaction extended-text-interaction
        gap-match-interaction graphic-associate-interaction graphic-gap-match-interaction graphic-order-interaction
        hotspot-interaction hottext-interaction inline-choice-interaction match-interaction media-interaction
        order-interaction position-object-interaction position-object-stage select-point-interaction
        slider-interaction text-entry-interaction upload-interaction custom-interaction
        portable-custom-interaction
        prompt simple-choice simple-associable-choice simple-match-set gap gap-text gap-img hottext
        hotspot-choice associable-hotspot inline-choice
        response-processing response-condition response-if response-else-if response-else
        response-processing-fragment set-outcome-value lookup-outcome-value exit-response include
        template-processing template-condition template-if template-else-if template-else set-template-value
        set-correct-response set-default-value exit-template template-constraint
        outcome-processing outcome-condition outcome-if outcome-else-if outcome-else exit-test
        outcome-processing-fragment
        base-value variable default correct map-response map-response-point null random-integer random-float
        multiple ordered container-size is-null index field-value random member delete contains substring
        not and or any-n match string-match pattern-match equal equal-rounded inside lt gt lte gte
        duration-lt duration-gte sum product subtract divide power integer-divide integer-modulus truncate round
        round-to integer-to-float custom-operator math-operator math-constant stats-operator max min gcd lcm repeat
        record lookup-table set-response-value
        test-variables number-correct number-incorrect number-presented number-responded number-selected
        outcome-maximum outcome-minimum
        test-part assessment-item-ref assessment-section-ref selection ordering time-limits item-session-control weight
        variable-mapping template-default branch-rule pre-condition test-feedback
        companion-materials-info catalog-info catalog card
        """.split(whereSeparator: \.isWhitespace).map(String.init)
    )
}

extension MarkupElement {
    /// The same element, spelt as it stands.
    init(_ element: XMLElement) {
        self.init(
            element.local,
            namespace: element.namespace,
            attributes: element.attributes.map {
                MarkupAttribute($0.name.local, namespace: $0.name.namespace, $0.value)
            },
            children: element.children.map { child in
                switch child {
                case .text(let text): .text(text)
                case .element(let inner): .element(MarkupElement(inner))
                }
            },
            line: element.line,
            column: element.column
        )
    }

    /// Whether this is QTI's element of that name, in our spelling.
    func isQTI(_ name: String) -> Bool { namespace == QTIDialect.qti && self.name == name }

    /// Whether this is one of QTI's own elements.
    var isQTI: Bool { namespace == QTIDialect.qti }

    /// The text without white space at its edges.
    var trimmedText: String { text.trimmed }

    /// An element of QTI for writing.
    init(qti name: String, _ attributes: KeyValuePairs<String, String?> = [:], _ children: [MarkupNode] = []) {
        self.init(
            name,
            namespace: QTIDialect.qti,
            attributes: attributes.compactMap { key, value in value.map { MarkupAttribute(key, $0) } },
            children: children
        )
    }
}

extension XMLElement {
    /// The same element, spelt as it stands.
    init(_ element: MarkupElement) {
        self.init(
            XMLName(element.name, in: element.namespace),
            attributes: element.attributes.map { XMLAttribute(XMLName($0.name, in: $0.namespace), $0.value) },
            children: element.children.map { child in
                switch child {
                case .text(let text): .text(text)
                case .element(let inner): .element(XMLElement(inner))
                }
            }
        )
    }
}
