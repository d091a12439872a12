import ServiceLifecycle
import WebServer

/// Ends the imports that are being read when the server is told to stop, so that nothing waits for them.
struct ImportService: Service {
    let server: WebServer

    func run() async throws {
        do {
            try await gracefulShutdown()
        } catch is CancellationError {
            // Another service has failed; what is being read ends all the same.
        }
        await server.endImports()
    }
}
