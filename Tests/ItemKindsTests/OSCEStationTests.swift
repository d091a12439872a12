import Assessment
import ItemKinds
import Testing

@Suite struct OSCEStationTests {
    private static func station() throws -> ItemVersion {
        try #require(OSCEStation.specimens.first { $0.problemCodes.isEmpty }).version
    }

    private static func codes(_ change: (inout ItemVersion) -> Void) throws -> [String] {
        var version = try station()
        change(&version)
        return Catalogue.standard.problems(in: version).map(\.code)
    }

    @Test func `a kind says who answers, and the catalogue knows it by name`() {
        #expect(Catalogue.standard.isForCandidates(SingleBestAnswer.name))
        #expect(!Catalogue.standard.isForCandidates(OSCEStation.name))
        #expect(!Catalogue.standard.isForCandidates(.unknown))
        #expect(!Catalogue([]).isForCandidates(SingleBestAnswer.name))
        #expect(Catalogue.standard.kinds.count { $0.answeredBy == .examiner } == 1)
    }

    @Test func `no question becomes a station, and no station a question`() throws {
        let parts = try #require(try Self.station().station)
        for kind in Catalogue.standard.kinds where kind.answeredBy == .candidate {
            for specimen in kind.specimens {
                var version = specimen.version
                version.station = parts
                #expect(Catalogue.standard.recognised(version).kind == .unknown)
                #expect(Catalogue.standard.problems(in: version).contains { $0.code == "kind.form" })
            }
        }
        var version = try Self.station()
        version.station = nil
        #expect(Catalogue.standard.recognised(version).kind == .unknown)
    }

    @Test func `an empty brief and a missing rating are warnings`() throws {
        #expect(try Self.codes { _ in } == [])
        #expect(try Self.codes { $0.station?.examinerBrief = [] } == ["station.examiner"])
        #expect(
            try Self.codes { version in
                version.station?.marksheet.globalRating = nil
                version.station?.marksheet.content.removeLast()
                version.interactions.removeLast()
            } == ["rating.none"]
        )
    }

    @Test func `each row stands once on the marksheet`() throws {
        let row = Block.interaction(ResponseID(rawValue: "P1"))
        #expect(try Self.codes { $0.station?.marksheet.content.append(row) } == ["body.place"])
        #expect(try Self.codes { $0.station?.marksheet.content.removeAll { $0 == row } } == ["body.place"])
        #expect(try Self.codes { $0.body.append(row) } == ["station.place"])
    }

    @Test func `the rating gains no mark, and the marks are those of the rows`() throws {
        let station = try Self.station()
        #expect(try station.marksAvailable() == Mark(6))
        #expect(!station.scoring.contains { $0.response == station.station?.marksheet.globalRating?.response })
    }

    @Test(
        arguments: [
            (ChecklistPoint.name, ["credits": [:]], "credits"),
            (ChecklistPoint.name, ["credits": ["a": "1", "b": "1"]], "credits"),
            (ChecklistPoint.name, ["credits": ["a": "1", "b": "-0.5"]], "credits.b"),
            (DomainScale.name, ["levels": ["a"]], "levels"),
            (DomainScale.name, ["levels": ["a", "a"]], "levels"),
            (MustObserve.name, [:], "observed"),
        ] as [(RuleName, JSONValue, String)]
    )
    func `parameters that mark nothing sensibly are named`(rule: RuleName, parameters: JSONValue, path: String) {
        let use = RuleUse(
            id: OutcomeID(rawValue: "SCORE"),
            response: ResponseID(rawValue: "P1"),
            rule: rule,
            parameters: parameters
        )
        do throws(Catalogue.Refusal) {
            _ = try Catalogue.standard.rule(use)
            Issue.record("the rule was made")
        } catch {
            guard case .parameters(let problem) = error else {
                Issue.record("\(error)")
                return
            }
            #expect(problem.path == path)
        }
    }
}
