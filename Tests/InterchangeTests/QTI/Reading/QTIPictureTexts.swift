import Assessment

/// Interactions on a picture.
enum QTIPictureTexts {
    static let all: [InteractionText] = [
        picture(
            "hotspot",
            "cardinality='single' baseType='identifier'",
            v21: """
                <hotspotInteraction responseIdentifier='R' maxChoices='1' minChoices='1'>\(prompt21)\(object)\
                <hotspotChoice identifier='A' shape='circle' coords='77,115,8' hotspotLabel='Apex'/><hotspotChoice \
                identifier='B' shape='rect' coords='1,2,3,4'/></hotspotInteraction>
                """,
            v30: """
                <qti-hotspot-interaction response-identifier='R' max-choices='1' min-choices='1'>\(prompt30)\(img)\
                <qti-hotspot-choice identifier='A' shape='circle' coords='77,115,8' hotspot-label='Apex'/>\
                <qti-hotspot-choice identifier='B' shape='rect' coords='1,2,3,4'/></qti-hotspot-interaction>
                """
        ) {
            $0.regions = [region("A", .circle, [77, 115, 8], label: "Apex"), region("B", .rectangle, [1, 2, 3, 4])]
            $0.minimum = 1
        },
        picture(
            "graphic order",
            "cardinality='ordered' baseType='identifier'",
            v21: """
                <graphicOrderInteraction responseIdentifier='R'>\(prompt21)\(object)<hotspotChoice identifier='A' \
                shape='poly' coords='0,0, 10,0, 10,10'/></graphicOrderInteraction>
                """,
            v30: """
                <qti-graphic-order-interaction response-identifier='R'>\(prompt30)\(img)<qti-hotspot-choice \
                identifier='A' shape='poly' coords='0,0,10,0,10,10'/></qti-graphic-order-interaction>
                """
        ) {
            $0.task = .order
            $0.regions = [region("A", .polygon, [0, 0, 10, 0, 10, 10])]
            $0.maximum = 0
        },
        picture(
            "graphic associate",
            "cardinality='multiple' baseType='pair'",
            v21: """
                <graphicAssociateInteraction responseIdentifier='R' maxAssociations='3'>\(prompt21)\(object)\
                <associableHotspot identifier='A' matchMax='3' shape='ellipse' coords='5,5,3,2'/>\
                <associableHotspot identifier='B' matchMax='0' shape='default'/></graphicAssociateInteraction>
                """,
            v30: """
                <qti-graphic-associate-interaction response-identifier='R' max-associations='3'>\(prompt30)\(img)\
                <qti-associable-hotspot identifier='A' match-max='3' shape='ellipse' coords='5,5,3,2'/>\
                <qti-associable-hotspot identifier='B' match-max='0' shape='default' coords=''/>\
                </qti-graphic-associate-interaction>
                """
        ) {
            $0.task = .associate
            $0.regions = [
                region("A", .ellipse, [5, 5, 3, 2], maximum: 3), region("B", .everything, [], maximum: 0),
            ]
            $0.maximum = 3
        },
        picture(
            "graphic gap match",
            "cardinality='multiple' baseType='directedPair'",
            v21: """
                <graphicGapMatchInteraction responseIdentifier='R'>\(prompt21)\(object)<gapImg identifier='L' \
                matchMax='1'><object data='l.png' type='image/png'>left</object></gapImg><associableHotspot \
                identifier='A' matchMax='1' shape='rect' coords='0,0,9,9'/></graphicGapMatchInteraction>
                """,
            v30: """
                <qti-graphic-gap-match-interaction response-identifier='R' max-associations='0'>\(prompt30)\(img)\
                <qti-gap-img identifier='L' match-max='1'><img src='l.png' alt='left'/></qti-gap-img>\
                <qti-associable-hotspot identifier='A' match-max='1' shape='rect' coords='0,0,9,9'/>\
                </qti-graphic-gap-match-interaction>
                """
        ) {
            let left = ContentImage(media: "", alternative: "left")
            $0.task = .label([Option(id: OptionID(rawValue: "L"), content: [.image(left)])])
            $0.regions = [region("A", .rectangle, [0, 0, 9, 9])]
            $0.maximum = 0
        },
        picture(
            "select point",
            "cardinality='multiple' baseType='point'",
            v21: """
                <selectPointInteraction responseIdentifier='R' maxChoices='3' minChoices='1'>\(prompt21)\(object)\
                </selectPointInteraction>
                """,
            v30: """
                <qti-select-point-interaction response-identifier='R' max-choices='3' min-choices='1'>\(prompt30)\(img)\
                </qti-select-point-interaction>
                """
        ) {
            $0.task = .point
            $0.minimum = 1
            $0.maximum = 3
        },
        picture(
            "position object",
            "cardinality='multiple' baseType='point'",
            v21: """
                <positionObjectStage>\(object)<positionObjectInteraction responseIdentifier='R' maxChoices='2' \
                centerPoint='10 5'><object data='o.png' type='image/png' width='20' height='10'>a cross</object>\
                </positionObjectInteraction></positionObjectStage>
                """,
            v30: """
                <qti-position-object-stage>\(img)<qti-position-object-interaction response-identifier='R' \
                max-choices='2'><img src='o.png' alt='a cross' width='20' height='10'/>\
                </qti-position-object-interaction></qti-position-object-stage>
                """
        ) {
            $0.prompt = []
            $0.task = .place(ContentImage(media: "", alternative: "a cross", widthInPixels: 20, heightInPixels: 10))
            $0.maximum = 2
        },
    ]

    private static let prompt21 = "<prompt>Where?</prompt>"
    private static let prompt30 = "<qti-prompt>Where?</qti-prompt>"
    private static let object = "<object data='p.png' type='image/png' width='200' height='100'>a heart</object>"
    private static let img = "<img src='p.png' alt='a heart' width='200' height='100'/>"

    private static func region(
        _ id: String,
        _ shape: Area.Shape,
        _ coordinates: [Int],
        label: String = "",
        maximum: Int = 1
    ) -> ImageInteraction.Region {
        guard let area = Area(shape, coordinates) else { preconditionFailure("the specimen is wrong") }
        return ImageInteraction.Region(id: OptionID(rawValue: id), area: area, label: label, maximum: maximum)
    }

    private static func picture(
        _ name: String,
        _ declaration: String,
        v21: String,
        v30: String,
        _ change: (inout ImageInteraction) -> Void
    ) -> InteractionText {
        let image = ContentImage(media: "", alternative: "a heart", widthInPixels: 200, heightInPixels: 100)
        var form = ImageInteraction(id: InteractionText.id, prompt: [.text("Where?")], image: image, task: .choose)
        change(&form)
        return InteractionText(name: name, declaration: declaration, v21: v21, v30: v30, expected: .image(form))
    }
}
