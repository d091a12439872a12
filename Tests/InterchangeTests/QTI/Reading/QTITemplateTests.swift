import Assessment
import Interchange
import ItemKinds
import Testing

/// Items of QTI with template processing: which are delivered, and why others are not.
@Suite struct QTITemplateTests {
    private static let declared = #"identifier="R" cardinality="single" base-type="integer""#
    private static let sum = """
        <qti-set-correct-response identifier="R"><qti-sum><qti-variable identifier="N"/><qti-base-value \
        base-type="integer">3</qti-base-value></qti-sum></qti-set-correct-response>
        """

    /// An item whose right answer is a drawn number and three more.
    private static func item(
        variable: String = "",
        rules: String = sum,
        body: String = #"<qti-printed-variable identifier="N"/>"#,
        marking: String = #"<qti-response-processing><qti-response-condition><qti-response-if><qti-match>"#
            + #"<qti-variable identifier="R"/><qti-correct identifier="R"/></qti-match><qti-set-outcome-value "#
            + #"identifier="SCORE"><qti-base-value base-type="float">2</qti-base-value></qti-set-outcome-value>"#
            + #"</qti-response-if></qti-response-condition></qti-response-processing>"#
    ) -> String {
        """
        <qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="i" title="T" \
        adaptive="false" time-dependent="false"><qti-response-declaration \(declared)/><qti-outcome-declaration \
        identifier="SCORE" cardinality="single" base-type="float"/><qti-template-declaration identifier="N" \
        cardinality="single" base-type="integer" \(variable)/><qti-template-processing><qti-set-template-value \
        identifier="N"><qti-random-integer min="1" max="50"/></qti-set-template-value>\(rules)\
        </qti-template-processing><qti-item-body><p>\(body) and 3?</p><p><qti-text-entry-interaction \
        response-identifier="R"/></p></qti-item-body>\(marking)</qti-assessment-item>
        """
    }

    @Test func `a template is delivered with the marks that every draw can gain`() throws {
        let version = try QTIText.version(Self.item())
        #expect(version.kind == ProcessedItem.name)
        #expect(version.scoring.map(\.marks) == [Mark(2)])
        let rule = try Catalogue.standard.rule(version.scoring[0])
        let draw = try #require(rule.draw(seed: 9))
        let number = try #require((draw.shown["N"]?.first).flatMap { Int($0) })
        let response = ItemResponse([ResponseID(rawValue: "R"): .text("\(number + 3)")])
        #expect(rule.mark(response[ResponseID(rawValue: "R")], in: response, drawn: draw).mark == Mark(2))
    }

    @Test(arguments: [
        (
            "what a perfect response gains hangs on the draw",
            Self.item(
                marking: #"<qti-response-processing>"#
                    + #"<qti-set-outcome-value identifier="SCORE"><qti-variable identifier="N"/></qti-set-outcome-value>"#
                    + #"</qti-response-processing>"#
            )
        ),
        (
            "a formula shows what is drawn",
            Self.item(
                variable: #"math-variable="true""#,
                body: #"<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>N</mi></math>"#
            )
        ),
    ])
    func `what cannot be delivered is kept`(why: String, text: String) throws {
        let read = try QTIText.read(text)
        #expect(read.version?.kind == .unknown, "\(why)")
        #expect(!read.report.problems.isEmpty)
    }

    @Test func `a template that sets a starting value is kept with the reason`() throws {
        let rules =
            Self.sum + #"<qti-set-default-value identifier="R"><qti-base-value base-type="integer">1"#
            + #"</qti-base-value></qti-set-default-value>"#
        let read = try QTIText.read(Self.item(rules: rules))
        #expect(read.version?.kind == .unknown)
        #expect(read.report.problems.contains { $0.message.contains("starts with") }, "\(read.report.problems)")
    }
}
