import Foundation
import Interchange

/// Tries the readers of question files with damaged and evil input; the driver is `Tests/Evidence/p14_imports.py`.
#if !LIBFUZZER
@main
#endif
struct Fuzzing {
    static func main() {
        do {
            let options = try Options(Array(CommandLine.arguments.dropFirst()))
            switch options.command {
            case .help: write(Options.help)
            case .evil: exit(tryEvil() ? 0 : 1)
            case .run: try Worker(options).run()
            case .write: try writeInputs(options)
            }
        } catch let problem as UsageProblem {
            tell("error: \(problem.description)\n  do: Fuzzing --help")
            exit(64)
        } catch {
            tell("error: \(error)")
            exit(70)
        }
    }

    /// Every case of the evil corpus; whether each came out as it must.
    private static func tryEvil() -> Bool {
        let differences = EvilCorpus.cases.flatMap { $0.differences() }
        for difference in differences { write(difference) }
        write("evil corpus: \(EvilCorpus.cases.count) cases, \(differences.count) differences")
        return differences.isEmpty
    }

    /// Writes the inputs of the range, the specimens of a target or the evil corpus, as files: `NUMBER-NAME`.
    private static func writeInputs(_ options: Options) throws {
        let folder = URL(filePath: options.folder)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        if options.isEvil {
            for evil in EvilCorpus.cases where !evil.isLarge {
                try Data(evil.bytes()).write(to: folder.appending(path: "\(evil.name).\(evil.file)"))
            }
            try Data(EvilCorpus.shown).write(to: folder.appending(path: "shown-all.zip"))
            return
        }
        let specimens = try SpecimenSet(corpora: options.corpora, bank: options.bank)
        if let target = options.target {
            let starts = specimens.all.filter { target.endings.contains($0.ending) }
            for (index, start) in starts.enumerated() {
                try Data(start.load()).write(to: folder.appending(path: "\(index)-\(start.name)"))
            }
            return
        }
        for number in stride(from: options.first, to: options.end, by: options.step) {
            let input = Input(seed: options.seed, number: UInt64(number), from: specimens)
            try input.bytes.write(to: folder.appending(path: "\(number)-\(input.name)"))
        }
    }

    static func write(_ line: String) { FileHandle.standardOutput.write(Data("\(line)\n".utf8)) }

    static func tell(_ line: String) { FileHandle.standardError.write(Data("\(line)\n".utf8)) }
}
