import Assessment

/// What stands in the place of a picture or recording whose file is missing: a marked box with the words for it.
///
/// Only staff ever see one, since no paper is sealed with such an item.
enum MissingFile {
    static func html(_ alternative: String, texts: Texts) -> SafeHTML {
        let words: SafeHTML = alternative.isEmpty ? "" : " <bdi>\(alternative)</bdi>"
        return "<span class=\"missing-file\"><strong>\(texts("content.missing"))</strong>\(words)</span>"
    }
}
