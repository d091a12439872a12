import Assessment
import Foundation
import Interchange
import Testing

/// Small items of QTI 2.1 with the processing that a test gives them, and its words.
extension QTIScoringTests {
    struct Item {
        var declaration = "cardinality='single' baseType='identifier'"
        var inside = "<correctResponse><value>A</value></correctResponse>"
        var outcomes = "<outcomeDeclaration identifier='SCORE' cardinality='single' baseType='float'/>"
        var body = """
            <choiceInteraction responseIdentifier='RESPONSE' maxChoices='1'><prompt>Which?</prompt>\
            <simpleChoice identifier='A'>a</simpleChoice><simpleChoice identifier='B'>b</simpleChoice></choiceInteraction>
            """
        var processing = ""

        static let text = Item(
            declaration: "cardinality='single' baseType='string'",
            inside: "<correctResponse><value>York</value></correctResponse>",
            body: "<p>Where? <textEntryInteraction responseIdentifier='RESPONSE'/></p>"
        )
        static let number = Item(
            declaration: "cardinality='single' baseType='float'",
            inside: "<correctResponse><value>2.50</value></correctResponse>",
            body: "<p>How much? <textEntryInteraction responseIdentifier='RESPONSE'/></p>"
        )
        static let pairs = Item(
            declaration: "cardinality='multiple' baseType='directedPair'",
            inside: mapping(["S1 A": "1", "S2 B": "2"]),
            body: """
                <matchInteraction responseIdentifier='RESPONSE' maxAssociations='0'><simpleMatchSet>\
                <simpleAssociableChoice identifier='S1' matchMax='1'>s</simpleAssociableChoice>\
                <simpleAssociableChoice identifier='S2' matchMax='1'>t</simpleAssociableChoice></simpleMatchSet>\
                <simpleMatchSet><simpleAssociableChoice identifier='A' matchMax='0'>a</simpleAssociableChoice>\
                <simpleAssociableChoice identifier='B' matchMax='0'>b</simpleAssociableChoice></simpleMatchSet>\
                </matchInteraction>
                """
        )

        static func mapping(_ entries: KeyValuePairs<String, String>, _ attributes: String = "") -> String {
            let inner = entries.map { "<mapEntry mapKey='\($0.key)' mappedValue='\($0.value)'/>" }.joined()
            return "<mapping \(attributes)>\(inner)</mapping>"
        }

        func with(_ processing: String, inside: String? = nil, outcomes: String? = nil, body: String? = nil) -> Item {
            var item = self
            item.processing = processing
            item.inside = inside ?? item.inside
            item.outcomes = outcomes ?? item.outcomes
            item.body = body ?? item.body
            return item
        }

        func version() throws -> ItemVersion {
            let rules = processing.hasPrefix("http") ? "<responseProcessing template='\(processing)'/>" : processing
            let xml = """
                <assessmentItem xmlns='http://www.imsglobal.org/xsd/imsqti_v2p1' identifier='q' title='t'>\
                <responseDeclaration identifier='RESPONSE' \(declaration)>\(inside)</responseDeclaration>\(outcomes)\
                <itemBody>\(body)</itemBody>\(rules)</assessmentItem>
                """
            let loaded = Specimens.load(Source(file: "q.xml", bytes: Data(xml.utf8)))
            return try #require(loaded.versions.first, "\(loaded.items.map(\.report.problems))")
        }
    }

    static let templates = "http://www.imsglobal.org/question/qti_v2p1/rptemplates/"
    static let variable = "<variable identifier='RESPONSE'/>"
    static let correct = "<correct identifier='RESPONSE'/>"

    static func set(_ value: String) -> String { "<setOutcomeValue identifier='SCORE'>\(value)</setOutcomeValue>" }

    static func float(_ value: String) -> String { "<baseValue baseType='float'>\(value)</baseValue>" }

    static func decide(_ condition: String, _ right: String = "1", _ wrong: String? = "0") -> String {
        let otherwise = wrong.map { "<responseElse>\(set(float($0)))</responseElse>" } ?? ""
        return
            "<responseCondition><responseIf>\(condition)\(set(float(right)))</responseIf>\(otherwise)</responseCondition>"
    }

    static func rules(_ rules: String...) -> String { "<responseProcessing>\(rules.joined())</responseProcessing>" }

    static let match = "<match>\(variable)\(correct)</match>"
}
