import Assessment
import Testing

@testable import WebServer

/// What staff read of the interactions that come from other schools.
@Suite struct AnalysedTests {
    @Test func `choices are counted one by one, what everyone names is not`() throws {
        func analysed(_ item: ItemVersion) -> [String] {
            item.interactions[0].analysed.map(\.content.plainText)
        }
        #expect(analysed(InteractionItems.hotspot) == ["Right atrium", "Left ventricle", "R3", "Left atrium"])
        #expect(analysed(InteractionItems.hotText) == ["left", "lower than the right one, because", "spleen"])
        for item in [
            InteractionItems.order, InteractionItems.gapMatch, InteractionItems.imageOrder, InteractionItems.point,
            InteractionItems.associate, InteractionItems.label,
        ] { #expect(analysed(item) == []) }
    }

    @Test func `a key names areas and labels in words`() throws {
        func name(_ id: OptionID, _ item: ItemVersion) -> String {
            KeyWords.option(id, in: item.interactions[0], item.language)
        }
        #expect(name("R2", InteractionItems.hotspot) == "Left ventricle")
        #expect(name("R3", InteractionItems.hotspot) == "R3")
        #expect(name("L1", InteractionItems.label) == "Left ventricle")
        #expect(name("A", InteractionItems.order) == "Call for help")
        #expect(name("G1", InteractionItems.gapMatch) == "G1")
    }
}
