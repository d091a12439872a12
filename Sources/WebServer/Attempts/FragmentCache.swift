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

    init(_ form: Form, sitting: SittingID, texts: Texts) {
        self.form = form
        positions = form.positions
        fragments = positions.enumerated().map { index, position in
            let item = ItemVersion(
                item: ItemID(rawValue: ""),
                language: position.language,
                title: "",
                body: position.body,
                interactions: position.interactions,
                scoring: []
            )
            return ItemFragment(item: item, texts: texts) { name in
                "/sit/\(sitting.rawValue)/media/\(index + 1)/\(Cookies.escapedComponent(name))"
            }
        }
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
        let drawn = DrawnForm(form, sitting: sitting.id, texts: texts)
        forms.withLock { forms in
            if forms.count >= Self.limit { forms.removeAll() }
            forms[key] = drawn
        }
        return drawn
    }
}
