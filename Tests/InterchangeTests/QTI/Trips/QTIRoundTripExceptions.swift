/// The corpus items that do not come back in full, and why: the whole list, held to by `QTICorpusTripTests`.
enum QTIRoundTripExceptions {
    /// Rule 1: the tree of an item that leaves in its own version.
    static let tree: [String: String] = [:]
    /// Rule 6: items of QTI 2 through QTI 3 and back.
    static let throughThree: [String: String] = [
        // To be looked at: its model differs after the trip, and a loss is named.
        "tao-itemqti/test/integration/samples/xml/qtiv2p1/items/umfi_text_entry_item.xml": "see the loss that is named"
    ]
    /// Rule 6: items of QTI 3 through QTI 2.2 and back.
    static let throughTwo: [String: String] = [
        "1edtech-qti-examples/qtiv3-examples/packaging/items/nested_object.xml":
            "its picture offers three files; QTI 2.2 has images of one"
    ]
    /// Rule 6: items of QTI 2.2 and 3 through QTI 2.1 and back.
    static let throughTwoOne: [String: String] = [
        "1edtech-qti-examples/qtiv2p2-examples/items/choice_ruby.xml": ruby,
        "1edtech-qti-examples/qtiv2p2-examples/items/order_rtl.xml": direction,
        "1edtech-qti-examples/qtiv3-examples/items/shared-vocabulary/Items/Item_QTI3_CompWater_03/composition_of_water_qti3.xml":
            data,
        "1edtech-qti-examples/qtiv3-examples/items/shared-vocabulary/Items/Item_QTI3_Gap_Match_03/gap-match-qti3.xml":
            data,
        "1edtech-qti-examples/qtiv3-examples/items/shared-vocabulary/Items/Item_QTI3_Hotspot_03/hotspot-qti3.xml": data,
        "1edtech-qti-examples/qtiv3-examples/packaging/items/choice_ruby.xml": ruby,
        "1edtech-qti-examples/qtiv3-examples/packaging/items/nested_object.xml": picture,
        "1edtech-qti-examples/qtiv3-examples/packaging/items/order_rtl.xml": direction,
        "citolab-qti-components/public/assets/qti-conformance/Advanced/Q6/gap-match-sv-2.xml": data,
        "citolab-qti-components/public/assets/qti-conformance/Advanced/Q8/graphic-gap-match-sv-2.xml": data,
        "php-qti3/tests/Unit/AssessmentItem/Service/resources/select-point-processing.xml": data,
        "qti-sdk/test/samples/custom/items/2_2/ruby_html5.xml": ruby,
    ]
    /// Rule 7: items that give other outcomes after a trip in their own version.
    static let behaviour: [String: String] = [:]
    /// Rule 7: items that give other outcomes when our writer says all of them, without their source.
    static let behaviourAnew: [String: String] = [
        "1edtech-qti-examples/qtiv3-examples/packaging/CASE/testitems/-TX_G06SAMP_001.xml": unset,
        "1edtech-qti-examples/qtiv3-examples/packaging/CASE/testitems/-TX_G06SAMP_004.xml": unset,
        "1edtech-qti-examples/qtiv3-examples/packaging/CASE/testitems/-TX_G06SAMP_005.xml": unset,
        "1edtech-qti-examples/qtiv3-examples/packaging/sharedStimulus/exemplar05.xml": unset,
        "citolab-qti-components/public/assets/api/kennisnet-1/ITEM007.xml": unset,
        "citolab-qti-components/public/assets/qti-item/example-choice-item.xml": unset,
        "php-qti3/tests/Unit/AssessmentItem/Service/resources/match-correct-template.xml": unset,
        "pie-qti/packages/item-player/tests/conformance/fixtures/qti22_basic_i9b_match_correct/item.xml": unset,
    ]
    /// Rule 4: the metadata of an item in a package.
    static let metadata: [String: String] = [:]

    private static let unset =
        "it declares outcomes that nothing sets (MAXSCORE, FEEDBACK); our writer has no place for them"
    private static let ruby = "it has ruby, which QTI 2.1 has not"
    private static let direction = "it says the direction of its text, which QTI 2.1 cannot"
    private static let data = "it has layout attributes (data-), which QTI 2.1 has not"
    private static let picture = "its picture offers three files; QTI 2.1 has images of one"
}
