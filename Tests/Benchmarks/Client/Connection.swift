import Foundation
import Glibc

/// One keep-alive connection that speaks HTTP/1.1: a request, then its answer.
///
/// A class because it owns a descriptor; only one thread uses it.
final class Connection {
    let descriptor: Int32
    private var received: [UInt8] = []
    private var piece = [UInt8](repeating: 0, count: 16 << 10)

    private static let patienceInSeconds = 30

    /// Connects to a server on this machine.
    init(port: Int) throws {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        descriptor = try Self.connected(AF_INET, address)
    }

    /// Connects to the socket in a data folder, as operator.
    init(socketPath: String) throws {
        guard socketPath.utf8.count <= 107 else { throw Problem("\(socketPath) is too long for a socket") }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: socketPath.utf8) }
        descriptor = try Self.connected(AF_UNIX, address)
    }

    deinit { close(descriptor) }

    private static func connected<Address>(_ family: Int32, _ address: Address) throws -> Int32 {
        let descriptor = socket(family, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw Problem("socket: \(String(cString: strerror(errno)))") }
        var wait = timeval(tv_sec: patienceInSeconds, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &wait, size)
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &wait, size)
        let result = withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<Address>.size))
            }
        }
        guard result == 0 else {
            let problem = Problem("connect: \(String(cString: strerror(errno)))")
            close(descriptor)
            throw problem
        }
        return descriptor
    }

    func send(_ bytes: [UInt8]) throws {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                Glibc.send(descriptor, buffer.baseAddress?.advanced(by: sent), buffer.count - sent, Int32(MSG_NOSIGNAL))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Problem("send: \(String(cString: strerror(errno)))") }
            sent += count
        }
    }

    /// Waits for the answer to the request that was sent.
    func receive() throws -> Answer {
        while true {
            if let answer = try Answer(takenFrom: &received) { return answer }
            _ = try read(flags: 0)
        }
    }

    /// The answer, if the whole of it has come; waits for nothing.
    func receiveAvailable() throws -> Answer? {
        while try read(flags: Int32(MSG_DONTWAIT)) {}
        return try Answer(takenFrom: &received)
    }

    /// Reads what there is; `false` when there is nothing now.
    private func read(flags: Int32) throws -> Bool {
        let count = recv(descriptor, &piece, piece.count, flags)
        if count < 0, errno == EINTR { return true }
        if count < 0, flags != 0, errno == EAGAIN { return false }
        guard count != 0 else { throw Problem("the server closed the connection") }
        guard count > 0 else { throw Problem("recv: \(String(cString: strerror(errno)))") }
        received += piece[..<count]
        return true
    }

    /// Sends one request made here and waits for its answer.
    ///
    /// - Throws: ``Problem`` for a status of 400 and more, too.
    func ask(
        _ method: String,
        _ target: String,
        type: String = "application/json",
        cookies: String = "",
        body: String = ""
    ) throws -> Answer {
        var head = "\(method) \(target) HTTP/1.1\r\nHost: 127.0.0.1\r\nSec-Fetch-Site: same-origin\r\n"
        if !cookies.isEmpty { head += "Cookie: \(cookies)\r\n" }
        if !body.isEmpty { head += "Content-Type: \(type)\r\nContent-Length: \(body.utf8.count)\r\n" }
        try send(Array("\(head)\r\n\(body)".utf8))
        let answer = try receive()
        guard answer.status < 400 else {
            throw Problem("\(method) \(target): \(answer.status) \(answer.text.prefix(300))")
        }
        return answer
    }
}
