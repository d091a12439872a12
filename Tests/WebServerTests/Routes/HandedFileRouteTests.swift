import Assessment
import ExamDelivery
import Foundation
import HTTPTypes
import Storage
import Testing

@testable import WebServer

/// A file that a candidate hands in by the API, and who gets it back.
@Suite struct HandedFileRouteTests {
    private static let pdf = Data("%PDF-1.7 a drawing".utf8)

    @Test func `a file is kept first and named by a response then`() async throws {
        let room = try await Room()
        let path = "/api/v1/attempts/\(room.attempt.rawValue)"
        func save(_ file: JSONValue, change: String) async throws -> TestWebsite.Reply {
            try await room.website.ask(
                .post,
                "\(path)/responses",
                as: .candidate,
                json: [
                    "change": .string(change), "epoch": 1, "sequence": 1, "position": 1,
                    "response": ["RESPONSE": ["file": file]],
                ]
            )
        }
        let invented: JSONValue = [
            "name": "a.pdf", "type": "application/pdf", "hash": .string(ContentHash(of: Self.pdf).rawValue),
            "bytes": .integer(Int64(Self.pdf.count)),
        ]
        let early = try await save(invented, change: "c1")
        #expect(early.status == 409)
        #expect(try early.json["code"] == "file.missing")
        let kept = try await room.website.ask(
            .post,
            "\(path)/files?name=ecg.pdf",
            as: .candidate,
            bytes: Self.pdf,
            headers: ["Content-Type": CrossSiteRule.handedFile]
        )
        #expect(kept.status == 201)
        let file = try #require(try kept.json["file"])
        #expect(file["name"] == "ecg.pdf" && file["type"] == "application/pdf")
        #expect(try await save(file, change: "c2").status == 200)
        let hash = try #require(file["hash"]?.text)
        let back = try await room.website.ask(.get, "\(room.exam)/files/\(hash)", as: .candidate)
        #expect(back.status == 200 && back.body == Self.pdf)
        #expect(back.headers[.contentDisposition]?.hasPrefix("attachment") == true)
        let marked = "/results/\(room.id.rawValue)/files/\(room.attempt.rawValue)/\(hash)"
        #expect(try await room.website.ask(.get, marked, as: .board).body == Self.pdf)
        #expect(try await room.website.ask(.get, marked, as: .candidate).status == 403)
        let other = "/results/another/files/\(room.attempt.rawValue)/\(hash)"
        #expect(try await room.website.ask(.get, other, as: .board).status == 404)
    }

    @Test(arguments: [(Data(), 422, "file.empty"), (Data(count: Store.handedFileLimit + 1), 413, "file.too-large")])
    func `an empty or a too large file is refused with its reason`(
        bytes: Data,
        status: Int,
        code: String
    )
        async throws
    {
        let room = try await Room()
        let reply = try await room.website.ask(
            .post,
            "/api/v1/attempts/\(room.attempt.rawValue)/files",
            as: .candidate,
            bytes: bytes,
            headers: ["Content-Type": CrossSiteRule.handedFile]
        )
        #expect(reply.status == status)
        #expect(try reply.json["code"] == .string(code))
    }
}
