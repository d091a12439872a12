import Assessment
import Foundation
import Storage
import Synchronization

/// A sealed form ready for pages: its items drawn once for each language of the interface.
final class DrawnForm: Sendable {
    let form: Form
    /// One a position, in the form's order.
    let fragments: [ItemFragment]
    let positions: [Form.Position]
    /// The files that each position shows, and the only ones that a candidate gets.
    let media: [Set<String>]

    init(_ form: Form, of sitting: Sitting, texts: Texts) {
        self.form = form
        positions = form.positions
        var media: [Set<String>] = []
        fragments = positions.enumerated().map { index, position in
            media.append([])
            let item = ItemVersion(
                item: ItemID(rawValue: ""),
                language: position.language,
                title: "",
                body: position.body,
                interactions: position.interactions,
                scoring: []
            )
            return ItemFragment(item: item, texts: texts) { name in
                media[index].insert(name)
                // The form's hash stands for the versions, as browsers keep what they fetch. Not the version's own: it
                // is made over the key as well, so that a key could be guessed and the guess be proven with it.
                let place = "\(sitting.form.rawValue)/\(index + 1)"
                return "/sit/\(sitting.id.rawValue)/media/\(place)/\(Cookies.escapedComponent(name))"
            }
        }
        self.media = media
    }
}

/// Drawn forms by sitting and language; what is dropped is drawn again.
final class FragmentCache: Sendable {
    private struct Key: Hashable {
        let sitting: SittingID
        let locale: String
    }

    private let forms = Mutex<[Key: DrawnForm]>([:])
    private static let limit = 64

    func form(of sitting: Sitting, texts: Texts, store: Store) async throws -> DrawnForm {
        let key = Key(sitting: sitting.id, locale: texts.locale)
        if let drawn = forms.withLock({ $0[key] }) { return drawn }
        guard let form = try await store.form(sitting.form) else { throw Failure.notFound }
        let drawn = DrawnForm(form, of: sitting, texts: texts)
        forms.withLock { forms in
            if forms.count >= Self.limit { forms.removeAll() }
            forms[key] = drawn
        }
        return drawn
    }
}
