import Foundation

/// The characters of a document as UTF-8; a place outside reads as 0, which no document holds.
struct XMLBytes {
    let buffer: UnsafeBufferPointer<UInt8>

    var count: Int { buffer.count }

    subscript(offset: Int) -> UInt8 { offset >= 0 && offset < buffer.count ? buffer[offset] : 0 }

    /// Where `byte` stands next, in `from..<before`.
    func find(_ byte: UInt8, from start: Int, before end: Int? = nil) -> Int? {
        let end = min(end ?? buffer.count, buffer.count)
        guard start < end, let base = buffer.baseAddress, let hit = memchr(base + start, Int32(byte), end - start)
        else { return nil }
        return UnsafePointer(hit.assumingMemoryBound(to: UInt8.self)) - base
    }

    func find(_ word: StaticString, from start: Int) -> Int? {
        var offset = start
        while let place = find(word.utf8Start.pointee, from: offset) {
            if matches(word, at: place) { return place }
            offset = place + 1
        }
        return nil
    }

    func matches(_ word: StaticString, at offset: Int) -> Bool {
        for index in 0..<word.utf8CodeUnitCount where self[offset + index] != word.utf8Start[index] { return false }
        return true
    }

    func isEqual(_ one: Range<Int>, _ other: Range<Int>) -> Bool {
        one.count == other.count && zip(one, other).allSatisfy { self[$0] == self[$1] }
    }

    /// The first place from `start` on that cannot be part of a name in any document.
    func endOfName(from start: Int) -> Int {
        var offset = start
        while offset < count, !Self.endsName(buffer[offset]) { offset += 1 }
        return offset
    }

    func skipSpace(from start: Int) -> Int {
        var offset = start
        while offset < count, Self.isSpace(buffer[offset]) { offset += 1 }
        return offset
    }

    func string(_ range: Range<Int>) -> String {
        String(decoding: UnsafeBufferPointer(rebasing: buffer[range.clamped(to: 0..<count)]), as: UTF8.self)
    }

    /// A name for use in a message.
    func shown(_ range: Range<Int>) -> String {
        XMLProblem.shown(string(range.lowerBound..<min(range.upperBound, range.lowerBound + 240)))
    }

    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D }

    private static func endsName(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x09, 0x0A, 0x0D, 0x20, UInt8(ascii: "/"), UInt8(ascii: ">"), UInt8(ascii: "<"), UInt8(ascii: "="),
            UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "&"), UInt8(ascii: ";"), UInt8(ascii: "?"):
            true
        default:
            false
        }
    }
}

/// Lines and columns of places asked for in rising order; the whole document is counted once.
struct XMLPositionTracker {
    private let text: XMLBytes
    private var line = 1
    private var column = 1
    private var offset = 0

    init(text: XMLBytes) { self.text = text }

    mutating func position(of wanted: Int) -> XMLPosition {
        if wanted < offset { (line, column, offset) = (1, 1, 0) }
        while let lineEnd = text.find(0x0A, from: offset, before: wanted) {
            line += 1
            column = 1
            offset = lineEnd + 1
        }
        while offset < wanted {
            if text[offset] & 0xC0 != 0x80 { column += 1 }
            offset += 1
        }
        return XMLPosition(line: line, column: column)
    }
}
