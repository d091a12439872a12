import Assessment

extension InteractionText {
    static let typing: [InteractionText] = [
        InteractionText(
            name: "text entry",
            declaration: "cardinality='single' baseType='string'",
            v21: """
                <p>Where? <textEntryInteraction responseIdentifier='R' expectedLength='12' patternMask='[a-z]+' \
                placeholderText='town'/></p>
                """,
            v30: """
                <p>Where? <qti-text-entry-interaction response-identifier='R' expected-length='12' \
                pattern-mask='[a-z]+' placeholder-text='town'/></p>
                """,
            expected: .text(
                TextInteraction(
                    id: id,
                    prompt: [],
                    expectedLength: 12,
                    placeholder: "town",
                    pattern: "[a-z]+"
                )
            ),
            isInline: true
        ),
        InteractionText(
            name: "number entry",
            declaration: "cardinality='single' baseType='float'",
            v21: "<p>How much? <textEntryInteraction responseIdentifier='R' class='qti-input-width-3'/></p>",
            v30: "<p>How much? <qti-text-entry-interaction response-identifier='R' class='qti-input-width-3'/></p>",
            expected: .number(
                NumberInteraction(id: id, prompt: [], layout: Layout(classes: ["qti-input-width-3"]))
            ),
            isInline: true
        ),
        InteractionText(
            name: "extended text",
            declaration: "cardinality='multiple' baseType='string'",
            v21: """
                <extendedTextInteraction responseIdentifier='R' maxStrings='3' minStrings='1' expectedLines='2' \
                format='preFormatted'><prompt>Name some</prompt></extendedTextInteraction>
                """,
            v30: """
                <qti-extended-text-interaction response-identifier='R' max-strings='3' min-strings='1' \
                expected-lines='2' format='preformatted'><qti-prompt>Name some</qti-prompt>\
                </qti-extended-text-interaction>
                """,
            expected: .text(
                TextInteraction(id: id, prompt: [.text("Name some")], lines: 2, maximum: 3, minimum: 1)
            )
        ),
        InteractionText(
            name: "slider",
            declaration: "cardinality='single' baseType='integer'",
            v21: """
                <sliderInteraction responseIdentifier='R' lowerBound='0' upperBound='10.5' step='0.5' stepLabel='true' \
                orientation='vertical' reverse='true'><prompt>Set</prompt></sliderInteraction>
                """,
            v30: """
                <qti-slider-interaction response-identifier='R' lower-bound='0' upper-bound='10.5' step='0.5' \
                step-label='true' orientation='vertical' reverse='true'><qti-prompt>Set</qti-prompt>\
                </qti-slider-interaction>
                """,
            expected: .slider(
                SliderInteraction(
                    id: id,
                    prompt: [.text("Set")],
                    lower: .zero,
                    upper: Mark(21, over: 2) ?? .zero,
                    step: Mark(1, over: 2) ?? .zero,
                    isVertical: true,
                    isReversed: true,
                    labelsSteps: true
                )
            )
        ),
    ]

    static let handing: [InteractionText] = [
        InteractionText(
            name: "media",
            declaration: "cardinality='single' baseType='integer'",
            v21: """
                <mediaInteraction responseIdentifier='R' autostart='false' minPlays='1' maxPlays='2'><prompt>Listen\
                </prompt><object type='audio/mpeg' data='h.mp3'>heart sounds</object></mediaInteraction>
                """,
            v30: """
                <qti-media-interaction response-identifier='R' autostart='false' min-plays='1' max-plays='2'>\
                <qti-prompt>Listen</qti-prompt><audio><source src='h.mp3' type='audio/mpeg'/>heart sounds</audio>\
                </qti-media-interaction>
                """,
            expected: .media(
                MediaInteraction(
                    id: id,
                    prompt: [.text("Listen")],
                    media: ContentMedia(kind: .audio, sources: [], alternative: "heart sounds"),
                    minimumPlays: 1,
                    maximumPlays: 2
                )
            )
        ),
        InteractionText(
            name: "upload",
            declaration: "cardinality='single' baseType='file'",
            v21:
                "<uploadInteraction responseIdentifier='R' type='image/png image/*'><prompt>Give</prompt></uploadInteraction>",
            v30: """
                <qti-upload-interaction response-identifier='R' type='image/png image/*'><qti-prompt>Give</qti-prompt>\
                </qti-upload-interaction>
                """,
            expected: .upload(
                UploadInteraction(id: id, prompt: [.text("Give")], types: ["image/png", "image/*"])
            )
        ),
        InteractionText(
            name: "end attempt",
            declaration: "cardinality='single' baseType='boolean'",
            v21: "<p>Or <endAttemptInteraction responseIdentifier='R' title='Show a hint'/></p>",
            v30: "<p>Or <qti-end-attempt-interaction response-identifier='R' title='Show a hint'/></p>",
            expected: .end(EndInteraction(id: id, title: "Show a hint")),
            isInline: true
        ),
        InteractionText(
            name: "drawing",
            declaration: "cardinality='single' baseType='file'",
            v21: """
                <drawingInteraction responseIdentifier='R'><prompt>Draw</prompt><object data='d.png' type='image/png'>\
                an empty grid</object></drawingInteraction>
                """,
            v30: """
                <qti-drawing-interaction response-identifier='R'><qti-prompt>Draw</qti-prompt><img src='d.png' \
                alt='an empty grid'/></qti-drawing-interaction>
                """,
            expected: .kept(
                KeptInteraction(
                    id: id,
                    prompt: [.text("Draw")],
                    name: "drawing-interaction",
                    text: [.image(ContentImage(media: "", alternative: "an empty grid"))]
                )
            )
        ),
        InteractionText(
            name: "portable custom",
            declaration: "cardinality='single' baseType='string'",
            v21: """
                <customInteraction responseIdentifier='R'><portableCustomInteraction \
                xmlns='http://www.imsglobal.org/xsd/portableCustomInteraction'><properties>7 seeds</properties><markup>\
                <p xmlns='http://www.w3.org/1999/xhtml'>Turn the wheel</p></markup></portableCustomInteraction>\
                </customInteraction>
                """,
            v30: """
                <qti-portable-custom-interaction response-identifier='R' module='m'><qti-interaction-modules>\
                <qti-interaction-module id='m'/></qti-interaction-modules><qti-interaction-markup><p>Turn the wheel</p>\
                <script>run()</script></qti-interaction-markup></qti-portable-custom-interaction>
                """,
            expected: .kept(
                KeptInteraction(
                    id: id,
                    prompt: [],
                    name: "portable-custom-interaction",
                    text: [.text("Turn the wheel")]
                )
            )
        ),
    ]
}
