import Foundation
import Testing

/// An independent program: the `json` and `fractions` modules of python3.
enum Python {
    /// Absent on a machine without python3; a run that should prove something must fail then.
    static let isExpected = path != nil || ProcessInfo.processInfo.environment["CI"] != nil
    static let absence: Comment = "python3 is not here"

    private static let path: String? = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        .map { "\($0)/python3" }.first(where: FileManager.default.isExecutableFile)

    /// Returns the lines that `script` prints when `lines` come in.
    static func lines(_ script: String, reading lines: [String]) throws -> [String] {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer {
            // The machine sweeps its own temporary folder when this one cannot.
            try? FileManager.default.removeItem(at: folder)
        }
        // A file, not a pipe: nobody waits for the other to read on.
        let input = folder.appending(path: "input")
        try Data(lines.map { $0 + "\n" }.joined().utf8).write(to: input)
        let process = Process()
        process.executableURL = URL(filePath: try #require(path))
        process.arguments = ["-c", script]
        process.standardInput = try FileHandle(forReadingFrom: input)
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = try #require(try output.fileHandleForReading.readToEnd())
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
    }
}
