import Foundation

/// A regular expression of XML Schema, which always speaks of the whole text.
///
/// It is run by following all possible states at once, so a text of n letters costs at most n times the size of the
/// pattern, whatever the pattern is: nothing is ever tried twice. A pattern larger than ``sizeLimit`` states is
/// refused when it is read.
///
/// Read are branches, quantifiers, groups (also `(?:…)`), classes with subtraction, the escapes of XML Schema and
/// Unicode categories. `^` and `$` are ordinary characters, as the standard has it. Back references, look-around and
/// blocks (`\p{IsGreek}`) are refused.
///
/// Source: XML Schema 1.0 part 2, appendix F, as QTI's "pattern-match" demands; Thompson (1968),
/// doi:10.1145/363347.363387.
public struct Pattern: Hashable, Sendable {
    /// One state of the machine.
    enum State: Hashable, Sendable {
        case scalar(ScalarClass, next: Int)
        case split(Int, Int)
        case end
    }

    let states: [State]
    let start: Int
    private let isCaseSensitive: Bool
    /// Whether the pattern has `^` or `$` in places where other languages mean an anchor.
    public let hasLiteralAnchors: Bool

    /// The most states that a pattern may have.
    public static let sizeLimit = 5000

    /// - Throws: ``PatternProblem`` when `text` is no such expression or too large.
    public init(_ text: String, isCaseSensitive: Bool = true) throws(PatternProblem) {
        var parser = PatternParser(text.precomposedStringWithCanonicalMapping)
        let tree = try parser.pattern()
        hasLiteralAnchors = parser.hasLiteralAnchors
        self.isCaseSensitive = isCaseSensitive
        var builder = PatternBuilder()
        start = try builder.states(of: tree, next: builder.add(.end))
        states = builder.states
    }

    /// How many steps matching `text` may cost.
    func cost(of text: String) -> Int {
        (text.utf8.count + 1).multipliedReportingOverflow(by: states.count).partialValue
    }

    /// Whether all of `text` is one of the texts that the pattern describes.
    ///
    /// - Complexity: O(letters × states).
    public func matches(_ text: String) -> Bool {
        var current = StateSet(states.count)
        var next = StateSet(states.count)
        follow(start, into: &current)
        for scalar in text.precomposedStringWithCanonicalMapping.unicodeScalars {
            next.removeAll()
            for state in current.members {
                if case .scalar(let members, let target) = states[state], holds(members, scalar) {
                    follow(target, into: &next)
                }
            }
            swap(&current, &next)
            guard !current.members.isEmpty else { return false }
        }
        return current.members.contains { states[$0] == .end }
    }

    private func holds(_ members: ScalarClass, _ scalar: Unicode.Scalar) -> Bool {
        if members.contains(scalar) { return true }
        guard !isCaseSensitive else { return false }
        for folded in [scalar.properties.lowercaseMapping, scalar.properties.uppercaseMapping] {
            if let other = folded.unicodeScalars.first, folded.unicodeScalars.count == 1, members.contains(other) {
                return true
            }
        }
        return false
    }

    /// Adds `state` and all that can be reached from it without a letter.
    private func follow(_ state: Int, into set: inout StateSet) {
        var open = [state]
        while let state = open.popLast() {
            guard set.insert(state) else { continue }
            if case .split(let first, let second) = states[state] {
                open.append(second)
                open.append(first)
            }
        }
    }
}

/// Why a text is no pattern.
public struct PatternProblem: Error, Hashable, Sendable {
    public let message: String

    init(_ message: String) { self.message = message }
}

/// A set of states that is emptied quickly.
private struct StateSet {
    private(set) var members: [Int] = []
    private var stamps: [Int]
    private var stamp = 1

    init(_ count: Int) { stamps = Array(repeating: 0, count: count) }

    mutating func insert(_ state: Int) -> Bool {
        guard stamps[state] != stamp else { return false }
        stamps[state] = stamp
        members.append(state)
        return true
    }

    mutating func removeAll() {
        members.removeAll(keepingCapacity: true)
        stamp += 1
    }
}
