import Assessment
import Foundation
import ItemKinds
import Testing

/// Promise P13: nothing that gives an answer away is in what candidates receive.
@Suite struct FormTests {
    private static func sound() -> [ItemVersion] {
        Catalogue.standard.kinds.filter { $0.answeredBy == .candidate }.flatMap { $0.specimens }
            .filter(\.problemCodes.isEmpty).map(\.version)
    }

    private static func form(_ version: ItemVersion) throws -> Form {
        let paper = Paper(
            id: PaperID(rawValue: "paper"),
            title: "Paper",
            sections: [
                Paper.Section(title: "", entries: [Paper.Entry(item: version.item, version: version.hash)])
            ]
        )
        return try SealedPaper(paper, versions: [version.hash: version], catalogue: .standard).form
    }

    /// A word that no form may hold, different at each place.
    private static func canary(_ place: String) -> String { "canary-\(place)" }

    private static func secretive(_ version: ItemVersion) -> ItemVersion {
        var version = version
        version.item = ItemID(rawValue: canary("item"))
        version.title = canary("title")
        version.rationale = Rationale(
            general: [.text(canary("rationale"))],
            options: [OptionID(rawValue: canary("option")): [.text(canary("why"))]]
        )
        version.metadata = ItemMetadata(
            tags: [canary("axis"): [canary("tag")]],
            difficulty: Mark(987_654_321, over: 1_000_000_000),
            authors: [canary("author")],
            licence: canary("licence"),
            origin: canary("origin"),
            references: [canary("reference")],
            enemies: [ItemID(rawValue: canary("enemy"))],
            kept: [canary("kept"): .string(canary("value"))]
        )
        version.original = Original(
            format: canary("format"),
            fileName: canary("file"),
            bytes: Data(canary("bytes").utf8),
            unread: [canary("unread")]
        )
        for index in version.scoring.indices {
            version.scoring[index].id = OutcomeID(rawValue: canary("outcome-\(index)"))
            version.scoring[index].marks = Mark(123_456_789, over: 1_000_000_000) ?? .one
        }
        return version
    }

    @Test func `no title, rationale, tag, statistic, source or rule of any kind is in a form`() throws {
        for version in Self.sound() {
            let secretive = Self.secretive(version)
            let text = CanonicalJSON.text(try Self.form(secretive).json)
            #expect(secretive.canonicalData.range(of: Data("canary".utf8)) != nil)
            for word in ["canary", "987654321", "123456789", Data(Self.canary("bytes").utf8).base64EncodedString()] {
                #expect(!text.contains(word), "\(version.kind.rawValue)")
            }
            for use in secretive.scoring { #expect(!text.contains(use.rule.rawValue)) }
        }
    }

    @Test func `keys that candidates must find themselves are not in a form`() throws {
        for version in Self.sound() {
            var version = version
            switch version.kind {
            case VeryShortAnswer.name:
                version.scoring[0].parameters = [
                    "accept": ["canary accepted"], "reject": ["canary rejected"], "folding": "words-1",
                ]
            case Numeric.name where version.scoring[0].rule == EqualRounded.name:
                version.scoring[0].parameters = [
                    "value": "98765.4321", "unit": "mL/min", "units": ["mL/s": "1000"],
                    "rounding": ["mode": "decimal-places", "digits": 1],
                ]
            case Numeric.name:
                var parameters = try #require(version.scoring[0].parameters.members)
                parameters["value"] = "98765.4321"
                parameters["tolerance"] = ["mode": "absolute", "lower": "98765.4321", "upper": "98765.4321"]
                version.scoring[0].parameters = .object(parameters)
            default: continue
            }
            let text = CanonicalJSON.text(try Self.form(version).json)
            #expect(!text.contains("canary") && !text.contains("98765") && !text.contains("1000"))
        }
    }

    @Test func `another key makes the same form, byte for byte`() throws {
        for version in Self.sound() {
            var other = Self.secretive(version)
            switch version.kind {
            case SingleBestAnswer.name where version.scoring[0].rule == MatchCorrect.name:
                other.scoring[0].parameters = ["key": ["B"]]
            case ExtendedMatching.name: other.scoring[0].parameters = ["row": "S1", "key": ["B"]]
            default: break
            }
            #expect(other.hash != version.hash)
            #expect(CanonicalJSON.data(try Self.form(other).json) == CanonicalJSON.data(try Self.form(version).json))
        }
    }

    @Test func `a form has the members of this list and no others`() throws {
        for version in Self.sound() {
            let json = try Self.form(version).json
            #expect(
                Set(json.members?.keys ?? [:].keys) == [
                    "format", "paper", "title", "language", "instructions", "sections",
                ]
            )
            let section = try #require(json["sections"]?.elements?.first)
            #expect(Set(section.members?.keys ?? [:].keys) == ["title", "shuffle", "positions"])
            let position = try #require(section["positions"]?.elements?.first)
            #expect(Set(position.members?.keys ?? [:].keys) == ["language", "body", "interactions"])
        }
    }
}
