import Assessment

extension ItemFragment {
    /// What one candidate has done with the item, and what was drawn for them.
    struct State: Sendable {
        var response = ItemResponse()
        /// Indices of an interaction's options in the candidate's order; the author's order where there is none.
        ///
        /// Rows and columns of a match keep the author's order: lists of extended matching are alphabetical.
        var orders: [ResponseID: [Int]] = [:]
        var struckOut: [ResponseID: Set<OptionID>] = [:]
        /// The values of the item's template variables, drawn once for this candidate.
        var variables: [String: [String]] = [:]
        /// The values of its outcomes; `nil` while they are not known, and then nothing that hangs on them is shown.
        var outcomes: [String: [String]]?
        /// Where files are handed in; `nil` where nobody answers, as on pages of staff.
        var handing: UploadControl.Handing?
    }
}

extension ItemFragment.State {
    /// Whether a part of the item is shown to this candidate.
    func shows(_ visibility: Visibility?) -> Bool {
        guard let visibility else { return true }
        switch visibility.origin {
        case .template: return visibility.shows(variables[visibility.variable] ?? [])
        case .outcome: return outcomes.map { visibility.shows($0[visibility.variable] ?? []) } ?? false
        }
    }

    /// What a variable holds; nothing while it is not known.
    func values(of variable: String) -> [String] { variables[variable] ?? outcomes?[variable] ?? [] }

    /// The options that were chosen or put in order.
    func chosen(_ id: ResponseID) -> [OptionID] {
        if case .choices(let choices)? = response[id] { choices } else { [] }
    }

    func choices(_ id: ResponseID) -> Set<OptionID> { Set(chosen(id)) }

    func pairs(_ id: ResponseID) -> [ResponseValue.Pair] {
        if case .pairs(let pairs)? = response[id] { pairs } else { [] }
    }

    func points(_ id: ResponseID) -> [ResponseValue.Point] {
        if case .points(let points)? = response[id] { points } else { [] }
    }

    /// The words of content as this candidate reads them, without markup: for lists, which can hold text only.
    func plainText(of blocks: [Block]) -> String { drawn(blocks).plainText }

    /// Content with the drawn values in place and without what is hidden.
    private func drawn(_ blocks: [Block]) -> [Block] {
        blocks.flatMap { block -> [Block] in
            switch block {
            case .paragraph(let inlines): [.paragraph(drawn(inlines))]
            case .conditional(let visibility, let inner): shows(visibility) ? drawn(inner) : []
            case .stimulus(_, let inner): drawn(inner)
            case .heading, .list, .table, .results, .image, .media, .quotation, .preformatted, .interaction, .foreign:
                [block]
            }
        }
    }

    private func drawn(_ inlines: [Inline]) -> [Inline] {
        inlines.flatMap { inline -> [Inline] in
            switch inline {
            case .variable(let variable): [.text(VariableText.text(variable, values))]
            case .conditional(let visibility, let inner): shows(visibility) ? drawn(inner) : []
            case .strong(let inner), .emphasis(let inner), .superscript(let inner), .subscript(let inner),
                .code(let inner), .language(_, let inner), .hotText(_, let inner):
                drawn(inner)
            case .text, .lineBreak, .image, .formula, .interaction, .gap, .foreign: [inline]
            }
        }
    }
}
