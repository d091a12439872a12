import Foundation
import Testing

/// The built command, run as people and programs run it.
enum Program {
    /// `AVICENNA`, or the program that was built beside this test bundle.
    static let url: URL = {
        if let path = ProcessInfo.processInfo.environment["AVICENNA"] { return URL(filePath: path) }
        return URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
            .appending(path: "avicenna")
    }()

    /// Whether there is something to test; in continuous integration its absence is a failure, not a reason to skip.
    static let isThere =
        FileManager.default.isExecutableFile(atPath: url.path) || ProcessInfo.processInfo.environment["CI"] != nil

    /// The package that these tests belong to.
    static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().standardizedFileURL

    static let bank = package.appending(path: "QuestionBanks/avicenna-first").path

    /// What an import plan of that bank lists: 64 items, 2 blueprints, 1 resource pack.
    static let bankEntries = 67

    /// What a run left behind.
    struct Outcome {
        let status: Int32
        let out: String
        let err: String

        /// The JSON object on standard output.
        func object(_ location: SourceLocation = #_sourceLocation) throws -> [String: Any] {
            let any = try JSONSerialization.jsonObject(with: Data(out.utf8))
            return try #require(any as? [String: Any], "\(out.prefix(200))", sourceLocation: location)
        }

        /// The JSON object on standard error.
        func failure(_ location: SourceLocation = #_sourceLocation) throws -> [String: Any] {
            let line = err.split(separator: "\n").last { $0.hasPrefix("{") } ?? ""
            let any = try JSONSerialization.jsonObject(with: Data(line.utf8))
            return try #require(any as? [String: Any], "\(err.prefix(200))", sourceLocation: location)
        }
    }

    /// Runs the program to its end, without a terminal.
    static func run(_ words: String..., input: String = "", in folder: URL? = nil) async throws -> Outcome {
        try await run(words, input: input, in: folder)
    }

    /// As above; standard output goes to the file `sink` where one is named.
    static func run(
        _ words: [String],
        input: String = "",
        in folder: URL? = nil,
        sink: String? = nil
    ) async throws -> Outcome {
        let scratch = try Scratch()
        let process = Process()
        process.executableURL = url
        process.arguments = words
        process.currentDirectoryURL = folder ?? scratch.url
        try Data(input.utf8).write(to: scratch["in"])
        // Files, not pipes: nobody has to empty them while the program runs.
        for name in ["out", "err"] { try Data().write(to: scratch[name]) }
        process.standardInput = try FileHandle(forReadingFrom: scratch["in"])
        process.standardOutput = try FileHandle(forWritingTo: sink.map { URL(filePath: $0) } ?? scratch["out"])
        process.standardError = try FileHandle(forWritingTo: scratch["err"])
        let status = try await process.ended()
        return Outcome(
            status: status,
            out: String(decoding: try Data(contentsOf: scratch["out"]), as: UTF8.self),
            err: String(decoding: try Data(contentsOf: scratch["err"]), as: UTF8.self)
        )
    }
}

extension Process {
    /// Starts the process and waits for its end without holding a thread.
    fileprivate func ended() async throws -> Int32 {
        try await withCheckedThrowingContinuation { continuation in
            terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
            do {
                try run()
            } catch {
                terminationHandler = nil
                continuation.resume(throwing: error)
            }
        }
    }
}

/// A folder of one test; gone with it.
final class Scratch {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "avicenna-tests-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit {
        // What cannot be taken away stays in the folder for such things.
        try? FileManager.default.removeItem(at: url)
    }

    subscript(name: String) -> URL { url.appending(path: name) }

    func path(_ name: String) -> String { self[name].path }

    /// Writes a file and returns its path.
    func file(_ name: String, _ text: String) throws -> String {
        try Data(text.utf8).write(to: self[name])
        return path(name)
    }
}
