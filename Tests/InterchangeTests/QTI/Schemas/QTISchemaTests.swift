import Assessment
import Foundation
import ItemKinds
import Testing

@testable import Interchange

/// What we write is what the schemas of the standard permit.
@Suite struct QTISchemaTests {
    static let schemas: [(version: QTIVersion, path: String)] = [
        (.v21, "qtiv2p1/imsqti_v2p1.xsd"), (.v22, "qtiv2p2p4/imsqti_v2p2p4.xsd"),
        (.v30, "qtiv3p0/imsqti_asiv3p0_sbacv1p0_v1p0.xsd"),
    ]

    @Test(arguments: schemas.indices)
    func `every interaction is written as the schema wants it`(index: Int) throws {
        let (version, path) = Self.schemas[index]
        let writer = QTIWriter(version: version, path: "items/specimen.xml")
        var documents: [String: Data] = [:]
        for (name, interaction) in QTIWritingSpecimens.interactions {
            documents["\(name).xml"] = try writer.document(QTIWritingSpecimens.item([interaction]))
        }
        for (name, item) in QTIWritingSpecimens.rules {
            let tree = writer.tree(item)
            #expect(tree.first("response-processing") != nil || name == "marking-points", "\(name) is not written")
            documents["rule \(name).xml"] = try writer.document(item)
        }
        for item in Specimens.ofKinds { documents["\(item.item.rawValue).xml"] = try writer.document(item) }
        guard let problems = try QTISchema.problems(of: documents, against: path) else { return }
        #expect(problems.isEmpty, "\(problems.joined(separator: "\n"))")
        print("schemas: \(documents.count) items of QTI \(version.rawValue) are valid")
    }

    @Test func `a manifest of QTI 3 is written as the schema wants it`() throws {
        let bank = Bank(id: "trip", name: "Trip", language: "en-GB", licence: "CC-BY-4.0", items: Specimens.ofKinds)
        let files = try Specimens.files(bank, as: "qti3")
        let manifest = try #require(files["imsmanifest.xml"])
        let path = "qtiv3p0/imsqtiv3p0_imscpv1p2_v1p0.xsd"
        guard let problems = try QTISchema.problems(of: ["imsmanifest.xml": manifest], against: path) else { return }
        #expect(problems.isEmpty, "\(problems.joined(separator: "\n"))")
    }
}
