import Assessment

/// The parts of a station as finished words, each for the role that reads it.
struct StationParts: Sendable {
    let door: SafeHTML
    /// `nil` where the author wrote none.
    let examiner: SafeHTML?
    let patient: SafeHTML?
    let props: [String]
    let hasProps: Bool
    let marksheet: [Part]

    /// A note or heading of the marksheet, or one of its rows.
    struct Part: Sendable {
        let note: SafeHTML?
        let row: Row?
    }

    struct Row: Sendable {
        /// Names the row within the page.
        let place: String
        /// Its number among the rows that gain marks, by which a brief may name it; `nil` for the global rating.
        let number: String?
        let prompt: SafeHTML
        /// Such as "marks: 2"; `nil` for a row that gains none.
        let worth: String?
        /// Such as "Must be observed in full".
        let remark: String?
        let anchors: [Anchor]
    }

    struct Anchor: Sendable {
        let words: SafeHTML
        let value: String
        /// Such as "0.5", or "borderline grade".
        let gain: String?
    }

    init(
        _ station: Station,
        of item: ItemVersion,
        catalogue: Catalogue,
        texts: Texts,
        mediaURL: @escaping (String) -> String
    ) {
        let draw = { (blocks: [Block]) in
            ContentRenderer.markup(of: blocks, texts: texts, headings: 3, mediaURL: mediaURL)
        }
        door = draw(item.body)
        examiner = station.examinerBrief.isEmpty ? nil : draw(station.examinerBrief)
        patient = station.patientScript.isEmpty ? nil : draw(station.patientScript)
        props = station.props
        hasProps = !props.isEmpty
        let renderer = ContentRenderer(texts: texts, headings: 3, of: station.marksheet.content, mediaURL: mediaURL)
        let rows = MarksheetRows(item: item, station: station, catalogue: catalogue, texts: texts, renderer: renderer)
        marksheet = station.marksheet.content.compactMap { block in
            if case .interaction(let id) = block { return rows.row(id).map { Part(note: nil, row: $0) } }
            let pieces = renderer.pieces(of: [block])
            return Part(note: ItemFragment.markup(of: pieces, for: ItemFragment.State()), row: nil)
        }
    }
}
