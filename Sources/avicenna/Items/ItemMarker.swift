import Assessment
import Foundation
import Interchange
import ItemKinds

/// Marks responses to one item of a file as other programs ask for it: values in as QTI writes them, outcomes out.
///
/// A document of QTI is always marked by its own processing, whatever interactions it has; an item in our own form, or
/// one of another format, by its rules.
enum ItemMarker {
    case processing(ProcessingMarker)
    case rules(RuleMarker)

    /// Why an item or a response cannot be marked; stands in the place of the outcomes.
    struct Refusal: Error, Hashable {
        let code: String
        let message: String

        var json: LooseJSON { .record(["error": .record(["code": .text(code), "message": .text(message)])]) }
    }

    /// Reads the item in the file at `path`.
    init(path: String) throws(Refusal) {
        if !path.hasSuffix(".json"), let marker = try Self.document(at: path) {
            self = .processing(marker)
        } else {
            self = .rules(try RuleMarker(path: path))
        }
    }

    /// The answer to one case: outcomes, a list of attempts, or an error in the place of either.
    func answer(_ one: LooseJSON) -> LooseJSON {
        switch self {
        case .processing(let marker): marker.answer(one)
        case .rules(let marker): marker.answer(one)
        }
    }

    /// `nil` when the file is no single document of QTI 2 or 3.
    private static func document(at path: String) throws(Refusal) -> ProcessingMarker? {
        let folder = URL(filePath: path).deletingLastPathComponent()
        // Whatever cannot be read as a file is named where every format is looked for.
        guard let bytes = try? Data(contentsOf: URL(filePath: path)), looksLikeMarkup(bytes) else { return nil }
        switch QTIProcessing.marking(of: bytes, template: { template($0, beside: folder) }) {
        case .success(let processing):
            do throws(FormatProblem) {
                return ProcessingMarker(try ProcessingProgram(processing))
            } catch {
                throw Refusal(code: "item.unsupported", message: error.description)
            }
        case .failure(let refusal):
            let first = refusal.findings.first
            guard first?.code != "qti.version" else { return nil }
            let message = refusal.findings.map(\.message).joined(separator: "; ")
            throw Refusal(code: first?.code ?? "item.rejected", message: message)
        }
    }

    private static func looksLikeMarkup(_ bytes: Data) -> Bool {
        // Two bytes a letter begin with a mark or a zero.
        let head = bytes.prefix(64).drop { [0xEF, 0xBB, 0xBF, 0xFE, 0xFF, 0x00, 0x20, 0x09, 0x0A, 0x0D].contains($0) }
        return head.first == UInt8(ascii: "<")
    }

    /// A template that lies beside the item, or in the folder where packages keep them; nothing is ever fetched.
    private static func template(_ address: String, beside folder: URL) -> Data? {
        let name = StandardTemplate.name(in: address)
        guard !name.isEmpty, !name.hasPrefix(".") else { return nil }
        let places = [folder, folder.appending(path: "rptemplates"), folder.appending(path: "../rptemplates")]
        for place in places {
            // A file that is not there is sought in the next place.
            if let bytes = try? Data(contentsOf: place.appending(path: "\(name).xml")) { return bytes }
        }
        return nil
    }
}
