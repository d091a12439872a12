import Assessment
import Foundation

/// Writes answering on an image as QTI's graphic interactions.
struct QTIImageWriter {
    let version: QTIVersion
    let writer: QTIInteractionWriter

    func element(_ form: ImageInteraction) -> MarkupElement {
        switch form.task {
        case .choose: return choosing("hotspot-interaction", form, most: String(form.maximum))
        case .order:
            return choosing("graphic-order-interaction", form, most: QTIInteractionWriter.unlessZero(form.maximum))
        case .associate:
            return writer.interaction(
                "graphic-associate-interaction",
                form.id,
                [
                    "max-associations": String(form.maximum),
                    "min-associations": QTIInteractionWriter.unlessZero(form.minimum),
                ],
                form.layout,
                head(form) + form.regions.map { region($0, "associable-hotspot") }
            )
        case .label(let labels): return labelling(form, labels)
        case .point:
            return writer.interaction(
                "select-point-interaction",
                form.id,
                ["max-choices": String(form.maximum), "min-choices": QTIInteractionWriter.unlessZero(form.minimum)],
                form.layout,
                head(form)
            )
        case .place(let object): return placing(form, object)
        }
    }

    private func choosing(_ name: String, _ form: ImageInteraction, most: String?) -> MarkupElement {
        writer.interaction(
            name,
            form.id,
            ["max-choices": most, "min-choices": QTIInteractionWriter.unlessZero(form.minimum)],
            form.layout,
            head(form) + form.regions.map { region($0, "hotspot-choice") }
        )
    }

    private func labelling(_ form: ImageInteraction, _ labels: [Option]) -> MarkupElement {
        // QTI 2.1 does not count the pairs.
        let isCounted = version == .v22 || version == .v30
        let choices = labels.map { label in
            if let image = label.content.onlyImage {
                return writer.joined(label, "gap-img", usual: 1, [.element(writer.content.picture(image))])
            }
            guard isCounted else { return writer.joined(label, "gap-img", usual: 1, [Self.words(label)]) }
            return writer.joined(label, "gap-text", usual: 1)
        }
        return writer.interaction(
            "graphic-gap-match-interaction",
            form.id,
            [
                "max-associations": isCounted ? QTIInteractionWriter.unlessZero(form.maximum) : nil,
                "min-associations": isCounted ? QTIInteractionWriter.unlessZero(form.minimum) : nil,
            ],
            form.layout,
            head(form) + choices + form.regions.map { region($0, "associable-hotspot") }
        )
    }

    /// The words of a label as an object of their own: QTI 2.1 puts nothing but objects on an image.
    private static func words(_ label: Option) -> MarkupNode {
        let text = label.content.plainText
        let escaped = text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        return .element(
            MarkupElement(
                "object",
                attributes: [
                    MarkupAttribute("data", "data:text/plain;charset=utf-8,\(escaped)"),
                    MarkupAttribute("type", "text/plain"),
                ],
                children: [.text(text)]
            )
        )
    }

    /// The stage with the object on it; QTI has no prompt there, so the lead-in goes before it.
    private func placing(_ form: ImageInteraction, _ object: ContentImage) -> MarkupElement {
        let placed = writer.interaction(
            "position-object-interaction",
            form.id,
            ["max-choices": String(form.maximum), "min-choices": QTIInteractionWriter.unlessZero(form.minimum)],
            form.layout,
            [.element(writer.content.picture(object))]
        )
        let stage = MarkupElement(
            qti: "position-object-stage",
            [:],
            [.element(writer.content.picture(form.image)), .element(placed)]
        )
        guard !form.prompt.isEmpty else { return stage }
        return MarkupElement("div", children: writer.content.nodes(form.prompt) + [.element(stage)])
    }

    private func head(_ form: ImageInteraction) -> [MarkupNode] {
        writer.prompt(form.prompt) + [.element(writer.content.picture(form.image))]
    }

    private func region(_ region: ImageInteraction.Region, _ name: String) -> MarkupNode {
        let isJoined = name == "associable-hotspot"
        return .element(
            MarkupElement(
                qti: name,
                [
                    "identifier": region.id.rawValue, "shape": region.area.shape.rawValue,
                    "coords": Self.coordinates(region.area),
                    "hotspot-label": region.label.isEmpty ? nil : region.label,
                    "match-max": isJoined ? String(region.maximum) : nil,
                ]
            )
        )
    }

    /// The whole image has no coordinates, yet every schema wants the attribute.
    static func coordinates(_ area: Area) -> String { area.coordinates.map(String.init).joined(separator: ",") }
}
