import Foundation

/// A sitting of the demonstration's paper with candidates at work, made through the API as an exam office would.
struct Room {
    let seats: [Seat]
    /// Two responses to each question of the paper.
    let responses: [SaveRequests.Response]

    /// - Throws: ``Problem`` naming the request that was refused.
    init(of server: DemoServer, candidates: Int) async throws {
        let (sitting, tickets) = try Self.plan(server, candidates: candidates)
        let port = server.port
        // Few threads: the server is to be asked, not to be pressed.
        let groups = (0..<8).map { first in stride(from: first, to: tickets.count, by: 8).map { ($0, tickets[$0]) } }
        let results = await onThreads(groups) { group in
            Result { try group.map { try Self.begin(port, sitting, index: $0, ticket: $1) } }
        }
        seats = try results.flatMap { try $0.get() }.sorted { $0.index < $1.index }
        guard let first = seats.first, seats.count == candidates else {
            throw Problem("not every candidate was let in")
        }
        responses = try Self.responses(port, sitting, first)
    }

    private struct Ticket: Sendable {
        let number: String
        let code: String
    }

    private struct Sittings: Decodable {
        struct Row: Decodable {
            let state: String
            let form: String
            let practice: Bool
        }

        let sittings: [Row]
    }

    private struct Planned: Decodable { let sitting: String }
    private struct Listed: Decodable { let tickets: [String: String] }

    private struct Begun: Decodable {
        let attempt: String
        let epoch: Int
    }

    private static func plan(_ server: DemoServer, candidates: Int) throws -> (sitting: String, tickets: [Ticket]) {
        let office = try Connection(socketPath: server.data.appending(path: "server.sock").path)
        let all = try office.ask("GET", "/api/v1/sittings").json(Sittings.self).sittings
        guard let model = all.first(where: { $0.state == "open" && !$0.practice }) else {
            throw Problem("the demonstration school has no open sitting whose form could be used")
        }
        let (opens, closes) = (Date() - 60, Date() + 8 * 3600)
        let plan = """
            {"title":"Benchmarks","form":"\(model.form)","zone":"Europe/London","minutes":240,\
            "opensAt":"\(opens.ISO8601Format())","closesAt":"\(closes.ISO8601Format())"}
            """
        let sitting = try office.ask("POST", "/api/v1/sittings", body: plan).json(Planned.self).sitting
        let rows = (0..<candidates).map { "\(90_000 + $0),Robot \($0)\n" }
        let tickets = try office.ask(
            "POST",
            "/api/v1/sittings/\(sitting)/candidates",
            type: "text/csv",
            body: "number,name\n\(rows.joined())"
        ).json(Listed.self).tickets
        _ = try office.ask("POST", "/api/v1/sittings/\(sitting)/state", body: #"{"state":"open"}"#)
        return (sitting, tickets.sorted { $0.key < $1.key }.map { Ticket(number: $0.key, code: $0.value) })
    }

    private static func begin(_ port: Int, _ sitting: String, index: Int, ticket: Ticket) throws -> Seat {
        let connection = try Connection(port: port)
        let signedIn = try connection.ask(
            "POST",
            "/sign-in/code",
            type: "application/x-www-form-urlencoded",
            body: "candidate=\(ticket.number)&code=\(ticket.code.replacing(" ", with: "+"))"
        )
        let answer = try connection.ask(
            "POST",
            "/api/v1/sittings/\(sitting)/attempts",
            cookies: signedIn.cookies.joined(separator: "; "),
            body: "{}"
        )
        let begun = try answer.json(Begun.self)
        let cookies = (signedIn.cookies + answer.cookies).joined(separator: "; ")
        return Seat(index: index, attempt: begun.attempt, epoch: begun.epoch, cookies: cookies)
    }

    private static func responses(_ port: Int, _ sitting: String, _ seat: Seat) throws -> [SaveRequests.Response] {
        let connection = try Connection(port: port)
        func page(_ number: Int) throws -> QuestionPage {
            QuestionPage(try connection.ask("GET", "/sit/\(sitting)/q/\(number)", cookies: seat.cookies).text)
        }
        let pages = try (1...page(1).fact("questions")).map(page)
        return try [0, 1].flatMap { turn in
            try pages.map { SaveRequests.Response(position: try $0.fact("position"), json: try $0.response(turn)) }
        }
    }
}
