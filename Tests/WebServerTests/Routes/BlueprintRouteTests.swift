import Assessment
import Foundation
import HTTPTypes
import ItemBank
import Storage
import Testing

@testable import WebServer

/// The numbers of a blueprint, changed on its page.
@Suite struct BlueprintRouteTests {
    private static let blueprint: JSONValue = [
        "format": 1, "id": "paper", "name": "Paper", "size": ["minimum": 10, "maximum": 12],
        "axes": [
            [
                "id": "content", "name": "Content",
                "categories": [["id": "cardio", "name": "Cardio"], ["id": "renal", "name": "Renal"]],
            ]
        ],
        "targets": [
            ["where": ["content": "cardio"], "unit": "count", "minimum": 2, "maximum": 4],
            ["where": ["content": "renal"], "unit": "count", "minimum": 3],
        ],
    ]
    private static let sound = [
        "size.minimum": "10", "size.maximum": "12", "minimum.0": "2", "maximum.0": "5", "minimum.1": "",
        "maximum.1": "6", "basis": ContentHash(of: blueprint).rawValue,
    ]

    private static func website() async throws -> TestWebsite {
        let website = try await TestWebsite()
        let json = try Blueprint(json: blueprint).json
        try await website.store.saveBlueprint(
            id: "paper",
            name: "Paper",
            body: json,
            by: .person(try website.person(.examiner)),
            now: TestWebsite.start
        )
        return website
    }

    private static func stored(_ website: TestWebsite) async throws -> Blueprint {
        try Blueprint(json: try #require(try await website.store.blueprint("paper")))
    }

    @Test func `sound numbers are saved, and an empty field opens that side`() async throws {
        let website = try await Self.website()
        let reply = try await website.ask(.post, "/blueprints/paper/targets", as: .examiner, form: Self.sound)
        #expect(reply.status == 303)
        let targets = try await Self.stored(website).targets
        #expect(targets.map(\.minimum) == [2, nil] && targets.map(\.maximum) == [5, 6])
    }

    @Test(arguments: [
        ("minimum.0", "many", "minimum.0", "0", "Cardio: a whole number is needed"),
        ("maximum.1", "1.5", "maximum.1", "1", "Renal: a whole number is needed"),
        ("minimum.0", "6", "minimum.0", "0", "Cardio: the minimum is above the maximum"),
        ("size.maximum", "", "size.maximum", "size", "a whole number is needed"),
        ("size.minimum", "13", "size.minimum", "size", "the minimum is above the maximum"),
    ])
    func `a number that cannot be meant is named beside its field, kept as typed, and changes nothing`(
        field: String,
        typed: String,
        named: String,
        row: String,
        words: String
    ) async throws {
        let website = try await Self.website()
        let before = try await Self.stored(website)
        let form = Self.sound.merging([field: typed]) { _, own in own }
        let reply = try await website.ask(.post, "/blueprints/paper/targets", as: .examiner, form: form)
        #expect(reply.status == 422)
        #expect(try await Self.stored(website) == before)
        let place = row == "size" ? "size-problem" : "problem.\(row)"
        #expect(reply.text.contains("<a href=\"#\(named)\">"))
        let beside = try #require(
            reply.text.components(separatedBy: "id=\"\(place)\"><bdi>").last?.prefix { $0 != "<" }
        )
        #expect(beside.contains(words))
        let inputs = reply.text.matches(of: /<input [^>]*aria-invalid="true"[^>]*>/).map { String($0.0) }
        #expect(inputs.count == 2 && inputs.allSatisfy { $0.contains("aria-describedby=\"\(place)\"") })
        #expect(inputs.contains { $0.contains("name=\"\(field)\"") && $0.contains("value=\"\(typed)\"") })
    }

    @Test func `a file that is no sound blueprint is refused beside its field`() async throws {
        let website = try await Self.website()
        let token = CrossSiteRule.token(of: try #require(website.tokens[.examiner]))
        for file in ["{", "{}", "{\"format\":1,\"id\":\"other\",\"name\":\"x\"}"] {
            let body =
                "--x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n\(token)\r\n"
                + "--x\r\nContent-Disposition: form-data; name=\"basis\"\r\n\r\n\(Self.sound["basis"] ?? "")\r\n"
                + "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"b.json\"\r\n\r\n\(file)\r\n--x--\r\n"
            let reply = try await website.ask(
                .post,
                "/blueprints/paper",
                as: .examiner,
                bytes: Data(body.utf8),
                headers: ["Content-Type": "multipart/form-data; boundary=x"]
            )
            #expect(reply.status == 422, "\(file)")
            #expect(reply.text.contains("href=\"#file\"") && reply.text.contains("id=\"file-problem\""), "\(file)")
        }
    }
}
