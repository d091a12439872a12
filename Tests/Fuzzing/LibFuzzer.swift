import Archive
import Assessment
import Foundation
import Interchange
import ItemKinds

/// The targets for coverage-guided fuzzing; each takes any bytes and must neither trap nor hang.
///
/// Source: LLVM, “libFuzzer – a library for coverage-guided fuzz testing”, section “Fuzz Target”.
enum LibFuzzer {
    enum Target: String, CaseIterable {
        case xml, zip, csv, json, gift, content, package

        /// The endings of specimens that it starts from.
        var endings: Set<String> {
            switch self {
            case .xml: ["xml", "svg"]
            case .zip, .package: ["zip"]
            case .csv: ["csv", "txt"]
            case .json: ["json"]
            case .gift: ["gift"]
            case .content: ["html", "xml"]
            }
        }
    }

    /// Gives `bytes` to the reader of `target`.
    static func attempt(_ target: Target, _ bytes: Data) {
        switch target {
        case .xml: tryXML(bytes)
        case .zip:
            // A refusal is what most inputs must get.
            guard let archive = try? ZIPArchive(bytes) else { return }
            _ = archive.problemsInContents()
        case .csv: _ = CSVTable(bytes)
        case .json: _ = try? StrictJSON.value(bytes, maximumDepth: 64)
        case .content: tryContent(bytes)
        case .gift: tryReading("input.gift", bytes)
        case .package: tryReading("input.zip", bytes)
        }
    }

    private static func tryReading(_ name: String, _ bytes: Data) {
        let faults = Trial(Input(name: name, bytes: bytes)).faults
        precondition(faults.isEmpty, "\(faults)")
    }

    private static func tryXML(_ bytes: Data) {
        guard let tree = try? XMLTree(bytes) else { return }
        // What was read can be written, and reads as the same.
        let written = try? XMLWriter().document(tree.root)
        precondition(written.flatMap { try? XMLTree($0) }?.root != nil, "our own XML is refused")
    }

    private static func tryContent(_ bytes: Data) {
        guard let nodes = try? HTMLReader.nodes(String(decoding: bytes, as: UTF8.self)) else { return }
        var importer = ContentImport(media: { "media/\($0.count)" })
        var version = ItemVersion(item: ItemID(rawValue: "i"), title: "t", body: [], interactions: [], scoring: [])
        version.body = importer.blocks(nodes)
        let findings = ActiveMarkup.findings(in: version)
        precondition(findings.isEmpty, "\(findings)")
    }
}

#if LIBFUZZER
// In this build libFuzzer brings `main`; FUZZ_TARGET names what it is to try.
private let chosen = LibFuzzer.Target(rawValue: ProcessInfo.processInfo.environment["FUZZ_TARGET"] ?? "")

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzerTestOneInput(_ bytes: UnsafePointer<UInt8>?, _ size: Int) -> Int32 {
    guard let chosen else { exit(64) }
    LibFuzzer.attempt(chosen, bytes.map { Data(bytes: $0, count: size) } ?? Data())
    return 0
}
#endif
