import Storage
import Synchronization

/// The imports that this server reads at this moment, each in a task of its own; requests come and go beside them.
///
/// What an import will be stands in the database; here is only how far it has come, and the way to stop it.
final class RunningImports: Sendable {
    private struct State {
        var running: [String: Running] = [:]
        var isClosed = false
    }

    /// One import on its way.
    final class Running: Sendable {
        private struct State {
            var progress = ImportProgress.reading(items: 0)
            var isStopped = false
            var outcome: Result<Void, any Error>?
        }

        private let state = Mutex(State())

        var progress: ImportProgress { state.withLock { $0.progress } }
        /// `nil` while it runs.
        var outcome: Result<Void, any Error>? { state.withLock { $0.outcome } }

        func move(to progress: ImportProgress) { state.withLock { $0.progress = progress } }

        /// Counts one more item that is read.
        ///
        /// - Throws: `CancellationError` once it is to stop: the reader has no task that could be cancelled.
        func countItem() throws(CancellationError) {
            let isStopped = state.withLock { state in
                if case .reading(let items) = state.progress { state.progress = .reading(items: items + 1) }
                return state.isStopped
            }
            if isStopped { throw CancellationError() }
        }

        fileprivate func stop() { state.withLock { $0.isStopped = true } }

        fileprivate func end(with outcome: Result<Void, any Error>) { state.withLock { $0.outcome = outcome } }
    }

    private let state = Mutex(State())
    /// Of those that run, to be cancelled.
    private let tasks = Mutex<[String: Task<Void, Never>]>([:])

    /// How often somebody who waits looks again.
    private static let pace = Duration.milliseconds(5)

    /// How far the import has come; `nil` when this server does not read it.
    func progress(of id: String) -> ImportProgress? { state.withLock { $0.running[id]?.progress } }

    /// Runs `work` beside the requests.
    ///
    /// - Throws: ``Failure`` 503 when the server is stopping.
    func start(_ id: String, _ work: @escaping @Sendable (Running) async throws -> Void) throws(Failure) -> Running {
        let running = Running()
        let isClosed = state.withLock { state in
            if !state.isClosed { state.running[id] = running }
            return state.isClosed
        }
        guard !isClosed else { throw Failure(.unavailable, "stopped", "the server is stopping; try again") }
        tasks.withLock { held in
            // Until this lock is left, not even a task that is done at once takes itself away.
            held[id] = Task {
                let outcome: Result<Void, any Error>
                do {
                    outcome = .success(try await work(running))
                } catch {
                    outcome = .failure(error)
                }
                running.end(with: outcome)
                state.withLock { $0.running[id] = nil }
                tasks.withLock { $0[id] = nil }
            }
        }
        return running
    }

    /// Waits until `running` has ended, but no longer than `patience`.
    ///
    /// - Returns: Whether it has ended.
    func wait(for running: Running, atMost patience: Duration) async throws -> Bool {
        let end = ContinuousClock.now + patience
        while running.outcome == nil {
            guard ContinuousClock.now < end else { return false }
            try await Task.sleep(for: Self.pace)
        }
        return true
    }

    /// Ends one import, and waits a moment until it has left its place to the next.
    func stop(_ id: String) async throws {
        guard let running = state.withLock({ $0.running[id] }) else { return }
        running.stop()
        tasks.withLock { $0[id] }?.cancel()
        // What is just inside one large file of a package comes back a little later.
        _ = try await wait(for: running, atMost: .seconds(1))
    }

    /// Ends all imports and takes no more: the server stops.
    ///
    /// Waits no longer than `patience`; what is not cleared away by then, the next start clears away.
    func close(patience: Duration) async {
        let all = state.withLock { state in
            state.isClosed = true
            return state.running.values
        }
        for running in all { running.stop() }
        for task in tasks.withLock({ $0.values }) { task.cancel() }
        let end = ContinuousClock.now + patience
        // When this is cancelled too there is no time left to wait.
        for running in all { _ = try? await wait(for: running, atMost: end - .now) }
    }
}
