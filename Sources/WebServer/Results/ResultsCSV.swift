import Assessment
import ExamDelivery
import Foundation
import Interchange
import Storage

/// Results for a spreadsheet: one row a candidate, one column a question, and after them one for the count of turns of
/// each question that somebody answered in turns.
enum ResultsCSV {
    static func data(_ scored: ScoredSitting) -> Data {
        let questions = scored.marker.available.indices.map { "question \($0 + 1)" }
        let inTurns = Set(scored.candidates.flatMap(\.turns.keys)).sorted()
        let counts = inTurns.map { "turns \($0)" }
        let writer = CSVWriter(
            header: ["number", "name", "marks", "available", "percent", "pass"] + questions + counts
        )
        var data = writer.head
        for candidate in scored.candidates {
            let pass = candidate.result?.isPass.map { $0 ? "yes" : "no" } ?? ""
            let marks = candidate.marked.positions.map { $0.isExcluded ? "excluded" : $0.mark.description }
            data += writer.row(
                [
                    candidate.candidate.number, candidate.candidate.name, candidate.marked.total.description,
                    scored.marker.total.description, candidate.result?.percent ?? "", pass,
                ] + marks + inTurns.map { String(candidate.turns[$0]?.count ?? 0) }
            )
        }
        return data
    }
}
