import Assessment

/// Declarations and processing of an item that came as QTI and whose rules are its own: they are written again as they
/// stood, whatever became of its text.
struct QTIOwnProcessing {
    /// What stands before the body.
    let before: [MarkupElement]
    /// What stands behind it.
    let after: [MarkupElement]

    /// `nil` when the item is marked by named rules, or its rules cannot be had in `version`.
    init?(_ item: ItemVersion, _ version: QTIVersion) {
        guard item.scoring.contains(where: { $0.rule.rawValue == "processing" }), let original = item.original,
            let source = QTIVersion(formatName: original.format),
            // A source that cannot be read any more has no rules to give.
            let root = try? XMLTree(original.bytes).root,
            let tree = try? QTIConversion.document(
                QTIDialect.canonical(root, version: source),
                from: source,
                to: version
            ).tree
        else { return nil }
        before = tree.elements.filter { $0.isQTI && Self.declarations.contains($0.name) }
        after = tree.elements.filter { $0.isQTI && ["response-processing", "modal-feedback"].contains($0.name) }
    }

    private static let declarations: Set<String> = [
        "context-declaration", "response-declaration", "outcome-declaration", "template-declaration",
        "template-processing",
    ]
}
