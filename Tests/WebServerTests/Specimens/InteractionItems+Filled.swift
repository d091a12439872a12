import Assessment

extension InteractionItems {
    /// Every new interaction whose every string is `text`.
    static func filled(with text: String) -> [Interaction] {
        func id(_ number: Int) -> ResponseID { ResponseID(rawValue: "\(text)i\(number)") }
        let options = [Option(id: OptionID(rawValue: text), content: [.text(text)])]
        let picture = ContentImage(media: text, alternative: text, widthInPixels: 100, heightInPixels: 50)
        func image(_ number: Int, _ task: ImageInteraction.Task) -> Interaction {
            let area = Area(.circle, [10, 10, 5])
            let regions =
                area.map { [ImageInteraction.Region(id: OptionID(rawValue: text), area: $0, label: text)] } ?? []
            return .image(
                ImageInteraction(id: id(number), prompt: [.text(text)], image: picture, task: task, regions: regions)
            )
        }
        return [
            .order(OrderInteraction(id: id(1), prompt: [.text(text)], options: options)),
            .hotText(
                HotTextInteraction(
                    id: id(2),
                    prompt: [],
                    text: [.paragraph([.hotText(OptionID(rawValue: text), [.text(text)])])]
                )
            ),
            .associate(AssociateInteraction(id: id(3), prompt: [], options: options)),
            .gapMatch(
                GapMatchInteraction(
                    id: id(4),
                    prompt: [],
                    options: options,
                    text: [.paragraph([.gap(OptionID(rawValue: text))])]
                )
            ),
            .slider(SliderInteraction(id: id(5), prompt: [], lower: Mark(0), upper: Mark(2))),
            image(6, .choose), image(7, .order), image(8, .associate), image(9, .label(options)), image(10, .point),
            image(11, .place(picture)),
            .media(
                MediaInteraction(
                    id: id(12),
                    prompt: [],
                    media: ContentMedia(kind: .audio, sources: [.init(media: text, type: text)], alternative: text)
                )
            ),
            .text(TextInteraction(id: id(13), prompt: [], maximum: 0, placeholder: text)),
            .upload(UploadInteraction(id: id(14), prompt: [], types: [text])),
            .end(EndInteraction(id: id(15), title: text)),
            .kept(KeptInteraction(id: id(16), prompt: [], name: text, text: [.text(text)])),
        ]
    }
}
