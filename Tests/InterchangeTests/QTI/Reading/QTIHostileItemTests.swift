import Assessment
import Interchange
import Testing

/// Items that nobody wrote in good faith: kept with a reason, never guessed at, never a crash.
@Suite struct QTIHostileItemTests {
    private static let choice = "cardinality='single' baseType='identifier'"
    private static let pairs = "cardinality='multiple' baseType='directedPair'"
    private static let object = "<object data='p.png' type='image/png' width='9' height='9'/>"

    private static func hotspot(_ areas: String, picture: String = object) -> String {
        "<hotspotInteraction responseIdentifier='R' maxChoices='1'>\(picture)\(areas)</hotspotInteraction>"
    }

    private static func area(_ shape: String, _ coords: String) -> String {
        hotspot("<hotspotChoice identifier='A' shape='\(shape)' coords='\(coords)'/>")
    }

    private static func gaps(_ inner: String) -> String {
        "<gapMatchInteraction responseIdentifier='R'><gapText identifier='W' matchMax='1'>w</gapText>\(inner)</gapMatchInteraction>"
    }

    private static func slider(_ attributes: String) -> String {
        "<sliderInteraction responseIdentifier='R' \(attributes)/>"
    }

    private static let simple = """
        <choiceInteraction responseIdentifier='R' maxChoices='1'><simpleChoice identifier='A'>a</simpleChoice>\
        </choiceInteraction>
        """

    @Test(arguments: [
        (choice, hotspot(""), "has no areas"),
        (choice, hotspot("<hotspotChoice identifier='A' shape='default'/>", picture: ""), "has no picture"),
        (
            choice,
            hotspot(
                "<hotspotChoice identifier='A' shape='default'/>",
                picture: "<object data='p.pdf' type='application/pdf'/>"
            ), "has no picture but application/pdf"
        ),
        (
            choice,
            hotspot(
                "<hotspotChoice identifier='A' shape='default'/><hotspotChoice identifier='A' shape='default'/>"
            ), "an area has no identifier of its own"
        ),
        (choice, area("rect", "0,0,10%,10%"), "in percent"),
        (choice, area("rect", "0,0,1"), "do not make a rect"),
        (choice, area("poly", "0,0,1,1,2"), "do not make a poly"),
        (choice, area("circle", "1,1,-5"), "do not make a circle"),
        (choice, area("circle", "1,1,1e99"), "the coordinate 1e99"),
        (choice, area("circle", "1,1,NaN"), "the coordinate NaN"),
        (choice, area("circle", "one,1,1"), "the coordinate one"),
        (choice, area("star", "1,1,1"), "the shape star"),
        (
            choice,
            """
            <choiceInteraction responseIdentifier='R' maxChoices='1'><simpleChoice identifier='A'>a</simpleChoice>\
            <simpleChoice identifier='A'>b</simpleChoice></choiceInteraction>
            """, "a choice has no identifier of its own"
        ),
        (choice, "<choiceInteraction responseIdentifier='R' maxChoices='1'/>", "has no choices"),
        (
            choice,
            "<choiceInteraction responseIdentifier='R' maxChoices='-1'><simpleChoice identifier='A'/></choiceInteraction>",
            "max-choices of choice-interaction is no count"
        ),
        ("cardinality='ordered' baseType='identifier'", simple, "gives another response"),
        ("cardinality='record'", simple, "gives another response"),
        (pairs, gaps("<p>no gap</p>"), "no gaps to fill"),
        (pairs, gaps("<p><gap identifier='G'/><gap identifier='G'/></p>"), "a gap has no identifier of its own"),
        (pairs, gaps("<p><gap identifier='G' matchGroup='W'/></p>"), "a gap takes some labels only"),
        (pairs, gaps("<p><gap identifier='G'/></p>\(simple)"), "an interaction stands inside gap-match-interaction"),
        (
            choice,
            "<choiceInteraction responseIdentifier='R' maxChoices='1'><simpleChoice identifier='A'>\(simple)</simpleChoice></choiceInteraction>",
            "an interaction stands inside choice-interaction"
        ),
        (choice, "<p><gap identifier='G'/></p>\(simple)", "outside an interaction"),
        (choice, "<p><hottext identifier='G'>g</hottext></p>\(simple)", "outside an interaction"),
        (
            choice, "<hottextInteraction responseIdentifier='R' maxChoices='1'><p>x</p></hottextInteraction>",
            "no text to choose from"
        ),
        (
            choice, "<div><rubricBlock view='scorer'>\(simple)</rubricBlock></div>",
            "stands where our content cannot hold it"
        ),
        ("cardinality='single' baseType='float'", slider("lowerBound='5' upperBound='1'"), "no sound bounds"),
        ("cardinality='single' baseType='float'", slider("lowerBound='0' upperBound='1' step='0'"), "no sound bounds"),
        ("cardinality='single' baseType='float'", slider("upperBound='1e300'"), "no sound bounds"),
        (
            "cardinality='single' baseType='point'",
            "<positionObjectInteraction responseIdentifier='R'>\(object)</positionObjectInteraction>",
            "there is no stage"
        ),
        (
            "cardinality='single' baseType='point'",
            "<positionObjectStage>\(object)<positionObjectInteraction responseIdentifier='R' centerPoint='0 0'>\(object)</positionObjectInteraction></positionObjectStage>",
            "not its centre"
        ),
        (
            "cardinality='single' baseType='integer'",
            "<mediaInteraction responseIdentifier='R' autostart='false'><p>x</p></mediaInteraction>", "plays neither"
        ),
        (choice, "<feedbackBlock identifier='x'>x</feedbackBlock>\(simple)", "feedback-block names no variable"),
    ])
    func `what our interactions cannot hold is kept whole, with its reason`(
        declaration: String,
        body: String,
        reason: String
    ) throws {
        let item = try QTIText.read(QTIText.v21(declaration, body))
        #expect(item.report.status == .unsupported)
        #expect(item.reasons.contains { $0.contains(reason) }, "\(item.reasons)")
        let version = try #require(item.version)
        #expect(version.interactions.isEmpty)
        #expect(version.body.flatMap(\.responses).isEmpty)
        #expect(version.original != nil)
        #expect(try ItemVersion(data: version.canonicalData) == version)
    }

    @Test func `an item of a thousand interactions is kept, not taken apart`() throws {
        let body = String(repeating: Self.simple, count: 1000)
        let item = try QTIText.read(QTIText.v21(Self.choice, body))
        #expect(item.reasons.contains("the item has more than 100 interactions"))
        #expect(item.version?.interactions.isEmpty == true)
    }

    @Test func `sizes that no picture has are lost, not believed`() throws {
        let body = "<p><img src='p.png' alt='x' width='99999999999' height='20001'/></p>\(Self.simple)"
        let version = try QTIText.version(QTIText.v21(Self.choice, body), files: ["p.png": "p"])
        guard case .image(let image)? = version.body.first else {
            Issue.record("no picture: \(version.body)")
            return
        }
        #expect(image.widthInPixels == nil && image.heightInPixels == nil)
        #expect(try ItemVersion(data: version.canonicalData) == version)
    }
}
