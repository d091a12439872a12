import Assessment
import ExamDelivery
import Synchronization

/// The attempts that somebody asked for lately, as they stand after their last committed event.
///
/// A cache and nothing more: every entry can be dropped and is then rebuilt from the journal.
final class LiveAttempts: Sendable {
    struct Entry: Sendable {
        var attempt: Attempt
        /// The number of the last event of the stream that `attempt` has seen.
        var number: Int64
        /// The form's interactions, shared by all attempts of a sitting.
        let interactions: SharedInteractions
    }

    private struct State {
        var entries: [AttemptID: Entry] = [:]
        var forms: [ContentHash: SharedInteractions] = [:]
    }

    private let state = Mutex(State())
    /// Beyond this, entries are let go; each takes some kilobytes.
    private static let limit = 25_000

    func entry(_ id: AttemptID) -> Entry? { state.withLock { $0.entries[id] } }

    func keep(_ entry: Entry) {
        state.withLock { state in
            if state.entries.count >= Self.limit { state.entries.removeAll() }
            state.entries[entry.attempt.id] = entry
        }
    }

    func drop(_ id: AttemptID) { state.withLock { _ = $0.entries.removeValue(forKey: id) } }

    /// Applies a committed event when it is the next one; drops the entry when others have come between.
    func apply(_ event: AttemptEvent, _ receipt: JournalReceipt, to id: AttemptID) {
        state.withLock { state in
            guard var entry = state.entries[id], receipt.number > entry.number else { return }
            guard receipt.number == entry.number + 1 else {
                state.entries[id] = nil
                return
            }
            state.entries[id] = nil
            entry.attempt.apply(event, at: receipt.receivedAt)
            entry.number = receipt.number
            state.entries[id] = entry
        }
    }

    func interactions(of form: ContentHash) -> SharedInteractions? { state.withLock { $0.forms[form] } }

    func keep(_ interactions: SharedInteractions, of form: ContentHash) {
        state.withLock { $0.forms[form] = interactions }
    }
}

/// The interactions of a form by position, held once for all its attempts.
final class SharedInteractions: Sendable {
    let positions: [[Interaction]]

    init(_ form: Form) { positions = form.positions.map(\.interactions) }
}
