import Archive
import Foundation

/// The sound item and manifest that the attacks are built into.
enum EvilMarkup {
    /// An item of QTI 3 with `body` before its question.
    static func item(
        _ body: String = "",
        head: String = "",
        id: String = "evil",
        choice: String = "the left one",
        processing: String =
            "<qti-response-processing template=\"https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/match_correct\"/>"
    ) -> String {
        """
        \(head)<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="\(id)" title="Evil" \
        adaptive="false" time-dependent="false" xml:lang="en">
        <qti-response-declaration identifier="RESPONSE" cardinality="single" base-type="identifier">\
        <qti-correct-response><qti-value>A</qti-value></qti-correct-response></qti-response-declaration>
        <qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float"/>
        <qti-item-body>\(body)
        <qti-choice-interaction response-identifier="RESPONSE" max-choices="1"><qti-prompt>Which artery?</qti-prompt>
        <qti-simple-choice identifier="A">\(choice)</qti-simple-choice>
        <qti-simple-choice identifier="B">the right one</qti-simple-choice></qti-choice-interaction>
        </qti-item-body>\(processing)</qti-assessment-item>
        """
    }

    static func manifest(_ paths: [String]) -> String {
        let resources = paths.map { path in
            "<resource identifier=\"r-\(path)\" type=\"imsqti_item_xmlv3p0\" href=\"\(path)\"><file href=\"\(path)\"/></resource>"
        }
        return """
            <manifest xmlns="http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1" identifier="evil-package">\
            <resources>\(resources.joined())</resources></manifest>
            """
    }

    /// A package of one item and further files.
    static func package(_ item: String, files: [(name: String, bytes: [UInt8])] = []) -> [UInt8] {
        let sound = [("imsmanifest.xml", Array(manifest(["q.xml"]).utf8)), ("q.xml", Array(item.utf8))]
        return CraftedArchive((sound + files.map { ($0.name, $0.bytes) }).map { CraftedArchive.Entry($0.0, $0.1) })
            .bytes
    }
}
