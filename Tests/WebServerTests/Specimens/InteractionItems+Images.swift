import Assessment

@testable import WebServer

/// Every task on an image.
extension InteractionItems {
    static let hotspot = image(.choose, prompt: "Which part is the left ventricle?", minimum: 1)
    static let imageOrder = image(.order, prompt: "In which order does the blood pass?", maximum: 0)
    static let imageAssociate = image(.associate, prompt: "Join what is joined by a valve.", maximum: 2)
    static let label = image(
        .label([
            Option(id: "L1", content: [.text("Left ventricle")]), Option(id: "L2", content: [.text("Right atrium")]),
            Option(id: "L3", content: [.image(ContentImage(media: "valve.png", alternative: "Valve, from above"))]),
        ]),
        prompt: "Label the parts.",
        maximum: 0
    )
    static let point = image(.point, prompt: "Mark two fractures.", maximum: 2, regions: [])
    static let place = image(
        .place(ContentImage(media: "probe.png", alternative: "Probe", widthInPixels: 30, heightInPixels: 30)),
        prompt: "Place the probe.",
        regions: []
    )

    private static let regions: [ImageInteraction.Region] = [
        (Area.Shape.circle, [150, 120, 60], "Right atrium"), (.rectangle, [300, 180, 460, 340], "Left ventricle"),
        (.polygon, [200, 260, 280, 260, 240, 360], ""), (.ellipse, [420, 90, 80, 40], "Left atrium"),
    ]
    .enumerated().compactMap { index, region in
        Area(region.0, region.1).map { .init(id: OptionID(rawValue: "R\(index + 1)"), area: $0, label: region.2) }
    }

    private static func image(
        _ task: ImageInteraction.Task,
        prompt: String,
        minimum: Int = 0,
        maximum: Int = 1,
        regions: [ImageInteraction.Region] = regions
    ) -> ItemVersion {
        Items.item(
            body: [],
            interactions: [
                .image(
                    ImageInteraction(
                        id: "RESPONSE",
                        prompt: [.text(prompt)],
                        image: ContentImage(
                            media: "heart.png",
                            alternative: "Heart, opened from the front",
                            widthInPixels: 600,
                            heightInPixels: 400
                        ),
                        task: task,
                        regions: regions,
                        minimum: minimum,
                        maximum: maximum
                    )
                )
            ]
        )
    }
}
