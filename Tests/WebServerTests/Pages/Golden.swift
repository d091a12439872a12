import Foundation
import Testing

/// Pages as they were recorded: `RECORD=1 swift test` writes them anew, and the difference is read.
enum Golden {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Specimens/Golden", isDirectory: true)

    static func expect(_ markup: String, named name: String) throws {
        let file = folder.appendingPathComponent("\(name).html")
        if ProcessInfo.processInfo.environment["RECORD"] != nil {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try markup.write(to: file, atomically: true, encoding: .utf8)
            return
        }
        let recorded = try String(contentsOf: file, encoding: .utf8)
        guard recorded != markup else { return }
        let (old, new) = (recorded.split(separator: "\n"), markup.split(separator: "\n"))
        let line =
            zip(old, new).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? min(old.count, new.count)
        Issue.record(
            """
            \(name).html differs from line \(line + 1):
            recorded: \(old.dropFirst(line).first ?? "(end)")
            now:      \(new.dropFirst(line).first ?? "(end)")
            """
        )
    }
}
