import Foundation

/// Paths inside packages: resolved by text alone, never on a disk.
enum PackagePath {
    /// Whether `path` names a file inside its package as it stands.
    static func isInside(_ path: String) -> Bool {
        guard !path.isEmpty, !path.hasPrefix("/"), !path.contains("\\"), !path.contains("\0") else { return false }
        return path.split(separator: "/", omittingEmptySubsequences: false).allSatisfy {
            !$0.isEmpty && $0 != "." && $0 != ".."
        }
    }

    /// The path that `address` means in the file at `base`, percent escapes decoded; `nil` when it leaves the package.
    ///
    /// Source: RFC 3986, section 5.2.4, for relative paths alone.
    static func resolved(_ address: String, from base: String) -> String? {
        let trimmed = address.trimmingCharacters(in: .whitespacesAndNewlines)
        let path = trimmed.prefix { $0 != "?" && $0 != "#" }
        let beforePath = path.prefix { $0 != "/" }
        guard !path.isEmpty, !path.hasPrefix("/"), !beforePath.contains(":"), !path.contains("\\") else { return nil }
        // A name with a lone percent sign is not escaped at all; real packages hold such names.
        let decoded = String(path).removingPercentEncoding ?? String(path)
        var parts = base.split(separator: "/").dropLast().map(String.init)
        for part in decoded.split(separator: "/", omittingEmptySubsequences: false) {
            switch part {
            case "", ".": continue
            case "..":
                guard parts.popLast() != nil else { return nil }
            default: parts.append(String(part))
            }
        }
        let joined = parts.joined(separator: "/")
        return isInside(joined) ? joined : nil
    }

    /// The address of the file at `path` as the file at `base` writes it: relative and percent-escaped.
    static func relative(_ path: String, from base: String) -> String {
        // The name of a file that is missing leads nowhere, in a document too.
        guard !path.isEmpty else { return "" }
        var target = path.split(separator: "/").map(String.init)
        var origin = base.split(separator: "/").dropLast().map(String.init)
        while target.count > 1, let first = origin.first, first == target[0] {
            origin.removeFirst()
            target.removeFirst()
        }
        let climbed = origin.map { _ in ".." } + target
        return climbed.map { $0.addingPercentEncoding(withAllowedCharacters: allowed) ?? $0 }.joined(separator: "/")
    }

    private static let allowed = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$'()*+,;=@"
    )

    /// The last part of `path`.
    static func fileName(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }

    /// The ending of a file's name in lower case, without its dot; empty when there is none that can be trusted.
    static func ending(_ path: String) -> String {
        let parts = fileName(path).split(separator: ".")
        guard parts.count > 1, let last = parts.last?.lowercased(), (1...5).contains(last.utf8.count),
            last.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) })
        else { return "" }
        return last
    }
}
