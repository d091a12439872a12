import Foundation

/// Tells on standard error how far long work has come.
///
/// On a terminal it redraws one line, from half a second on and at most ten times a second; elsewhere it writes a line
/// for every tenth. Percentages never go back; an unknown total shows the count alone.
struct ProgressLine {
    private let verb: String
    private let total: Int?
    private let unit: String
    private let isShown: Bool
    private let isTerminal: Bool
    private let began = ContinuousClock.now
    private var drawn: ContinuousClock.Instant?
    private var done = 0
    private var tenth = 0
    var warnings = 0

    private static let patience = Duration.milliseconds(500)
    private static let pace = Duration.milliseconds(100)

    init(_ verb: String, of total: Int?, _ unit: String, output: OutputOptions) {
        self.verb = verb
        self.total = total.flatMap { $0 > 0 ? $0 : nil }
        self.unit = unit
        isShown = !output.quiet
        isTerminal = isatty(STDERR_FILENO) == 1
    }

    mutating func step(_ count: Int = 1) {
        done += count
        guard isShown else { return }
        let now = ContinuousClock.now
        guard now - began >= Self.patience else { return }
        if isTerminal {
            guard drawn.map({ now - $0 >= Self.pace }) ?? true else { return }
            drawn = now
            Self.write("\r\u{1B}[K\(line(now))")
        } else if let total, min(done, total) * 10 / total > tenth {
            tenth = min(done, total) * 10 / total
            Self.write("\(line(now))\n")
        }
    }

    /// Takes the line away again.
    func end() { if drawn != nil { Self.write("\r\u{1B}[K") } }

    private func line(_ now: ContinuousClock.Instant) -> String {
        let seconds = (now - began) / .seconds(1)
        let rate = Double(done) / max(seconds, 0.001)
        var parts: [String]
        if let total {
            let share = min(1, Double(done) / Double(total))
            let left = Int((Double(max(0, total - done)) / max(rate, 0.001)).rounded())
            parts = [
                "\(Self.grouped(min(done, total))) / \(Self.grouped(total)) \(unit)", "\(Int(share * 100)) %",
            ]
            if isTerminal { parts.append(Self.bar(share)) }
            parts += ["\(Int(rate))/s", "\(left / 60):\(left % 60 < 10 ? "0" : "")\(left % 60) left"]
        } else {
            parts = ["\(Self.grouped(done)) \(unit)", "\(Int(rate))/s"]
        }
        if warnings > 0 { parts.append("\(Self.grouped(warnings)) \(warnings == 1 ? "warning" : "warnings")") }
        return "\(verb)  \(parts.joined(separator: "  "))"
    }

    private static func bar(_ share: Double) -> String {
        let width = 19
        let eighths = Int(share * Double(width * 8))
        let partial = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8]
        let filled = String(repeating: "█", count: eighths / 8) + partial
        return "[\(filled)\(String(repeating: " ", count: max(0, width - filled.count)))]"
    }

    /// Digits in groups of three, parted by blanks (ISO 80000-1, 7.3.1).
    static func grouped(_ number: Int) -> String {
        var groups: [String] = []
        var digits = Substring(String(number))
        while digits.count > 3 {
            groups.insert(String(digits.suffix(3)), at: 0)
            digits = digits.dropLast(3)
        }
        return ([String(digits)] + groups).joined(separator: " ")
    }

    private static func write(_ text: String) { OutputOptions.show(text) }
}

/// Runs `work`, whose length nobody knows, and tells on a terminal that it still runs.
func waiting<Value>(
    for what: String,
    output: OutputOptions,
    _ work: () async throws -> Value
) async throws -> Value {
    guard !output.quiet, isatty(STDERR_FILENO) == 1 else { return try await work() }
    let ticker = Task {
        let began = ContinuousClock.now
        do {
            try await Task.sleep(for: .milliseconds(500))
            while true {
                let seconds = Int((ContinuousClock.now - began) / .seconds(1))
                OutputOptions.show("\r\u{1B}[K\(what)  \(seconds) s")
                try await Task.sleep(for: .seconds(1))
            }
        } catch {
            // Cancelled: the work has ended.
            OutputOptions.show("\r\u{1B}[K")
        }
    }
    defer { ticker.cancel() }
    return try await work()
}
