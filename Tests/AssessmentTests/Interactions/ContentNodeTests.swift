import Assessment
import Foundation
import Testing

/// The content nodes that an import makes beside plain text.
@Suite struct ContentNodeTests {
    private static let hash = ContentHash(of: Data("passage".utf8))

    /// As it is stored: this text is read for ever.
    private static let stored = """
        [{"blocks":[{"inlines":["A man of 60"],"type":"paragraph"}],\
        "hash":"\(hash.rawValue)","type":"stimulus"}]
        """

    @Test func `a shared text of format 1 is read as it was written`() throws {
        let blocks = [Block.stimulus(Self.hash, [.text("A man of 60")])]
        #expect(try Block.blocks(StrictJSON.value(Data(Self.stored.utf8)), "body") == blocks)
        #expect(CanonicalJSON.text(blocks.json) == Self.stored)
    }

    @Test(arguments: ["", "abc", String(repeating: "G", count: 64)])
    func `a shared text without the hash of its file is refused`(hash: String) {
        let json: JSONValue = ["type": "stimulus", "hash": .string(hash), "blocks": []]
        #expect(throws: FormatProblem.self) { try Block(json: json) }
    }

    @Test func `what stands in a shared text is found`() {
        let image = ContentImage(media: "media/x.png", alternative: "chest")
        let block = Block.stimulus(Self.hash, [.text("A man"), .image(image), .interaction(ResponseID(rawValue: "R"))])
        #expect(block.plainText == "A man chest")
        #expect(block.media == ["media/x.png"])
        #expect(block.responses.map(\.rawValue) == ["R"])
    }

    @Test func `a picture whose file is not there names no file`() {
        let image = ContentImage(media: "", alternative: "chest")
        #expect(Block.image(image).media.isEmpty && Inline.image(image).media.isEmpty)
        #expect(Block.image(image).plainText == "chest")
    }
}
