import Assessment

/// An image with the outlines of its areas over it; what is done with them is done in the list beside it.
///
/// Nothing here has the keyboard or a voice: the list has both. Outlines scale with the image, their marks do not.
struct ImageStage: ItemControl {
    private let response: ResponseID
    private let image: ContentImage
    private let regions: [Region]
    private let picture: SafeHTML
    private let shapesOpen: SafeHTML
    private let points: Points?
    /// What is drawn in place of all that when there is no image.
    private let missing: SafeHTML?

    private struct Region: Sendable {
        let id: OptionID
        let shape: SafeHTML
        let mark: SafeHTML
    }

    /// Where points are set: what is drawn at each, `nil` for a cross.
    struct Points: Sendable {
        let object: ContentImage?
        let objectURL: String
    }

    /// - `marks`: What the list calls each region: a letter or number.
    init(
        _ form: ImageInteraction,
        marks: [String],
        points: Points? = nil,
        texts: Texts,
        mediaURL: (String) -> String
    ) {
        response = form.id
        image = form.image
        self.points = points
        missing = form.image.isMissing ? MissingFile.html(form.image.alternative, texts: texts) : nil
        let url = mediaURL(form.image.media)
        var picture: SafeHTML = "<img src=\"\(url)\" alt=\"\(form.image.alternative)\""
        if let width = image.widthInPixels { picture.append(attribute: "width", String(width)) }
        if let height = image.heightInPixels { picture.append(attribute: "height", String(height)) }
        self.picture = """
            <figure class="image stage"><div class="stage-box" dir="ltr">\(picture)>
            """
        let size = Self.size(of: form.image)
        shapesOpen =
            size.map { width, height in
                """
                <svg class="marks" aria-hidden="true" focusable="false"><svg viewBox="0 0 \(width) \(height)" \
                preserveAspectRatio="none">
                """
            } ?? ""
        regions =
            size.map { size in
                zip(form.regions, marks).map { region, mark in
                    Region(
                        id: region.id,
                        shape: Self.shape(region.area, size),
                        mark: Self.mark(mark, at: region.area.top(in: size), in: size)
                    )
                }
            } ?? []
        close =
            "</svg></div><figcaption><a href=\"\(url)\" target=\"_blank\">\(texts("content.enlarge"))</a></figcaption></figure>"
        bare =
            "</div><figcaption><a href=\"\(url)\" target=\"_blank\">\(texts("content.enlarge"))</a></figcaption></figure>"
    }

    private let close: SafeHTML
    private let bare: SafeHTML

    func write(into html: inout SafeHTML, _ state: ItemFragment.State) {
        if let missing { return html.append("<figure class=\"image\">\(missing)</figure>") }
        html.append(picture)
        guard let size = Self.size(of: image) else { return html.append(bare) }
        let chosen = state.choices(response)
        html.append(shapesOpen)
        // Where areas overlap the first one counts: it is drawn last, on top.
        for region in regions.reversed() {
            html.append("<g data-region=\"\(region.id.rawValue)\"")
            html.append(chosen.contains(region.id) ? " class=\"chosen\">" : ">")
            html.append(region.shape)
            html.append(literal: "</g>")
        }
        let given = state.points(response)
        if let object = points?.object {
            for point in given { html.append(Self.object(object, points?.objectURL ?? "", at: point)) }
        }
        html.append(literal: "</svg>")
        for region in regions { html.append(region.mark) }
        if points != nil {
            for (index, point) in given.enumerated() {
                html.append(Self.point(String(index + 1), at: (point.x, point.y), in: size))
            }
        }
        html.append(close)
    }

    private static func size(of image: ContentImage) -> (Int, Int)? {
        guard let width = image.widthInPixels, let height = image.heightInPixels, width > 0, height > 0 else {
            return nil
        }
        return (width, height)
    }

    /// Each outline twice, dark on light, so that it is seen on any picture.
    private static func shape(_ area: Area, _ size: (Int, Int)) -> SafeHTML {
        let numbers = area.coordinates
        func twice(_ outline: SafeHTML) -> SafeHTML {
            "<\(outline) class=\"under\"/><\(outline) class=\"over\"/>"
        }
        switch area.shape {
        case .everything: return twice("rect x=\"0\" y=\"0\" width=\"\(size.0)\" height=\"\(size.1)\"")
        case .rectangle:
            let (x, y) = (min(numbers[0], numbers[2]), min(numbers[1], numbers[3]))
            let (width, height) = (abs(numbers[2] - numbers[0]), abs(numbers[3] - numbers[1]))
            return twice("rect x=\"\(x)\" y=\"\(y)\" width=\"\(width)\" height=\"\(height)\"")
        case .circle:
            return twice("circle cx=\"\(numbers[0])\" cy=\"\(numbers[1])\" r=\"\(abs(numbers[2]))\"")
        case .ellipse:
            return twice(
                "ellipse cx=\"\(numbers[0])\" cy=\"\(numbers[1])\" rx=\"\(abs(numbers[2]))\" ry=\"\(abs(numbers[3]))\""
            )
        case .polygon:
            return twice("polygon points=\"\(numbers.map(String.init).joined(separator: " "))\"")
        }
    }

    /// A letter or number on a disc of the same size on every screen.
    private static func mark(_ text: String, at place: (Int, Int), in size: (Int, Int)) -> SafeHTML {
        let (x, y) = (percent(place.0, of: size.0), percent(place.1, of: size.1))
        return """
            <svg class="mark" x="\(x)" y="\(y)"><circle r="12"/><text dy=".36em" text-anchor="middle">\(text)</text></svg>
            """
    }

    /// A cross on the very place, its number beside it.
    private static func point(_ text: String, at place: (Int, Int), in size: (Int, Int)) -> SafeHTML {
        let (x, y) = (percent(place.0, of: size.0), percent(place.1, of: size.1))
        return """
            <svg class="mark" x="\(x)" y="\(y)"><path class="under" d="M-9 0H9M0-9V9"/><path class="over" d="M-9 0H9M0-9V9"/>\
            <g transform="translate(17 -17)"><circle r="12"/><text dy=".36em" text-anchor="middle">\(text)</text></g></svg>
            """
    }

    private static func object(_ object: ContentImage, _ url: String, at point: ResponseValue.Point) -> SafeHTML {
        let (width, height) = (object.widthInPixels ?? 24, object.heightInPixels ?? 24)
        return """
            <image href="\(url)" x="\(point.x - width / 2)" y="\(point.y - height / 2)" width="\(width)" height="\(height)"/>
            """
    }

    /// Such as `12.5%`.
    private static func percent(_ part: Int, of whole: Int) -> String {
        let share = min(1000, max(0, part * 1000 / whole))
        return "\(share / 10).\(share % 10)%"
    }
}

extension Area {
    /// The middle of its upper edge, or its highest corner: a mark there covers least of what is to be seen.
    fileprivate func top(in size: (Int, Int)) -> (Int, Int) {
        switch shape {
        case .everything: return (size.0 / 2, 0)
        case .rectangle:
            return ((coordinates[0] + coordinates[2]) / 2, min(coordinates[1], coordinates[3]))
        case .circle: return (coordinates[0], coordinates[1] - abs(coordinates[2]))
        case .ellipse: return (coordinates[0], coordinates[1] - abs(coordinates[3]))
        case .polygon:
            let corners = stride(from: 0, to: coordinates.count, by: 2).map { (coordinates[$0], coordinates[$0 + 1]) }
            return corners.min { $0.1 < $1.1 } ?? (0, 0)
        }
    }
}
