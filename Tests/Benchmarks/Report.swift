import Foundation

/// The line of one benchmark: `saves ok cpu_ratio=2.40 (limit 3.00) …`, or `saves short … reason=…`.
struct Report {
    private let name: String
    private var fields: [String] = []
    private var reasons: [String] = []

    init(_ name: String) { self.name = name }

    var holds: Bool { reasons.isEmpty }

    var line: String {
        ([name, holds ? "ok" : "short"] + fields + (holds ? [] : ["reason=\(reasons.joined(separator: "; "))"]))
            .joined(separator: " ")
    }

    mutating func add(_ name: String, _ text: String) { fields.append("\(name)=\(text)") }

    mutating func add(_ name: String, _ value: Double, digits: Int = 1) { add(name, Self.text(value, digits)) }

    /// A figure that must not be larger than `limit`.
    mutating func add(_ name: String, _ value: Double, digits: Int = 1, unit: String = "", atMost limit: Double) {
        add(name, "\(Self.text(value, digits))\(unit) (limit \(Self.text(limit, digits)))")
        // Not a number is over every limit.
        if !(value <= limit) { fall(short: "\(name) is over its limit") }
    }

    /// A figure that must not be smaller than `limit`.
    mutating func add(_ name: String, _ value: Double, digits: Int = 1, atLeast limit: Double) {
        add(name, "\(Self.text(value, digits)) (limit \(Self.text(limit, digits)))")
        if !(value >= limit) { fall(short: "\(name) is under its limit") }
    }

    /// A line break in a reason would make two lines of one.
    mutating func fall(short reason: String) {
        reasons.append(reason.split(whereSeparator: \.isNewline).joined(separator: " / "))
    }

    private static func text(_ value: Double, _ digits: Int) -> String { String(format: "%.\(digits)f", value) }
}

/// How long things took.
struct Times {
    private let sorted: [Duration]

    init(_ times: [Duration]) { sorted = times.sorted() }

    /// The smallest time that `percent` of all do not exceed (nearest rank), in milliseconds; not a number without any.
    func percentile(_ percent: Double) -> Double {
        guard !sorted.isEmpty else { return .nan }
        let rank = Int((percent / 100 * Double(sorted.count)).rounded(.up))
        return sorted[min(max(rank, 1), sorted.count) - 1] / .milliseconds(1)
    }
}
