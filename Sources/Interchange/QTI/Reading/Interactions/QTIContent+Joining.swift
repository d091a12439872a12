import Assessment

/// Joining one thing to another: rows to columns, choices to each other, labels to gaps.
extension QTIContent {
    mutating func match(_ asked: QTIAsked) throws(Obstacle) -> MatchInteraction {
        try asked.needs(.oneOrSeveral, [.directedPair])
        lose(asked, except: ["shuffle", "max-associations", "min-associations"])
        let sets = asked.element.elements.filter { $0.isQTI("simple-match-set") }
        guard sets.count == 2 else { throw Obstacle("a match interaction needs two sets of choices") }
        let choices = sets.map { $0.elements.filter { $0.isQTI("simple-associable-choice") } }
        let rowMaximum = try Self.usualMaximum(choices[0])
        let columnMaximum = try Self.usualMaximum(choices[1])
        let rows = try options(choices[0], usual: rowMaximum)
        let columns = try options(choices[1], usual: columnMaximum)
        if (rows + columns).contains(where: { $0.maximum != nil }) {
            leaveToProcessing("choices may be used unequally often")
        }
        let possible = rows.count * (rowMaximum == 0 ? columns.count : rowMaximum)
        let limit = try Self.limit(of: asked, unstated: 1)
        // A limit that nobody can reach limits nothing.
        let isLimited = limit != 0 && limit < possible
        if isLimited { leaveToProcessing("the number of pairs is limited as a whole") }
        return MatchInteraction(
            id: asked.id,
            prompt: asked.prompt,
            rows: rows,
            columns: columns,
            rowMaximum: rowMaximum,
            columnMaximum: columnMaximum,
            minimum: try asked.element.count("min-associations") ?? 0,
            maximum: isLimited ? limit : 0,
            shuffles: asked.shuffles,
            layout: asked.layout
        )
    }

    /// How often all of `choices` may be used; 0 where they differ and each has its own maximum.
    private static func usualMaximum(_ choices: [MarkupElement]) throws(Obstacle) -> Int {
        var maximum: Int?
        for choice in choices {
            let own = try choice.count("match-max") ?? 1
            guard maximum == nil || maximum == own else { return 0 }
            maximum = own
        }
        return maximum ?? 0
    }

    /// How many pairs may be made in all; `unstated` is what the attribute's absence means.
    private static func limit(of asked: QTIAsked, unstated: Int) throws(Obstacle) -> Int {
        let stated = try asked.element.count("max-associations") ?? unstated
        return asked.isSingle ? 1 : stated
    }

    mutating func associate(_ asked: QTIAsked) throws(Obstacle) -> AssociateInteraction {
        try asked.needs(.oneOrSeveral, [.pair])
        lose(asked, except: ["shuffle", "max-associations", "min-associations"])
        let choices = asked.element.elements.filter { $0.isQTI("simple-associable-choice") }
        return AssociateInteraction(
            id: asked.id,
            prompt: asked.prompt,
            options: try options(choices, usual: 1),
            minimum: try asked.element.count("min-associations") ?? 0,
            maximum: try Self.limit(of: asked, unstated: 1),
            shuffles: asked.shuffles,
            layout: asked.layout
        )
    }

    mutating func gapMatch(_ asked: QTIAsked) throws(Obstacle) -> GapMatchInteraction {
        try asked.needs(.oneOrSeveral, [.directedPair])
        lose(asked, except: ["shuffle", "max-associations", "min-associations"])
        let labels = asked.element.elements.filter { $0.isQTI("gap-text") || $0.isQTI("gap-img") }
        let options = try options(labels, usual: 1)
        if asked.element.contains(where: { $0.isQTI("gap") && $0["match-group"] != nil }) {
            throw Obstacle("a gap takes some labels only")
        }
        let text = blocks(asked.element.children)
        guard !text.gaps.isEmpty, text.gaps.count <= Self.optionLimit else {
            throw Obstacle("there are no gaps to fill")
        }
        guard Set(text.gaps).count == text.gaps.count else { throw Obstacle("a gap has no identifier of its own") }
        return GapMatchInteraction(
            id: asked.id,
            prompt: asked.prompt,
            options: options,
            text: text,
            minimum: try asked.element.count("min-associations") ?? 0,
            // QTI 2.1 has no limit here, and files of all versions that name none have several gaps.
            maximum: try Self.limit(of: asked, unstated: 0),
            shuffles: asked.shuffles,
            layout: asked.layout
        )
    }
}
