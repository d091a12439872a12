import Assessment
import ExamDelivery
import Foundation
import HTTPTypes
import Interchange
import Storage
import Testing

@testable import WebServer

/// One verb, two ways in: what a page refuses a program is refused too, and nothing else.
@Suite struct SchedulingTests {
    private static let soundJSON: [String: JSONValue] = [
        "title": "Paper A", "opensAt": "2027-05-02T09:00:00Z", "closesAt": "2027-05-02T12:00:00Z", "minutes": 120,
        "zone": "Europe/London",
    ]
    private static let soundForm = [
        "title": "Paper A", "opens": "2027-05-02T10:00", "closes": "2027-05-02T13:00", "minutes": "120",
        "zone": "Europe/London", "resources": "",
    ]

    @Test(arguments: [
        ("title", "title", " ", "sitting.title", SittingFinding.title),
        ("title", "title", String(repeating: "a", count: 201), "sitting.title", .title),
        ("closesAt", "closes", "2027-05-02T08:00:00Z", "sitting.window", .window),
        ("zone", "zone", "Mars/Base", "sitting.zone", .zone),
        ("resources", "resources", "no hash", "sitting.resources", .resources),
    ])
    func `a plan that makes no sense is refused by both, with one code`(
        member: String,
        field: String,
        value: String,
        code: String,
        finding: SittingFinding
    ) async throws {
        let website = try await TestWebsite()
        let form = try await website.sealedForm()
        var json = Self.soundJSON.merging(["form": .string(form.rawValue)]) { own, _ in own }
        json[member] = .string(value)
        let answer = try await website.ask(.post, "/api/v1/sittings", as: .examOfficer, json: .object(json))
        #expect(answer.status == 422)
        #expect(try answer.json["code"]?.text == code)

        var fields = Self.soundForm
        fields["paper"] = try await website.store.papers().first?.paper.id.rawValue
        fields[field] = value
        let page = try await website.ask(.post, "/sittings", as: .examOfficer, form: fields)
        #expect(page.status == 422)
        // Said in the summary, which leads to the field, and beside the field, which is marked and described by it.
        let said = try SiteFolder.texts("en")(finding.textKey)
        let id = field == "resources" || field == "title" || field == "zone" ? field : "closes"
        #expect(page.text.contains("<a href=\"#\(id)\"><bdi>\(said)</bdi></a>"))
        #expect(page.text.contains("id=\"\(id)-problem\"><bdi>\(said)</bdi></p>"))
        let control = try #require(page.text.firstMatch(of: try Regex("<(input|select)[^>]* id=\"\(id)\"[^>]*>")))
        let markup = String(page.text[control.range])
        #expect(markup.contains("aria-invalid=\"true\""))
        #expect(try #require(markup.firstMatch(of: /aria-describedby="([^"]*)"/)).1.contains("\(id)-problem"))
        #expect(page.text.components(separatedBy: "aria-invalid").count == 2)
        #expect(try await website.store.sittings().isEmpty)
    }

    @Test func `a sound plan is the same sitting from both`() async throws {
        let website = try await TestWebsite()
        let form = try await website.sealedForm()
        let json = Self.soundJSON.merging(["form": .string(form.rawValue), "title": " Paper A "]) { _, own in own }
        #expect(try await website.ask(.post, "/api/v1/sittings", as: .examOfficer, json: .object(json)).status == 201)
        var fields = Self.soundForm
        fields["paper"] = try await website.store.papers().first?.paper.id.rawValue
        #expect(try await website.ask(.post, "/sittings", as: .examOfficer, form: fields).status == 303)
        var planned = try await website.store.sittings().map(\.sitting)
        #expect(planned.count == 2)
        for index in planned.indices { planned[index].id = SittingID(rawValue: "") }
        #expect(planned[0] == planned[1])
        #expect(planned[0].title == "Paper A")
    }

    @Test func `a form that is not there is refused by its code`() async throws {
        let website = try await TestWebsite()
        for form in ["no hash", String(repeating: "0", count: 64)] {
            let json = Self.soundJSON.merging(["form": .string(form)]) { own, _ in own }
            let answer = try await website.ask(.post, "/api/v1/sittings", as: .examOfficer, json: .object(json))
            #expect(answer.status == 422)
            #expect(try answer.json["code"]?.text == "sitting.no-form")
        }
    }

    @Test func `more time needs minutes, a reason and a candidate who has started`() async throws {
        let website = try await TestWebsite()
        let officer = Actor.person(try website.person(.examOfficer))
        let id = try await website.sitting("Sitting", of: try await website.sealedForm())
        let list = ["1", "2"].map { IncomingCandidate(number: $0, name: "Candidate") }
        _ = try await website.store.importCandidates(
            list,
            into: id,
            isDryRun: false,
            by: officer,
            now: TestWebsite.start
        )
        try await website.store.moveSitting(id, to: .open, by: officer, now: TestWebsite.start)
        let people = try await website.store.candidates(of: id).map(\.person)
        let attempt = try await website.store.startAttempt(
            of: people[0],
            in: id,
            seed: 1,
            device: "",
            now: TestWebsite.start
        )
        let end = try await website.store.attempt(attempt).endsAt
        let cases: [(candidate: Int, minutes: Int, reason: String, api: Int, page: Int)] = [
            (0, 601, "Fire", 400, 422), (0, -601, "Fire", 400, 422), (0, 0, "Fire", 422, 422), (0, 5, " ", 422, 422),
            (1, 5, "Fire", 409, 422), (2, 5, "Fire", 404, 404), (0, 5, "Fire", 200, 303),
            (0, -2, "Wrong room", 200, 303),
        ]
        for (candidate, minutes, reason, api, page) in cases {
            let answer = try await website.ask(
                .post,
                "/api/v1/sittings/\(id.rawValue)/candidates/\(candidate + 1)/time",
                as: .invigilator,
                json: ["minutes": .integer(Int64(minutes)), "reason": .string(reason)]
            )
            #expect(answer.status == api)
            let person = people.indices.contains(candidate) ? people[candidate].rawValue : "nobody"
            let shown = try await website.ask(
                .post,
                "/sittings/\(id.rawValue)/time",
                as: .invigilator,
                form: ["candidate": person, "minutes": String(minutes), "reason": reason]
            )
            #expect(shown.status == page)
        }
        #expect(try await website.store.attempt(attempt).endsAt == end + 360)
    }

    @Test func `every finding has words for people and a code of its own`() throws {
        let texts = try SiteFolder.texts("en")
        #expect(SittingFinding.allCases.allSatisfy { texts.has($0.textKey) })
        let codes = SittingFinding.allCases.map { Failure([$0]).code }
        #expect(Set(codes).count == codes.count)
        let several = Failure([.title, .window])
        #expect(several.code == "sitting.title" && several.details.count == 2)
    }
}
