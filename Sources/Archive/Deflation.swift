import CZlib
import Foundation

/// Deflates bytes.
///
/// Equal input gives equal output with one release of zlib; another release may pack differently.
enum Deflation {
    /// - Returns: `nil` only where memory runs out.
    static func compress(_ bytes: Data, format: Inflation.Format) -> Data? {
        bytes.withUnsafeBytes { input in
            withUnsafeTemporaryAllocation(byteCount: 64 << 10, alignment: 16) { piece in
                var stream = z_stream()
                return withUnsafeMutablePointer(to: &stream) { stream -> Data? in
                    let size = Int32(MemoryLayout<z_stream>.size)
                    let memoryLevel: Int32 = 8
                    let status = deflateInit2_(
                        stream,
                        Z_DEFAULT_COMPRESSION,
                        Z_DEFLATED,
                        format.rawValue,
                        memoryLevel,
                        Z_DEFAULT_STRATEGY,
                        ZLIB_VERSION,
                        size
                    )
                    guard status == Z_OK else { return nil }
                    defer { deflateEnd(stream) }
                    return run(stream, input, piece)
                }
            }
        }
    }

    private static func run(
        _ stream: UnsafeMutablePointer<z_stream>,
        _ input: UnsafeRawBufferPointer,
        _ piece: UnsafeMutableRawBufferPointer
    ) -> Data? {
        var result = Data()
        var fed = 0
        while true {
            if stream.pointee.avail_in == 0, fed < input.count {
                let next = UnsafeRawBufferPointer(rebasing: input[fed..<min(input.count, fed + 1 << 30)])
                stream.pointee.next_in = UnsafeMutablePointer(
                    mutating: next.baseAddress?.assumingMemoryBound(to: Bytef.self)
                )
                stream.pointee.avail_in = uInt(next.count)
                fed += next.count
            }
            stream.pointee.next_out = piece.baseAddress?.assumingMemoryBound(to: Bytef.self)
            stream.pointee.avail_out = uInt(piece.count)
            let status = deflate(stream, fed == input.count ? Z_FINISH : Z_NO_FLUSH)
            result.append(contentsOf: piece[..<(piece.count - Int(stream.pointee.avail_out))])
            switch status {
            case Z_OK: continue
            case Z_STREAM_END: return result
            default: return nil
            }
        }
    }
}
