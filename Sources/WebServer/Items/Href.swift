import Foundation

/// Addresses of our own pages, with whatever an id or a search may hold made safe for a URL.
enum Href {
    /// `path?name=value…`; fields without a value are left out.
    static func to(_ path: String, _ fields: [(name: String, value: String)] = []) -> String {
        let given = fields.filter { !$0.value.isEmpty }
        guard !given.isEmpty else { return path }
        return path + "?" + given.map { "\(component($0.name))=\(component($0.value))" }.joined(separator: "&")
    }

    /// `text` as one component of a path or one value of a query.
    static func component(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
    }

    /// RFC 3986, section 2.3.
    private static let unreserved = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
    )
}
