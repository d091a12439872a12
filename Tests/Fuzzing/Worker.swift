import Foundation

/// Tries a range of numbers, one after the other, and leaves behind which one it was at.
struct Worker {
    private let options: Options
    private let specimens: SpecimenSet
    private let place: FileHandle?
    private var counts: [Trial.Outcome: Int] = [:]
    private var slowest: (number: Int, seconds: Double) = (0, 0)
    private var peak: (number: Int, kibibytes: Int) = (0, 0)

    init(_ options: Options) throws {
        self.options = options
        specimens = try SpecimenSet(corpora: options.corpora, bank: options.bank)
        place = try options.state.map(Self.place)
        Fuzzing.write(#"{"specimens":\#(specimens.all.count),"corpora":\#(specimens.fromCorpora)}"#)
    }

    /// - Throws: When the place cannot be noted; a run that cannot name its input proves nothing.
    consuming func run() throws {
        let clock = ContinuousClock()
        for number in options.first..<options.end {
            try note(number)
            let began = clock.now
            let trial = Trial(Input(seed: options.seed, number: UInt64(number), from: specimens))
            let seconds = (clock.now - began) / .seconds(1)
            counts[trial.outcome, default: 0] += 1
            if seconds > slowest.seconds { slowest = (number, seconds) }
            let memory = Self.peakMemory
            if memory > peak.kibibytes { peak = (number, memory) }
            for fault in trial.faults { Fuzzing.write(Self.line(["number": number, "fault": fault])) }
        }
        try note(options.end)
        let outcomes = Trial.Outcome.allCases.map { ($0.rawValue, counts[$0] ?? 0) }
        let figures: [String: Any] = [
            "done": options.end, "slowest": slowest.seconds, "slowestNumber": slowest.number,
            "peak": peak.kibibytes, "peakNumber": peak.number,
        ]
        Fuzzing.write(Self.line(figures.merging(outcomes) { first, _ in first }))
    }

    /// What is there is written into: making a file would put a new one in its place, even where a device stood.
    private static func place(_ path: String) throws -> FileHandle {
        let isThere = FileManager.default.fileExists(atPath: path)
        guard isThere || FileManager.default.createFile(atPath: path, contents: nil),
            let place = FileHandle(forWritingAtPath: path)
        else { throw UsageProblem("“\(path)” cannot be written") }
        return place
    }

    private func note(_ number: Int) throws {
        guard let place else { return }
        try place.seek(toOffset: 0)
        try place.write(contentsOf: Data("\(number)\n".utf8))
    }

    /// The most memory that this process ever had, in KiB.
    ///
    /// Source: proc(5), VmHWM.
    private static var peakMemory: Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
        return Int(line.filter(\.isNumber)) ?? 0
    }

    private static func line(_ members: [String: Any]) -> String {
        let data = (try? JSONSerialization.data(withJSONObject: members, options: [.sortedKeys])) ?? Data()
        return String(decoding: data, as: UTF8.self)
    }
}
