public import Assessment

extension Upload {
    public static let specimens = [
        KindSpecimen(
            name: "a poster",
            version: poster(["points": [["id": "P1", "text": "States the question of the audit", "marks": "5"]]]),
            cases: [
                .init("a PDF", handed("application/pdf"), "0"), .init("nothing", ItemResponse(), "0"),
                .init("an archive", handed("application/zip"), "0", misfit: .wrongType("application/zip")),
                .init("a text", .typed("poster.pdf"), "0", misfit: .wrongShape),
            ]
        ),
        KindSpecimen(
            name: "an anchor above its point",
            version: poster([
                "points": [
                    ["id": "P1", "text": "Audit", "marks": "1", "anchors": [["marks": "2", "text": "Two audits"]]]
                ]
            ]),
            problemCodes: ["rule.parameters"],
            cases: []
        ),
    ]

    private static func handed(_ type: String) -> ItemResponse {
        let hash = ContentHash(of: .string("poster"))
        return ItemResponse([.response: .file(HandedFile(name: "poster", type: type, hash: hash, bytes: 4096))])
    }

    private static func poster(_ parameters: JSONValue) -> ItemVersion {
        .specimen(
            name,
            "Audit poster",
            "You audited the prescribing of antibiotics on your ward.",
            [
                .upload(
                    UploadInteraction(
                        id: .response,
                        prompt: [.text("Hand in your poster.")],
                        types: ["application/pdf", "image/*"]
                    )
                )
            ],
            [.specimen(MarkingPoints.name, parameters, marks: Mark(5))]
        )
    }
}
