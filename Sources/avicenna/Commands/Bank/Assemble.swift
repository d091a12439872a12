import ArgumentParser
import Assessment
import Foundation
import Interchange
import ItemBank
import ItemKinds

struct Assemble: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assemble",
        abstract: "Choose the items of a paper from a bank by a blueprint, exactly, or say which targets conflict.",
        discussion: """
            Needs no installation and changes nothing. The same bank, blueprint and seed
            give the same paper. In an installation use avicenna paper assemble.

            EXAMPLES
              avicenna assemble --bank QuestionBanks/avicenna-first \\
                --blueprint year-5-paper-a --seed 7
              avicenna assemble --bank bank.zip --blueprint blueprint.json --seed 7 \\
                --format json

            EXIT CODES
              0 chosen, 1 no set meets all rules, or none was found within the budget,
              64 usage, 65 the bank or blueprint cannot be used, 66 input missing
            """
    )

    @ArgumentParser.Option(help: "Bank: a folder, package or table.", completion: .file())
    var bank: String

    @ArgumentParser.Option(help: "Blueprint: a JSON file, or the id of one in the bank.", completion: .file())
    var blueprint: String

    @ArgumentParser.Option(help: "Which of the equally good papers.")
    var seed: UInt64 = 1

    @OptionGroup var output: OutputOptions

    func run() throws {
        let (pool, files) = try read()
        let assembly = Assembly(try blueprint(among: files), pool: pool, seed: seed)
        let outcome: AssemblyOutcome
        do throws(Assembly.Refusal) {
            outcome = try assembly.choose()
        } catch {
            throw Self.failure(error, blueprint)
        }
        switch outcome {
        case .plan(let plan):
            try output.print(AssemblyText.json(plan, assembly)) { AssemblyText.text(plan, assembly) }
        case .conflict(let conflict):
            try output.print(AssemblyText.json(conflict, assembly)) { conflict.english(for: assembly) }
            throw ExitCode.findings
        case .undecided:
            try output.print(["undecided": true, "seed": .string(String(seed))]) {
                "No paper was found within the budget, and no proof that there is none; loosen some targets."
            }
            throw ExitCode.findings
        }
    }

    private func read() throws -> (pool: [AssemblyCandidate], files: [BankFile]) {
        var pool: [AssemblyCandidate] = []
        var lacking: [String] = []
        let input: InputFiles
        do {
            input = try InputFiles(bank)
        } catch let refusal as Source.Refusal {
            throw Self.unusable(bank, refusal.findings)
        }
        let package = try input.read(catalogue: .standard) { item in
            guard let version = item.version, Catalogue.standard.isForCandidates(version.kind) else { return }
            guard version.missingFiles.isEmpty else { return lacking.append(version.item.rawValue) }
            pool.append(try AssemblyCandidate(version, hash: version.hash))
        }
        for item in lacking { output.note("\(item) is left out: it shows a file that is missing") }
        guard !pool.isEmpty else { throw Self.unusable(bank, package.report.problems) }
        return (pool, package.bank?.files ?? [])
    }

    private func blueprint(among files: [BankFile]) throws -> Blueprint {
        if FileManager.default.fileExists(atPath: blueprint) {
            return try Blueprint(data: try Data(contentsOf: URL(filePath: blueprint)))
        }
        for file in files where file.role == .blueprint {
            let found = try Blueprint(data: file.bytes)
            if found.id == blueprint { return found }
        }
        throw CommandError.missing(blueprint)
    }

    private static func unusable(_ path: String, _ findings: [Finding]) -> CommandError {
        CommandError(
            code: "AV4005",
            message: "the bank holds no item that a paper can hold",
            place: path,
            details: findings.map { ReportText.line($0, in: path) },
            remedy: "avicenna validate \(path)",
            exit: .badData
        )
    }

    private static func failure(_ refusal: Assembly.Refusal, _ blueprint: String) -> CommandError {
        let details: [String] =
            switch refusal {
            case .blueprint(let problems): problems.map { $0.part.isEmpty ? $0.message : "\($0.part): \($0.message)" }
            case .repeated(let hash): ["version \(hash.short) stands twice in the bank"]
            case .unknown, .keptAndExcluded, .clash: []
            case .tooLarge: ["the sums of this blueprint are too large"]
            }
        return CommandError(
            code: "AV4006",
            message: "the blueprint cannot be used",
            place: blueprint,
            details: details,
            exit: .badData
        )
    }
}
