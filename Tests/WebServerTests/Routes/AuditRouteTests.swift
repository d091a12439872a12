import Assessment
import Foundation
import HTTPTypes
import Storage
import Testing

@testable import WebServer

/// The audit stream as programs read it: page by page from the newest on.
@Suite struct AuditRouteTests {
    @Test func `the audit stream is read page by page, newest first, without a gap`() async throws {
        let website = try await TestWebsite()
        let all = try await website.store.events(of: .audit).map(\.number)
        #expect(all.count > 7)
        var (numbers, pages): ([Int64], Int) = ([], 0)
        var target: String? = "/api/v1/audit?limit=3"
        while let next = target {
            let page = try await website.ask(.get, next, as: .administrator).json
            let read = (page["events"]?.elements ?? []).compactMap { $0["number"]?.number }
            #expect(read.count <= 3)
            numbers += read
            pages += 1
            target = page["next"]?.number.map { "/api/v1/audit?limit=3&before=\($0)" }
        }
        #expect(numbers == all.reversed())
        #expect(pages == (all.count + 2) / 3)
        let whole = try await website.ask(.get, "/api/v1/audit", as: .administrator).json
        #expect(whole["events"]?.elements?.count == all.count && whole["next"] == .null)
    }

    @Test(arguments: ["limit=0", "limit=1001", "limit=x", "before=0", "before=-1", "before=x"])
    func `a page that cannot be is refused`(query: String) async throws {
        let website = try await TestWebsite()
        #expect(try await website.ask(.get, "/api/v1/audit?\(query)", as: .administrator).status == 400)
    }
}
