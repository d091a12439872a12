import Assessment
import Foundation
import HTTPTypes
import Interchange
import Storage
import Testing

@testable import WebServer

/// A candidate list as spreadsheets write it, through the page and through the API.
@Suite struct CandidateListTests {
    private static let list = "number\tname\n40217\tOkafor, Ada\n40218\tأمينة يوسف\n"

    /// "CSV UTF-8" and "Unicode text" of spreadsheets, in both orders of bytes.
    private static func encoded(_ encoding: String.Encoding, mark: [UInt8]) throws -> Data {
        Data(mark) + (try #require(list.data(using: encoding)))
    }

    private static func readable() throws -> [Data] {
        [
            try encoded(.utf8, mark: []), try encoded(.utf8, mark: [0xEF, 0xBB, 0xBF]),
            try encoded(.utf16LittleEndian, mark: [0xFF, 0xFE]), try encoded(.utf16BigEndian, mark: [0xFE, 0xFF]),
        ]
    }

    private static func unreadable() throws -> [Data] {
        [
            try encoded(.utf16LittleEndian, mark: []), try encoded(.utf32LittleEndian, mark: [0xFF, 0xFE, 0, 0]),
            Data("number,name\n1,Jos".utf8) + [0xE9, 0x0A],
        ]
    }

    @Test func `UTF-8 and marked UTF-16 are read the same, whatever else is refused with its remedy`() throws {
        for bytes in try Self.readable() {
            let list = CandidateList(bytes)
            #expect(list.problems.isEmpty)
            #expect(list.candidates.map(\.name) == ["Okafor, Ada", "أمينة يوسف"])
        }
        for bytes in try Self.unreadable() {
            let problems = CandidateList(bytes).problems
            #expect(
                problems.contains { $0.code == "csv.encoding" && $0.message.contains("“CSV UTF-8”") },
                "\(problems)"
            )
        }
    }

    @Test func `a program sends a bare list with its session alone, in any of these encodings`() async throws {
        let website = try await TestWebsite()
        let id = try await website.sitting("Sitting", of: try await website.sealedForm())
        let target = "/api/v1/sittings/\(id.rawValue)/candidates"
        for (index, bytes) in try Self.readable().enumerated() {
            let type = index == 0 ? "Text/CSV; charset=utf-8" : "text/csv"
            let reply = try await website.ask(
                .post,
                target,
                as: .examOfficer,
                bytes: bytes,
                headers: ["Content-Type": type]
            )
            #expect(reply.status == 200, "\(reply.text)")
            #expect(try reply.json["added"] == .integer(index == 0 ? 2 : 0))
        }
        let names = try await website.store.candidates(of: id).map(\.name)
        #expect(names == ["Okafor, Ada", "أمينة يوسف"])
        let refused = try await website.ask(
            .post,
            target,
            as: .examOfficer,
            bytes: try Self.unreadable()[0],
            headers: ["Content-Type": "text/csv"]
        )
        #expect(refused.status == 422 && refused.text.contains("CSV UTF-8"))
    }

    /// What a form or a script of another site could send without asking needs the token; so does a page's own form.
    @Test(arguments: [
        "text/plain", "text/plain; text/csv", "text/csvx", "application/octet-stream", "",
        "multipart/form-data; boundary=x",
    ])
    func `any other type needs the form's token`(type: String) async throws {
        let website = try await TestWebsite()
        let id = try await website.sitting("Sitting", of: try await website.sealedForm())
        let bytes = type.hasPrefix("multipart") ? Data("--x--\r\n".utf8) : Data(Self.list.utf8)
        let reply = try await website.ask(
            .post,
            "/api/v1/sittings/\(id.rawValue)/candidates",
            as: .examOfficer,
            bytes: bytes,
            headers: ["Content-Type": type]
        )
        #expect(reply.status == 403)
        #expect(try reply.json["code"]?.text == "form.stale")
        #expect(try await website.store.candidates(of: id).isEmpty)
    }

    @Test func `bare CSV from another site, or to a page, is refused all the same`() async throws {
        let website = try await TestWebsite()
        let id = try await website.sitting("Sitting", of: try await website.sealedForm())
        for (target, extra) in [
            ("/api/v1/sittings/\(id.rawValue)/candidates", ["Sec-Fetch-Site": "cross-site"]),
            ("/api/v1/sittings/\(id.rawValue)/candidates", ["Origin": "https://elsewhere.example"]),
            ("/sittings/\(id.rawValue)/candidates", [:]),
        ] {
            let headers = ["Content-Type": "text/csv"].merging(extra) { own, _ in own }
            let reply = try await website.ask(
                .post,
                target,
                as: .examOfficer,
                bytes: Data(Self.list.utf8),
                headers: headers
            )
            #expect(reply.status == 403)
        }
        #expect(try await website.store.candidates(of: id).isEmpty)
    }

    @Test func `the page shows a list in UTF-16 as text, and says beside the field why it cannot read another`()
        async throws
    {
        let website = try await TestWebsite()
        let id = try await website.sitting("Sitting", of: try await website.sealedForm())
        func check(_ bytes: Data) async throws -> TestWebsite.Reply {
            let token = CrossSiteRule.token(of: try #require(website.tokens[.examOfficer]))
            let head =
                "--x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n\(token)\r\n"
                + "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"list.txt\"\r\n\r\n"
            return try await website.ask(
                .post,
                "/sittings/\(id.rawValue)/candidates",
                as: .examOfficer,
                bytes: Data(head.utf8) + bytes + Data("\r\n--x--\r\n".utf8),
                headers: ["Content-Type": "multipart/form-data; boundary=x"]
            )
        }
        let shown = try await check(try Self.encoded(.utf16LittleEndian, mark: [0xFF, 0xFE]))
        #expect(shown.status == 200 && shown.text.contains("<bdi>أمينة يوسف</bdi>"))
        let refused = try await check(Data("number,name\n1,Jos".utf8) + [0xE9, 0x0A])
        #expect(refused.status == 422)
        #expect(refused.text.contains("<a href=\"#file\"><bdi>The file is not Unicode text."))
        #expect(refused.text.contains("aria-describedby=\"file-hint file-problem\" aria-invalid=\"true\""))
    }
}
