import Foundation
import Logging
import ServiceLifecycle
import Storage

/// Clears away, once and beside the requests, what imports left behind that were cut off with the last server.
struct StagingService: Service {
    let store: Store
    /// The folder is ours alone, so whatever was being staged before this moment is staged no longer.
    let started: Date
    let logger: Logger

    func run() async throws {
        await putInOrder()
        // What ends by itself while the others are being stopped would be taken for their failure.
        try await gracefulShutdown()
    }

    private func putInOrder() async {
        do {
            try await cancelWhenGracefulShutdown {
                _ = try await store.clearStaging(begunBefore: started, now: Date())
                _ = try await store.gatherStimuli()
            }
        } catch is CancellationError {
            return
        } catch {
            // Nothing of it can be seen in the bank: it costs only room, and the next start tries again.
            logger.error("what older imports left is not put in order", metadata: ["error": "\(error)"])
        }
    }
}
