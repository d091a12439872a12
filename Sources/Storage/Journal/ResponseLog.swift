import Foundation
import Synchronization

/// The one writer of responses: commits everything waiting in one transaction, as soon as the last commit is done.
///
/// A caller gets its outcome only after `COMMIT` has returned, so "saved" is never said too early. When a commit fails,
/// all its callers get the error and nothing of them is kept; the next commit is tried as if nothing had been.
/// Entries of one stream are appended in the order of the calls.
public final class ResponseLog: Sendable {
    private let database: Database
    private let journal: Journal
    private let queue = Mutex(Queue())
    private let known = Mutex(JournalHeads())

    public init(database: Database, journal: Journal) {
        self.database = database
        self.journal = journal
    }

    /// Appends one entry and returns when it is on disk.
    ///
    /// Cancelling the caller's task does not take the entry back. `number` is that of the stream's last event when the
    /// caller's rules were asked; entries still waiting before this one count.
    ///
    /// - Throws: ``StorageError/outOfDate(stream:number:)`` when the stream has moved on: load, judge, append again.
    ///   ``StorageError/full``, ``StorageError/unavailable(_:)`` and ``StorageError/busy`` when nothing was saved;
    ///   the last also when too much waits already (``mostWaiting``, ``mostWaitingBytes``).
    public func append(_ entry: JournalEntry, expecting number: Int64? = nil) async throws -> JournalOutcome {
        try entry.check()
        return try await withCheckedThrowingContinuation { continuation in
            let waiting = Waiting(entry: entry, number: number, continuation: continuation)
            if !enqueue({ $0.add(waiting) }) { continuation.resume(throwing: StorageError.busy) }
        }
    }

    /// Entries that may wait for one commit: some seconds of a disk that has all but stopped.
    ///
    /// Whoever comes then is told at once to come again, instead of waiting until memory is gone.
    static let mostWaiting = 4_096
    /// Bytes in their bodies, so that long essays cannot take more memory than short answers; one entry alone may be as
    /// large as any (``JournalEntry/sizeLimit``).
    static let mostWaitingBytes = 8 << 20
    /// Of those, so many may be of one stream once half are taken.
    static let mostOfStream = 64
    /// The same of bytes; one body alone may be larger.
    static let mostBytesOfStream = 1 << 20

    /// Goes through many items in transactions of about 10 ms, with saves in between.
    ///
    /// The items of a chunk are committed together; after an error the chunks before it stay, so `work` fills rows that
    /// mean nothing until a last transaction of the caller's makes them count. Where items carry so many bytes that the
    /// commit takes longer than the work, `most` of them make a chunk.
    public func bulk<Item: Sendable>(
        _ items: [Item],
        most: Int = .max,
        _ work: @escaping @Sendable (Transaction, Item) throws -> Void
    ) async throws {
        var next = items.startIndex
        while next < items.endIndex {
            try Task.checkCancellation()
            let start = next
            next = try await chunk { transaction in
                let began = ContinuousClock.now
                var index = start
                repeat {
                    try work(transaction, items[index])
                    index += 1
                } while index < items.endIndex && index - start < most && began.duration(to: .now) < Self.chunkLength
                return index
            }
        }
    }

    /// What this log has done since it was made.
    public var counts: Counts { queue.withLock { $0.counts } }

    public struct Counts: Hashable, Sendable {
        /// Transactions that appended entries and were committed.
        public internal(set) var commits = 0
        /// Entries in them.
        public internal(set) var entries = 0
        public internal(set) var failedCommits = 0
        public internal(set) var chunks = 0

        /// How many responses shared one commit, and so one fsync.
        public var entriesPerCommit: Double { commits == 0 ? 0 : Double(entries) / Double(commits) }
    }

    private typealias Chunk = @Sendable (Transaction) throws -> Int

    private struct Waiting: Sendable {
        let entry: JournalEntry
        let number: Int64?
        let continuation: CheckedContinuation<JournalOutcome, any Error>
    }

    private struct WaitingChunk: Sendable {
        let work: Chunk
        let continuation: CheckedContinuation<Int, any Error>
    }

    private struct Queue {
        var entries: [Waiting] = []
        /// In the bodies of `entries`.
        var bytes = 0
        var chunks: [WaitingChunk] = []
        var isRunning = false
        var counts = Counts()

        var isEmpty: Bool { entries.isEmpty && chunks.isEmpty }

        /// - Returns: False, and nothing is added, when too much waits already.
        mutating func add(_ waiting: Waiting) -> Bool {
            let sum = bytes + waiting.entry.body.count
            guard entries.isEmpty || (entries.count < mostWaiting && sum <= mostWaitingBytes) else { return false }
            // When half is taken, one stream alone must not keep the others out.
            if entries.count >= mostWaiting / 2 || sum > mostWaitingBytes / 2 {
                let own = entries.filter { $0.entry.stream == waiting.entry.stream }.map(\.entry.body.count)
                let ownSum = own.reduce(waiting.entry.body.count, +)
                guard own.isEmpty || (own.count < mostOfStream && ownSum <= mostBytesOfStream) else { return false }
            }
            entries.append(waiting)
            bytes = sum
            return true
        }

        mutating func add(_ chunk: WaitingChunk) -> Bool {
            chunks.append(chunk)
            return true
        }

        /// All entries, and one chunk, so that saves come between any two.
        mutating func take() -> ([Waiting], WaitingChunk?) {
            defer { (entries, bytes) = ([], 0) }
            return (entries, chunks.isEmpty ? nil : chunks.removeFirst())
        }
    }

    /// Leaves 2 ms of the 10 for the commit.
    private static let chunkLength = Duration.milliseconds(8)
    /// Beyond this the heads in memory (about 200 bytes each) are let go.
    private static let headLimit = 20_000

    private func chunk(_ work: @escaping Chunk) async throws -> Int {
        try await withCheckedThrowingContinuation { continuation in
            // Nobody begins a chunk before the last one is done, so only so many wait as there are imports.
            _ = enqueue { $0.add(WaitingChunk(work: work, continuation: continuation)) }
        }
    }

    /// - Returns: What `add` returned: whether anything was added.
    private func enqueue(_ add: (inout Queue) -> Bool) -> Bool {
        let (isAdded, mustStart) = queue.withLock { queue in
            guard add(&queue) else { return (false, false) }
            defer { queue.isRunning = true }
            return (true, !queue.isRunning)
        }
        if mustStart { Task { await run() } }
        return isAdded
    }

    private func run() async {
        while queue.withLock({ queue in
            queue.isRunning = !queue.isEmpty
            return queue.isRunning
        }) {
            do {
                try await database.hold { self.work(with: $0) }
            } catch {
                refuseAll(error)
            }
        }
    }

    /// Commits whatever is waiting, and again what has come meanwhile.
    ///
    /// Between two commits nothing but this runs, so the disk is never kept waiting. Others who write get their turn
    /// after ``turns``.
    private func work(with writer: any Writer) {
        for _ in 0..<Self.turns {
            let (entries, chunk) = queue.withLock { $0.take() }
            guard !entries.isEmpty || chunk != nil else { return }
            if !entries.isEmpty { commit(entries, with: writer) }
            if let chunk { commit(chunk, with: writer) }
        }
    }

    private static let turns = 8

    private func refuseAll(_ error: any Error) {
        while case let (entries, chunk) = queue.withLock({ $0.take() }), !entries.isEmpty || chunk != nil {
            for waiting in entries { waiting.continuation.resume(throwing: error) }
            chunk?.continuation.resume(throwing: error)
        }
    }

    private func commit(_ entries: [Waiting], with writer: any Writer) {
        do {
            let (outcomes, heads) = try writer.write { try append(entries, in: $0) }
            known.withLock { $0 = heads }
            queue.withLock { queue in
                queue.counts.commits += 1
                queue.counts.entries += entries.count
            }
            for (waiting, outcome) in zip(entries, outcomes) {
                waiting.continuation.resume(with: outcome.mapError { $0 })
            }
        } catch {
            queue.withLock { $0.counts.failedCommits += 1 }
            if entries.count > 1, !Self.concernsAll(error) {
                // One entry cannot be stored; the others must not pay for it.
                for waiting in entries { commit([waiting], with: writer) }
            } else {
                for waiting in entries { waiting.continuation.resume(throwing: error) }
            }
        }
    }

    private func commit(_ chunk: WaitingChunk, with writer: any Writer) {
        do {
            let next = try writer.write(chunk.work)
            queue.withLock { $0.counts.chunks += 1 }
            chunk.continuation.resume(returning: next)
        } catch {
            chunk.continuation.resume(throwing: error)
        }
    }

    private func append(
        _ entries: [Waiting],
        in transaction: Transaction
    ) throws -> (outcomes: [Result<JournalOutcome, StorageError>], heads: JournalHeads) {
        // Taken out, not copied: the batch alone owns the heads, and one that fails leaves none behind.
        let heads = known.withLock { heads in
            defer { heads = JournalHeads() }
            return heads.heads.count > Self.headLimit ? JournalHeads() : heads
        }
        var batch = try JournalBatch(key: journal.key, transaction: transaction, known: heads)
        let outcomes = try entries.map { try batch.append($0.entry, expecting: $0.number) }
        try batch.finish()
        return (outcomes, batch.known)
    }

    private static func concernsAll(_ error: any Error) -> Bool {
        (error as? StorageError)?.mayPass ?? false
    }
}
