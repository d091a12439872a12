import Assessment
import Foundation

/// One interaction of every case, with what fits it and what does not.
extension InteractionFormTests {
    private static func option(_ id: String, maximum: Int? = nil) -> Option {
        Option(id: OptionID(rawValue: id), content: [.text("Option \(id)")], maximum: maximum)
    }

    private static func choices(_ ids: String...) -> ResponseValue { .choices(ids.map(OptionID.init(rawValue:))) }

    private static func pairs(_ pairs: (String, String)...) -> ResponseValue {
        .pairs(pairs.map { .init(row: OptionID(rawValue: $0.0), column: OptionID(rawValue: $0.1)) })
    }

    private static let response = ResponseID(rawValue: "RESPONSE")
    private static let scan = ContentImage(
        media: "media/scan.png",
        alternative: "Chest radiograph",
        widthInPixels: 400,
        heightInPixels: 300
    )
    private static let regions = ["R1", "R2", "R3"].enumerated().compactMap { index, name in
        Area(.circle, [50 + 100 * index, 80, 20]).map {
            ImageInteraction.Region(id: OptionID(rawValue: name), area: $0, label: "Area \(index + 1)")
        }
    }

    private static func image(_ task: ImageInteraction.Task, maximum: Int = 2) -> Interaction {
        let isPointing = if case .point = task { true } else if case .place = task { true } else { false }
        return .image(
            ImageInteraction(
                id: response,
                prompt: [.text("Where?")],
                image: scan,
                task: task,
                regions: isPointing ? [] : regions,
                maximum: maximum
            )
        )
    }

    static let samples: [Sample] = lists + joins + images + others

    private static let lists: [Sample] = [
        Sample(
            name: "order",
            interaction: .order(
                OrderInteraction(
                    id: response,
                    prompt: [.text("First to last")],
                    options: [option("A"), option("B"), option("C")],
                    maximum: 2,
                    shuffles: true,
                    layout: Layout(classes: ["qti-orientation-horizontal"], data: ["choices-container-width": "200"])
                )
            ),
            fitting: [choices("C", "A"), choices()],
            misfits: [
                (choices("A", "A"), .chosenTwice("A")), (choices("A", "B", "C"), .tooMany(found: 3, allowed: 2)),
                (.text("A"), .wrongShape),
            ]
        ),
        Sample(
            name: "hotText",
            interaction: .hotText(
                HotTextInteraction(
                    id: response,
                    prompt: [],
                    text: [
                        .paragraph([
                            .text("Give it "), .hotText(OptionID(rawValue: "H1"), [.text("twice")]), .text(" "),
                            .strong([.hotText(OptionID(rawValue: "H2"), [.text("daily")])]),
                        ])
                    ]
                )
            ),
            fitting: [choices("H2")],
            misfits: [(choices("H3"), .unknownOption("H3")), (choices("H1", "H2"), .tooMany(found: 2, allowed: 1))]
        ),
        Sample(
            name: "text",
            interaction: .text(
                TextInteraction(id: response, prompt: [], maximum: 2, placeholder: "one drug", pattern: "[a-z]+")
            ),
            fitting: [.texts(["a", "b"]), .text("a")],
            misfits: [(.texts(["a", "b", "c"]), .tooMany(found: 3, allowed: 2)), (choices(), .wrongShape)]
        ),
    ]

    private static let joins: [Sample] = [
        Sample(
            name: "match",
            interaction: .match(
                MatchInteraction(
                    id: response,
                    prompt: [],
                    rows: [option("S1"), option("S2", maximum: 2)],
                    columns: [option("A"), option("B", maximum: 1)],
                    maximum: 2
                )
            ),
            fitting: [pairs(("S2", "A"), ("S2", "B"))],
            misfits: [
                (pairs(("S1", "A"), ("S1", "B")), .tooMany(found: 2, allowed: 1)),
                (pairs(("S1", "B"), ("S2", "B")), .tooMany(found: 2, allowed: 1)),
                (pairs(("S1", "A"), ("S2", "A"), ("S2", "B")), .tooMany(found: 3, allowed: 2)),
            ]
        ),
        Sample(
            name: "associate",
            interaction: .associate(
                AssociateInteraction(
                    id: response,
                    prompt: [],
                    options: [option("A"), option("B", maximum: 2), option("C")],
                    maximum: 0
                )
            ),
            fitting: [pairs(("A", "B"), ("C", "B"))],
            misfits: [
                (pairs(("B", "A"), ("A", "B")), .chosenTwice("A")),
                (pairs(("A", "B"), ("C", "A")), .tooMany(found: 2, allowed: 1)),
                (pairs(("A", "X")), .unknownOption("X")),
            ]
        ),
        Sample(
            name: "gapMatch",
            interaction: .gapMatch(
                GapMatchInteraction(
                    id: response,
                    prompt: [.text("Fill the gaps")],
                    options: [option("L1"), option("L2", maximum: 0)],
                    text: [
                        .paragraph([.text("a "), .gap(OptionID(rawValue: "G1"))]),
                        .list(isOrdered: false, items: [[.paragraph([.gap(OptionID(rawValue: "G2"))])]]),
                    ]
                )
            ),
            fitting: [pairs(("L2", "G1"), ("L2", "G2"))],
            misfits: [
                (pairs(("L1", "G1"), ("L1", "G2")), .tooMany(found: 2, allowed: 1)),
                (pairs(("L1", "G1"), ("L2", "G1")), .tooMany(found: 2, allowed: 1)),
                (pairs(("G1", "L1")), .unknownOption("G1")),
            ]
        ),
    ]

    private static let images: [Sample] = [
        Sample(
            name: "choose on image",
            interaction: image(.choose),
            fitting: [choices("R1", "R3")],
            misfits: [(choices("R9"), .unknownOption("R9")), (.points([]), .wrongShape)]
        ),
        Sample(
            name: "order on image",
            interaction: image(.order, maximum: 0),
            fitting: [choices("R3", "R1", "R2")],
            misfits: [(choices("R1", "R1"), .chosenTwice("R1"))]
        ),
        Sample(
            name: "associate on image",
            interaction: image(.associate),
            fitting: [pairs(("R1", "R2"))],
            misfits: [(pairs(("R1", "R2"), ("R3", "R1")), .tooMany(found: 2, allowed: 1))]
        ),
        Sample(
            name: "label on image",
            interaction: image(.label([option("L1", maximum: 2)])),
            fitting: [pairs(("L1", "R1"), ("L1", "R2"))],
            misfits: [(pairs(("R1", "L1")), .unknownOption("R1")), (choices("R1"), .wrongShape)]
        ),
        Sample(
            name: "point on image",
            interaction: image(.point, maximum: 1),
            fitting: [.points([.init(x: 0, y: 300)]), .points([])],
            misfits: [
                (.points([.init(x: 401, y: 1)]), .outside("401 1")), (.points([.init(x: -1, y: 1)]), .outside("-1 1")),
                (.points([.init(x: 1, y: 1), .init(x: 2, y: 2)]), .tooMany(found: 2, allowed: 1)),
            ]
        ),
        Sample(
            name: "place on image",
            interaction: image(.place(ContentImage(media: "media/pin.png", alternative: "Pin"))),
            fitting: [.points([.init(x: 3, y: 4)])],
            misfits: [(pairs(("L1", "R1")), .wrongShape)]
        ),
    ]

    private static let others: [Sample] = [
        Sample(
            name: "slider",
            interaction: .slider(
                SliderInteraction(id: response, prompt: [], lower: .zero, upper: Mark(10), isVertical: true)
            ),
            fitting: [.number("0", unit: nil), .number("10", unit: nil)],
            misfits: [(.number("11", unit: nil), .outside("11")), (.number("x", unit: nil), .outside("x"))]
        ),
        Sample(
            name: "media",
            interaction: .media(
                MediaInteraction(
                    id: response,
                    prompt: [],
                    media: ContentMedia(
                        kind: .audio,
                        sources: [.init(media: "media/heart.mp3", type: "audio/mpeg")],
                        alternative: "Heart sounds",
                        captions: .init(media: "media/heart.vtt", type: "en")
                    ),
                    maximumPlays: 2
                )
            ),
            fitting: [.number("2", unit: nil)],
            misfits: [(.number("-1", unit: nil), .wrongShape), (.text("2"), .wrongShape)]
        ),
        Sample(
            name: "upload",
            interaction: .upload(UploadInteraction(id: response, prompt: [], types: ["image/*", "application/pdf"])),
            fitting: [.file(file("image/png")), .file(file("application/pdf"))],
            misfits: [(.file(file("text/html")), .wrongType("text/html")), (.text("a"), .wrongShape)]
        ),
        // The bytes do not tell an old document from any other file, nor a table from any other text.
        Sample(
            name: "upload of types that bytes do not tell",
            interaction: .upload(
                UploadInteraction(id: response, prompt: [], types: ["application/msword", "text/csv"])
            ),
            fitting: [.file(file("application/octet-stream")), .file(file("text/plain"))],
            misfits: [(.file(file("image/png")), .wrongType("image/png"))]
        ),
        Sample(
            name: "end",
            interaction: .end(EndInteraction(id: response, title: "Show the result", asksForHint: true)),
            fitting: [.pressed(true)],
            misfits: [(.text("true"), .wrongShape)]
        ),
        Sample(
            name: "kept",
            interaction: .kept(
                KeptInteraction(id: response, prompt: [], name: "drawing-interaction", text: [.image(scan)])
            ),
            fitting: [],
            misfits: [(.text("a"), .wrongShape), (choices(), .wrongShape)]
        ),
    ]

    private static func file(_ type: String) -> HandedFile {
        HandedFile(name: "a.bin", type: type, hash: ContentHash(of: Data([1])), bytes: 1)
    }
}
