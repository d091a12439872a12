import Assessment
import ExamDelivery
import Storage

extension ItemAnalysisPage {
    /// A file that a candidate handed in at the question.
    struct HandedIn: Sendable {
        let candidate: String
        let attempt: String
        let file: HandedFile

        /// All that count at a position, by candidate number, in the order of the responses' names.
        static func all(at position: Int, of scored: ScoredSitting) -> [HandedIn] {
            scored.candidates.flatMap { candidate -> [HandedIn] in
                guard let attempt = candidate.candidate.attempt, let response = candidate.responses[position] else {
                    return []
                }
                return response.values.sorted { $0.key < $1.key }.compactMap { _, value in
                    guard case .file(let file) = value else { return nil }
                    return HandedIn(candidate: candidate.candidate.number, attempt: attempt.rawValue, file: file)
                }
            }
        }
    }
}

extension ItemAnalysisPage.FileLine {
    init(_ handed: ItemAnalysisPage.HandedIn, path: String, _ texts: Texts) {
        href = "\(path)/\(handed.attempt)/\(handed.file.hash.rawValue)"
        label = texts(
            "analysis.file",
            [
                "candidate": handed.candidate, "type": FileType.ending(of: handed.file.type).uppercased(),
                "size": NumberText.bytes(handed.file.bytes),
            ]
        )
    }
}
