import Foundation
import HTTPTypes

/// Names and reading of our cookies.
enum Cookies {
    /// The session; its value is secret.
    static let session = "avicenna_session"

    static func read(_ headers: HTTPFields) -> [String: String] {
        var cookies: [String: String] = [:]
        each(in: headers) { name, value in cookies[String(Substring(name))] = String(Substring(value)) }
        return cookies
    }

    /// The last value of one cookie; the others are not even copied, since every save asks for one.
    static func value(of wanted: String, in headers: HTTPFields) -> String? {
        var found: String?
        each(in: headers) { name, value in
            if name.elementsEqual(wanted.utf8) { found = String(Substring(value)) }
        }
        return found
    }

    private static func each(in headers: HTTPFields, _ work: (Substring.UTF8View, Substring.UTF8View) -> Void) {
        for field in headers where field.name == .cookie {
            var rest = field.value[...].utf8
            while !rest.isEmpty {
                let end = rest.firstIndex(of: UInt8(ascii: ";")) ?? rest.endIndex
                let pair = rest[..<end]
                rest = end == rest.endIndex ? rest[end...] : rest[rest.index(after: end)...]
                guard let middle = pair.firstIndex(of: UInt8(ascii: "=")) else { continue }
                let name = trimmed(pair[..<middle])
                if !name.isEmpty { work(name, trimmed(pair[pair.index(after: middle)...])) }
            }
        }
    }

    private static func trimmed(_ bytes: Substring.UTF8View) -> Substring.UTF8View {
        func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
        var rest = bytes.drop(while: isBlank)
        while let last = rest.last, isBlank(last) { rest.removeLast() }
        return rest
    }

    /// A path as a query value.
    static func escaped(_ path: String) -> String {
        path.addingPercentEncoding(withAllowedCharacters: .alphanumerics.union(CharacterSet(charactersIn: "-._/")))
            ?? ""
    }

    /// One component of a path; slashes in it are escaped too.
    static func escapedComponent(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics.union(CharacterSet(charactersIn: "-._"))) ?? ""
    }

    /// A path of our own site, from outside; anything else becomes the start page.
    static func ownPath(_ path: String?) -> String {
        guard let path, path.hasPrefix("/"), !path.hasPrefix("//"), !path.contains("\\"),
            path.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else { return "/" }
        return path
    }
}
