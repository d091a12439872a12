import Assessment

/// Answering on a picture.
extension QTIContent {
    mutating func image(_ asked: QTIAsked) throws(Obstacle) -> ImageInteraction {
        let element = asked.element
        let picture = try picture(in: element)
        var form = ImageInteraction(
            id: asked.id,
            prompt: asked.prompt,
            image: picture,
            task: .choose,
            layout: asked.layout
        )
        switch element.name {
        case "hotspot-interaction", "select-point-interaction":
            let isPoint = element.name == "select-point-interaction"
            try asked.needs(.oneOrSeveral, isPoint ? [.point] : .ofChoices)
            lose(asked, except: ["max-choices", "min-choices"])
            if isPoint { form.task = .point } else { form.regions = try regions(of: element, "hotspot-choice") }
            form.minimum = try element.count("min-choices") ?? 0
            let stated = try element.count("max-choices") ?? 1
            form.maximum = asked.isSingle ? 1 : stated
        case "graphic-order-interaction":
            try asked.needs([.ordered], .ofChoices)
            lose(asked, except: ["max-choices", "min-choices"])
            form.task = .order
            form.regions = try regions(of: element, "hotspot-choice")
            (form.minimum, form.maximum) = try Self.bounds(of: element, all: form.regions.count)
        case "graphic-associate-interaction":
            try asked.needs(.oneOrSeveral, [.pair])
            lose(asked, except: ["max-associations", "min-associations"])
            form.task = .associate
            form.regions = try regions(of: element, "associable-hotspot")
            try readAssociations(of: asked, into: &form, unstated: 1)
        default:
            try asked.needs(.oneOrSeveral, [.directedPair])
            lose(asked, except: ["max-associations", "min-associations"])
            let labels = element.elements.filter { $0.isQTI("gap-img") || $0.isQTI("gap-text") }
            form.task = .label(try options(labels, usual: 1))
            form.regions = try regions(of: element, "associable-hotspot")
            // As for labels in a text: unlimited where nothing is said.
            try readAssociations(of: asked, into: &form, unstated: 0)
        }
        return form
    }

    private func readAssociations(
        of asked: QTIAsked,
        into form: inout ImageInteraction,
        unstated: Int
    ) throws(Obstacle) {
        form.minimum = try asked.element.count("min-associations") ?? 0
        let stated = try asked.element.count("max-associations") ?? unstated
        form.maximum = asked.isSingle ? 1 : stated
    }

    /// One object to be placed on the picture of its stage; each object of a stage gives a response of its own.
    mutating func place(_ asked: QTIAsked, on stage: MarkupElement?) throws(Obstacle) -> ImageInteraction {
        try asked.needs(.oneOrSeveral, [.point])
        guard let stage else { throw Obstacle("an object is to be placed, but there is no stage") }
        lose(asked, except: ["max-choices", "min-choices", "center-point"])
        let object = try picture(in: asked.element)
        if let point = asked.element["center-point"] { try Self.checkCentre(point, of: object) }
        let stated = try asked.element.count("max-choices") ?? 1
        return ImageInteraction(
            id: asked.id,
            prompt: asked.prompt,
            image: try picture(in: stage),
            task: .place(object),
            minimum: try asked.element.count("min-choices") ?? 0,
            maximum: asked.isSingle ? 1 : stated,
            layout: asked.layout
        )
    }

    /// Our points are where the centre of an object lies; one that is held elsewhere would be marked wrongly.
    private static func checkCentre(_ point: String, of object: ContentImage) throws(Obstacle) {
        let parts = point.split(whereSeparator: \.isWhitespace).compactMap { QTINumber.double(String($0)) }
        guard parts.count == 2, let width = object.widthInPixels, let height = object.heightInPixels,
            abs(parts[0] * 2 - Double(width)) <= 1, abs(parts[1] * 2 - Double(height)) <= 1
        else { throw Obstacle("an object is placed by a point that is not its centre") }
    }

    /// The picture right inside `element`; its name is empty when the file is not there, which is a loss.
    mutating func picture(in element: MarkupElement, named label: String? = nil) throws(Obstacle) -> ContentImage {
        let found = element.elements.first { $0.namespace.isEmpty && ["object", "img", "picture"].contains($0.name) }
        guard let found, let shown = found.name == "picture" ? found.first("img") : found else {
            throw Obstacle("\(element.name) has no picture")
        }
        if found.name == "picture" {
            lose(Finding("qti.picture", "of a picture in several sizes one is kept", line: found.line))
        }
        if shown.name == "object", let type = shown["type"], !type.lowercased().hasPrefix("image/") {
            throw Obstacle("\(element.name) has no picture but \(type.prefix(60))")
        }
        var content = importer()
        var picture = content.picture(shown)
        finish(content)
        if picture.alternative.isEmpty, let label { picture.alternative = label }
        return picture
    }

    // MARK: - Areas

    private mutating func regions(
        of element: MarkupElement,
        _ name: String
    ) throws(Obstacle) -> [ImageInteraction.Region] {
        let areas = element.elements.filter { $0.isQTI(name) }
        guard !areas.isEmpty, areas.count <= Self.optionLimit else { throw Obstacle("\(element.name) has no areas") }
        var regions: [ImageInteraction.Region] = []
        var seen: Set<String> = []
        for area in areas {
            guard let id = area["identifier"]?.trimmed, !id.isEmpty, seen.insert(id).inserted else {
                throw Obstacle("an area has no identifier of its own")
            }
            guard area["template-identifier"] == nil else { throw Obstacle("an area is shown by chance") }
            guard area["match-group"] == nil else { throw Obstacle("an area may be joined to some others only") }
            lose(area, except: Self.names.union(["identifier", "shape", "coords", "match-max", "show-hide"]))
            let label = Self.names.sorted().compactMap { area[$0] }.first { !$0.isEmpty }
            regions.append(
                ImageInteraction.Region(
                    id: OptionID(rawValue: id),
                    area: try self.area(area),
                    label: label ?? "",
                    maximum: try area.count("match-max") ?? 1
                )
            )
        }
        return regions
    }

    /// Attributes that say what an area is called.
    private static let names: Set<String> = ["hotspot-label", "aria-label", "alt"]

    private mutating func area(_ element: MarkupElement) throws(Obstacle) -> Area {
        let name = element["shape"]?.trimmed.lowercased() ?? "default"
        guard let shape = Area.Shape(rawValue: Self.shapes[name] ?? name) else {
            throw Obstacle("an area has the shape \(name.prefix(40))")
        }
        let text = element["coords"] ?? ""
        guard !text.contains("%") else { throw Obstacle("an area is given in percent of the picture") }
        var coordinates: [Int] = []
        for part in text.split(whereSeparator: { $0 == "," || $0.isWhitespace }) where shape != .everything {
            guard let number = QTINumber.double(String(part)), abs(number) <= 100_000 else {
                throw Obstacle("an area has the coordinate \(part.prefix(40))")
            }
            if number != number.rounded() {
                lose(Finding("qti.coords", "a coordinate is rounded to whole pixels", line: element.line))
            }
            coordinates.append(Int(number.rounded()))
        }
        guard let area = Area(shape, coordinates), shape != .circle || coordinates[2] >= 0 else {
            throw Obstacle("the coordinates of an area do not make a \(shape.rawValue)")
        }
        return area
    }

    /// The names that HTML has for the same shapes.
    private static let shapes = ["rectangle": "rect", "polygon": "poly", "circ": "circle"]
}
