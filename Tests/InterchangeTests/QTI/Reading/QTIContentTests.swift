import Assessment
import Foundation
import Interchange
import Testing

/// What stands around interactions: recordings, formulae, what variables show and hide, notes and feedback.
@Suite struct QTIContentTests {
    private static let declaration = "cardinality='single' baseType='identifier'"
    private static let choice = """
        <choiceInteraction responseIdentifier='R' maxChoices='1'><simpleChoice identifier='A'>a</simpleChoice>\
        </choiceInteraction>
        """
    private static let choice30 = """
        <qti-choice-interaction response-identifier='R' max-choices='1'><qti-simple-choice identifier='A'>a\
        </qti-simple-choice></qti-choice-interaction>
        """

    private static func v21(_ body: String, more: String = "") -> String {
        QTIText.v21(declaration, body + choice, more: more)
    }

    private static func v30(_ body: String, more: String = "") -> String {
        QTIText.v30(declaration, body + choice30, more: more)
    }

    @Test(arguments: [
        v21("<p><object data='h.mp3' type='audio/mpeg'>heart sounds</object></p>"),
        v30("<audio controls='controls'><source src='h.mp3' type='audio/mpeg'/>heart sounds</audio>"),
    ])
    func `a recording is read from either form`(text: String) throws {
        let item = try QTIText.read(text, files: ["h.mp3": "sound"])
        let name = "media/\(ContentHash(of: Data("sound".utf8)).rawValue).mp3"
        let media = ContentMedia(
            kind: .audio,
            sources: [ContentMedia.Source(media: name, type: "audio/mpeg")],
            alternative: "heart sounds"
        )
        #expect(item.version?.body.first == .media(media))
        #expect(item.media.map(\.path) == [name])
        #expect(item.report.losses.isEmpty)
    }

    @Test func `a video brings its sizes and its first captions, and names what is left`() throws {
        let video = """
            <video width='320' height='240' autoplay='autoplay' title='gait'><source src='g.mp4' type='video/mp4'/>\
            <source src='gone.webm'/><track kind='captions' src='g.vtt' srclang='en'/><track kind='captions' \
            src='f.vtt' srclang='fr'/></video>
            """
        let item = try QTIText.read(Self.v30(video), files: ["g.mp4": "v", "g.vtt": "c", "f.vtt": "f"])
        guard case .media(let media)? = item.version?.body.first else {
            Issue.record("no recording")
            return
        }
        #expect(media.kind == .video && media.alternative == "gait" && media.sources.count == 1)
        #expect(media.captions?.type == "en" && media.widthInPixels == 320 && media.heightInPixels == 240)
        for part in ["autoplay of video", "gone.webm", "further track"] {
            #expect(item.report.losses.contains { $0.message.contains(part) && $0.line > 0 }, "\(part)")
        }
    }

    @Test func `a formula keeps its markup and has its text`() throws {
        let math = """
            <math xmlns="http://www.w3.org/1998/Math/MathML" alttext="x squared"><msup><mi>x</mi><mn>2</mn></msup>\
            </math>
            """
        for text in [Self.v21("<p>If \(math)</p>"), Self.v30("<p>If \(math)</p>")] {
            let version = try QTIText.version(text)
            #expect(version.body.first == .paragraph([.text("If "), .formula(markup: math, alternative: "x squared")]))
        }
        let prefixed = "<p xmlns:m='http://www.w3.org/1998/Math/MathML'><m:math><m:mi>y</m:mi></m:math></p>"
        let version = try QTIText.version(Self.v21(prefixed))
        let markup = "<math xmlns=\"http://www.w3.org/1998/Math/MathML\"><mi>y</mi></math>"
        #expect(version.body.first == .paragraph([.formula(markup: markup, alternative: "y")]))
    }

    @Test(arguments: [
        v21(
            """
            <p>Give <printedVariable identifier='X' format='%.2f' base='16'/><templateInline templateIdentifier='T' \
            identifier='t' showHide='hide'> now</templateInline></p><feedbackBlock outcomeIdentifier='F' \
            identifier='f' showHide='show'><p>Well</p></feedbackBlock>
            """
        ),
        v30(
            """
            <p>Give <qti-printed-variable identifier='X' format='%.2f' base='16'/><qti-template-inline \
            template-identifier='T' identifier='t' show-hide='hide'> now</qti-template-inline></p>\
            <qti-feedback-block outcome-identifier='F' identifier='f' show-hide='show'><qti-content-body><p>Well</p>\
            </qti-content-body></qti-feedback-block>
            """
        ),
    ])
    func `variables are shown, and show and hide what they are named for`(text: String) throws {
        let version = try QTIText.version(text)
        #expect(
            version.body.prefix(2) == [
                .paragraph([
                    .text("Give "), .variable(PrintedVariable(variable: "X", format: "%.2f", base: 16)),
                    .conditional(
                        Visibility(origin: .template, variable: "T", value: "t", isShown: false),
                        [.text(" now")]
                    ),
                ]), .conditional(Visibility(origin: .outcome, variable: "F", value: "f"), [.text("Well")]),
            ]
        )
        #expect(version.interactions.count == 1)
        #expect(version.kind == .unknown)
        #expect(version.original?.unread.first == "feedback stands in the text")
    }

    @Test func `a table with a variable in it stays a table`() throws {
        let table = "<table><tr><th>Na</th></tr><tr><td><printedVariable identifier='X'/></td></tr></table>"
        let version = try QTIText.version(Self.v21(table))
        let cell = Inline.variable(PrintedVariable(variable: "X"))
        #expect(version.body.first == .table(ContentTable(header: [[.text("Na")]], rows: [[[cell]]])))
    }

    @Test func `notes go to whom they are for, and feedback is kept for staff`() throws {
        let notes = """
            <rubricBlock view='candidate'><p>Answer all</p></rubricBlock><rubricBlock view='scorer'><p>Two points</p>\
            </rubricBlock>
            """
        let text = Self.v21(notes).replacingOccurrences(
            of: "</itemBody>",
            with: """
                </itemBody><modalFeedback outcomeIdentifier='F' identifier='ok' showHide='show' title='Right'><p>Yes</p>\
                </modalFeedback>
                """
        )
        let item = try QTIText.read(text)
        let version = try #require(item.version)
        #expect(version.body.plainText == "Answer all")
        #expect(
            version.metadata.kept["notes"] == [
                ["view": "scorer", "blocks": [["type": "paragraph", "inlines": ["Two points"]]]]
            ]
        )
        #expect(version.metadata.kept["feedback"]?.elements?.first?["value"] == "ok")
        #expect(version.metadata.kept["feedback"]?.elements?.first?["title"] == "Right")
        #expect(!CanonicalJSON.text(.array(version.body.map(\.json))).contains("Two points"))
        #expect(item.lossCodes.contains("qti.rubric") && item.lossCodes.contains("qti.feedback"))
    }

    @Test func `what an item asks for beside itself is named, not dropped`() throws {
        let more = """
            <qti-companion-materials-info><qti-calculator><qti-calculator-type>basic</qti-calculator-type>\
            <qti-description>a calculator</qti-description></qti-calculator></qti-companion-materials-info>
            """
        let catalog = "<qti-catalog-info><qti-catalog id='c'/></qti-catalog-info></qti-assessment-item>"
        let text = Self.v30("", more: more).replacingOccurrences(of: "</qti-assessment-item>", with: catalog)
        let item = try QTIText.read(text)
        #expect(item.lossCodes.contains("qti.materials") && item.lossCodes.contains("qti.element"))
        #expect(item.version?.interactions.count == 1)
        #expect(item.version?.original?.bytes == Data(text.utf8))
    }

    @Test func `languages of parts are kept`() throws {
        let version = try QTIText.version(
            Self.v21("<p xml:lang='la'>vena cava</p><p>the <span xml:lang='fr'>pied</span></p>")
        )
        #expect(
            version.body.prefix(2) == [
                .paragraph([.language("la", [.text("vena cava")])]),
                .paragraph([.text("the "), .language("fr", [.text("pied")])]),
            ]
        )
    }
}
