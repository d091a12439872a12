import Assessment

/// Points on an image: two numbers each, in pixels of the image's declared size.
///
/// Scripts add pointing and a crosshair.
struct PointsControl: ItemControl {
    private let id: ResponseID
    private let name: String
    private let hint: SafeHTML
    private let lines: AnswerLines
    private let texts: Texts

    /// The image with the points so far, what is placed on it, and the fields.
    static func pieces(
        _ form: ImageInteraction,
        box: ControlBox,
        mediaURL: (String) -> String
    ) -> [ItemFragment.Piece] {
        let texts = box.texts
        var object: SafeHTML = ""
        var points = ImageStage.Points(object: nil, objectURL: "")
        var attributes: SafeHTML = " data-control=\"points\" data-limit=\"\(form.maximum)\""
        if let width = form.image.widthInPixels { attributes.append(attribute: "data-width", String(width)) }
        if let height = form.image.heightInPixels { attributes.append(attribute: "data-height", String(height)) }
        if case .place(let image) = form.task {
            let url = mediaURL(image.media)
            points = ImageStage.Points(object: image, objectURL: url)
            var picture: SafeHTML = "<img src=\"\(url)\" alt=\"\(image.alternative)\""
            if let width = image.widthInPixels { picture.append(attribute: "width", String(width)) }
            if let height = image.heightInPixels { picture.append(attribute: "height", String(height)) }
            picture.append(literal: ">")
            if image.isMissing { picture = MissingFile.html(image.alternative, texts: texts) }
            object = "<p class=\"placed\">\(texts("question.place-object")) \(picture)</p>"
        }
        var pieces: [ItemFragment.Piece] = []
        pieces.append("\(box.open("points", kind: "points", attributes: attributes))\(object)" as SafeHTML)
        pieces.append(
            .control(ImageStage(form, marks: [], points: points, texts: texts, mediaURL: mediaURL))
        )
        pieces.append(.control(PointsControl(form, box: box)))
        pieces.append("</div>" as SafeHTML)
        return pieces
    }

    private init(_ form: ImageInteraction, box: ControlBox) {
        id = form.id
        name = box.name
        texts = box.texts
        lines = AnswerLines(limit: form.maximum == 0 ? 100 : form.maximum, texts: box.texts)
        var hint: SafeHTML = ""
        if form.maximum != 1 {
            let most = form.maximum == 0 ? nil : box.texts("question.points.most", count: form.maximum)
            if let most { hint = "<p class=\"hint\">\(most)</p>" }
        }
        if let width = form.image.widthInPixels, let height = form.image.heightInPixels {
            let size = ["width": String(width), "height": String(height)]
            hint.append("<p class=\"hint without-script\">\(box.texts("question.points.size", size))</p>")
        }
        self.hint = hint
    }

    func write(into html: inout SafeHTML, _ state: ItemFragment.State) {
        let points = state.points(id)
        html.append(hint)
        lines.write(into: &html, given: points.count) { html, line in
            let point = points.indices.contains(line - 1) ? points[line - 1] : nil
            for (axis, key, value) in [("x", "question.point.x", point?.x), ("y", "question.point.y", point?.y)] {
                let label = texts(key, ["number": String(line)])
                html.append(
                    """
                    <label>\(axis) <input class="input" type="text" inputmode="numeric" size="5" dir="ltr" \
                    autocomplete="off" name="\(name).\(axis)" aria-label="\(label)" value="\(value.map(String.init) ?? "")">\
                    </label>
                    """
                )
            }
        }
    }
}
