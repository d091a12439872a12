import Foundation
import Storage
import Synchronization

/// Who holds which token, for a short while, so that a save need not ask the database who is saving.
///
/// A session ended or changed at this node is forgotten at once; elsewhere it lives on for at most
/// ``lifetime`` seconds.
final class SessionCache: Sendable {
    private struct Entry {
        let signedIn: SignedIn
        let readAt: Date
    }

    private struct State {
        var entries: [SessionToken: Entry] = [:]
        /// Counts what was forgotten: who read before that must not put it back.
        var forgotten = 0
    }

    private let state = Mutex(State())
    private static let lifetime: TimeInterval = 30
    private static let limit = 50_000

    /// Who holds `token` now; with `orDelivers`, also who held it until it expired.
    func signedIn(_ token: SessionToken, orDelivers: Bool, store: Store, now: Date) async throws -> SignedIn? {
        guard let signedIn = try await held(token, store: store, now: now), orDelivers || signedIn.expiresAt > now
        else { return nil }
        return signedIn
    }

    private func held(_ token: SessionToken, store: Store, now: Date) async throws -> SignedIn? {
        let (entry, forgotten) = state.withLock { ($0.entries[token], $0.forgotten) }
        if let entry, now.timeIntervalSince(entry.readAt) < Self.lifetime { return entry.signedIn }
        let signedIn = try await store.session(token)
        state.withLock { state in
            guard state.forgotten == forgotten else { return }
            if state.entries.count >= Self.limit { state.entries.removeAll() }
            state.entries[token] = signedIn.map { Entry(signedIn: $0, readAt: now) }
        }
        return signedIn
    }

    func forget(_ token: SessionToken) {
        state.withLock { state in
            state.entries[token] = nil
            state.forgotten += 1
        }
    }

    func forgetAll() {
        state.withLock { state in
            state.entries.removeAll()
            state.forgotten += 1
        }
    }
}

/// Slows down guessing: so many tries a key in a window, then none until it is over.
///
/// A whole room behind one address may sign in at once, so the limit for an address is high and the one for a login
/// is low.
final class Throttle: Sendable {
    private struct Count {
        var tries: Int
        let began: Date
    }

    private let counts = Mutex<[String: Count]>([:])
    private static let window: TimeInterval = 60
    private static let limit = 100_000

    /// Counts one try and says whether it may go on.
    func allows(_ key: String, tries: Int, now: Date) -> Bool {
        counts.withLock { counts in
            if counts.count > Self.limit {
                counts = counts.filter { now.timeIntervalSince($0.value.began) < Self.window }
            }
            var count = counts[key] ?? Count(tries: 0, began: now)
            if now.timeIntervalSince(count.began) >= Self.window { count = Count(tries: 0, began: now) }
            count.tries += 1
            counts[key] = count
            return count.tries <= tries
        }
    }
}
