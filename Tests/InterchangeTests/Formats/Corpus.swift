import Assessment
import Foundation
import Interchange
import Testing

/// The corpus of question files that lies beside the checkout, where there is one.
enum Corpus {
    /// The folder of the corpus; `nil` where it is absent, which continuous integration must not be.
    static let qti: URL? = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let folder = root.appending(path: "../shared/corpora/qti").standardizedFileURL
        return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
    }()

    /// The folder, or a message; in continuous integration its absence is a failure.
    static func folder() throws -> URL? {
        if let qti { return qti }
        #expect(ProcessInfo.processInfo.environment["CI"] == nil, "the corpus of ../shared is missing")
        print("skipped: ../shared/corpora/qti is not there")
        return nil
    }

    static func json(_ name: String) throws -> [[String: Any]] {
        guard let folder = try folder() else { return [] }
        let data = try Data(contentsOf: folder.appending(path: name))
        return try #require(try JSONSerialization.jsonObject(with: data) as? [[String: Any]])
    }

    /// The paths of all files with an ending, or of all when it is empty, relative to the corpus.
    static func paths(_ ending: String) throws -> [String] {
        guard let folder = try folder() else { return [] }
        let all = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        return all.filter { ending.isEmpty || $0.hasSuffix(".\(ending)") }.sorted()
    }

    static func bytes(_ path: String) throws -> Data {
        try Data(contentsOf: try #require(qti).appending(path: path))
    }

    /// One document by itself, without the files that lie around it.
    static func document(_ path: String) throws -> Source {
        Source(file: path.split(separator: "/").suffix(1).joined(), bytes: try bytes(path))
    }
}
