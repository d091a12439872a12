#if PostgreSQL
import Foundation

/// Threads with one connection each that take jobs from one queue, first come first served.
///
/// `@unchecked Sendable`: every stored property that changes is touched only while `condition` is locked; a connection
/// belongs to its thread alone. A thread that waits needs a condition, which `Mutex` does not have.
final class PostgreSQLThreads: @unchecked Sendable {
    private typealias Job = @Sendable (PostgreSQLConnection?) -> Void

    private let condition = NSCondition()
    private var jobs: [Job] = []
    private var isStopped = false

    init(count: Int, address: String) {
        for _ in 0..<count {
            // The thread keeps this object alive until `stop`.
            Thread.detachNewThread { self.serve(PostgreSQLConnection(address: address)) }
        }
    }

    /// Runs a job on the next free connection.
    func run<Value: Sendable>(
        _ work: @escaping @Sendable (PostgreSQLConnection) throws -> Value
    ) async throws -> Value {
        try Task.checkCancellation()
        return try await withCheckedThrowingContinuation { continuation in
            let isAccepted = add { connection in
                guard let connection else {
                    continuation.resume(throwing: StorageError.unavailable("the database is closed"))
                    return
                }
                continuation.resume(with: Result { try work(connection) })
            }
            if !isAccepted { continuation.resume(throwing: StorageError.unavailable("the database is closed")) }
        }
    }

    /// Ends the threads after the jobs they are at; waiting jobs throw.
    func stop() {
        condition.lock()
        isStopped = true
        condition.broadcast()
        condition.unlock()
    }

    private func add(_ job: @escaping Job) -> Bool {
        condition.lock()
        defer { condition.unlock() }
        guard !isStopped else { return false }
        jobs.append(job)
        condition.signal()
        return true
    }

    private func serve(_ connection: PostgreSQLConnection) {
        while let job = next() { job(connection) }
        connection.close()
        while let job = abandoned() { job(nil) }
    }

    private func next() -> Job? {
        condition.lock()
        defer { condition.unlock() }
        while jobs.isEmpty, !isStopped { condition.wait() }
        return isStopped ? nil : jobs.removeFirst()
    }

    private func abandoned() -> Job? {
        condition.lock()
        defer { condition.unlock() }
        return jobs.isEmpty ? nil : jobs.removeFirst()
    }
}
#endif
