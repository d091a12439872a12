import Assessment
import Foundation
import Testing

@Suite struct ItemVersionTests {
    private static func problem(_ json: JSONValue) -> String? {
        do throws(FormatProblem) {
            _ = try ItemVersion(json: json)
            return nil
        } catch {
            return error.description
        }
    }

    @Test(
        arguments: [
            (["item"], "", "item: must have 1 to 200 bytes"),
            (["item"], .string(String(repeating: "ä", count: 101)), "item: must have 1 to 200 bytes"),
            (["body", "0", "type"], "scene", "body[0]: unknown block type “scene”"),
            (["body", "1", "level"], 1, "body[1].level: must lie in 2…6"),
            (["body", "1", "level"], 7, "body[1].level: must lie in 2…6"),
            (["body", "0", "inlines", "1", "type"], "blink", "body[0].inlines[1]: unknown inline type “blink”"),
            (["body", "0", "inlines", "0"], 7, "body[0].inlines[0]: an object is needed"),
            (["body", "0", "inlines", "8", "width"], 0, "body[0].inlines[8].width: must lie in 1…20000"),
            (["body", "0", "inlines", "8", "height"], 20_001, "body[0].inlines[8].height: must lie in 1…20000"),
            (["body", "0", "inlines", "8", "width"], "1", "body[0].inlines[8].width: must lie in 1…20000"),
            (["body", "2", "items", "0"], "x", "body[2].items[0]: a list of blocks is needed"),
            (["body", "3", "rows", "0"], "x", "body[3].rows[0]: a list of cells is needed"),
            (["body", "3", "rows", "0", "0"], "x", "body[3].rows[0][0]: a list of runs is needed"),
            (["body", "4", "rows", "0", "flag"], "HIGH", "body[4].rows[0].flag: must be “low”, “high” or empty"),
            (["interactions", "0", "type"], "hotspot", "interactions[0]: unknown interaction type “hotspot”"),
            (["interactions", "0", "maximum"], -1, "interactions[0].maximum: must lie in 0…1000"),
            (["interactions", "0", "minimum"], 1001, "interactions[0].minimum: must lie in 0…1000"),
            (["interactions", "1", "rowMaximum"], -1, "interactions[1].rowMaximum: must lie in 0…1000"),
            (["interactions", "1", "columnMaximum"], 1001, "interactions[1].columnMaximum: must lie in 0…1000"),
            (["interactions", "2", "expectedLength"], 0, "interactions[2].expectedLength: must lie in 1…100000"),
            (["interactions", "2", "lines"], 201, "interactions[2].lines: must lie in 1…200"),
            (["interactions", "0", "id"], "TEXT", "interactions: two interactions share a response name"),
            (["scoring", "0", "id"], "SCORE_2", "scoring: two rules share an outcome name"),
            (["scoring", "0", "version"], 0, "scoring[0].version: must lie in 1…1000"),
            (["scoring", "0", "marks"], 1, "scoring[0].marks: a string is needed"),
            (["scoring", "0", "marks"], "1.", "scoring[0].marks: a decimal or fraction as a string is needed"),
            (["scoring", "0", "parameters"], nil, "scoring[0].parameters: is missing"),
            (["metadata", "tags"], [], "metadata.tags: an object is needed"),
            (["metadata", "tags", "content"], "renal", "metadata.tags.content: a list of strings is needed"),
            (["metadata", "difficulty"], "1.01", "metadata.difficulty: must lie in 0…1"),
            (["metadata", "difficulty"], "-0.1", "metadata.difficulty: must lie in 0…1"),
            (["metadata", "difficulty"], "hard", "metadata.difficulty: a decimal or fraction as a string is needed"),
            (["metadata", "difficulty"], 1, "metadata.difficulty: a string is needed"),
            (["metadata", "kept"], "lom", "metadata.kept: an object is needed"),
            (["metadata", "licence"], 1, "metadata.licence: a string is needed"),
            (["rationale", "options"], ["A"], "rationale.options: an object is needed"),
            (["rationale", "options", "A"], "Right.", "rationale.options.A: a list of blocks is needed"),
            (["original", "bytes"], "<a/>", "original.bytes: is not base64"),
            (["original", "later"], 1, "original.later: unknown member"),
            (["metadata", "later"], 1, "metadata.later: unknown member"),
            (["interactions", "3", "later"], 1, "interactions[3].later: unknown member"),
            (["interactions", "0", "options", "0", "later"], 1, "interactions[0].options[0].later: unknown member"),
            (["body", "5", "later"], 1, "body[5].later: unknown member"),
        ] as [([String], JSONValue?, String)]
    )
    func `what does not fit is refused with its place`(path: [String], value: JSONValue?, problem: String) throws {
        #expect(Self.problem(try changed(path, to: value)) == problem)
    }

    /// The stored item with `value` in the place of one member; `nil` takes the member away.
    private func changed(_ path: [String], to value: JSONValue?) throws -> JSONValue {
        func put(_ json: JSONValue?, _ path: ArraySlice<String>) throws -> JSONValue? {
            guard let name = path.first else { return value }
            switch json {
            case .array(var elements):
                let index = try #require(Int(name))
                elements[index] = try #require(try put(elements[index], path.dropFirst()))
                return .array(elements)
            default:
                var members = json?.members ?? [:]
                members[name] = try put(members[name], path.dropFirst())
                return .object(members)
            }
        }
        return try #require(try put(StoredItem.version.json, path[...]))
    }

    @Test func `bytes that are no JSON are refused with the byte`() {
        #expect(throws: FormatProblem(path: "", message: "expected a value at byte 1")) {
            try ItemVersion(data: Data("[".utf8))
        }
    }

    @Test func `every member counts for the identity`() throws {
        let version = StoredItem.version
        let changes: [@Sendable (inout ItemVersion) -> Void] = [
            { $0.title = "another" }, { $0.language = "en" }, { $0.kind = .unknown }, { $0.body.removeLast() },
            { $0.interactions.removeLast() }, { $0.scoring[0].marks = .one }, { $0.rationale.general = [] },
            { $0.rationale.options = [:] }, { $0.metadata.tags = [:] }, { $0.metadata.difficulty = nil },
            { $0.metadata.enemies = [] }, { $0.metadata.kept = [:] }, { $0.original = nil },
            { $0.item = ItemID(rawValue: "specimen-2") },
        ]
        var hashes: Set<ContentHash> = [version.hash]
        for change in changes {
            var other = version
            change(&other)
            #expect(try ItemVersion(data: other.canonicalData) == other)
            hashes.insert(other.hash)
        }
        #expect(hashes.count == changes.count + 1)
        #expect(version.hash == ContentHash(of: version.canonicalData))
    }

    @Test func `marks available are the exact sum over the rules`() throws {
        #expect(try StoredItem.version.marksAvailable() == Mark(1, over: 12))
    }

    @Test func `a search finds title, stem, lead-ins and options, never keys or rationales`() {
        let text = StoredItem.version.searchText
        for word in ["One of everything", "12 mg", "Haemoglobin", "A pill", "Which?", "Aorta", "x = 1"] {
            #expect(text.contains(word))
        }
        for word in ["Because.", "Right.", "CC-BY", "<svg"] { #expect(!text.contains(word)) }
    }

    @Test func `places and media are found wherever they stand`() {
        #expect(StoredItem.body.flatMap(\.responses).map(\.rawValue) == ["TEXT", "CHOICE", "MATCH", "NUMBER"])
        #expect(StoredItem.body.flatMap(\.media) == ["media/a.png", "media/b.png"])
        let place = Inline.interaction(ResponseID(rawValue: "R"))
        let picture = Inline.image(ContentImage(media: "m", alternative: "p"))
        let wrappings: [([Inline]) -> Inline] = [
            { .strong($0) }, { .emphasis($0) }, { .superscript($0) }, { .subscript($0) }, { .code($0) },
            { .language("la", $0) },
        ]
        for wrapping in wrappings {
            let table = ContentTable(header: [[picture]], rows: [[[wrapping([place])], [wrapping([picture])]]])
            let block = Block.quotation([.list(isOrdered: false, items: [[.table(table)]])])
            #expect(block.responses.map(\.rawValue) == ["R"])
            #expect(block.media == ["m", "m"])
            #expect(block.plainText == "p ____ p")
        }
    }
}
