import Assessment
import Foundation
import Testing

/// The parts of a station in format 1, as they are stored and exported for years.
@Suite struct StationTests {
    private static let station = Station(
        examinerBrief: [.text("Watch.")],
        patientScript: [.text("You cough."), .image(ContentImage(media: "media/a.png", alternative: "A cough"))],
        props: ["Inhaler", "Spacer"],
        marksheet: Marksheet(
            content: [.heading(level: 2, [.text("Checklist")]), .interaction(ResponseID(rawValue: "P1"))],
            globalRating: GlobalRating(
                response: ResponseID(rawValue: "G"),
                borderline: OptionID(rawValue: "borderline")
            )
        )
    )
    private static let stored = """
        {"examinerBrief":[{"inlines":["Watch."],"type":"paragraph"}],"marksheet":{"content":[{"inlines":["Checklist"],\
        "level":2,"type":"heading"},{"response":"P1","type":"interaction"}],"globalRating":{"borderline":"borderline",\
        "response":"G"}},"patientScript":[{"inlines":["You cough."],"type":"paragraph"},{"alt":"A cough",\
        "media":"media/a.png","type":"image"}],"props":["Inhaler","Spacer"]}
        """

    private static var version: ItemVersion {
        var version = StoredItem.version
        version.station = station
        return version
    }

    private static func reread(_ change: (inout [String: JSONValue]) -> Void) throws -> ItemVersion {
        var members = try #require(version.json.members)
        var station = try #require(members["station"]?.members)
        change(&station)
        members["station"] = .object(station)
        return try ItemVersion(json: .object(members))
    }

    @Test func `a stored station is read for ever and written the same`() throws {
        #expect(CanonicalJSON.text(try #require(Self.version.json["station"])) == Self.stored)
        #expect(try ItemVersion(data: Self.version.canonicalData) == Self.version)
    }

    @Test func `an item that is no station says nothing of it, so that hashes stand`() {
        #expect(StoredItem.version.json["station"] == nil)
        #expect(StoredItem.version.hash != Self.version.hash)
    }

    @Test func `what may be missing is empty, the marksheet may not, and nothing else is taken`() throws {
        let bare = try Self.reread { $0 = ["marksheet": [:]] }
        #expect(bare.station == Station(examinerBrief: [], marksheet: Marksheet(content: [])))
        #expect(throws: FormatProblem(path: "station.marksheet", message: "is missing")) {
            try Self.reread { $0["marksheet"] = nil }
        }
        #expect(throws: FormatProblem(path: "station.answers", message: "unknown member")) {
            try Self.reread { $0["answers"] = [] }
        }
        #expect(throws: FormatProblem(path: "station.marksheet.globalRating.borderline", message: "is missing")) {
            try Self.reread { $0["marksheet"] = ["globalRating": ["response": "G"]] }
        }
    }

    @Test func `staff find a station by all its parts, and its media are its item's`() {
        for word in ["Watch.", "You cough.", "Spacer", "Checklist"] {
            #expect(Self.version.searchText.contains(word))
            #expect(!StoredItem.version.searchText.contains(word))
        }
        #expect(Self.version.content.flatMap(\.media).contains("media/a.png"))
        #expect(Self.version.answered == Self.station.marksheet.content)
        #expect(StoredItem.version.answered == StoredItem.version.body)
    }
}
