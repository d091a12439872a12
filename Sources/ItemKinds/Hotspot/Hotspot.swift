public import Assessment

/// Areas of an image that are chosen.
///
/// Standard form: one image interaction whose areas are chosen, marked by `match-correct`, `map-response` or, where
/// candidates are told how many to choose, `pick-n`. Every area needs a label that does not give the answer away: it is
/// what a candidate without a pointer chooses from.
///
/// Source: QTI 3.0, hotspot interaction; WCAG 2.2, success criteria 2.1.1 and 2.5.7.
public enum Hotspot: ItemKind {
    public static let name = KindName(rawValue: "hotspot")
    public static let rules: [any ScoringRule.Type] = [MatchCorrect.self, MapResponse.self, PickN.self]

    public static func recognise(_ version: ItemVersion) -> Bool {
        guard let (interaction, _) = version.single(rules), case .image(let image) = interaction else { return false }
        return image.task == .choose
    }

    public static func problems(in version: ItemVersion) -> [Problem] {
        guard let (interaction, _) = version.single(rules), case .image(let image) = interaction else { return [] }
        var problems = image.areaProblems + version.askingProblems + version.rationaleProblems
        if image.regions.count < 2 {
            problems.append(Problem(.error, code: "options.few", message: "at least two areas are needed"))
        }
        return problems
    }
}

extension ImageInteraction {
    /// What keeps an image from being worked with: no size that areas could refer to, areas off the image, two of one
    /// name, or no words for those who do not see it.
    var areaProblems: [Problem] {
        var problems: [Problem] = []
        if Set(regions.map(\.id)).count != regions.count {
            problems.append(Problem(.error, code: "options.twice", message: "two areas share an identifier"))
        }
        if let width = image.widthInPixels, let height = image.heightInPixels {
            for region in regions where !region.area.touches(width: width, height: height) {
                let message = "an area lies off the image"
                problems.append(Problem(.error, code: "area.outside", message: message, part: region.id.rawValue))
            }
        } else {
            let message = "the image has no size in pixels that areas and points could refer to"
            problems.append(Problem(.error, code: "image.size", message: message))
        }
        if image.alternative.isEmpty {
            problems.append(Problem(.warning, code: "image.alternative", message: "the image has no text alternative"))
        }
        for region in regions where region.label.isEmpty {
            let message = "an area has no label for those who do not point"
            problems.append(Problem(.warning, code: "area.label", message: message, part: region.id.rawValue))
        }
        return problems
    }
}
