import Hummingbird
import NIOCore

/// The bare route that saves are measured against: as little as an HTTP server of ours can do for the same bytes.
///
/// Frozen: it takes the body in and answers fixed JSON of the size of a receipt. Whoever changes anything here makes the
/// ratios of all earlier runs worthless.
enum BareServer {
    /// Serves until told to stop.
    static func run(port: Int) async throws {
        let router = Router()
        router.post("/bare") { request, _ in
            _ = try await request.body.collect(upTo: 16 << 10)
            return Response(
                status: .ok,
                headers: [.contentType: "application/json"],
                body: ResponseBody(byteBuffer: ByteBuffer(string: receipt))
            )
        }
        let application = Application(
            router: router,
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: port), backlog: 1024)
        )
        try await application.runService()
    }

    private static let receipt = """
        {"change":"3f0f3a52-5a3e-4d0c-9a5b-0d6c1000001","digest":\
        "b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9","endsAt":"2027-06-03T13:00:00.000Z",\
        "now":"2027-06-03T09:00:00.000Z","savedAt":"2027-06-03T09:00:00.000Z","standing":"counts"}
        """
}
