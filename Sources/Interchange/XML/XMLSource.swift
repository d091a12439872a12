import Foundation

/// A document's characters as UTF-8 with plain line feeds, after its encoding has been established beyond doubt.
///
/// Only UTF-8, and UTF-16 with a byte order mark, are read: every other encoding is a way to say `<!DOCTYPE` unseen.
/// The XML declaration is checked and then blanked out, so that no later reader acts on it.
///
/// Source: Extensible Markup Language (XML) 1.0, fifth edition, sections 2.2, 2.8, 2.11, 4.3.3 and appendix F.
struct XMLSource {
    private(set) var bytes: [UInt8]

    init(_ data: Data, limits: XMLLimits) throws(XMLProblem) {
        guard data.count <= limits.documentBytes else {
            throw XMLProblem(
                .documentTooLarge,
                "The document is larger than \(limits.documentBytes) bytes.",
                at: .start
            )
        }
        let head = Array(data.prefix(4))
        let encoding = try Self.encoding(head)
        switch encoding {
        case .utf8: bytes = try Self.validated(Array(head.starts(with: [0xEF, 0xBB, 0xBF]) ? data.dropFirst(3) : data))
        case .utf16BigEndian: bytes = try Self.transcoded(Array(data.dropFirst(2)), high: 0, low: 1)
        case .utf16LittleEndian: bytes = try Self.transcoded(Array(data.dropFirst(2)), high: 1, low: 0)
        }
        if let place = Self.find(0, in: bytes) {
            throw XMLProblem(
                .forbiddenCharacter,
                "The document holds a NUL character.",
                at: Self.position(of: place, in: bytes)
            )
        }
        normaliseLineEnds()
        try takeDeclaration(encoding)
    }

    private enum Encoding {
        case utf8, utf16BigEndian, utf16LittleEndian

        var names: Set<String> {
            switch self {
            case .utf8: ["utf-8", "utf8"]
            case .utf16BigEndian: ["utf-16", "utf-16be"]
            case .utf16LittleEndian: ["utf-16", "utf-16le"]
            }
        }
    }

    private static func encoding(_ head: [UInt8]) throws(XMLProblem) -> Encoding {
        let unsupported: String?
        switch (head.first ?? 0, head.dropFirst().first ?? 0, head.dropFirst(2).first ?? 1, head.last ?? 1) {
        case (0xFF, 0xFE, 0, 0), (0, 0, 0xFE, 0xFF), (0, 0, 0, 0x3C), (0x3C, 0, 0, 0): unsupported = "UTF-32"
        case (0xFE, 0xFF, _, _): return .utf16BigEndian
        case (0xFF, 0xFE, _, _): return .utf16LittleEndian
        case (0, 0x3C, _, _), (0x3C, 0, _, _): unsupported = "UTF-16 without a byte order mark"
        case (0x2B, 0x2F, 0x76, _): unsupported = "UTF-7"
        case (0x4C, 0x6F, 0xA7, 0x94): unsupported = "EBCDIC"
        default: unsupported = nil
        }
        if let unsupported {
            throw XMLProblem(
                .unsupportedEncoding,
                "The document is in \(unsupported); save it as UTF-8.",
                at: .start
            )
        }
        return .utf8
    }

    private static func validated(_ bytes: [UInt8]) throws(XMLProblem) -> [UInt8] {
        do throws(UTF8.ValidationError) {
            _ = try UTF8Span(validating: bytes.span)
            return bytes
        } catch {
            let place = error.byteOffsets.lowerBound
            throw XMLProblem(
                .wrongBytes,
                "The document is not valid UTF-8 here; save it as UTF-8.",
                at: position(of: place, in: bytes)
            )
        }
    }

    private static func transcoded(_ bytes: [UInt8], high: Int, low: Int) throws(XMLProblem) -> [UInt8] {
        let units = stride(from: 0, to: bytes.count - 1, by: 2)
            .map { UInt16(bytes[$0 + high]) << 8 | UInt16(bytes[$0 + low]) }
        guard bytes.count.isMultiple(of: 2), let text = String(validating: units, as: UTF16.self) else {
            throw XMLProblem(
                .wrongBytes,
                "The document is not valid UTF-16; save it as UTF-8.",
                at: .start
            )
        }
        return Array(text.utf8)
    }

    /// XML 1.0, section 2.11: CR LF and a lone CR are read as LF.
    private mutating func normaliseLineEnds() {
        guard Self.find(0x0D, in: bytes) != nil else { return }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var previous: UInt8 = 0
        for byte in bytes {
            if byte == 0x0D {
                result.append(0x0A)
            } else if byte != 0x0A || previous != 0x0D {
                result.append(byte)
            }
            previous = byte
        }
        bytes = result
    }

    private mutating func takeDeclaration(_ encoding: Encoding) throws(XMLProblem) {
        let opening = Array("<?xml".utf8)
        guard bytes.starts(with: opening), bytes.count > 5, [0x20, 0x09, 0x0A].contains(bytes[5]) else { return }
        // The longest sensible declaration is far below 500 bytes.
        let head = bytes.prefix(500)
        guard let end = head.indices.dropLast().first(where: { head[$0] == 0x3F && head[$0 + 1] == 0x3E }),
            let declaration = XMLDeclaration(String(decoding: head[5..<end], as: UTF8.self))
        else {
            throw XMLProblem(.malformed, "The XML declaration in the first line is not well formed.", at: .start)
        }
        guard declaration.version == "1.0" else {
            throw XMLProblem(.unsupportedVersion, "The document is not XML 1.0.", at: .start)
        }
        if let declared = declaration.encoding, !encoding.names.contains(declared.lowercased()) {
            let isKnown = ["utf-8", "utf8", "utf-16", "utf-16le", "utf-16be"].contains(declared.lowercased())
            throw XMLProblem(
                isKnown ? .encodingMismatch : .unsupportedEncoding,
                isKnown
                    ? "The document declares \(declared) but is in another encoding; save it as UTF-8."
                    : "The document declares an encoding other than UTF-8; save it as UTF-8.",
                at: .start
            )
        }
        for index in 0..<end + 2 where bytes[index] != 0x0A { bytes[index] = 0x20 }
    }

    private static func find(_ byte: UInt8, in bytes: [UInt8]) -> Int? {
        bytes.withUnsafeBufferPointer { XMLBytes(buffer: $0).find(byte, from: 0) }
    }

    static func position(of offset: Int, in bytes: [UInt8]) -> XMLPosition {
        let before = bytes[..<offset]
        let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        let lines = before[..<lineStart].reduce(1) { $0 + ($1 == 0x0A ? 1 : 0) }
        let column = before[lineStart...].reduce(1) { $0 + ($1 & 0xC0 != 0x80 ? 1 : 0) }
        return XMLPosition(line: lines, column: column)
    }
}

/// What stands in `<?xml …?>`.
private struct XMLDeclaration {
    private(set) var version = ""
    private(set) var encoding: String?

    /// - Returns: `nil` unless it is a version, then perhaps an encoding, then perhaps a word on being standalone.
    init?(_ text: String) {
        var rest = Substring(text)
        var wanted = ["version", "encoding", "standalone"]
        while true {
            let trimmed = rest.drop { $0 == " " || $0 == "\t" || $0 == "\n" }
            if trimmed.isEmpty { break }
            guard trimmed.startIndex > rest.startIndex, let equals = trimmed.firstIndex(of: "=") else { return nil }
            let name = trimmed[..<equals].filter { !$0.isWhitespace }
            let quoted = trimmed[equals...].dropFirst().drop { $0.isWhitespace }
            guard let quote = quoted.first, quote == "\"" || quote == "'",
                let close = quoted.dropFirst().firstIndex(of: quote), let place = wanted.firstIndex(of: name)
            else { return nil }
            let value = String(quoted.dropFirst()[..<close])
            switch name {
            case "version": version = value
            case "encoding": encoding = value
            default: guard value == "yes" || value == "no" else { return nil }
            }
            wanted.removeFirst(place + 1)
            rest = quoted[quoted.index(after: close)...]
        }
        guard !version.isEmpty else { return nil }
    }
}
