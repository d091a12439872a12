import Assessment
import Foundation

/// The frozen resource pack of a sitting: contents, search, one page of it.
struct ResourcePage: Page {
    let title: String
    let pack: String
    let contentLanguage: String
    let contentDirection: String
    let action: String
    let query: String
    let contents: [Entry]
    /// Results of a search; `nil` when nothing was searched.
    let found: Found?
    let page: Content?
    let backHref: String?

    struct Entry: Sendable {
        let href: String
        let name: String
        let isCurrent: Bool
    }

    struct Found: Sendable {
        /// "4 hits for “sodium”", or "No hit for “x”. Try fewer words."
        let summary: String
        let hits: [Hit]
    }

    struct Hit: Sendable {
        let href: String
        let name: String
        let before: String
        let match: String
        let after: String
    }

    struct Content: Sendable {
        let name: String
        let body: SafeHTML
    }

    /// Makes the finished words from facts.
    ///
    /// - `path`: Where this pack is served: `/sit/01J8…/resources/open-book-1`; a page is `?page=id`, a search `?q=…`.
    /// - `pageID`: The page to show; the first one without a search.
    /// - `back`: Path of the question that the reader came from, for those without a second window.
    init(
        pack: ResourcePack,
        path: String,
        pageID: String?,
        query: String = "",
        back: String? = nil,
        texts: Texts,
        mediaURL: @escaping (String) -> String
    ) {
        self.pack = pack.title
        contentLanguage = pack.language
        contentDirection = Texts.direction(of: pack.language).rawValue
        action = path
        self.query = query
        backHref = back
        let words = ResourceSearch.words(of: query)
        let shown = pack.pages.first { $0.id == pageID } ?? (words.isEmpty ? pack.pages.first : nil)
        title = texts("resource.title", ["page": shown?.title ?? pack.title, "pack": pack.title])
        contents = pack.pages.map { entry in
            Entry(href: Self.href(path, entry.id), name: entry.title, isCurrent: entry.id == shown?.id)
        }
        if words.isEmpty {
            found = nil
        } else {
            let hits = pack.pages.compactMap { entry in
                ResourceSearch.hit(words, in: entry).map { hit in
                    Hit(
                        href: Self.href(path, entry.id),
                        name: entry.title,
                        before: hit.before,
                        match: hit.match,
                        after: hit.after
                    )
                }
            }
            found = Found(
                summary: hits.isEmpty
                    ? texts("resource.none", ["query": query])
                    : texts("resource.hits", count: hits.count, ["query": query]),
                hits: hits
            )
        }
        page = shown.map { entry in
            let body = ContentRenderer.markup(of: entry.blocks, texts: texts, headings: 3, mediaURL: mediaURL)
            return Content(name: entry.title, body: body)
        }
    }

    private static func href(_ path: String, _ id: String) -> String {
        let safe = id.utf8.map { byte in
            let scalar = UnicodeScalar(byte)
            let isPlain = byte < 128 && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || byte == 0x2D)
            return isPlain ? String(scalar) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }
        return "\(path)?page=\(safe.joined())"
    }
}

/// Finds words in a resource page: all must occur, in any case and with or without accents.
enum ResourceSearch {
    /// The words of a query, folded.
    static func words(of query: String) -> [String] {
        fold(query).split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }

    /// The first place where a word occurs, with its surroundings; `nil` unless every word occurs somewhere.
    static func hit(
        _ words: [String],
        in page: ResourcePack.Page
    ) -> (before: String, match: String, after: String)? {
        let text = page.title + " · " + page.blocks.plainText
        let folded = fold(text)
        guard let first = words.first, words.allSatisfy({ folded.contains($0) }),
            let range = text.range(of: first, options: [.caseInsensitive, .diacriticInsensitive])
        else { return nil }
        let start = text.index(range.lowerBound, offsetBy: -60, limitedBy: text.startIndex) ?? text.startIndex
        let end = text.index(range.upperBound, offsetBy: 80, limitedBy: text.endIndex) ?? text.endIndex
        return (
            (start > text.startIndex ? "…" : "") + text[start..<range.lowerBound],
            String(text[range]),
            text[range.upperBound..<end] + (end < text.endIndex ? "…" : "")
        )
    }

    private static func fold(_ text: String) -> String {
        text.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil)
    }
}
