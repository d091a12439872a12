import Foundation
import Logging

/// Writes one line a message to standard error.
///
/// The package's own handler lays out all metadata anew for every request that gets an id, whether or not anything is
/// ever said; here that costs only those requests of which something is said.
struct LineLog: LogHandler {
    let now: @Sendable () -> Date
    var logLevel = Logger.Level.warning
    var metadata = Logger.Metadata()

    init(now: @escaping @Sendable () -> Date) { self.now = now }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let all = metadata.merging(event.metadata ?? [:]) { _, own in own }
        let fields = all.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
        let text = "\(InstantText.text(now())) \(event.level) \(event.message)\(fields)"
        // One line a message, whatever is in it.
        let line = text.split(whereSeparator: \.isNewline).joined(separator: " / ") + "\n"
        FileHandle.standardError.write(Data(line.utf8))
    }
}
