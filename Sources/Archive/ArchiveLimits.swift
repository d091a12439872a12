/// How much an archive may hold.
///
/// Sizes are bytes; they are checked on what is declared when the archive is opened and again on the bytes that really
/// come out.
///
/// Source of the figures: the project's threat model, rule I1.
public struct ArchiveLimits: Hashable, Sendable {
    /// Size of the archive file itself.
    public var fileSize = 512 << 20
    /// Sum of all entries after expansion.
    public var totalExpanded = 2 << 30
    /// Number of entries, folders included.
    public var entryCount = 20_000
    /// One entry after expansion.
    public var entryExpanded = 200 << 20
    /// Expanded bytes for each compressed byte, of one entry and of the whole file.
    public var ratio = 100
    /// Up to this size a ratio is not looked at: a page of blanks is small, harmless and shrinks a thousandfold.
    public var ratioFloor = 64 << 10
    /// Length of a name in UTF-8 bytes.
    public var nameLength = 512
    /// Problems listed before the list is cut with one that says so.
    public var problemCount = 500

    public init() {}

    /// The limits for anything that comes from outside.
    public static let standard = ArchiveLimits()

    /// The most that `compressed` bytes may expand to: `max(ratioFloor, ratio × compressed)`.
    func largestExpansion(of compressed: Int) -> Int {
        let (product, overflow) = compressed.multipliedReportingOverflow(by: ratio)
        return overflow ? Int.max : max(ratioFloor, product)
    }
}
