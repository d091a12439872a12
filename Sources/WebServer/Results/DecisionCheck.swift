import Assessment
import ExamDelivery
import Storage

/// A decision that can be applied.
enum DecisionCheck {
    /// - Throws: ``ResultsRefusal/unmarkable(_:)`` when the decision names a question or mark that is not there.
    static func sound(_ decision: ItemDecision, position: Int, of id: SittingID, store: Store) async throws {
        guard let record = try await store.sitting(id), let key = try await store.key(ofForm: record.sitting.form)
        else {
            throw ResultsRefusal.unknown
        }
        let decisions = try await store.decisions(of: id) + [(position, decision)]
        do throws(FormMarker.Refusal) {
            _ = try FormMarker(key, decisions: decisions, catalogue: store.catalogue)
        } catch {
            throw ResultsRefusal.unmarkable(error)
        }
    }
}
