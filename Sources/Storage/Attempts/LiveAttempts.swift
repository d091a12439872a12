import Assessment
import ExamDelivery
import Synchronization

/// The attempts that somebody asked for lately, as they stand after their last committed event.
///
/// A cache and nothing more: every entry can be dropped and is then rebuilt from the journal.
final class LiveAttempts: Sendable {
    struct Entry: Sendable {
        let stream: StreamName
        var attempt: Attempt
        /// The number of the last event of the stream that `attempt` has seen.
        var number: Int64
        /// The form's interactions, shared by all attempts of a sitting.
        let interactions: SharedInteractions
        /// The candidate's order, where the form has lockpoints.
        let order: CandidateOrder?
    }

    /// An attempt in its place, so that moving it on copies nothing.
    private final class Place: Sendable {
        let entry: Mutex<Entry>

        init(_ entry: Entry) { self.entry = Mutex(entry) }
    }

    private struct State {
        var places: [AttemptID: Place] = [:]
        var forms: [ContentHash: SharedInteractions] = [:]
        var draws: [ContentHash: FormDraws] = [:]
    }

    private let state = Mutex(State())
    /// Beyond this, entries are let go; each takes some kilobytes.
    private static let limit = 25_000

    func entry(_ id: AttemptID) -> Entry? { place(id)?.entry.withLock { $0 } }

    private func place(_ id: AttemptID) -> Place? { state.withLock { $0.places[id] } }

    /// Keeps an entry, unless one that has seen more is there: who read before an append may be done after it.
    func keep(_ entry: Entry) {
        state.withLock { state in
            if let known = state.places[entry.attempt.id], known.entry.withLock({ $0.number }) >= entry.number {
                return
            }
            if state.places.count >= Self.limit { state.places.removeAll() }
            state.places[entry.attempt.id] = Place(entry)
        }
    }

    func drop(_ id: AttemptID) { state.withLock { _ = $0.places.removeValue(forKey: id) } }

    /// Applies a committed event when it is the next one; drops the entry when others have come between.
    func apply(_ event: AttemptEvent, _ receipt: JournalReceipt, to id: AttemptID) {
        guard let place = place(id) else { return }
        let isTorn = place.entry.withLock { entry in
            guard receipt.number > entry.number else { return false }
            guard receipt.number == entry.number + 1 else { return true }
            entry.attempt.apply(event, at: receipt.receivedAt)
            entry.number = receipt.number
            return false
        }
        if isTorn { drop(id) }
    }

    func interactions(of form: ContentHash) -> SharedInteractions? { state.withLock { $0.forms[form] } }

    func draws(of form: ContentHash) -> FormDraws? { state.withLock { $0.draws[form] } }

    func keep(_ draws: FormDraws, of form: ContentHash) { state.withLock { $0.draws[form] = draws } }

    func keep(_ interactions: SharedInteractions, of form: ContentHash) {
        state.withLock { $0.forms[form] = interactions }
    }
}

/// The interactions of a form by position, held once for all its attempts.
final class SharedInteractions: Sendable {
    let positions: [[Interaction]]
    /// Where candidates stand in items that are answered in turns.
    let turns: FormTurns
    /// The form without its content, where it has lockpoints: enough to tell what a candidate has reached.
    private let outline: Form?

    init(_ form: Form, turns: FormTurns) {
        self.turns = turns
        positions = form.positions.map(\.interactions)
        var outline = form
        for section in outline.sections.indices {
            for position in outline.sections[section].positions.indices {
                outline.sections[section].positions[position].body = []
                outline.sections[section].positions[position].interactions = []
            }
        }
        self.outline = form.sections.contains { $0.lockpoint != .none } ? outline : nil
    }

    /// The order of the candidate with this seed; `nil` where the form has no lockpoints.
    func order(seed: UInt64) -> CandidateOrder? { outline.map { CandidateOrder(of: $0, seed: seed) } }
}
