import Assessment
import Glibc
import ItemKinds

/// How many decoded responses a core marks in a second: by the named rules of every kind, and by the interpreter.
struct ScoringBenchmark {
    private static let seconds = 2.0

    func run() throws -> Report {
        let kinds = Catalogue.standard.kinds
        let named = try kinds.filter { $0.name != ProcessedItem.name }.map { ($0.name, try Self.rate(of: $0)) }
        var report = Report("scoring")
        // As many responses of each kind: the kinds' times add up.
        let mean = Double(named.count) / named.map { 1 / $0.1 }.reduce(0, +)
        report.add("named", mean, digits: 0, atLeast: 200_000)
        report.add("interpreted", try Self.rate(of: ProcessedItem.self), digits: 0, atLeast: 50_000)
        for (kind, rate) in named.sorted(by: { $0.1 < $1.1 }).prefix(3) {
            report.add(kind.rawValue, rate, digits: 0)
        }
        report.add("kinds", "\(named.count)")
        report.add("load", Machine.load)
        return report
    }

    /// Responses to the sound specimens of a kind that are marked in a second of processor time.
    private static func rate(of kind: any ItemKind.Type) throws -> Double {
        let items = try kind.specimens.filter(\.problemCodes.isEmpty).map { specimen in
            (
                uses: try specimen.version.scoring.map { ($0.response, try Catalogue.standard.rule($0)) },
                // What does not fit is marked too, but nobody's page sends texts of 64 KiB by the hundred thousand.
                responses: specimen.cases.filter { $0.misfit == nil }.map(\.response)
            )
        }
        var (count, marked) = (0, Mark.zero)
        let began = clock()
        var spent = 0.0
        repeat {
            for item in items {
                for response in item.responses {
                    for (id, rule) in item.uses { marked = rule.mark(response[id], in: response).mark }
                    count += 1
                }
            }
            spent = Double(clock() - began) / Double(CLOCKS_PER_SEC)
        } while spent < seconds / 10
        guard count > 0, marked >= .zero || marked < .zero else {
            throw Problem("\(kind.name.rawValue) has no specimen")
        }
        return Double(count) / spent
    }
}
