import Assessment
import Foundation
import HTTPTypes
import Storage
import Testing

@testable import WebServer

/// The pictures of a question as the candidate who sits it gets them.
@Suite struct MediaRouteTests {
    /// Larger than one piece of an answer, and with no two pieces alike.
    private static let picture = Data((0..<700_001).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 9) })

    /// A room whose first item shows one picture and explains its key with another.
    private static func room() async throws -> Room {
        var items = TestWebsite.incoming
        items[0].version?.body.insert(.image(ContentImage(media: "stem 1.png", alternative: "An X-ray")), at: 0)
        items[0].version?.rationale.general = [.image(ContentImage(media: "why.png", alternative: "The fracture"))]
        items[0].media = [
            "stem 1.png": StoredMedia(type: "image/png", bytes: picture),
            "why.png": StoredMedia(type: "image/png", bytes: Data("the key".utf8)),
        ]
        return try await Room(items)
    }

    /// Where the question that shows the picture says it is.
    private static func address(in room: Room) async throws -> String {
        for number in 1...TestWebsite.items.count {
            let page = try await room.page("\(room.exam)/q/\(number)")
            if let found = page.firstMatch(of: /<img src="([^"]*stem[^"]*)"/) { return String(found.output.1) }
        }
        throw Failure.notFound
    }

    @Test func `a picture that a question shows comes whole, and the browser may keep it for a day`() async throws {
        let room = try await Self.room()
        let reply = try await room.website.ask(.get, try await Self.address(in: room), as: .candidate)
        #expect(reply.status == 200)
        #expect(reply.body == Self.picture)
        #expect(reply.headers[.contentType] == "image/png")
        #expect(reply.headers[.contentLength] == "700001")
        #expect(reply.headers[.cacheControl] == "private, max-age=86400, immutable")
    }

    @Test func `a picture of the rationale is not there for candidates, and the refusal is not kept`() async throws {
        let room = try await Self.room()
        let shown = try await Self.address(in: room)
        let reply = try await room.website.ask(.get, shown.replacing("stem%201.png", with: "why.png"), as: .candidate)
        #expect(shown.hasSuffix("stem%201.png"))
        #expect(reply.status == 404)
        #expect(reply.headers[.cacheControl] == "no-store")
    }

    @Test func `the address of a picture names the sealed form, and no other form answers there`() async throws {
        let room = try await Self.room()
        let form = try #require(try await room.website.store.sitting(room.id)).sitting.form.rawValue
        let shown = try await Self.address(in: room)
        #expect(shown.contains("/\(form)/"))
        let other = shown.replacing(form, with: String(repeating: "0", count: form.count))
        #expect(try await room.website.ask(.get, other, as: .candidate).status == 404)
    }
}
