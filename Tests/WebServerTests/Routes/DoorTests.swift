import Assessment
import Foundation
import HTTPTypes
import Storage
import Testing

@testable import WebServer

/// What happens to a request before any route sees it: proxies, and too many of them.
@Suite struct DoorTests {
    private static let proxy = "10.0.0.5"

    @Test(arguments: [("10.0.0.5", 200), ("127.0.0.1", 200), ("::1", 200), ("10.0.0.6", 403), ("10.0.0.50", 403)])
    func `beyond this machine nobody passes the trusted proxy by`(peer: String, status: Int) async throws {
        let website = try await TestWebsite(trustedProxy: Self.proxy)
        #expect(try await website.ask(.get, "/sign-in", from: peer).status == status)
        let without = try await TestWebsite()
        #expect(try await without.ask(.get, "/sign-in", from: peer).status == 200)
    }

    @Test func `only the trusted proxy is believed about who asks`() {
        func address(_ peer: String?, _ forwarded: String) -> String {
            var headers = HTTPFields()
            headers[.parsed("X-Forwarded-For")] = forwarded
            return Inbound(.get, "/", headers: headers, body: [], peer: peer).address(trusting: Self.proxy)
        }
        #expect(address(Self.proxy, "203.0.113.9") == "203.0.113.9")
        // What the client wrote itself stands before what the proxy saw.
        #expect(address(Self.proxy, "198.51.100.1, 203.0.113.9") == "203.0.113.9")
        #expect(address("203.0.113.9", "198.51.100.1") == "203.0.113.9")
        #expect(address(nil, "198.51.100.1") == "local")
    }

    @Test func `guesses are counted by address, other requests by person, saves not at all`() async throws {
        let website = try await TestWebsite()
        for _ in 0..<600 {
            #expect(try await website.ask(.get, "/sign-in/link/none", from: "203.0.113.1").status == 404)
        }
        let reply = try await website.ask(.get, "/sign-in/link/none", from: "203.0.113.1")
        #expect(reply.status == 429)
        #expect(reply.headers[.retryAfter] != nil)
        #expect(try await website.ask(.get, "/sign-in/link/none", from: "203.0.113.2").status == 404)

        for _ in 0..<60 { _ = try await website.ask(.get, "/api/v1/exports/csv", as: .examiner) }
        #expect(try await website.ask(.get, "/api/v1/exports/csv", as: .examiner).status == 429)
        #expect(try await website.ask(.get, "/bank", as: .examiner).status == 200)
        website.clock.move(by: 61)
        #expect(try await website.ask(.get, "/api/v1/exports/csv", as: .examiner).status != 429)

        for _ in 0..<3000 { #expect(try await website.ask(.get, "/api/v1/ping").status == 200) }
    }
}
