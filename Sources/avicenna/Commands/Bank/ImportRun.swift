import ArgumentParser
import Assessment
import Foundation

/// One import at the server, from the file that was sent to its end.
struct ImportRun {
    let id: String
    let client: ServerClient
    let output: OutputOptions
    let interruption: Interruption

    /// What is to become of a plan.
    enum Ending {
        case applied(perItem: Bool)
        case discarded
    }

    /// How often the server is asked how far it is.
    private static let pace = Duration.milliseconds(200)

    private var target: String { "/api/v1/imports/\(ServerClient.escaped(id))" }

    /// Does `work`; when it is interrupted the import is discarded, and nothing of it is left.
    ///
    /// - Throws: the exit code of the interruption.
    func leavingNothing<Value>(_ work: () async throws -> Value) async throws -> Value {
        do {
            return try await work()
        } catch let interrupted as Interruption.Interrupted {
            do {
                _ = try await end(.discarded)
            } catch let error as CommandError where error.code == "AV2404" {
                // Somebody else has discarded it, or its making has failed: nothing of it is left either.
            }
            output.note("Interrupted: nothing was imported.")
            throw interrupted.exit
        }
    }

    /// Waits for the plan and tells meanwhile how far it is.
    ///
    /// - Throws: ``CommandError`` when there will be none.
    func made(_ begun: ImportPlan, reading name: String) async throws -> ImportPlan {
        var (plan, step, shown) = (begun, "", 0)
        var line = ProgressLine("import  reading \(name)", of: nil, "items", output: output)
        defer { line.end() }
        while plan.state == "staging" {
            try interruption.check()
            if let progress = plan.progress {
                if progress.step != step, progress.step != "reading" {
                    line.end()
                    let isFiles = progress.step == "files"
                    let verb = isFiles ? "import  writing files" : "import  checking"
                    line = ProgressLine(verb, of: progress.total, isFiles ? "pieces" : "entries", output: output)
                    shown = 0
                }
                step = progress.step
                line.step(max(0, progress.done - shown))
                shown = max(shown, progress.done)
            }
            try await Task.sleep(for: Self.pace)
            plan = ImportPlan(json: try await client.ask("GET", target))
        }
        try interruption.check()
        guard plan.state == "staged" else { throw plan.failure }
        return plan
    }

    /// Applies or discards the plan.
    ///
    /// - Returns: Its state then.
    func end(_ ending: Ending) async throws -> String {
        let (verb, body): (String, JSONValue) =
            switch ending {
            case .applied(let perItem): ("apply", perItem ? ["perItem": true] : [:])
            case .discarded: ("discard", [:])
            }
        let done = try await waiting(for: "import  writing", output: output) {
            try await client.ask("POST", "\(target)/\(verb)", json: body)
        }
        return done["state"]?.text ?? ""
    }
}

extension ImportPlan {
    /// How far its making is; `nil` once it is made.
    fileprivate var progress: (step: String, done: Int, total: Int?)? {
        guard let step = json["progress"]?["step"]?.text, let done = json["progress"]?["done"]?.number else {
            return nil
        }
        return (step, Int(done), json["progress"]?["total"]?.number.map { Int($0) })
    }

    /// Why there is no plan.
    fileprivate var failure: CommandError {
        func bytes(_ name: String) -> String { "\((json["end"]?[name]?.number ?? 0) / 1_000_000) MB" }
        let again = "import the file again"
        let (code, message, remedy, exit): (Int, String, String, ExitCode) =
            switch json["end"]?["reason"]?.text {
            case "noRoom":
                (
                    503, "the import needs \(bytes("needed")) of free disk space and there is \(bytes("free"))",
                    "make room, then \(again)", .unavailable
                )
            case "diskFull": (503, "the disk became full", "make room, then \(again)", .unavailable)
            case "stopped": (503, "the server stopped while it read the file", again, .unavailable)
            case nil: (409, "somebody else discarded this import", again, .badData)
            default:
                (
                    500, "the server failed while it read the file", "read its log, then run avicenna doctor",
                    .internalFault
                )
            }
        return CommandError(
            code: "AV2\(code)",
            message: "\(message); nothing was imported",
            place: "import \(id)",
            remedy: remedy,
            exit: exit
        )
    }
}
