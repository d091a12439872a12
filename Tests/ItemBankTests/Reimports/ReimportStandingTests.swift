import Assessment
import Foundation
import Testing

@testable import ItemBank

@Suite struct ReimportStandingTests {
    private static let (first, edited, second) = (hash("first"), hash("edited"), hash("second"))

    private static func hash(_ text: String) -> ContentHash { ContentHash(of: Data(text.utf8)) }

    private struct Case: Sendable {
        let incoming: ContentHash
        let base: ContentHash?
        let ours: ContentHash?
        var isHeld = false
        var isStranger = false
        let standing: ReimportStanding
    }

    private static let cases = [
        Case(incoming: first, base: nil, ours: nil, standing: .new),
        Case(incoming: first, base: first, ours: first, isHeld: true, standing: .same),
        Case(incoming: first, base: nil, ours: first, isHeld: true, standing: .same),
        Case(incoming: second, base: first, ours: second, isHeld: true, standing: .same),
        Case(incoming: second, base: first, ours: first, standing: .newer),
        Case(incoming: first, base: first, ours: edited, isHeld: true, standing: .oursChanged),
        Case(incoming: second, base: first, ours: edited, standing: .changedBoth),
        Case(incoming: first, base: second, ours: second, isHeld: true, standing: .older),
        Case(incoming: second, base: nil, ours: first, standing: .newer),
        Case(incoming: second, base: nil, ours: first, isStranger: true, standing: .stranger),
        Case(incoming: first, base: nil, ours: edited, isHeld: true, isStranger: true, standing: .older),
        // A package of the same name that now says that its item came from elsewhere.
        Case(incoming: second, base: first, ours: first, isStranger: true, standing: .stranger),
        Case(incoming: second, base: first, ours: edited, isStranger: true, standing: .changedBoth),
    ]

    @Test(arguments: cases.indices) func `base, ours and incoming decide`(index: Int) {
        let one = Self.cases[index]
        let standing = ReimportStanding(
            incoming: one.incoming,
            base: one.base,
            ours: one.ours,
            isHeld: one.isHeld,
            isStranger: one.isStranger
        )
        #expect(standing == one.standing)
    }

    @Test func `every standing is reached`() {
        #expect(Set(Self.cases.map(\.standing)) == Set(ReimportStanding.allCases))
    }
}
