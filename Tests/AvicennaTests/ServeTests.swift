import Foundation
import Testing

@Suite(.enabled(if: Program.isThere, "avicenna is not built: swift build")) struct ServeTests {
    @Test func `commands go to the running server, and nobody else opens its folder`() async throws {
        let scratch = try Scratch()
        let data = scratch.path("data")
        let server = try await RunningServer("serve", data: data)
        let imported = try await Program.run("import", Program.bank, "--data", data, "--format", "json")
        #expect(imported.status == 0)
        #expect(try imported.object()["state"] as? String == "applied")
        let backup = try await Program.run("backup", scratch.path("backup"), "--data", data)
        #expect(backup.status == 0)
        let verified = try await Program.run("audit", "verify", "--data", data, "--format", "json").object()
        #expect(verified["sound"] as? Bool == true)
        #expect(try await Program.run("doctor", "--data", data).status == 0)
        let refused = try await Program.run("paper", "show", "none", "--data", data, "--format", "json")
        #expect(refused.status == 66)
        #expect(try refused.failure()["code"] as? String == "AV2404")
        for words in [
            ["migrate"], ["serve", "--port", try RunningServer.freePort()], ["restore", scratch.path("backup")],
        ] {
            let outcome = try await Program.run(words + ["--data", data])
            #expect(outcome.status == 69, "\(words)")
            #expect(outcome.err.hasPrefix("error AV3001: "), "\(words)")
        }
        #expect(await server.end() == 0)
        let again = try await Program.run("import", Program.bank, "--data", data, "--dry-run", "--format", "json")
        #expect(try again.object()["counts"] as? [String: Int] == ["same": Program.bankEntries])
    }

    @Test func `a server that was killed leaves nothing that stops the next one`() async throws {
        let scratch = try Scratch()
        let data = scratch.path("data")
        let first = try await RunningServer("serve", data: data)
        _ = await first.end(by: SIGKILL)
        #expect(FileManager.default.fileExists(atPath: "\(data)/server.sock"))
        #expect(try await Program.run("audit", "verify", "--data", data).status == 0)
        let second = try await RunningServer("serve", data: data)
        #expect(second.said["ready"] as? Bool == true)
        #expect(await second.end(by: SIGINT) == 0)
        #expect(!FileManager.default.fileExists(atPath: "\(data)/server.sock"))
    }

    @Test func `a server states the journal when it starts and stops, and a journal set back is found`() async throws {
        let scratch = try Scratch()
        let data = scratch.path("data")
        var server = try await RunningServer("serve", data: data)
        #expect(await server.end() == 0)
        try FileManager.default.copyItem(atPath: data, toPath: scratch.path("yesterday"))
        server = try await RunningServer("serve", data: data)
        #expect(try await Program.run("import", Program.bank, "--data", data).status == 0)
        #expect(await server.end() == 0)
        let anchors = "\(data)/anchors.jsonl"
        let lines = try String(contentsOfFile: anchors, encoding: .utf8).split(separator: "\n")
        #expect(lines.count == 3)
        #expect(try await Program.run("audit", "verify", "--data", data, "--anchor", anchors).status == 0)
        let back = try await Program.run(
            "audit",
            "verify",
            "--data",
            scratch.path("yesterday"),
            "--anchor",
            anchors,
            "--format",
            "json"
        )
        #expect(back.status == 1)
        let findings = try #require(try back.object()["findings"] as? [[String: Any]])
        #expect(findings.contains { $0["problem"] as? String == "anchorDiffers" })
        let none = try scratch.file("none.jsonl", "no anchor\n")
        #expect(try await Program.run("audit", "verify", "--data", data, "--anchor", none).status == 65)
    }

    @Test func `what cannot be served is told before anything is opened`() async throws {
        let scratch = try Scratch()
        let (data, port) = (scratch.path("data"), try RunningServer.freePort())
        let pem = try scratch.file("no.pem", "no certificate")
        let cases: [([String], Int32, String)] = [
            (["--host", "0.0.0.0"], 78, "AV5001"),
            (["--host", "no.such.host.invalid", "--trusted-proxy", "10.0.0.5"], 78, "AV5069"),
            (["--certificate", scratch.path("none"), "--key", pem], 66, "AV5002"),
            (["--certificate", pem], 64, "AV1000"),
            (["--zone", "Mars/Base"], 64, "AV1000"),
        ]
        for (words, status, code) in cases {
            let outcome = try await Program.run(["serve", "--data", data, "--port", port] + words)
            #expect(outcome.status == status, "\(words)")
            #expect(outcome.err.hasPrefix("error \(code): "), "\(words)")
        }
        #expect(!FileManager.default.fileExists(atPath: data))
        let unreadable = ["serve", "--data", data, "--port", port, "--certificate", pem, "--key", pem]
        #expect(try await Program.run(unreadable).status == 78)
    }

    @Test func `an address that is in use is told as such`() async throws {
        let scratch = try Scratch()
        let server = try await RunningServer("serve", data: scratch.path("one"))
        let outcome = try await Program.run("serve", "--data", scratch.path("two"), "--port", server.port)
        #expect(outcome.status == 69)
        #expect(outcome.err.contains("another program listens there already"))
        #expect(await server.end() == 0)
    }
}
