import Assessment

/// Images and recordings where QTI wants them as elements of their own.
///
/// QTI 2.0 and 2.1 know `object` alone, 2.2 has audio and video as an extension of its own; the graphic interactions
/// take `img` from 3.0 on.
extension QTIContentWriter {
    /// The image that a graphic interaction stands on, or that is moved about on it.
    func picture(_ image: ContentImage) -> MarkupElement {
        guard version == .v30 else { return object(image) }
        return MarkupElement("img", attributes: attributes(of: image))
    }

    /// The image as an object, its alternative text inside.
    func object(_ image: ContentImage) -> MarkupElement {
        var attributes = [
            MarkupAttribute("data", PackagePath.relative(image.media, from: path)),
            MarkupAttribute("type", QTIMediaType.image(image.media)),
        ]
        if let width = image.widthInPixels { attributes.append(MarkupAttribute("width", String(width))) }
        if let height = image.heightInPixels { attributes.append(MarkupAttribute("height", String(height))) }
        let alternative = image.alternative
        return MarkupElement(
            "object",
            attributes: attributes,
            children: alternative.isEmpty ? [] : [.text(alternative)]
        )
    }

    func attributes(of image: ContentImage) -> [MarkupAttribute] {
        var attributes = [
            MarkupAttribute("src", PackagePath.relative(image.media, from: path)),
            MarkupAttribute("alt", image.alternative),
        ]
        if let width = image.widthInPixels { attributes.append(MarkupAttribute("width", String(width))) }
        if let height = image.heightInPixels { attributes.append(MarkupAttribute("height", String(height))) }
        return attributes
    }

    /// A recording: with all its files and captions where the version has a way to say so, else its best file.
    func recording(_ media: ContentMedia) -> MarkupNode {
        guard version == .v22 || version == .v30 else { return .element(recordingObject(media)) }
        var attributes: [MarkupAttribute] = [MarkupAttribute("controls", "true")]
        if let width = media.widthInPixels { attributes.append(MarkupAttribute("width", String(width))) }
        if let height = media.heightInPixels { attributes.append(MarkupAttribute("height", String(height))) }
        var children = media.sources.map { source in
            var attributes = [MarkupAttribute("src", PackagePath.relative(source.media, from: path))]
            if !source.type.isEmpty { attributes.append(MarkupAttribute("type", source.type)) }
            return MarkupNode.element(MarkupElement("source", attributes: attributes))
        }
        if let captions = media.captions {
            var attributes = [
                MarkupAttribute("kind", "captions"),
                MarkupAttribute("src", PackagePath.relative(captions.media, from: path)),
            ]
            if !captions.type.isEmpty { attributes.append(MarkupAttribute("srclang", captions.type)) }
            children.append(.element(MarkupElement("track", attributes: attributes)))
        }
        if !media.alternative.isEmpty { children.append(.text(media.alternative)) }
        return .element(MarkupElement(media.kind.rawValue, attributes: attributes, children: children))
    }

    private func recordingObject(_ media: ContentMedia) -> MarkupElement {
        var attributes: [MarkupAttribute] = []
        if let source = media.sources.first {
            attributes.append(MarkupAttribute("data", PackagePath.relative(source.media, from: path)))
            let type = source.type.isEmpty ? QTIMediaType.recording(source.media, media.kind) : source.type
            attributes.append(MarkupAttribute("type", type))
        }
        if let width = media.widthInPixels { attributes.append(MarkupAttribute("width", String(width))) }
        if let height = media.heightInPixels { attributes.append(MarkupAttribute("height", String(height))) }
        let alternative = media.alternative
        return MarkupElement(
            "object",
            attributes: attributes,
            children: alternative.isEmpty ? [] : [.text(alternative)]
        )
    }
}

/// The media type that `object` must name, told by the ending of a file.
enum QTIMediaType {
    static func image(_ path: String) -> String {
        switch PackagePath.ending(path) {
        case "jpg", "jpeg": "image/jpeg"
        case "gif": "image/gif"
        case "svg": "image/svg+xml"
        case "webp": "image/webp"
        default: "image/png"
        }
    }

    static func recording(_ path: String, _ kind: ContentMedia.Kind) -> String {
        switch (PackagePath.ending(path), kind) {
        case ("mp3", _): "audio/mpeg"
        case ("wav", _): "audio/wav"
        case ("webm", .video): "video/webm"
        case ("webm", .audio): "audio/webm"
        case ("ogg", .audio), ("oga", _): "audio/ogg"
        case ("ogg", .video), ("ogv", _): "video/ogg"
        case ("m4a", _), (_, .audio): "audio/mp4"
        case (_, .video): "video/mp4"
        }
    }
}
