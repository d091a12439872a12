import Foundation

/// What the command line asks for.
struct Options: Sendable {
    enum Command: String { case run, write, evil, help }

    var command = Command.help
    var seed: UInt64 = 14
    var first = 0
    var end = 1000
    var step = 1
    var folder = "."
    var state: String?
    var isEvil = false
    var target: LibFuzzer.Target?
    private var corporaPath = "../shared/corpora"
    private var bankPath = "QuestionBanks/avicenna-first"

    init(_ words: [String]) throws(UsageProblem) {
        var rest = words[...]
        guard let word = rest.popFirst(), !words.contains("--help") else { return }
        guard let command = Command(rawValue: word) else { throw UsageProblem("there is no command “\(word)”") }
        self.command = command
        while let name = rest.popFirst() {
            if name == "--evil" {
                isEvil = true
                continue
            }
            guard let value = rest.popFirst() else { throw UsageProblem("\(name) needs a value") }
            switch name {
            case "--seed": seed = UInt64(try Self.number(value, name))
            case "--number":
                first = try Self.number(value, name)
                end = first + 1
            case "--first": first = try Self.number(value, name)
            case "--end": end = try Self.number(value, name)
            case "--step": step = max(1, try Self.number(value, name))
            case "--folder": folder = value
            case "--state": state = value
            case "--corpora": corporaPath = value
            case "--target":
                guard let named = LibFuzzer.Target(rawValue: value) else {
                    throw UsageProblem("no target is called “\(value)”")
                }
                target = named
            case "--bank": bankPath = value
            default: throw UsageProblem("there is no option \(name)")
            }
        }
        guard first <= end else { throw UsageProblem("--end comes before --first") }
    }

    /// The corpora beside the checkout; `nil` where they are absent.
    var corpora: URL? { Self.existing(corporaPath) }

    /// The bank whose items our own formats write as specimens.
    var bank: URL? { Self.existing(bankPath) }

    private static func existing(_ path: String) -> URL? {
        FileManager.default.fileExists(atPath: path) ? URL(filePath: path) : nil
    }

    private static func number(_ text: String, _ name: String) throws(UsageProblem) -> Int {
        guard let number = Int(text), number >= 0 else { throw UsageProblem("\(name) is a number from 0") }
        return number
    }

    static let help = """
        Tries the readers of question files with damaged and evil input.

        usage: Fuzzing run|write|evil [OPTION…]

          run     tries the numbers from --first to before --end; one line of JSON for each broken promise
          write   writes the inputs of these numbers (or of --number N alone) into --folder; --evil: the evil corpus
          evil    tries the evil corpus, and names where it differs from what must come out

        options:
          --seed N         the run (14)
          --first, --end   the numbers (0, 1000)
          --target NAME    write what libFuzzer starts from: xml, zip, csv, json, gift, content or package
          --step N         write every Nth number (1)
          --state FILE     where the number is noted before it is tried
          --corpora PATH   files to damage beside our own (../shared/corpora)
          --bank PATH      the bank that our formats write (QuestionBanks/avicenna-first)

        exit codes: 0 done · 1 the evil corpus differs · 64 usage · 70 failed
        """
}

/// A command line that makes no sense.
struct UsageProblem: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
