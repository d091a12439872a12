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
        let reply = try await website.ask(
            .post,
            "/bank/import",
            as: .examiner,
            bytes: form + Data("\r\n".utf8) + bytes + Data("\r\n--b--\r\n".utf8),
            headers: headers.merging(["Content-Type": "multipart/form-data; boundary=b"]) { own, _ in own }
        )
        if let plan = reply.headers[.location]?.split(separator: "/").last {
            await website.readingEnds(of: String(plan))
        }
        return reply
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

    private static func form(_ head: String, _ rest: String = "\r\n\r\nx\r\n--b--\r\n") throws -> Multipart.Form {
        let body = Data("--b\r\nContent-Disposition: form-data; \(head)\(rest)".utf8)
        return try Multipart.read(body, type: "multipart/form-data; boundary=\"b\"")
    }

    @Test(arguments: [
        ("name=\"file\"; filename=\"year 5; paper A.zip\"", "year 5; paper A.zip"),
        ("name=\"file\"; filename=\"a; name=\\\"x\\\".zip\"", "a; name=\"x\".zip"),
        ("filename=\"C:\\x;y\\bank.zip\"; name=file", "bank.zip"),
        ("name=file;filename=plain.zip", "plain.zip"),
    ])
    func `a semicolon in a file's name belongs to the name`(head: String, name: String) throws {
        #expect(try Self.form(head).fileName == name)
    }

    @Test func `a part's head may be 16 KiB long, and a form have a hundred parts, and no more`() throws {
        let head = "name=\"file\"; filename=\""
        let start = "\r\nContent-Disposition: form-data; ".utf8.count
        let longest = (16 << 10) - start - head.utf8.count - 1
        #expect(try Self.form(head + String(repeating: "x", count: longest) + "\"").fileName.count == longest)
        #expect(throws: Failure.self) { try Self.form(head + String(repeating: "x", count: longest + 1) + "\"") }
        func parts(_ count: Int) -> String {
            let part = "\r\n--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx"
            return "\r\n\r\nx" + String(repeating: part, count: count - 1) + "\r\n--b--\r\n"
        }
        #expect(try Self.form("name=\"a\"", parts(100)).fields.all("a").count == 100)
        #expect(throws: Failure.self) { try Self.form("name=\"a\"", parts(101)) }
    }

    @Test func `one import runs at a time, however small its file is`() async throws {
        let website = try await TestWebsite()
        let place = website.server.website.imports.place()
        try place.take()
        let refused = try await Self.upload(Data("x".utf8), to: website, length: true)
        #expect(refused.status == 503)
        #expect(refused.headers[.retryAfter] != nil)
        #expect(try await website.store.latestImports().isEmpty)
        place.leave()
        for _ in 0..<2 { #expect(try await Self.upload(Data("x".utf8), to: website, length: true).status == 303) }
    }
}
