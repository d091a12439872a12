import Storage
import Testing

@testable import WebServer

/// What a route declares about the audit stream is what is written there.
@Suite struct AuditedRoutesTests {
    /// Routes that no flow here drives yet, each with what it would need; this list may only shrink.
    private static let undriven: Set<String> = [
        // A typed answer that no key names.
        "POST /results/{sitting}/items/{position}/strings",
        // A link that the demo prints.
        "POST /sign-in/link/{token}",
    ]

    @Test func `each declared audit event is written when its route has done its work`() async throws {
        var school = try await AuditedSchool()
        try await school.importItems()
        try await school.savePapers()
        try await school.planSittings()
        try await school.holdSittings()
        try await school.releaseResults()
        try await school.keepPeople()
        let declared = Set(WebServer.routes.filter { $0.audit != nil }.map(\.name))
        #expect(declared.subtracting(school.driven) == Self.undriven)
        #expect(school.driven.isSubset(of: declared))
    }

    @Test func `every event that the audit stream knows is declared by a route, but for those of the house itself`() {
        // Sealing is a step of a paper, adjustments come with a list, and the server itself ends attempts.
        let own: Set<AuditAction> = [.paperSealed, .adjustmentsChanged, .attemptClosed]
        #expect(Set(AuditAction.allCases).subtracting(WebServer.routes.compactMap(\.audit)) == own)
    }
}

extension Route {
    /// Such as `POST /papers`.
    var name: String { "\(method.rawValue) \(path)" }
}
