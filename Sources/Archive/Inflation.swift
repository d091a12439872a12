import CZlib
import Foundation

/// Expands deflated bytes piece by piece, counting what comes out.
enum Inflation {
    /// The wrapping around the deflated data.
    enum Format: Int32 {
        /// None, as inside ZIP (RFC 1951).
        case raw = -15
        /// One member with gzip header and trailer, checked by zlib (RFC 1952).
        case gzip = 31
    }

    enum Outcome: Hashable {
        /// The stream ended by itself after `consumed` bytes and gave `produced` bytes.
        case complete(consumed: Int, produced: Int)
        /// More than the permitted bytes came out; at most those were handed on.
        case tooLong
        case cutShort
        case broken
    }

    private static let pieceSize = 64 << 10

    /// Hands the expanded bytes to `sink` in pieces of at most 64 KiB and stops at the first byte beyond `limit`.
    static func expand(
        _ packed: Data,
        format: Format,
        atMost limit: Int,
        into sink: (UnsafeRawBufferPointer) -> Void
    ) -> Outcome {
        packed.withUnsafeBytes { input in
            withUnsafeTemporaryAllocation(byteCount: pieceSize, alignment: 16) { piece in
                var stream = z_stream()
                // zlib keeps the address of the stream, so it may not move between calls.
                return withUnsafeMutablePointer(to: &stream) { stream in
                    let size = Int32(MemoryLayout<z_stream>.size)
                    guard inflateInit2_(stream, format.rawValue, ZLIB_VERSION, size) == Z_OK else { return .broken }
                    defer { inflateEnd(stream) }
                    return run(stream, input, piece, atMost: limit, into: sink)
                }
            }
        }
    }

    private static func run(
        _ stream: UnsafeMutablePointer<z_stream>,
        _ input: UnsafeRawBufferPointer,
        _ piece: UnsafeMutableRawBufferPointer,
        atMost limit: Int,
        into sink: (UnsafeRawBufferPointer) -> Void
    ) -> Outcome {
        var fed = 0
        var produced = 0
        while true {
            if stream.pointee.avail_in == 0, fed < input.count {
                let next = UnsafeRawBufferPointer(rebasing: input[fed..<min(input.count, fed + 1 << 30)])
                // zlib reads through this pointer only; its C type lacks the const.
                stream.pointee.next_in = UnsafeMutablePointer(
                    mutating: next.baseAddress?.assumingMemoryBound(to: Bytef.self)
                )
                stream.pointee.avail_in = uInt(next.count)
                fed += next.count
            }
            stream.pointee.next_out = piece.baseAddress?.assumingMemoryBound(to: Bytef.self)
            stream.pointee.avail_out = uInt(piece.count)
            let status = inflate(stream, Z_NO_FLUSH)
            let count = piece.count - Int(stream.pointee.avail_out)
            produced += count
            guard produced <= limit else { return .tooLong }
            if count > 0 { sink(UnsafeRawBufferPointer(rebasing: piece[..<count])) }
            switch status {
            case Z_OK: continue
            case Z_STREAM_END: return .complete(consumed: fed - Int(stream.pointee.avail_in), produced: produced)
            case Z_BUF_ERROR: return .cutShort
            default: return .broken
            }
        }
    }
}

/// A running CRC-32 (ISO 3309), as ZIP and gzip use it.
struct Checksum {
    private(set) var value: UInt32 = 0

    mutating func update(_ bytes: UnsafeRawBufferPointer) {
        guard let start = bytes.baseAddress?.assumingMemoryBound(to: Bytef.self) else { return }
        value = UInt32(truncatingIfNeeded: crc32_z(uLong(value), start, bytes.count))
    }

    static func crc32(_ data: Data) -> UInt32 {
        var checksum = Checksum()
        data.withUnsafeBytes { checksum.update($0) }
        return checksum.value
    }
}
