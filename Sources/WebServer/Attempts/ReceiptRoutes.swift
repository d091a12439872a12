import Assessment
import Crypto
import ExamDelivery
import Foundation
import Storage

/// What a candidate keeps: the receipt, as a page and as a file.
struct ReceiptRoutes: RouteGroup {
    var routes: [Route] {
        [
            Route(.get, "/sit/{sitting}/receipt", .candidate, "The receipt.") { call in
                let desk = try await Desk(call)
                let attempt = try desk.begun()
                guard !attempt.isRunning(at: call.now) else { return .seeOther(desk.path) }
                return Pages.reply(try await page(desk, attempt), .candidate, call)
            },
            Route(.get, "/sit/{sitting}/receipt.txt", .candidate, "The receipt as a file, with whole digests.") {
                call in
                let desk = try await Desk(call)
                let attempt = try desk.begun()
                guard !attempt.isRunning(at: call.now) else { throw Failure.notFound }
                let text = try await file(desk, attempt)
                return Reply(.bytes(Data(text.utf8), type: "text/plain; charset=utf-8", fileName: "receipt.txt"))
            },
        ]
    }

    private func page(_ desk: Desk, _ attempt: Attempt) async throws -> ReceiptPage {
        let answers = try await answers(desk, attempt)
        let ending: ReceiptPage.Ending =
            switch attempt.phase {
            case .handedIn(let end): .handedIn(end)
            case .closed, .running: .timeUp(attempt.endsAt)
            }
        return ReceiptPage(
            facts: try await desk.facts(attempt, questionCount: answers.count),
            ending: ending,
            candidate: desk.candidate.number,
            startedAt: attempt.start.startedAt,
            answers: answers,
            code: Self.code(attempt.id, answers),
            next: desk.sitting.isPractice ? nil : desk.call.texts("exam.results-later"),
            texts: desk.call.texts
        )
    }

    /// Every question with the journal event that holds its answer.
    private func answers(_ desk: Desk, _ attempt: Attempt) async throws -> [ReceiptPage.Answer] {
        guard let form = try await desk.call.store.form(desk.sitting.form) else { throw Failure.notFound }
        var counting: [Int: JournalReceipt] = [:]
        var late: [Int: JournalReceipt] = [:]
        for (event, receipt) in try await desk.call.store.timeline(of: attempt.id) {
            guard case .responded(let responded) = event else { continue }
            switch responded.standing {
            case .counts:
                let held = attempt.held[responded.position]
                if held?.epoch == responded.epoch, held?.sequence == responded.sequence {
                    counting[responded.position] = receipt
                }
            case .late: late[responded.position] = receipt
            case .oldDevice, .locked, .misfit: break
            }
        }
        return CandidateOrder(of: form, seed: attempt.start.seed).positions.enumerated().map { index, position in
            let receipt = counting[position] ?? late[position]
            return ReceiptPage.Answer(
                number: index + 1,
                isBlank: attempt.state(at: position) != .answered,
                isLate: late[position] != nil && counting[position] == nil,
                turns: attempt.turns[position]?.count ?? 0,
                savedAt: receipt?.receivedAt,
                digest: receipt?.hash.hexadecimal
            )
        }
    }

    private func file(_ desk: Desk, _ attempt: Attempt) async throws -> String {
        let answers = try await answers(desk, attempt)
        let head = [
            desk.sitting.title, desk.candidate.number, attempt.id.rawValue,
            ExamData.instant(attempt.start.startedAt), Self.code(attempt.id, answers),
        ]
        let rows = answers.map { answer in
            "\(answer.number)\t\(answer.savedAt.map(ExamData.instant) ?? "-")\t\(answer.digest ?? "-")"
        }
        return (head + rows).joined(separator: "\n") + "\n"
    }

    /// Twelve letters that change with any answer: the beginning of a hash over all digests.
    static func code(_ attempt: AttemptID, _ answers: [ReceiptPage.Answer]) -> String {
        let text = ([attempt.rawValue] + answers.map { $0.digest ?? "-" }).joined(separator: "\n")
        let alphabet = Array("23456789ABCDEFGHJKLMNPQRSTUVWXYZ")
        let letters = SHA256.hash(data: Data(text.utf8)).prefix(12).map { String(alphabet[Int($0 & 31)]) }
        return [0, 4, 8].map { letters[$0..<$0 + 4].joined() }.joined(separator: "-")
    }
}
