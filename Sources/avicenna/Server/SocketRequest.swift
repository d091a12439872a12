import Foundation
import Glibc

/// One HTTP/1.1 request over the socket in a data folder: connect, write, read to the end.
///
/// Blocking, one request a connection: a command has nothing else to do meanwhile.
struct SocketRequest {
    /// The path of the socket.
    let path: String
    /// How long one reading or writing may stand still; a large import computes for a while before it answers.
    var patienceInSeconds = 600

    struct Answer {
        let status: Int
        let contentType: String
        let body: Data
    }

    enum Problem: Error, Hashable {
        /// Nobody listens there.
        case notListening
        /// The connection ended or stood still; whether the request was carried out is not known.
        case broken(String)
    }

    func send(_ method: String, _ target: String, contentType: String, body: Data) throws(Problem) -> Answer {
        let connection = try connected()
        defer { close(connection) }
        var head = "\(method) \(target) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
        if !contentType.isEmpty { head += "Content-Type: \(contentType)\r\n" }
        if !body.isEmpty || method != "GET" { head += "Content-Length: \(body.count)\r\n" }
        // A server may answer before it has read all, such as with “too large”; so a failed writing is no failure yet.
        let writing = write(Data("\(head)\r\n".utf8) + body, to: connection)
        let bytes = try readAll(connection, after: writing)
        return try Self.answer(bytes)
    }

    private func connected() throws(Problem) -> Int32 {
        let connection = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard connection >= 0 else { throw .broken(Self.problem) }
        var wait = timeval(tv_sec: patienceInSeconds, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &wait, size)
        setsockopt(connection, SOL_SOCKET, SO_SNDTIMEO, &wait, size)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix(107)) }
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(connection, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard result == 0 else {
            let isAbsent = errno == ENOENT || errno == ECONNREFUSED
            let problem = Self.problem
            close(connection)
            throw isAbsent ? .notListening : .broken(problem)
        }
        return connection
    }

    /// - Returns: What went wrong; `nil` when all was written.
    private func write(_ bytes: Data, to connection: Int32) -> String? {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                Glibc.send(
                    connection,
                    buffer.baseAddress?.advanced(by: sent),
                    buffer.count - sent,
                    Int32(MSG_NOSIGNAL)
                )
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return Self.problem }
            sent += count
        }
        return nil
    }

    private func readAll(_ connection: Int32, after writing: String?) throws(Problem) -> Data {
        var bytes = Data()
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = recv(connection, &buffer, buffer.count, 0)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else {
                if writing != nil, !bytes.isEmpty { return bytes }
                throw .broken(writing ?? Self.problem)
            }
            if count == 0 { break }
            bytes.append(contentsOf: buffer[..<count])
        }
        guard !bytes.isEmpty else { throw .broken(writing ?? "the connection ended without an answer") }
        return bytes
    }

    /// Takes an answer apart; its body must be as long as it says.
    static func answer(_ bytes: Data) throws(Problem) -> Answer {
        guard let end = bytes.firstRange(of: Data("\r\n\r\n".utf8)),
            let head = String(validating: bytes[..<end.lowerBound], as: UTF8.self)
        else { throw .broken("the answer is cut off") }
        let lines = head.split(separator: "\r\n", omittingEmptySubsequences: true)
        let words = lines.first?.split(separator: " ") ?? []
        guard words.count >= 2, words[0].hasPrefix("HTTP/1."), let status = Int(words[1]) else {
            throw .broken("the answer is not HTTP/1.1")
        }
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            let halves = line.split(separator: ":", maxSplits: 1)
            guard halves.count == 2 else { continue }
            headers[halves[0].lowercased()] = halves[1].trimmingCharacters(in: .whitespaces)
        }
        let body = Data(bytes[end.upperBound...])
        if let length = headers["content-length"].flatMap(Int.init), length != body.count {
            throw .broken("the answer is cut off")
        }
        return Answer(status: status, contentType: headers["content-type"] ?? "", body: body)
    }

    private static var problem: String { String(cString: strerror(errno)) }
}
