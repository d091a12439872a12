import Foundation
import Testing

/// The corpus of question files that lies beside the checkout, where there is one.
enum Corpus {
    /// `nil` where it is absent, which continuous integration must not be.
    static let folder: URL? = {
        let folder = Program.package.appending(path: "../shared/corpora/qti").standardizedFileURL
        return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
    }()

    /// A list of the corpus; empty, with a message, where there is no corpus.
    static func list(_ name: String) throws -> [[String: Any]] {
        guard let folder else {
            #expect(ProcessInfo.processInfo.environment["CI"] == nil, "the corpus of ../shared is missing")
            print("skipped: ../shared/corpora/qti is not there")
            return []
        }
        let data = try Data(contentsOf: folder.appending(path: name))
        return try #require(try JSONSerialization.jsonObject(with: data) as? [[String: Any]])
    }
}
