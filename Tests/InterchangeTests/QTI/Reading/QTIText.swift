import Assessment
import Foundation
import Interchange
import ItemKinds
import Testing

/// Items written by hand in the two spellings, read as one file.
enum QTIText {
    static func v21(_ declaration: String, _ body: String, more: String = "") -> String {
        """
        <assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="i" title="T" adaptive="false" \
        timeDependent="false"><responseDeclaration identifier="R" \(declaration)/>\(more)<itemBody>\(body)</itemBody>\
        </assessmentItem>
        """
    }

    static func v30(_ declaration: String, _ body: String, more: String = "") -> String {
        """
        <qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="i" title="T" \
        adaptive="false" time-dependent="false"><qti-response-declaration identifier="R" \
        \(declaration.replacingOccurrences(of: "baseType", with: "base-type"))/>\(more)<qti-item-body>\(body)\
        </qti-item-body></qti-assessment-item>
        """
    }

    static func read(_ text: String, files: [String: String] = [:]) throws -> ImportedItem {
        var all = files.mapValues { Data($0.utf8) }
        all["item.xml"] = Data(text.utf8)
        let source = files.isEmpty ? Source(file: "item.xml", bytes: Data(text.utf8)) : Source(folder: "f", files: all)
        var found: ImportedItem?
        _ = Formats.read(source, catalogue: .standard) { item in
            if item.report.path == "item.xml" { found = item }
        }
        return try #require(found)
    }

    static func version(_ text: String, files: [String: String] = [:]) throws -> ItemVersion {
        let item = try read(text, files: files)
        return try #require(item.version, "\(item.report.problems)")
    }
}

extension ImportedItem {
    var lossCodes: [String] { report.losses.map(\.code) }

    var reasons: [String] { report.problems.map(\.message) }
}
