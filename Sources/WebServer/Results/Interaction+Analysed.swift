import Assessment

extension Interaction {
    /// What is chosen from, where it means something how many chose each: of a match its columns, of an image its areas.
    ///
    /// Where all are put in order, joined or placed, each is named by nearly everyone.
    var analysed: [Option] {
        switch self {
        case .choice, .hotText, .match: return targets
        case .image(let image):
            if case .choose = image.task { return image.offered }
            return []
        case .order, .associate, .gapMatch, .text, .number, .slider, .media, .upload, .end, .kept: return []
        }
    }
}
