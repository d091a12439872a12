import Assessment
import Foundation
import HTTPTypes
import Storage
import Testing

@testable import WebServer

/// Large bodies: how many at a time, and how often each is in memory.
@Suite struct UploadTests {
    private static let large = Data(repeating: 0x78, count: (1 << 20) + 1)

    /// The status of an upload to the door that takes files; a file of no known format makes a plan with a problem.
    private static func upload(_ bytes: Data, to website: TestWebsite, length: Bool) async throws -> TestWebsite.Reply {
        let headers = length ? ["Content-Length": String(bytes.count)] : [:]
        let token = try #require(website.tokens[.examiner])
        let form = Data(
            """
            --b\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n\(CrossSiteRule.token(of: token))\r\n--b\r\n\
            Content-Disposition: form-data; name="file"; filename="x.bin"\r\n\r\n
            """.utf8
        )
        return try await website.ask(
            .post,
            "/bank/import",
            as: .examiner,
            bytes: form + Data("\r\n".utf8) + bytes + Data("\r\n--b--\r\n".utf8),
            headers: headers.merging(["Content-Type": "multipart/form-data; boundary=b"]) { own, _ in own }
        )
    }

    @Test(arguments: [true, false])
    func `a third large upload waits outside, a small one does not`(sendsLength: Bool) async throws {
        let website = try await TestWebsite()
        let places = (0..<2).map { _ in website.server.website.uploads.place() }
        for place in places { try place.take() }
        let refused = try await Self.upload(Self.large, to: website, length: sendsLength)
        #expect(refused.status == 503)
        #expect(refused.headers[.retryAfter] != nil)
        #expect(try await Self.upload(Data("x".utf8), to: website, length: sendsLength).status == 303)
        places[0].leave()
        // Each of them gives its place back, whatever came of it.
        for _ in 0..<3 { #expect(try await Self.upload(Self.large, to: website, length: sendsLength).status == 303) }
        let odd = try await website.ask(.post, "/bank/import", as: .examiner, bytes: Self.large)
        #expect(odd.status == 403)
        #expect(try await Self.upload(Self.large, to: website, length: sendsLength).status == 303)
    }

    @Test func `a place is taken once and left once`() throws {
        let uploads = Uploads()
        let (first, second, third) = (uploads.place(), uploads.place(), uploads.place())
        for _ in 0..<3 { try first.take() }
        try second.take()
        #expect(throws: Failure.self) { try third.take() }
        third.leave()
        #expect(throws: Failure.self) { try third.take() }
        first.leave()
        first.leave()
        try third.take()
        #expect(throws: Failure.self) { try first.take() }
    }

    @Test func `the file of a form is cut out where it lies, not copied`() throws {
        let file = Data((0..<100_000).map { UInt8(truncatingIfNeeded: $0 / 7) })
        let head = "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\none\r\n--b\r\n"
        let disposition = "Content-Disposition: form-data; name=\"file\"; filename=\"C:\\x\\bank.zip\"\r\n\r\n"
        let tail = "\r\n--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\ntwo\r\n--b--\r\n"
        var body = Data((head + disposition).utf8) + file + Data(tail.utf8)
        // A buffer of its own, as the reader hands one over.
        body.append(0x0A)
        let place = body.withUnsafeBytes { UInt(bitPattern: $0.baseAddress) }
        let form = try Multipart.read(consume body, type: "multipart/form-data; boundary=b")
        #expect(form.bytes == file)
        #expect(form.bytes.startIndex == 0)
        #expect(form.bytes.withUnsafeBytes { UInt(bitPattern: $0.baseAddress) } == place)
        #expect(form.fileName == "bank.zip")
        #expect(form.fields.all("a") == ["one", "two"])
    }
}
