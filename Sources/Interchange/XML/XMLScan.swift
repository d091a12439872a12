/// What our own walk over the markup found: where every element starts and in which order its attributes stand.
struct XMLScan: Sendable {
    /// One a start tag, in order.
    var tags: [Tag] = []
    /// The attribute names of all tags, one after the other, as written.
    var attributeNames: [String] = []
    /// What was passed over.
    var notes: [XMLProblem] = []
    /// Where processing instructions stand that were passed over.
    var instructions: [Range<Int>] = []

    struct Tag: Sendable {
        var line: Int
        var column: Int
        var attributes: Range<Int>

        var position: XMLPosition { XMLPosition(line: line, column: column) }
    }

    /// The document with comments in place of the instructions that were passed over.
    ///
    /// Foundation's parser traps on an instruction without data (`<?a?>`, seen with Swift 6.3.1 on Linux), so it never
    /// gets to see one.
    func withoutInstructions(_ bytes: [UInt8]) -> [UInt8] {
        guard !instructions.isEmpty else { return bytes }
        var result = bytes
        for range in instructions {
            for place in range where bytes[place] != 0x0A { result[place] = 0x20 }
            result.replaceSubrange(range.prefix(4), with: "<!--".utf8)
            result.replaceSubrange(range.suffix(3), with: "-->".utf8)
        }
        return result
    }
}
