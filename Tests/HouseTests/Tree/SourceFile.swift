/// A text file of the tree: its path from the package root and what it holds.
///
/// Checks take these values and not the disk, so that each check can be shown a bad sample.
struct SourceFile: Hashable {
    var path: String
    var text: String

    /// The parts of the path, the file's own name last.
    var parts: [String] { path.split(separator: "/").map(String.init) }

    var name: String { parts.last ?? "" }

    var lineCount: Int {
        guard !text.isEmpty else { return 0 }
        let breaks = text.utf8.count { $0 == 0x0A }
        return text.utf8.last == 0x0A ? breaks : breaks + 1
    }

    /// The target whose source this is; `nil` for a file outside `Sources` and `Tests`.
    var target: String? {
        let parts = parts
        guard parts.count > 2, parts[0] == "Sources" || parts[0] == "Tests" else { return nil }
        return parts[1]
    }

    /// Whether the file belongs to `target` under `Sources`.
    func isSource(of target: String) -> Bool { path.hasPrefix("Sources/\(target)/") }
}
