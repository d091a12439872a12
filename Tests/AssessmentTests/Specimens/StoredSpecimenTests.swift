import Assessment
import Foundation
import Testing

/// What is stored or exported for years decodes for ever.
///
/// A change that breaks one of these breaks the data of every school: read older texts too, never edit them.
@Suite struct StoredSpecimenTests {
    private static func json(_ text: String) throws -> JSONValue {
        try StrictJSON.value(Data(text.utf8), maximumDepth: 64)
    }

    @Test func `an item of format 1 is read and written as it was`() throws {
        let json = try Self.json(StoredItem.text)
        let version = try ItemVersion(json: json)
        #expect(version == StoredItem.version)
        #expect(version.json == json)
        #expect(version.hash.rawValue == StoredItem.hash)
        #expect(try ItemVersion(data: version.canonicalData) == version)
    }

    @Test func `members that came later or say nothing may be absent from an item`() throws {
        let text = #"""
            {"format":1,"item":"x","kind":"unknown","language":"en","title":"","rationale":{},"metadata":{}}
            """#
        let version = try ItemVersion(data: Data(text.utf8))
        #expect(
            version
                == ItemVersion(item: ItemID(rawValue: "x"), title: "", body: [], interactions: [], scoring: [])
        )
    }

    @Test func `a paper of format 1 is read and written as it was`() throws {
        let json = try Self.json(StoredSitting.paper)
        let paper = try Paper(json: json)
        #expect(paper.json == json)
        #expect(paper.id.rawValue == "paper-1" && paper.title == "Paper A" && paper.language == "en-GB")
        #expect(paper.instructions == [.text("Answer all.")])
        #expect(paper.sections.map(\.title) == ["One", ""] && paper.sections.map(\.shuffles) == [true, false])
        #expect(paper.entries.map(\.item.rawValue) == ["a"])
        #expect(paper.entries.map(\.version) == [StoredSitting.hash("a")])
    }

    @Test func `a form of format 1 is read and written as it was`() throws {
        let json = try Self.json(StoredSitting.form)
        let form = try Form(json: json)
        #expect(form.json == json)
        #expect(form.hash.rawValue == "ba731b3e5b9a0094f7b6684b487637fed8f7675728554fb074376f787fd25ae5")
        #expect(form.paper.rawValue == "paper-1" && form.title == "Paper A" && form.language == "en-GB")
        #expect(form.sections.map(\.shuffles) == [true])
        let number = NumberInteraction(id: ResponseID(rawValue: "R"), prompt: [.text("How much?")], units: ["mg"])
        let position = try #require(form.positions.first)
        #expect(form.positions.count == 1 && position.interactions == [.number(number)])
        #expect(position.language == "en-GB" && position.body == [.interaction(number.id)])
    }

    @Test func `the key of a form of format 1 is read and written as it was`() throws {
        let json = try Self.json(StoredSitting.key)
        let key = try FormKey(json: json)
        #expect(key.json == json)
        #expect(key.hash.rawValue == "4419360c8c90ffb1e42e3d54361b3ca729e962d71e17689e4a12a5394ed22c2f")
        #expect(key.form == StoredSitting.hash("b"))
        let entry = try #require(key.entries.first)
        #expect(entry.item.rawValue == "a" && entry.version == StoredSitting.hash("a"))
        #expect(entry.kind.rawValue == "numeric" && entry.tags == ["content": ["renal"]])
        #expect(entry.rationale == Rationale())
        #expect(entry.scoring.map(\.marks) == [Mark(2)] && entry.scoring.map(\.rule.rawValue) == ["within-tolerance"])
    }

    @Test func `a sitting of format 1 is read and written as it was`() throws {
        let json = try Self.json(StoredSitting.sitting)
        let sitting = try Sitting(json: json)
        #expect(sitting.json == json)
        #expect(sitting.id.rawValue == "sitting-1" && sitting.title == "June" && sitting.zone == "Europe/London")
        #expect(sitting.form == StoredSitting.hash("b") && sitting.resources == StoredSitting.hash("c"))
        #expect(sitting.duration == .seconds(90 * 60) && !sitting.isPractice)
        #expect(sitting.passMark == Mark(119, over: 200))
        #expect(sitting.window.opens == Date(timeIntervalSince1970: 1_780_304_400.001))
        #expect(sitting.window.closes == Date(timeIntervalSince1970: 1_780_308_000.999))
    }

    @Test func `a sitting without standard and resources is read and written as it was`() throws {
        let json = try Self.json(StoredSitting.practice)
        let sitting = try Sitting(json: json)
        #expect(sitting.json == json)
        #expect(sitting.isPractice && sitting.passMark == nil && sitting.resources == nil)
        #expect(sitting.window.opens.milliseconds == -1)
    }

    @Test func `a resource pack of format 1 is read and written as it was`() throws {
        let json = try Self.json(StoredSitting.pack)
        let pack = try ResourcePack(json: json)
        #expect(pack.json == json)
        #expect(pack.hash.rawValue == "bc5509212a10ba02771aef4cc564257809d0f8e899bb280f10eff4fb30acb84a")
        #expect(pack.id == "open-book-1" && pack.title == "Open book" && pack.language == "en-GB")
        #expect(pack.pages.map(\.id) == ["ranges"] && pack.pages.map(\.blocks) == [[.preformatted("Na 133–146")]])
    }

    private static let readers: [(text: String, read: @Sendable (JSONValue) throws -> Void)] = [
        (StoredItem.text, { _ = try ItemVersion(json: $0) }),
        (StoredSitting.paper, { _ = try Paper(json: $0) }),
        (StoredSitting.form, { _ = try Form(json: $0) }),
        (StoredSitting.key, { _ = try FormKey(json: $0) }),
        (StoredSitting.sitting, { _ = try Sitting(json: $0) }),
        (StoredSitting.pack, { _ = try ResourcePack(json: $0) }),
    ]

    @Test(arguments: readers.indices)
    func `another format number or an unknown member is refused, not guessed`(index: Int) throws {
        let (text, read) = Self.readers[index]
        let members = try #require(try Self.json(text).members)
        try read(.object(members))
        for format: JSONValue in [0, 2, "1", .null] {
            #expect(throws: FormatProblem.self) { try read(.object(members.merging(["format": format]) { $1 })) }
        }
        #expect(throws: FormatProblem(path: "later", message: "unknown member")) {
            try read(.object(members.merging(["later": 1]) { $1 }))
        }
    }

    @Test(arguments: readers.indices)
    func `no member of the first level can go missing unless it may be empty`(index: Int) throws {
        let (text, read) = Self.readers[index]
        let members = try #require(try Self.json(text).members)
        for (name, value) in members where value.elements == nil {
            let mayBeAbsent = ["practice", "resources", "passMark", "original"].contains(name)
            var rest = members
            rest[name] = nil
            if mayBeAbsent {
                try read(.object(rest))
            } else {
                #expect(throws: FormatProblem.self) { try read(.object(rest)) }
            }
        }
    }
}
