import Assessment
import Interchange
import Testing

/// Every interaction in both spellings.
@Suite struct QTIInteractionTests {
    @Test(arguments: InteractionText.all)
    func `an interaction is the same from either spelling`(text: InteractionText) throws {
        for document in [QTIText.v21(text.declaration, text.v21), QTIText.v30(text.declaration, text.v30)] {
            let version = try QTIText.version(document)
            #expect(version.interactions == [text.expected], "\(version.original?.unread ?? [])")
            let places = version.body.flatMap(\.responses)
            #expect(places == [InteractionText.id])
            #expect(version.body.contains(.interaction(InteractionText.id)) == !text.isInline)
            #expect(try ItemVersion(data: version.canonicalData) == version)
        }
    }

    @Test func `the texts above use every interaction that there is`() {
        let forms = Set(InteractionText.all.map { "\($0.expected)".prefix { $0 != "(" } })
        #expect(forms.count == 14)
        let tasks = InteractionText.all.compactMap { text in
            if case .image(let form) = text.expected { "\(form.task)".prefix { $0 != "(" } } else { nil }
        }
        #expect(Set(tasks).count == 6)
    }

    @Test func `several interactions stand in one item, each at its place`() throws {
        let more = "<responseDeclaration identifier='S' cardinality='single' baseType='string'/>"
        let body = """
            <p>A <inlineChoiceInteraction responseIdentifier='R' shuffle='false'><inlineChoice identifier='A'>a\
            </inlineChoice></inlineChoiceInteraction> and <textEntryInteraction responseIdentifier='S'/></p>
            """
        let version = try QTIText.version(
            QTIText.v21("cardinality='single' baseType='identifier'", body, more: more)
        )
        #expect(version.interactions.map(\.id.rawValue) == ["R", "S"])
        #expect(version.body.flatMap(\.responses).map(\.rawValue) == ["R", "S"])
    }

    @Test func `choices, words and gaps that chance shows say when`() throws {
        let choice = """
            <choiceInteraction responseIdentifier='R' maxChoices='1'><simpleChoice identifier='A' \
            templateIdentifier='T' showHide='show'>a</simpleChoice><simpleChoice identifier='B' \
            templateIdentifier='T' showHide='hide'>b</simpleChoice></choiceInteraction>
            """
        let template = "<templateDeclaration identifier='T' cardinality='single' baseType='identifier'/>"
        let version = try QTIText.version(
            QTIText.v21("cardinality='single' baseType='identifier'", choice, more: template)
        )
        #expect(
            version.interactions.first?.options.map(\.visibility) == [
                Visibility(origin: .template, variable: "T", value: "A"),
                Visibility(origin: .template, variable: "T", value: "B", isShown: false),
            ]
        )
        #expect(version.original?.unread.first == "choices are shown by chance")
        let words = """
            <hottextInteraction responseIdentifier='R' maxChoices='1'><p><hottext identifier='A' \
            templateIdentifier='T'>a</hottext></p></hottextInteraction>
            """
        let other = try QTIText.version(
            QTIText.v21("cardinality='single' baseType='identifier'", words, more: template)
        )
        guard case .hotText(let form)? = other.interactions.first else {
            Issue.record("no hot text")
            return
        }
        let word = Inline.hotText(OptionID(rawValue: "A"), [.text("a")])
        let visibility = Visibility(origin: .template, variable: "T", value: "A")
        #expect(form.text == [.paragraph([.conditional(visibility, [word])])])
    }

    @Test(arguments: [
        (
            "<choiceInteraction responseIdentifier='R' label='x' maxChoices='1'><simpleChoice identifier='A' id='i' data-k='v'>a</simpleChoice></choiceInteraction>",
            ["label of choice-interaction", "id of simple-choice", "data-k of simple-choice"]
        ),
        (
            "<hotspotInteraction responseIdentifier='R' maxChoices='1'><object data='p.png' type='image/png'/><hotspotChoice identifier='A' shape='rect' coords='0,0,1.5,2' id='i'/></hotspotInteraction>",
            ["id of hotspot-choice", "rounded to whole pixels", "“p.png” is not there"]
        ),
    ])
    func `what an interaction says beyond ours is named with its line`(body: String, parts: [String]) throws {
        let item = try QTIText.read(QTIText.v21("cardinality='single' baseType='identifier'", body))
        for part in parts {
            #expect(item.report.losses.contains { $0.message.contains(part) && $0.line > 0 }, "\(part)")
        }
    }
}
