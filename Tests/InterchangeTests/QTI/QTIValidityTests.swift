import Assessment
import Foundation
import Interchange
import ItemKinds
import Testing

@Suite struct QTIValidityTests {
    @Test func `every package and document of the corpus gets the verdict that is expected of it`() throws {
        let verdicts = try Corpus.json("expected-validity.json")
        var wrong: [String] = []
        for verdict in verdicts {
            let path = try #require(verdict["item"] as? String)
            let expected = try #require(verdict["expect"] as? String)
            let name = String(path.split(separator: "/").last ?? "")
            let report = Formats.report(name, bytes: try Corpus.bytes(path), catalogue: .standard)
            let rejected = report.items.filter { $0.status == .rejected }
            let isRight =
                switch expected {
                case "accept": report.package.status == .ok && rejected.isEmpty
                case "reject": report.isUseless && Self.hasReason(report)
                default: rejected.count == 1 && rejected[0].problems.contains { $0.line > 0 } && report.isUseless
                }
            if !isRight { wrong.append("\(expected) \(path): \(CanonicalJSON.text(report.json))") }
        }
        #expect(wrong.isEmpty)
        print("verdicts: \(verdicts.count - wrong.count) of \(verdicts.count) as expected")
        if !verdicts.isEmpty { #expect(verdicts.count >= 28) }
    }

    @Test func `every folder of the corpus with a manifest is read to a verdict, file by file`() throws {
        for path in try Corpus.paths("xml") where path.hasSuffix("imsmanifest.xml") {
            let folder = try #require(Corpus.qti).appending(path: path).deletingLastPathComponent()
            let paths = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
            let files = paths.filter { !folder.appending(path: $0).hasDirectoryPath }
            let source = Source(folder: path, paths: files) { try Data(contentsOf: folder.appending(path: $0)) }
            let report = Formats.report(source, catalogue: .standard)
            #expect(!report.items.isEmpty || !report.package.problems.isEmpty, "\(path) says nothing")
            #expect(report.items.allSatisfy { $0.status == .ok || !$0.problems.isEmpty }, "\(path)")
            let counts = Dictionary(grouping: report.items, by: \.status).mapValues(\.count)
            print(path, report.package.status, counts.map { "\($0.key) \($0.value)" }.sorted())
        }
    }

    private static func hasReason(_ report: ImportReport) -> Bool {
        !report.package.problems.isEmpty || report.items.contains { !$0.problems.isEmpty }
    }

    @Test func `every file of the corpus is read to a verdict, and kept whole when it is not understood`() throws {
        var statuses: [String: Int] = [:]
        for path in try Corpus.paths("xml") {
            let source = try Corpus.document(path)
            let bytes = try Corpus.bytes(path)
            _ = Formats.read(source, catalogue: .standard) { item in
                guard item.report.path == source.name else { return }
                statuses["\(item.report.status.rawValue) \(item.report.kind)", default: 0] += 1
                guard let version = item.version else { return }
                #expect(item.report.status != .rejected)
                #expect(version.original == nil || version.original?.bytes == bytes, "\(path)")
                #expect((version.kind == .unknown) == (item.report.status == .unsupported), "\(path)")
                if version.kind == .unknown { #expect(version.original?.unread.isEmpty == false, "\(path)") }
                let read = try? ItemVersion(data: version.canonicalData)
                #expect(read == version, "\(path) does not survive its own JSON")
            }
        }
        print(
            "corpus files:",
            statuses.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
        )
    }

    @Test func `every package of the corpus is read to a verdict`() throws {
        for path in try Corpus.paths("zip") {
            let report = Formats.report(path, bytes: try Corpus.bytes(path), catalogue: .standard)
            let counts = Dictionary(grouping: report.items, by: \.status).mapValues(\.count)
            let isEmpty = report.items.isEmpty && report.package.problems.isEmpty
            #expect(!isEmpty, "\(path) says nothing")
            #expect(report.items.allSatisfy { $0.status == .ok || !$0.problems.isEmpty }, "\(path)")
            print(
                path.split(separator: "/").suffix(1).joined(),
                report.package.status,
                counts.map { "\($0.key) \($0.value)" }.sorted()
            )
        }
    }
}
