import Assessment
import ExamDelivery
import Foundation
import HTTPTypes
import Storage
import Testing

@testable import WebServer

/// An open sitting that the candidate of the test website, number 7, has begun.
struct Room {
    let website: TestWebsite
    let id: SittingID
    let attempt: AttemptID

    var path: String { "/sittings/\(id.rawValue)" }
    var exam: String { "/sit/\(id.rawValue)" }

    init(
        _ items: [IncomingItem] = TestWebsite.incoming,
        sections: [(count: Int, lockpoint: Lockpoint)] = []
    ) async throws {
        website = try await TestWebsite()
        let officer = Actor.person(try website.person(.examOfficer))
        let (start, candidate) = (TestWebsite.start, try website.person(.candidate))
        id = try await website.sitting("Sitting", of: try await website.sealedForm(items, sections: sections))
        try await website.store.addCandidate(candidate, number: "7", to: id, by: officer, now: start)
        try await website.store.moveSitting(id, to: .open, by: officer, now: start)
        attempt = try await website.store.startAttempt(
            of: candidate,
            in: id,
            seed: 3,
            device: "Firefox, Linux",
            now: start
        )
    }

    func heartbeat(_ query: String = "") async throws -> JSONValue {
        let path = "/api/v1/attempts/\(attempt.rawValue)/heartbeat\(query)"
        return try await website.ask(.get, path, as: .candidate).json
    }

    func send(_ json: JSONValue) async throws -> TestWebsite.Reply {
        try await website.ask(.post, "/api/v1\(path)/messages", as: .invigilator, json: json)
    }

    func page(_ path: String) async throws -> String {
        let reply = try await website.ask(.get, path, as: .candidate)
        #expect(reply.status == 200)
        return reply.text
    }
}
