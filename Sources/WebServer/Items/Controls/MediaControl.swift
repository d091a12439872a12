import Assessment

/// A recording with the browser's own controls and its words beside it; never loaded or played by itself.
struct MediaMarkup {
    let texts: Texts
    let mediaURL: (String) -> String

    func html(_ media: ContentMedia) -> SafeHTML {
        guard !media.isMissing else { return MissingFile.html(media.alternative, texts: texts) }
        let isVideo = media.kind == .video
        var html: SafeHTML = isVideo ? "<video" : "<audio"
        if isVideo {
            if let width = media.widthInPixels { html.append(attribute: "width", String(width)) }
            if let height = media.heightInPixels { html.append(attribute: "height", String(height)) }
        }
        let name = media.alternative.isEmpty ? texts("content.\(media.kind.rawValue)") : media.alternative
        html.append(" controls preload=\"none\" aria-label=\"\(String(name.prefix(100)))\">")
        for source in media.sources {
            html.append("<source src=\"\(mediaURL(source.media))\"")
            if !source.type.isEmpty { html.append(attribute: "type", source.type) }
            html.append(literal: ">")
        }
        if let captions = media.captions {
            html.append("<track kind=\"captions\" default src=\"\(mediaURL(captions.media))\"")
            if !captions.type.isEmpty {
                html.append(attribute: "srclang", ContentRenderer.languageTag(captions.type))
            }
            html.append(literal: ">")
        }
        html.append(isVideo ? "</video>" : "</audio>")
        guard !media.alternative.isEmpty else { return html }
        html.append(
            "<details class=\"transcript\"><summary>\(texts("content.transcript"))</summary><p>\(media.alternative)</p></details>"
        )
        return html
    }
}

/// A recording whose plays are counted; scripts count them, and end them where the author allows only so many.
///
/// Without scripts the count so far is carried on, so that no saved count is lost.
struct PlaysControl: ItemControl {
    private let id: ResponseID
    private let open: SafeHTML
    private let close: SafeHTML

    init(_ media: MediaInteraction, box: ControlBox, mediaURL: @escaping (String) -> String) {
        id = media.id
        let markup = MediaMarkup(texts: box.texts, mediaURL: mediaURL).html(media.media)
        let attributes: SafeHTML = " data-control=\"plays\" data-limit=\"\(media.maximumPlays)\""
        let most =
            media.maximumPlays > 0 ? box.texts("question.plays", count: media.maximumPlays) : ""
        let least = media.minimumPlays > 0 ? box.texts("question.plays.least", count: media.minimumPlays) : ""
        let hint = [most, least].filter { !$0.isEmpty }.joined(separator: " ")
        let advice: SafeHTML = hint.isEmpty ? "" : "<p class=\"hint\">\(hint)</p>"
        open = """
            \(box.open("plays", kind: "plays", attributes: attributes))\(advice)\
            <div class="media">\(markup)</div><input type="hidden" name="\(box.name)" value="
            """
        close = "\"></div>"
    }

    func write(into html: inout SafeHTML, _ state: ItemFragment.State) {
        html.append(open)
        if case .number(let plays, _)? = state.response[id] { html.append(escaping: plays) }
        html.append(close)
    }
}
