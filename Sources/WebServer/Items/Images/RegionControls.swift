import Assessment

/// The list of an image's areas, by which they are chosen, ordered, joined or labelled.
struct RegionControls {
    let form: ImageInteraction
    let box: ControlBox
    let language: String
    let renderer: ContentRenderer
    let mediaURL: (String) -> String

    /// The image, then the list that answers; beside each other where there is room.
    func pieces() -> [ItemFragment.Piece] {
        switch form.task {
        case .choose: sides(letters, [.control(RegionList(form, box: box, marks: letters, labels: labels(letters)))])
        case .order: sides(letters, [.control(order)])
        case .associate: sides(letters, [.control(pairs)])
        case .label(let options): sides(numbers, label(options))
        case .point, .place: PointsControl.pieces(form, box: box, mediaURL: mediaURL)
        }
    }

    private func sides(_ marks: [String], _ list: [ItemFragment.Piece]) -> [ItemFragment.Piece] {
        var pieces: [ItemFragment.Piece] = []
        pieces.append("<div class=\"stage-sides\">" as SafeHTML)
        let stage = ImageStage(form, marks: marks, texts: box.texts, mediaURL: mediaURL)
        pieces.append(.control(stage))
        pieces.append(all: list)
        pieces.append("</div>" as SafeHTML)
        return pieces
    }

    private var letters: [String] { form.regions.indices.map { ChoiceControl.letter($0, in: language) } }
    private var numbers: [String] { form.regions.indices.map { String($0 + 1) } }

    /// What each area is called: its mark on the image, and the author's words where there are any.
    private func labels(_ marks: [String]) -> [String] {
        zip(form.regions, marks).map { region, mark in
            region.label.isEmpty ? box.texts("question.area", ["name": mark]) : region.label
        }
    }

    /// The areas as options whose words begin with their mark: no order of a candidate's own changes what is on the image.
    private var options: [Option] {
        zip(form.regions, zip(letters, labels(letters))).map { region, names in
            let words = region.label.isEmpty ? names.1 : "\(names.0)\u{2002}\(names.1)"
            return Option(id: region.id, content: [.text(words)], maximum: region.maximum)
        }
    }

    private var order: OrderControl {
        OrderControl(
            options,
            minimum: form.minimum,
            maximum: form.maximum,
            box: box,
            labels: .none,
            renderer: renderer
        )
    }

    private var pairs: PairsControl {
        let offered = OfferedOptions(options, of: box, labels: .none, renderer: renderer)
        return PairsControl(
            offered: offered,
            maximum: form.maximum,
            box: box,
            attributes: " data-control=\"regions\""
        )
    }

    /// Labels with letters, since a list shows no image, then each numbered area with a list of them.
    private func label(_ options: [Option]) -> [ItemFragment.Piece] {
        let offered = OfferedOptions(
            options,
            of: box,
            labels: OptionLabels(form.layout, language: language),
            renderer: renderer
        )
        var pieces: [ItemFragment.Piece] = [
            .markup(box.open("gap-match regions", kind: "gaps", attributes: " data-control=\"regions\"")),
            .control(OptionBank(offered: offered, id: box.id, title: box.texts("question.labels"))),
        ]
        if options.allSatisfy({ ($0.maximum ?? 1) == 1 }) {
            pieces.append("<p class=\"hint\">\(box.texts("question.labels.once"))</p>" as SafeHTML)
        }
        pieces.append("<ol class=\"match-rows\">" as SafeHTML)
        for (index, (region, name)) in zip(form.regions, labels(numbers)).enumerated() {
            let own = "\(box.id)-\(index + 1)"
            pieces.append(
                "<li data-region=\"\(region.id.rawValue)\"><div id=\"\(own)\">\(name)</div>" as SafeHTML
            )
            pieces.append(.control(RegionLabel(region, of: form.id, offered, name: box.name(of: region.id), own: own)))
            pieces.append("</li>" as SafeHTML)
        }
        pieces.append("</ol></div>" as SafeHTML)
        return pieces
    }
}

/// Areas to be chosen: a row each, with the mark that stands on the image.
private struct RegionList: ItemControl {
    private let id: ResponseID
    private let open: SafeHTML
    private let rows: [(id: OptionID, markup: (SafeHTML, SafeHTML))]

    init(_ form: ImageInteraction, box: ControlBox, marks: [String], labels: [String]) {
        id = form.id
        let isSingle = form.maximum == 1
        open = box.open(
            "choice regions",
            kind: "choice",
            role: isSingle ? "radiogroup" : "group",
            attributes: " data-control=\"regions\""
        )
        rows = form.regions.enumerated().map { index, region in
            let input: SafeHTML = """
                <div class="option"><label><input type="\(isSingle ? "radio" : "checkbox")" name="\(box.name)" \
                value="\(region.id.rawValue)"
                """
            let words: SafeHTML = """
                ><span class="letter">\(marks[index])</span><span class="option-text">\(labels[index])</span></label></div>
                """
            return (region.id, (input, words))
        }
    }

    func write(into html: inout SafeHTML, _ state: ItemFragment.State) {
        let chosen = state.choices(id)
        html.append(open)
        for row in rows {
            html.append(row.markup.0)
            if chosen.contains(row.id) { html.append(literal: " checked") }
            html.append(row.markup.1)
        }
        html.append(literal: "</div>")
    }
}

/// The labels of one area: a list, or check boxes where it takes several.
private struct RegionLabel: ItemControl {
    private let response: ResponseID
    private let region: ImageInteraction.Region
    private let offered: OfferedOptions
    private let name: String
    private let own: String

    init(
        _ region: ImageInteraction.Region,
        of response: ResponseID,
        _ offered: OfferedOptions,
        name: String,
        own: String
    ) {
        (self.region, self.response, self.offered, self.name, self.own) = (region, response, offered, name, own)
    }

    func write(into html: inout SafeHTML, _ state: ItemFragment.State) {
        let chosen = state.pairs(response).filter { $0.column == region.id }.map(\.row)
        if region.maximum == 1 {
            html.append("<select class=\"input\" name=\"\(name)\" aria-labelledby=\"\(own)\">")
            offered.writeList(into: &html, chosen: chosen.first, state)
            html.append(literal: "</select>")
        } else {
            html.append("<div class=\"match-boxes\" role=\"group\" aria-labelledby=\"\(own)\">")
            offered.writeBoxes(into: &html, name: name, chosen: Set(chosen), state)
            html.append(literal: "</div>")
        }
    }
}
