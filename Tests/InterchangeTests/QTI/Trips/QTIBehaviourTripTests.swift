import Assessment
import Foundation
import Interchange
import Testing

/// Rule 7 of the round trip, by behaviour: the same responses give the same outcomes before and after.
///
/// Both sides are run by the interpreter from their documents alone, which is the way of `avicenna item score`.
/// Source of the rule: our notes on interchange, section 7.
@Suite struct QTIBehaviourTripTests {
    private struct Tally {
        var (items, cases) = (Set<String>(), 0)
        /// Items that do not make the trip, and those whose processing is refused with a reason, before it as after.
        var (without, refused) = (Set<String>(), Set<String>())
        /// What differs, by the path of the item.
        var short: [String: [String]] = [:]

        var line: String {
            "\(items.count - short.count)/\(items.count) items, \(cases) cases; \(without.count) not on the way, "
                + "\(refused.count) that cannot be run"
        }
    }

    private static func cases() throws -> [String: [[String: Any]]] {
        Dictionary(grouping: try Corpus.json("expected-outcomes.json")) { $0["item"] as? String ?? "" }
    }

    /// Holds every item that `trip` takes out and in against its source.
    private static func tally(
        _ trip: (Data) throws -> QTITrip?,
        comparing names: ([String: Any]) -> Set<String>?
    ) throws -> Tally {
        var tally = Tally()
        for (path, cases) in try cases() {
            let bytes = try Corpus.bytes(path)
            guard let trip = try trip(bytes) else {
                tally.without.insert(path)
                continue
            }
            let before: ProcessingProgram
            do { before = try ProcessingCorpus.program(of: bytes) } catch {
                #expect(throws: (any Error).self) { try ProcessingCorpus.program(of: trip.written) }
                tally.refused.insert(path)
                continue
            }
            let after = try ProcessingCorpus.program(of: trip.written)
            for one in cases {
                tally.items.insert(path)
                tally.cases += 1
                let (first, second) = (
                    try ProcessingCorpus.outcomes(of: one, before), try ProcessingCorpus.outcomes(of: one, after)
                )
                for (attempt, (old, new)) in zip(ProcessingCorpus.attempts(of: one), zip(first, second)) {
                    for name in names(attempt) ?? Set(old.keys).union(new.keys) where !Self.same(old[name], new[name]) {
                        tally.short[path, default: []].append(
                            "\(one["case"] ?? ""): \(name) was \(old[name].map { "\($0)" } ?? "nothing"), is now "
                                + (new[name].map { "\($0)" } ?? "nothing")
                        )
                    }
                }
            }
        }
        return tally
    }

    /// Whether two values say the same; a whole number is the same as an integer and as a float.
    private static func same(_ old: VariableValue?, _ new: VariableValue?) -> Bool {
        if case .single(let old)? = old, case .single(let new)? = new, let number = old.number {
            return number == new.number
        }
        return old == new
    }

    @Test func `an item that comes back in its own version gives every outcome that it gave`() throws {
        let tally = try Self.tally({ try QTITrip($0) }, comparing: { _ in nil })
        print("round trip, behaviour as it came: \(tally.line)")
        #expect(Set(tally.short.keys) == Set(QTIRoundTripExceptions.behaviour.keys), "\(tally.short)")
    }

    @Test func `an item that our writer says anew gives every outcome that is known of it`() throws {
        let tally = try Self.tally(QTITrip.anew) { attempt in
            Set((attempt["outcomes"] as? [String: Any] ?? [:]).keys)
        }
        print("round trip, behaviour written anew: \(tally.line)")
        #expect(Set(tally.short.keys) == Set(QTIRoundTripExceptions.behaviourAnew.keys), "\(tally.short)")
    }
}
