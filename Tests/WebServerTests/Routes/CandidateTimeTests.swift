import Assessment
import Foundation
import HTTPTypes
import Interchange
import Storage
import Testing

@testable import WebServer

/// What a candidate list does to the time of those who are on it already.
@Suite struct CandidateTimeTests {
    private let website: TestWebsite
    private let id: SittingID

    private var page: String { "/sittings/\(id.rawValue)/candidates" }

    init() async throws {
        website = try await TestWebsite()
        id = try await website.sitting("Sitting", of: try await website.sealedForm())
    }

    private func send(_ list: String, query: String = "") async throws -> JSONValue {
        let reply = try await website.ask(
            .post,
            "/api/v1\(page)\(query)",
            as: .examOfficer,
            bytes: Data(list.utf8),
            headers: ["Content-Type": "text/csv"]
        )
        #expect(reply.status == 200, "\(reply.text)")
        return try reply.json
    }

    private func check(_ list: String) async throws -> TestWebsite.Reply {
        let token = CrossSiteRule.token(of: try #require(website.tokens[.examOfficer]))
        let parts = [("csrf", token), ("list", list)].map {
            "--x\r\nContent-Disposition: form-data; name=\"\($0)\"\r\n\r\n\($1)\r\n"
        }
        return try await website.ask(
            .post,
            page,
            as: .examOfficer,
            bytes: Data((parts.joined() + "--x--\r\n").utf8),
            headers: ["Content-Type": "multipart/form-data; boundary=x"]
        )
    }

    /// By candidate number.
    private func adjustments() async throws -> [String: [Adjustment]] {
        let candidates = try await website.store.candidates(of: id)
        return Dictionary(uniqueKeysWithValues: candidates.map { ($0.number, $0.adjustments) })
    }

    @Test func `a list gives extra time in per cent and in minutes, however its headings are written`() async throws {
        for heading in ["number,name,extra time,extra minutes", "Number,Name,Extra_Time,EXTRA-MINUTES"] {
            let outcome = try await send("\(heading)\n1,One,25 %,10\n2,Two,,\n")
            #expect(outcome["ignoredColumns"] == .array([]))
            #expect(try await adjustments() == ["1": [.extraTime(percent: 25), .extraMinutes(10)], "2": []])
        }
    }

    @Test func `a column that a list has not keeps what is stored, an empty cell in it takes that away`() async throws {
        _ = try await send("number,name,extra time,extra minutes\n1,One,25,10\n2,Two,50,\n")
        let later = try await send("number,name\n1,One\n2,Two\n3,Three\n")
        #expect((later["added"], later["changed"], later["same"]) == (1, 0, 2))
        let kept = try await adjustments()
        #expect(kept == ["1": [.extraTime(percent: 25), .extraMinutes(10)], "2": [.extraTime(percent: 50)], "3": []])
        let cleared = try await send("number,name,extra time\n1,One,\n2,Two,50\n")
        #expect((cleared["changed"], cleared["same"]) == (1, 1))
        #expect(try await adjustments() == ["1": [.extraMinutes(10)], "2": [.extraTime(percent: 50)], "3": []])
    }

    @Test func `no list takes an own start away, and the same list again changes nothing`() async throws {
        let list = "number,name,extra time,extra minutes\n1,One,25,10\n"
        _ = try await send(list)
        let person = try #require(try await website.store.candidates(of: id).first?.person)
        let own = Adjustment.ownStart(Window(opens: TestWebsite.start + 3600, closes: TestWebsite.start + 9000))
        try await website.store.setAdjustments(
            [.extraTime(percent: 25), .extraMinutes(10), own],
            of: person,
            in: id,
            by: .person(try website.person(.examOfficer)),
            now: TestWebsite.start
        )
        let again = try await send(list)
        #expect((again["changed"], again["same"]) == (0, 1))
        _ = try await send("number,name,extra time\n1,One,50\n")
        #expect(Set(try await adjustments()["1"] ?? []) == [own, .extraTime(percent: 50), .extraMinutes(10)])
    }

    @Test func `the dry run names the time before and after, on the page and to programs`() async throws {
        _ = try await send("number,name,extra time\n1,One,25\n2,Two,\n3,Three,25\n")
        let list = "number,name,extra time\n1,One,50\n2,Two,10\n3,Three,\n"
        let shown = try await check(list)
        #expect(shown.status == 200)
        for words in [
            "Changed. Before: Extra time 25 %. After: Extra time 50 %.",
            "Changed. Before: no extra time. After: Extra time 10 %.",
            "Changed. Before: Extra time 25 %. After: no extra time.",
        ] {
            #expect(shown.text.contains(words), "\(words)")
        }
        let told = try await send(list, query: "?dryRun=true")["changes"]?.elements ?? []
        #expect(
            told.first == [
                "number": "1", "before": .array([Adjustment.extraTime(percent: 25).json]),
                "after": .array([Adjustment.extraTime(percent: 50).json]),
            ]
        )
        #expect(told.count == 3)
        #expect(try await adjustments()["3"] == [.extraTime(percent: 25)])
    }

    @Test func `a pasted list that ends in an empty cell is taken in as it was checked`() async throws {
        let list = "number\tname\textra time\n1\tOne\t25\n2\tTwo\t"
        #expect(try await check(list).status == 200)
        let reply = try await website.ask(.post, "\(page)/apply", as: .examOfficer, form: ["list": list])
        #expect(reply.status == 200)
        #expect(try await adjustments() == ["1": [.extraTime(percent: 25)], "2": []])
    }

    @Test func `blanks alone are no list, neither to check nor to apply`() async throws {
        #expect(try await check(" \t\r\n").status == 422)
        let reply = try await website.ask(.post, "\(page)/apply", as: .examOfficer, form: ["list": " \t\n"])
        #expect(reply.status == 422)
        #expect(try await website.store.candidates(of: id).isEmpty)
    }

    @Test func `a list of 5,000 candidates comes in, and of one more says that it should be split`() {
        func list(_ count: Int) -> CandidateList {
            CandidateList(Data("number,name\n\((1...count).map { "\($0),One" }.joined(separator: "\n"))\n".utf8))
        }
        let whole = list(5000)
        #expect(whole.problems.isEmpty && whole.candidates.count == 5000)
        let long = list(5001)
        #expect(long.problems.map(\.code) == ["list.long"])
        #expect(long.problems.first?.line == 5002)
        #expect(long.problems.first?.message.contains("split") == true)
    }
}
