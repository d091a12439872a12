import Foundation

/// A whole HTTP/1.1 answer; its length is what Content-Length says.
struct Answer {
    let status: Int
    let body: [UInt8]
    private let head: [UInt8]

    private static let headEnd = Array("\r\n\r\n".utf8)
    private static let lengthName = Array("content-length:".utf8)

    /// Takes the answer at the start of `received` out of it; `nil` while it is incomplete.
    ///
    /// Works on bytes: the client shares two cores with the server that it measures.
    ///
    /// - Throws: ``Problem`` when what came is no such answer.
    init?(takenFrom received: inout [UInt8]) throws {
        guard let end = received.firstIndex(of: Self.headEnd) else { return nil }
        let head = Array(received[..<end])
        guard head.count > 12, let status = Self.number(in: head, at: 9), let length = Self.length(in: head) else {
            throw Problem("the answer has no status or no length: \(String(decoding: head.prefix(100), as: UTF8.self))")
        }
        let start = end + Self.headEnd.count
        guard received.count >= start + length else { return nil }
        self.status = status
        self.head = head
        body = Array(received[start..<start + length])
        received.removeFirst(start + length)
    }

    /// Finds the length without making a text of each header.
    private static func length(in head: [UInt8]) -> Int? {
        var line = 0
        while line + lengthName.count < head.count {
            // Letters of ASCII differ from their small ones by one bit.
            if lengthName.indices.allSatisfy({ head[line + $0] | 0x20 == lengthName[$0] | 0x20 }) {
                return number(in: head, at: line + lengthName.count)
            }
            guard let next = head[line...].firstIndex(of: 0x0A) else { return nil }
            line = next + 1
        }
        return nil
    }

    private static func number(in bytes: [UInt8], at start: Int) -> Int? {
        let digits = bytes[start...].drop { $0 == 0x20 }.prefix { (0x30...0x39).contains($0) }
        guard !digits.isEmpty, digits.count < 10 else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    func holds(_ bytes: [UInt8]) -> Bool { body.firstIndex(of: bytes) != nil }

    var text: String { String(decoding: body, as: UTF8.self) }

    /// Every cookie that was set, as `name=value`.
    var cookies: [String] {
        String(decoding: head, as: UTF8.self).split(separator: "\r\n").compactMap { line in
            guard line.lowercased().hasPrefix("set-cookie:") else { return nil }
            return line.dropFirst("set-cookie:".count).prefix { $0 != ";" }.trimmingCharacters(in: .whitespaces)
        }
    }

    func json<Value: Decodable>(_ type: Value.Type) throws -> Value {
        do {
            return try JSONDecoder().decode(type, from: Data(body))
        } catch {
            throw Problem("unexpected JSON: \(text.prefix(300))")
        }
    }
}

extension [UInt8] {
    /// Where `bytes` begins for the first time.
    fileprivate func firstIndex(of bytes: [UInt8]) -> Int? {
        guard let first = bytes.first, count >= bytes.count else { return nil }
        var start = 0
        while start <= count - bytes.count {
            if self[start] == first, bytes.indices.allSatisfy({ self[start + $0] == bytes[$0] }) { return start }
            start += 1
        }
        return nil
    }
}
