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
        do {
            try await cancelWhenGracefulShutdown {
                _ = try await store.clearStaging(begunBefore: started, now: Date())
                _ = try await store.gatherStimuli()
            }
        } catch is CancellationError {
            return
        } catch {
            // Nothing of it can be seen in the bank: it costs only room, and the next start tries again.
            logger.error("imports that were cut off are not cleared away", metadata: ["error": "\(error)"])
        }
    }
}
