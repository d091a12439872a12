public import Foundation

/// Bytes in the gzip format (RFC 1952), packed and unpacked whole.
public enum Gzip {
    /// Packs `bytes`; no name and no time is written, so equal input gives equal output.
    ///
    /// Very even data may shrink beyond the ratio that ``expand(_:limits:)`` takes by default; whoever unpacks data of
    /// our own making passes limits with a higher one.
    public static func compress(_ bytes: Data) throws(ArchiveRefusal) -> Data {
        guard let packed = Deflation.compress(bytes, format: .gzip) else {
            throw ArchiveRefusal(.entryTooLarge, "There is not enough memory to compress this.")
        }
        return packed
    }

    /// Unpacks one or several members that follow each other, with nothing behind them.
    ///
    /// `fileSize` of the limits bounds the input, `entryExpanded` and the ratio rule bound what comes out.
    /// - Throws: ``ArchiveRefusal`` with the first problem.
    public static func expand(_ packed: Data, limits: ArchiveLimits = .standard) throws(ArchiveRefusal) -> Data {
        guard packed.count <= limits.fileSize else {
            throw ArchiveRefusal(.fileTooLarge, "The file is larger than \(limits.fileSize) bytes.")
        }
        guard packed.starts(with: [0x1f, 0x8b]) else {
            throw ArchiveRefusal(.notAnArchive, "The data is not in the gzip format.")
        }
        let mostByRatio = limits.largestExpansion(of: packed.count)
        let most = min(limits.entryExpanded, mostByRatio)
        var result = Data()
        var rest = packed
        repeat {
            guard rest.starts(with: [0x1f, 0x8b]) else {
                throw ArchiveRefusal(.trailingData, "There are bytes behind the end of the compressed data.")
            }
            let outcome = Inflation.expand(rest, format: .gzip, atMost: most - result.count) {
                result.append(contentsOf: $0)
            }
            switch outcome {
            case .complete(let consumed, _):
                rest = rest.dropFirst(consumed)
            case .tooLong where most == mostByRatio:
                throw ArchiveRefusal(.ratioTooHigh, "The data expands to more than \(limits.ratio) times its size.")
            case .tooLong:
                throw ArchiveRefusal(.entryTooLarge, "The data expands to more than \(limits.entryExpanded) bytes.")
            case .cutShort:
                throw ArchiveRefusal(.truncated, "The compressed data ends too early.")
            case .broken:
                throw ArchiveRefusal(.brokenData, "The compressed data is damaged.")
            }
        } while !rest.isEmpty
        return result
    }
}
