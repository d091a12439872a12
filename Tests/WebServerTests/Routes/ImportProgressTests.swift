import Assessment
import Foundation
import HTTPTypes
import Storage
import Synchronization
import Testing

@testable import WebServer

/// Files that take a while to read: what people and programs see meanwhile, and how it is ended.
@Suite struct ImportProgressTests {
    /// An import that stays on its way until it is stopped.
    private struct Held {
        let website: TestWebsite
        let id: String
        let running: RunningImports.Running

        var path: String { "/bank/imports/\(id)" }
        var page: String { get async throws { try await website.ask(.get, path, as: .examiner).text } }

        init() async throws {
            website = try await TestWebsite()
            let store = website.store
            let id = try await store.beginImport(fileName: "large.zip", by: .operatorAtMachine, now: TestWebsite.start)
            running = try website.server.website.runningImports.start(id) { _ in
                let (never, continuation) = AsyncStream<Void>.makeStream()
                for await _ in never {}
                continuation.finish()
                let error = CancellationError()
                await store.abandonImport(id, after: error, by: .operatorAtMachine, now: TestWebsite.start)
                throw error
            }
            self.id = id
        }
    }

    /// What work in the pool waits for.
    private final class Gate: Sendable {
        let isOpen = Mutex(false)
    }

    private static let table = Data(
        "id,kind,stem,lead-in,option-a,option-b,key\na,single-best-answer,A man coughs.,What is it?,flu,gout,A\n".utf8
    )

    /// Sends the table as a command does.
    private static func post(_ target: String, to website: TestWebsite) async throws -> WebServer.Answer {
        await website.server.answer("POST", target, contentType: "application/octet-stream", body: table)
    }

    @Test func `the page of a file that is being read says how far it is, and asks again without scripts`() async throws
    {
        let held = try await Held()
        let reading = try await held.page
        #expect(reading.contains("Reading the file: 0 items so far."))
        #expect(reading.contains("<progress class=\"making\" aria-labelledby=\"making\"></progress>"))
        let again = "<noscript><meta http-equiv=\"refresh\" content=\"4; url=\(held.path)\"></noscript>"
        #expect(reading.contains(again))
        #expect(reading.contains("Cancel the import") && !reading.contains("/apply\""))
        for _ in 0..<3 { try held.running.countItem() }
        #expect(try await held.page.contains("Reading the file: 3 items so far."))
        held.running.move(to: .staging(.entries(3, of: 12)))
        let checking = try await held.page
        #expect(checking.contains("3 of 12 entries") && checking.contains("value=\"25\" max=\"100\""))
        held.running.move(to: .staging(.files(1, of: 8)))
        #expect(try await held.page.contains("Writing pictures and other files: 12 %."))
        let still = try await held.website.ask(.get, "\(held.path)?still=yes", as: .examiner).text
        #expect(!still.contains("http-equiv") && still.contains("href=\"\(held.path)\">See how far it is now"))
    }

    @Test func `programs are told the step, and no entry of a plan in the making`() async throws {
        let held = try await Held()
        held.running.move(to: .staging(.entries(3, of: 12)))
        let json = try await held.website.ask(.get, "/api/v1/imports/\(held.id)", as: .examiner).json
        #expect(json["state"] == "staging" && json["entries"] == [])
        #expect(json["progress"] == ["step": "checking", "done": 3, "total": 12])
    }

    @Test(arguments: ["/bank/imports", "/api/v1/imports"])
    func `who cancels ends the reading, leaves nothing and makes room for the next file`(door: String) async throws {
        let held = try await Held()
        let isPage = door.hasPrefix("/bank")
        let target = "\(door)/\(held.id)/discard"
        let reply = try await held.website.ask(
            .post,
            target,
            as: .examiner,
            json: isPage ? nil : [:],
            form: isPage ? [:] : nil
        )
        #expect(reply.status == (isPage ? 303 : 200))
        // The answer waits a moment for that, but no longer on a busy machine.
        await held.website.readingEnds(of: held.id)
        #expect(throws: CancellationError.self) { try held.running.outcome?.get() }
        #expect(held.website.server.website.runningImports.progress(of: held.id) == nil)
        let record = try #require(try await held.website.store.importRecord(held.id))
        #expect(record.state == .discarded && record.end == nil)
        #expect(try await held.page.contains("This plan was discarded."))
        #expect(try await Self.post("/api/v1/imports?wait=30&name=a.csv", to: held.website).status == 201)
    }

    @Test func `a file that takes longer than somebody waits is answered with 202, and its plan comes`() async throws {
        let website = try await TestWebsite()
        // Nothing can be read while both threads of the pool are taken.
        let (gate, pool) = (Gate(), website.server.website)
        let holds = (0..<2).map { _ in
            Task {
                try await pool.apart {
                    while !gate.isOpen.withLock({ $0 }) { usleep(1000) }
                }
            }
        }
        let begun = try await Self.post("/api/v1/imports?wait=0&name=a.csv", to: website)
        #expect(begun.status == 202)
        let told = try StrictJSON.value(begun.body)
        #expect(told["state"] == "staging" && told["progress"] == ["step": "reading", "done": 0])
        // One at a time: the second is refused and leaves no trace.
        #expect(try await Self.post("/api/v1/imports?name=b.csv", to: website).status == 503)
        #expect(try await website.store.latestImports().count == 1)
        gate.isOpen.withLock { $0 = true }
        for hold in holds { try await hold.value }
        let id = try #require(told["import"]?.text)
        await website.readingEnds(of: id)
        let plan = try await website.ask(.get, "/api/v1/imports/\(id)", as: .examiner).json
        #expect(plan["state"] == "staged" && plan["counts"] == ["new": 1] && plan["progress"] == nil)
    }

    @Test(arguments: ["-1", "31", "x"])
    func `an odd wait is refused before anything is read`(wait: String) async throws {
        let website = try await TestWebsite()
        #expect(try await Self.post("/api/v1/imports?wait=\(wait)&name=a.csv", to: website).status == 400)
        #expect(try await website.store.latestImports().isEmpty)
    }

    @Test func `a server that stops ends what it reads, says so on the page, and takes no more`() async throws {
        let held = try await Held()
        await held.website.server.endImports()
        let record = try #require(try await held.website.store.importRecord(held.id))
        #expect(record.state == .discarded && record.end == .stopped)
        #expect(try await held.page.contains("The server stopped while it read this file. Nothing was imported;"))
        #expect(try await Self.post("/api/v1/imports?name=a.csv", to: held.website).status == 503)
        let last = try #require(try await held.website.store.latestImports().first)
        #expect(last.state == .discarded)
    }

    @Test func `a plan that cannot be applied any more says why where it can be mended`() async throws {
        let website = try await TestWebsite()
        let item = IncomingItem(path: "a", version: TestWebsite.items[0])
        var paths: [String] = []
        for _ in 0..<2 {
            let plan = try await website.store.stageImport(
                fileName: "a.zip",
                problems: [],
                items: [item],
                by: .operatorAtMachine,
                now: TestWebsite.start
            )
            paths.append("/bank/imports/\(plan.id)")
        }
        #expect(try await website.ask(.post, "\(paths[0])/apply", as: .examiner, form: [:]).status == 303)
        let outdated = try await website.ask(.post, "\(paths[1])/apply", as: .examiner, form: [:])
        #expect(outdated.status == 409)
        #expect(outdated.text.contains("id=\"problems\"") && outdated.text.contains("upload the file again."))
        #expect(outdated.text.contains("action=\"\(paths[1])/discard\""))
        let again = try await website.ask(.post, "\(paths[0])/apply", as: .examiner, form: [:])
        #expect(again.status == 409 && again.text.contains("This plan was applied already."))
        #expect(try await website.ask(.post, "/bank/imports/none/apply", as: .examiner, form: [:]).status == 404)
    }
}
