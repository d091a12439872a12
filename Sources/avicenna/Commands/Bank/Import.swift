import ArgumentParser
import Archive
import Assessment
import Foundation
import Interchange

struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Read a package, bank folder, table or Word file into the bank: a plan first, then all or nothing.",
        discussion: """
            A plan with a problem is not applied, nor one with a blocked entry unless you say
            --per-item. On a terminal you are asked before it is.

            A package that comes again is known by its identifier. What only the package
            changed becomes a newer version, what only the bank changed stays. For what both
            changed, the plan shows each part as it was before, in the bank and in the file;
            the bank's version stays unless you choose with --changed-both.

            Reading a large file takes a while; a line tells how far it is. Ctrl-C forgets the
            plan, at any moment before it is applied.

            WORD
              A .docx has a heading, “Question 1” or “1.” before each question, then lines
              such as these; Type, Title, Tags, Rationale, Difficulty and Marks may be left
              out. A key may also be bold or have a star.
                Type: SBA                           Theme: Causes of anaemia
                Tags: content = renal; task = diagnosis
                The stem, and last the lead-in?     Options: and lettered options,
                A. one option                       Lead-in: For each patient …
                B. another                          1. a stem
                Answer: B                           Answer: C   (after each stem)
                Rationale: why                      Very short answer, instead of
                Difficulty: 0.6                     options: Accept: one; another
                Marks: 1

            EXAMPLES
              avicenna import QuestionBanks/avicenna-first
              avicenna import questions.zip --dry-run --format json
              avicenna import questions.docx --dry-run

            EXIT CODES
              0 applied, or nothing stands against it, 65 blocked: nothing was imported,
              66 input or installation missing, 69 folder in use or no room, 75 not
              applied, since nobody said yes, 130 interrupted by Ctrl-C: nothing is left
            """
    )

    @ArgumentParser.Argument(help: "File, folder or zip; - reads standard input.", completion: .file())
    var file: String

    @Flag(help: "Show the plan and forget it.")
    var dryRun = false

    @Flag(help: "Apply without asking.")
    var yes = false

    @Flag(help: "Leave out what is blocked and apply the rest.")
    var perItem = false

    /// What becomes of items that were changed here and there.
    enum ChangedBoth: String, ExpressibleByArgument, CaseIterable { case ours, theirs, fork }

    @ArgumentParser.Option(
        help: "For items changed in the bank and in the file: keep ours, take theirs, or fork a new item of theirs."
    )
    var changedBoth = ChangedBoth.ours

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let (name, bytes) = try upload()
        let plan = try await ServerClient.use(data) { client in
            try await Interruption.watching { interruption in
                let begun = ImportPlan(json: try await client.send(bytes, named: name, to: "/api/v1/imports"))
                let run = ImportRun(id: begun.id, client: client, output: output, interruption: interruption)
                return try await run.leavingNothing {
                    let plan = try await chosen(try await run.made(begun, reading: name), client)
                    if output.format == .text { OutputOptions.write(plan.text) }
                    let isFit = !plan.isBlocked || (perItem && plan.hasOthers)
                    let isWanted = !dryRun && isFit ? try await confirmed(plan, interruption) : false
                    // From here on it is one short transaction: all or nothing without our help.
                    try interruption.check()
                    return plan.moved(to: try await run.end(isWanted ? .applied(perItem: perItem) : .discarded))
                }
            }
        }
        if output.format == .text {
            OutputOptions.write(plan.closing(isDryRun: dryRun))
        } else {
            try output.print(plan.json) { "" }
        }
        if plan.isBlocked, plan.state != "applied" { throw ExitCode.badData }
        if !dryRun, plan.state != "applied" { throw ExitCode(75) }
    }

    /// The plan with the choice made for all items that were changed here and there.
    private func chosen(_ plan: ImportPlan, _ client: ServerClient) async throws -> ImportPlan {
        guard plan.isContested, changedBoth != .ours else { return plan }
        let target = "/api/v1/imports/\(ServerClient.escaped(plan.id))"
        _ = try await client.ask("POST", "\(target)/choices", json: ["choice": .string(changedBoth.rawValue)])
        return ImportPlan(json: try await client.ask("GET", target))
    }

    private func confirmed(_ plan: ImportPlan, _ interruption: Interruption) async throws -> Bool {
        guard !yes, isatty(STDIN_FILENO) == 1, isatty(STDERR_FILENO) == 1 else { return true }
        OutputOptions.show("Apply this plan? [y/N] ")
        // A terminal has something to read once a line is whole; until then somebody may press Ctrl-C.
        var input = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        while poll(&input, 1, 100) <= 0 {
            do {
                try interruption.check()
            } catch {
                OutputOptions.show("\n")
                throw error
            }
            await Task.yield()
        }
        return ["y", "yes"].contains(readLine()?.lowercased().trimmingCharacters(in: .whitespaces) ?? "")
    }

    /// The file as it is sent; a folder goes as an archive of itself.
    private func upload() throws -> (name: String, bytes: Data) {
        var isFolder: ObjCBool = false
        guard file != "-" else { return ("standard input", try FileHandle.standardInput.readToEnd() ?? Data()) }
        guard FileManager.default.fileExists(atPath: file, isDirectory: &isFolder) else {
            throw CommandError.missing(file)
        }
        let url = URL(filePath: file).standardizedFileURL
        guard isFolder.boolValue else { return (url.lastPathComponent, try Data(contentsOf: url)) }
        let source = try InputFiles(file).source
        var writer = ZIPWriter()
        var bytes = Data()
        for path in source.paths { bytes += try writer.append(try source.bytes(at: path), named: path) }
        bytes += try writer.finish()
        return (url.lastPathComponent, bytes)
    }
}
