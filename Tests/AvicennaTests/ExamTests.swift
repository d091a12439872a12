import Foundation
import Testing

@Suite(.enabled(if: Program.isThere, "avicenna is not built: swift build")) struct ExamTests {
    @Test func `papers and sittings from the command line, in a demonstration school`() async throws {
        let scratch = try Scratch()
        let school = try await School(scratch)
        let sealed = try await school.sealedPaper()
        try await school.papers()
        let sitting = try await school.sitting(of: sealed, scratch)
        try await school.candidates(of: sitting, scratch)
        try await school.results(of: sitting, scratch)
        #expect(await school.server.end() == 0)
    }

    /// The demonstration school while its server runs.
    private struct School {
        let server: RunningServer
        let data: String

        init(_ scratch: Scratch) async throws {
            data = scratch.path("data")
            server = try await RunningServer("demo", data: data)
            let links = try #require(server.said["links"] as? [[String: Any]])
            #expect(links.count == 8)
            #expect(links.allSatisfy { $0["role"] is String && $0["url"] is String })
        }

        func run(_ words: String...) async throws -> Program.Outcome {
            try await Program.run(words + ["--data", data, "--format", "json"])
        }

        func sealedPaper() async throws -> String {
            let papers = try #require(try await run("paper", "list").object()["papers"] as? [[String: Any]])
            return try #require(papers.first { $0["state"] as? String == "sealed" }?["paper"] as? String)
        }

        func papers() async throws {
            let made = try await run("paper", "new", "From the shell", "--blueprint", "year-5-paper-a", "--seed", "3")
            let paper = try #require(try made.object()["paper"] as? String)
            let filled = try await run("paper", "assemble", paper)
            #expect((try filled.object()["chosen"] as? [Any])?.count == 20)
            #expect(try await run("paper", "seal", paper).status == 65)
            #expect(try await run("paper", "move", paper, "--to", "in-review").status == 0)
            let approved = try await run("paper", "move", paper, "--to", "approved")
            #expect(approved.status == 77)
            #expect(try approved.failure()["code"] as? String == "AV1077")
            #expect(try await run("paper", "show", paper).object()["state"] as? String == "in-review")
        }

        func sitting(of paper: String, _ scratch: Scratch) async throws -> String {
            let list = try scratch.file("list.csv", "number,name\n70001,Ada\n70002,李明\n")
            let made = try await run(
                "sitting",
                "create",
                "--paper",
                paper,
                "--minutes",
                "30",
                "--candidates",
                list,
                "--open"
            )
            #expect(made.status == 0)
            let answer = try made.object()
            #expect(answer["state"] as? String == "open")
            let tickets = try #require(answer["tickets"] as? [[String: String]])
            #expect(tickets.compactMap { $0["candidate"] } == ["70001", "70002"])
            #expect(tickets.allSatisfy { $0["code"]?.count == 19 })
            return try #require(answer["sitting"] as? String)
        }

        func candidates(of sitting: String, _ scratch: Scratch) async throws {
            let wrong = try scratch.file("wrong.csv", "number,name\n70003,\n")
            let refused = try await run("sitting", "candidates", sitting, wrong)
            #expect(refused.status == 65)
            #expect((try refused.failure()["details"] as? [Any])?.isEmpty == false)
            let more = try scratch.file("more.csv", "number,name\n70002,李明\n70003,Zoë\n")
            let dry = try await run("sitting", "candidates", sitting, more, "--dry-run").object()
            #expect(dry["added"] as? Int == 1)
            #expect(dry["same"] as? Int == 1)
            #expect((dry["tickets"] as? [Any])?.isEmpty == true)
            let listed = try await run("sitting", "candidates", sitting).object()
            #expect((listed["candidates"] as? [Any])?.count == 2)
            let renewed = try await run("sitting", "tickets", sitting, "70001").object()
            #expect((renewed["tickets"] as? [[String: Any]])?.first?["candidate"] as? String == "70001")
            #expect(try await run("sitting", "tickets", sitting, "--all").status == 64)
            let status = try await run("sitting", "status", sitting).object()
            let states = (status["candidates"] as? [[String: Any]])?.compactMap { $0["state"] as? String }
            #expect(states == ["notHere", "notHere"])
            let early = try await run(
                "sitting",
                "extend",
                sitting,
                "--candidate",
                "70001",
                "--minutes",
                "5",
                "--reason",
                "late bus"
            )
            #expect(early.status == 65)
        }

        func results(of sitting: String, _ scratch: Scratch) async throws {
            #expect(try await run("score", sitting).status == 65)
            #expect(try await run("sitting", "close", sitting).object()["state"] as? String == "closed")
            #expect(try await run("score", sitting).status == 0)
            let mark = try await run("results", "pass-mark", sitting, "2/3").object()
            #expect(mark["passMark"] as? String == "2/3")
            #expect(mark["state"] as? String == "closed")
            #expect(try await run("results", "pass-mark", sitting, "--none").object()["passMark"] is NSNull)
            #expect(try await run("results", "pass-mark", sitting).status == 64)
            #expect(try await run("results", "pass-mark", sitting, "55").status == 64)
            #expect(try await run("results", "pass-mark", "nothing", "0.5").status == 66)
            #expect(try await run("score", sitting).status == 0)
            let sittings = try #require(try await run("sitting", "list").object()["sittings"] as? [[String: Any]])
            let own = sittings.first { $0["sitting"] as? String == sitting }
            #expect(own?["state"] as? String == "marked")
            let sat = try #require(sittings.first { ($0["title"] as? String)?.hasSuffix("first sitting") == true })
            let past = try #require(sat["sitting"] as? String)
            let responses = try #require(
                try await run("sitting", "responses", past).object()["responses"] as? [[String: Any]]
            )
            #expect(responses.count > 500)
            #expect(responses.allSatisfy { $0["change"] is String && $0["attempt"] is String && $0["position"] is Int })
            let table = scratch.path("results.csv")
            #expect(try await run("results", past, "--csv", table).status == 0)
            let rows = try String(contentsOfFile: table, encoding: .utf8).split(separator: "\r\n")
            #expect(rows.count == 41)
            #expect(try await run("results", past, "--csv", table).status == 73)
            let scored = try await run("results", past).object()
            #expect((scored["candidates"] as? [Any])?.count == 40)
        }
    }
}
