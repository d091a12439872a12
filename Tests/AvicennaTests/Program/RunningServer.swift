import Foundation
import Testing

/// `avicenna serve` or `demo` as another process, for the length of a test.
final class RunningServer {
    let port: String
    /// What it said when it was ready.
    let said: [String: Any]
    private let process = Process()
    private let ends: AsyncStream<Int32>

    /// Starts the server and waits until it says that it is ready.
    init(_ verb: String, data: String) async throws {
        port = try Self.freePort()
        let (ends, continuation) = AsyncStream<Int32>.makeStream()
        self.ends = ends
        process.terminationHandler = {
            continuation.yield($0.terminationStatus)
            continuation.finish()
        }
        process.executableURL = Program.url
        process.arguments = [verb, "--data", data, "--port", port, "--format", "json", "--quiet"]
        process.currentDirectoryURL = Program.package
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let line = await Self.firstLine(of: pipe.fileHandleForReading.fileDescriptor)
        said = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any], "\(line)")
    }

    deinit { kill(process.processIdentifier, SIGKILL) }

    /// Ends it as a service manager would, or so that nothing in it gets to run once more.
    ///
    /// - Returns: The code it ended with.
    func end(by signal: Int32 = SIGTERM) async -> Int32? {
        kill(process.processIdentifier, signal)
        return await ends.first { _ in true }
    }

    /// A port that nobody listens on at this moment.
    static func freePort() throws -> String {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(listener) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, size) == 0 && getsockname(listener, $0, &size) == 0
            }
        }
        try #require(isBound)
        return String(UInt16(bigEndian: address.sin_port))
    }

    /// Reads up to the first line end or the end of all, on a thread of its own.
    private static func firstLine(of descriptor: Int32) async -> String {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                var line: [UInt8] = []
                var byte: UInt8 = 0
                while read(descriptor, &byte, 1) == 1, byte != UInt8(ascii: "\n") { line.append(byte) }
                continuation.resume(returning: String(decoding: line, as: UTF8.self))
            }
        }
    }
}
