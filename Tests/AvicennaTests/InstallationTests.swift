import Foundation
import Testing

@Suite(.enabled(if: Program.isThere, "avicenna is not built: swift build")) struct InstallationTests {
    /// A new installation that holds the first bank.
    private static func school(_ scratch: Scratch) async throws -> String {
        let data = scratch.path("data")
        #expect(try await Program.run("migrate", "--data", data).status == 0)
        let applied = try await Program.run("import", Program.bank, "--data", data, "--format", "json")
        #expect(applied.status == 0)
        #expect(try applied.object()["state"] as? String == "applied")
        return data
    }

    @Test func `a mistyped data folder makes no installation`() async throws {
        let scratch = try Scratch()
        for words in [["paper", "list"], ["import", Program.bank], ["doctor"], ["backup", scratch.path("b")]] {
            let outcome = try await Program.run(words + ["--data", scratch.path("data")])
            #expect(outcome.status == 66)
            #expect(outcome.err.hasPrefix("error AV3066: "))
        }
        #expect(!FileManager.default.fileExists(atPath: scratch.path("data")))
    }

    @Test func `a dry run shows the plan and changes nothing, and a second import finds all the same`() async throws {
        let scratch = try Scratch()
        let data = scratch.path("data")
        #expect(try await Program.run("migrate", "--data", data).status == 0)
        let dry = try await Program.run("import", Program.bank, "--data", data, "--dry-run", "--format", "json")
        #expect(dry.status == 0)
        let entries = try #require(try dry.object()["entries"] as? [[String: Any]])
        #expect(entries.count { $0["subject"] as? String == "item" } == 64)
        #expect(entries.count { $0["subject"] as? String == "blueprint" } == 2)
        #expect(entries.count { $0["subject"] as? String == "resource-pack" } == 1)
        #expect(try dry.object()["counts"] as? [String: Int] == ["new": Program.bankEntries])
        #expect(try dry.object()["state"] as? String == "discarded")
        let first = try await Program.run("import", Program.bank, "--data", data, "--format", "json")
        #expect(try first.object()["counts"] as? [String: Int] == ["new": Program.bankEntries])
        let second = try await Program.run("import", Program.bank, "--data", data, "--format", "json")
        #expect(try second.object()["counts"] as? [String: Int] == ["same": Program.bankEntries])
    }

    @Test func `a blocked import changes nothing and says why`() async throws {
        let scratch = try Scratch()
        let data = try await Self.school(scratch)
        let file = try scratch.file("broken.xml", "<assessmentItem><itemBody></assessmentItem>")
        let outcome = try await Program.run("import", file, "--data", data)
        #expect(outcome.status == 65)
        #expect(outcome.out.contains("Nothing was imported: mend what is blocked first."))
    }

    @Test func `a bank with a faulty blueprint is refused with file and place`() async throws {
        let scratch = try Scratch()
        let data = try await Self.school(scratch)
        let folder = scratch["bank/blueprints"]
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        // The list names the file by its hash, so both are written out.
        let blueprint = """
            {"axes":[],"format":1,"id":"year-5","name":"Year 5","size":{"maximum":12,"minimum":10},"targets":[{"minimum":2,\
            "unit":"dozen","where":{"content":"renal"}}]}
            """
        _ = try scratch.file("bank/blueprints/year-5.json", blueprint)
        _ = try scratch.file(
            "bank/bank.json",
            """
            {"format":1,"id":"b","name":"B","language":"en","items":[],"resources":[],"media":[],"blueprints":[
            {"path":"blueprints/year-5.json","hash":"f277beeedab527b237f4c0ee374ebc1df291af37b9a8b5a7ea97fe54c1a79c67"}]}
            """
        )
        for command in ["import", "validate"] {
            let outcome = try await Program.run(
                command,
                scratch.path("bank"),
                command == "import" ? "--data" : "--format",
                command == "import" ? data : "text"
            )
            #expect(outcome.status == (command == "import" ? 65 : 1))
            #expect(outcome.out.contains("blueprints/year-5.json"))
            #expect(outcome.out.contains("targets[0].unit: “count” or “percent” is needed"))
        }
    }

    @Test func `a bank whose blueprint has too many targets is told so in one line`() async throws {
        let scratch = try Scratch()
        let folder = scratch["bank/blueprints"]
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let target = #"{"minimum":2,"unit":"count","where":{"content":"renal"}}"#
        let targets = Array(repeating: target, count: 501).joined(separator: ",")
        _ = try scratch.file(
            "bank/blueprints/year-5.json",
            #"{"axes":[],"format":1,"id":"year-5","name":"Year 5","size":{"maximum":12,"minimum":10},"targets":[\#(targets)]}"#
        )
        _ = try scratch.file(
            "bank/bank.json",
            """
            {"format":1,"id":"b","name":"B","language":"en","items":[],"resources":[],"media":[],"blueprints":[
            {"path":"blueprints/year-5.json","hash":"a92eb9540295b56edfc8781beca0cf2838f7333351a9bc7ad25c3da834858c9a"}]}
            """
        )
        let outcome = try await Program.run("validate", scratch.path("bank"))
        #expect(outcome.status == 1)
        #expect(outcome.out.contains("blueprints/year-5.json: targets: a blueprint has at most 500 targets"))
        #expect(!outcome.out.contains("target.axis"))
    }

    @Test func `the bank goes out as it came in`() async throws {
        let scratch = try Scratch()
        let data = try await Self.school(scratch)
        let out = scratch.path("out")
        #expect(try await Program.run("export", "--to", "avicenna", out, "--data", data).status == 0)
        let items = try FileManager.default.contentsOfDirectory(atPath: "\(Program.bank)/items")
        #expect(items.count >= 60)
        let others = try ["blueprints", "resources"].flatMap { folder in
            try FileManager.default.contentsOfDirectory(atPath: "\(Program.bank)/\(folder)").map { "\(folder)/\($0)" }
        }
        #expect(others.count >= 3)
        for file in items.map({ "items/\($0)" }) + others {
            let (old, new) = ("\(Program.bank)/\(file)", "\(out)/\(file)")
            #expect(FileManager.default.contentsEqual(atPath: old, andPath: new), "\(file)")
        }
    }

    @Test func `a backup is restored whole, with its own key alone`() async throws {
        let scratch = try Scratch()
        let data = try await Self.school(scratch)
        let (backup, restored, key) = (scratch.path("backup"), scratch.path("restored"), "\(data)/keys/server.key")
        #expect(try await Program.run("backup", backup, "--data", data).status == 0)
        #expect(try await Program.run("backup", backup, "--data", data).status == 73)
        #expect(try await Program.run("restore", backup, "--data", restored).status == 66)
        let other = try scratch.file("other.key", String(repeating: "x", count: 32))
        #expect(try await Program.run("restore", backup, "--data", restored, "--key", other).status == 65)
        #expect(!FileManager.default.fileExists(atPath: "\(restored)/avicenna.sqlite"))
        let done = try await Program.run("restore", backup, "--data", restored, "--key", key, "--format", "json")
        #expect(done.status == 0)
        let verified = try await Program.run("audit", "verify", "--data", restored, "--format", "json").object()
        #expect(verified["sound"] as? Bool == true)
        #expect(verified["events"] as? Int == (try done.object())["events"] as? Int)
        let again = try await Program.run("import", Program.bank, "--data", restored, "--dry-run", "--format", "json")
        #expect(try again.object()["counts"] as? [String: Int] == ["same": Program.bankEntries])
        #expect(try await Program.run("restore", backup, "--data", restored, "--key", key).status == 73)
    }

    @Test func `a damaged backup is refused and leaves the folder fresh`() async throws {
        let scratch = try Scratch()
        let data = try await Self.school(scratch)
        #expect(try await Program.run("backup", scratch.path("backup"), "--data", data).status == 0)
        let file = scratch["backup"].appending(path: "database.sqlite")
        var bytes = try Data(contentsOf: file)
        bytes[bytes.count / 2] ^= 1
        try bytes.write(to: file)
        let key = "\(data)/keys/server.key"
        let outcome = try await Program.run(
            "restore",
            scratch.path("backup"),
            "--data",
            scratch.path("restored"),
            "--key",
            key
        )
        #expect(outcome.status == 65)
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path("restored/keys")).isEmpty)
    }

    @Test func `people are added with a password from standard input, listed and given other roles`() async throws {
        let scratch = try Scratch()
        let data = scratch.path("data")
        #expect(try await Program.run("migrate", "--data", data).status == 0)
        let add = ["user", "add", "ahaddad", "--name", "أمينة حداد", "--role", "examiner", "--data", data]
        #expect(try await Program.run(add).status == 64)
        #expect(try await Program.run(add + ["--password-stdin"], input: "short\n").status == 65)
        #expect(try await Program.run(add + ["--password-stdin"], input: "long enough for this\n").status == 0)
        #expect(try await Program.run(add + ["--password-stdin"], input: "long enough for this\n").status == 65)
        let people = try await Program.run("user", "list", "--data", data, "--format", "json").object()
        let person = try #require((people["people"] as? [[String: Any]])?.first)
        #expect(person["name"] as? String == "أمينة حداد")
        #expect(person["login"] as? String == "ahaddad")
        let id = try #require(person["person"] as? String)
        #expect(try await Program.run("user", "roles", id, "--role", "board", "--data", data).status == 0)
        let table = try await Program.run("user", "list", "--data", data, "--format", "csv")
        #expect(table.out.contains("board"))
        let changed = ["user", "password", "ahaddad", "--password-stdin", "--data", data]
        #expect(try await Program.run(changed, input: "another long one\n").status == 0)
    }

    @Test func `the doctor looks at everything and finds an open key`() async throws {
        let scratch = try Scratch()
        let data = scratch.path("data")
        #expect(try await Program.run("migrate", "--data", data).status == 0)
        let well = try await Program.run("doctor", "--data", data, "--format", "json")
        #expect(well.status == 0)
        let checks = try #require(try well.object()["checks"] as? [[String: Any]])
        let names = checks.compactMap { $0["check"] as? String }
        #expect(names == ["sqlite", "keys", "disk", "clock", "database", "durability", "journal"])
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: "\(data)/keys/server.key")
        let ill = try await Program.run("doctor", "--data", data)
        #expect(ill.status == 1)
        #expect(ill.out.contains("LOOK keys"))
    }
}
