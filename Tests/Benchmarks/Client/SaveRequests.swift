import Foundation

/// The saves of one attempt as finished bytes; only change id and sequence are written into place before each is sent.
struct SaveRequests: Sendable {
    /// One response to a question, to be sent again and again.
    struct Response: Sendable {
        let position: Int
        let json: String
    }

    private var requests: [[UInt8]] = []
    /// Where change id and sequence begin in each request.
    private var places: [(change: Int, sequence: Int)] = []
    /// What the receipt of the last request must hold.
    private(set) var receipt: [UInt8]
    private var number: Int

    /// Changes and sequences have seven digits, so that no length ever changes.
    private static let digits = 7
    /// How far apart the first numbers of two stretches lie: an attempt's sequence never goes back.
    private static let stretch = 1_000_000

    /// Requests to `target` from the candidate of `seat`.
    ///
    /// `responses`, of which there is at least one, are given in turn, each candidate starting at another. `part` goes
    /// from 1 to 9 and must be higher in a later stretch with the same attempt.
    init(target: String, seat: Seat, responses: [Response], part: Int) {
        precondition((1...9).contains(part) && !responses.isEmpty, "no response, or too many parts")
        number = part * Self.stretch
        let name = UUID().uuidString.lowercased().dropLast(Self.digits)
        receipt = Array("\"change\":\"\(name)\(number)\"".utf8)
        let head = """
            POST \(target) HTTP/1.1\r\nHost: 127.0.0.1\r\nSec-Fetch-Site: same-origin\r\nCookie: \(seat.cookies)\r\n\
            Content-Type: application/json\r\n
            """
        for response in responses[(seat.index % responses.count)...] + responses[..<(seat.index % responses.count)] {
            let start = "{\"change\":\"\(name)"
            let middle = "\(number)\",\"epoch\":\(seat.epoch),\"sequence\":"
            let end = "\(number),\"position\":\(response.position),\"response\":\(response.json)}"
            let length = start.utf8.count + middle.utf8.count + end.utf8.count
            let upToChange = "\(head)Content-Length: \(length)\r\n\r\n\(start)"
            places.append((upToChange.utf8.count, upToChange.utf8.count + middle.utf8.count))
            requests.append(Array("\(upToChange)\(middle)\(end)".utf8))
        }
    }

    /// The next request to send; never the same change twice.
    mutating func next() -> [UInt8] {
        number += 1
        let index = number % requests.count
        write(into: &requests[index], at: places[index].change)
        write(into: &requests[index], at: places[index].sequence)
        // The closing quotation mark stands behind the number.
        write(into: &receipt, at: receipt.count - 1 - Self.digits)
        return requests[index]
    }

    private func write(into bytes: inout [UInt8], at place: Int) {
        var rest = number
        for offset in (0..<Self.digits).reversed() {
            bytes[place + offset] = 0x30 + UInt8(rest % 10)
            rest /= 10
        }
    }
}
