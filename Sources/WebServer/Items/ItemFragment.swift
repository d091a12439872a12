import Assessment

/// One sealed item as markup, drawn once for each language of the interface and kept.
///
/// Nothing of a candidate is inside. Where a candidate's state shows (what is chosen, in which order, what is
/// struck out, what was drawn), the markup is cut: a *control* holds the finished pieces of one interaction, and
/// ``markup(of:for:)`` writes them out with the state between them. Page, form without scripts, prefetch and print
/// use the same fragment. How the fields of a form are named, ``ResponseForm`` says.
struct ItemFragment: Sendable {
    /// What is read: vignette, results, images.
    let vignette: [Piece]
    /// What is answered: lead-ins with their controls.
    ///
    /// Empty when every control stands in a sentence of the vignette.
    let answers: [Piece]
    /// Some control stands in a sentence of the vignette.
    let asksInVignette: Bool
    /// BCP 47 tag and direction of the item's own language.
    let language: String
    let direction: String

    /// A run of finished markup, or a place where the candidate's state is written.
    enum Piece: Sendable {
        case markup(SafeHTML)
        case control(any ItemControl)
        /// Pieces that are shown or hidden by the value of a variable.
        case conditional(Visibility, [Piece])
    }

    /// Draws `item` with the interface words of `texts`.
    ///
    /// - `idPrefix`: Begins every element id, so that several items may stand on one page.
    /// - `mediaURL`: Where an image of the item is served.
    init(item: ItemVersion, texts: Texts, idPrefix: String = "", mediaURL: @escaping (String) -> String) {
        language = ContentRenderer.languageTag(item.language)
        direction = Texts.direction(of: language).rawValue
        let indices = Dictionary(item.interactions.enumerated().map { ($1.id, $0) }) { first, _ in first }
        let controls = InteractionRenderer(item: item, texts: texts, idPrefix: idPrefix)
        var renderer = ContentRenderer(texts: texts, headings: 2, of: item.body, mediaURL: mediaURL)
        renderer.isBlock = { id in indices[id].map { !item.interactions[$0].fitsSentence } ?? false }
        renderer.control = { id, isInline in
            indices[id].map { controls.pieces(at: $0, isInline: isInline, mediaURL: mediaURL) } ?? []
        }
        // At the top level of the body the place of an interaction only says its order: it is drawn beside the
        // vignette. In a sentence, a list or a table it stays where the author put it.
        let reading = item.body.filter { if case .interaction = $0 { false } else { true } }
        vignette = renderer.pieces(of: reading)
        let within = Set(reading.flatMap(\.responses))
        asksInVignette = !within.isEmpty
        let placed = item.body.compactMap { if case .interaction(let id) = $0 { id } else { nil } }
        let rest = item.interactions.map(\.id).filter { !placed.contains($0) }
        answers = (placed + rest).filter { !within.contains($0) }
            .compactMap { indices[$0] }
            .flatMap { controls.pieces(at: $0, isInline: false, mediaURL: mediaURL) }
    }

    /// Writes pieces with the state of one candidate between them.
    static func markup(of pieces: [Piece], for state: State) -> SafeHTML {
        var html = SafeHTML()
        write(pieces, into: &html, state)
        return html
    }

    static func write(_ pieces: [Piece], into html: inout SafeHTML, _ state: State) {
        for piece in pieces {
            switch piece {
            case .markup(let part): html.append(part)
            case .control(let control): control.write(into: &html, state)
            case .conditional(let visibility, let inner):
                if state.shows(visibility) { write(inner, into: &html, state) }
            }
        }
    }
}

extension [ItemFragment.Piece] {
    /// Appends markup to the last run, so that a fragment has few pieces.
    mutating func append(_ html: SafeHTML) {
        if case .markup(var last)? = self.last {
            last.append(html)
            self[count - 1] = .markup(last)
        } else {
            append(.markup(html))
        }
    }

    mutating func append(all pieces: [ItemFragment.Piece]) {
        for piece in pieces {
            if case .markup(let html) = piece { append(html) } else { append(piece) }
        }
    }
}
