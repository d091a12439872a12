import Assessment
import ExamDelivery
import Foundation
import Storage

/// A candidate's own result, once it is released; practice shows it as soon as it is over.
struct FeedbackRoutes: RouteGroup {
    /// Smaller groups would let one candidate guess another's result.
    private static let smallestGroup = 10

    var routes: [Route] {
        [
            Route(.get, "/my/results/{sitting}", .candidate, "One's own result.") { call in
                let desk = try await Desk(call)
                let attempt = try desk.begun()
                let isShown =
                    desk.sitting.isPractice ? !attempt.isRunning(at: call.now) : desk.record.state == .released
                let score = isShown ? try await score(desk) : nil
                let page = FeedbackPage(
                    paper: desk.sitting.title,
                    score: score,
                    releasedOn: try await releasedOn(desk),
                    texts: call.texts
                )
                return Pages.reply(page, .candidate, call)
            }
        ]
    }

    /// When the second person confirmed the release, in the zone of the exam.
    private func releasedOn(_ desk: Desk) async throws -> String? {
        guard let at = try await desk.call.store.release(of: desk.sitting.id)?.confirmedAt else { return nil }
        let (clock, texts) = (desk.clock, desk.call.texts)
        return texts(
            "exam.when",
            ["day": clock.day(at, texts: texts), "time": clock.minute(at), "zone": clock.zoneName]
        )
    }

    private func score(_ desk: Desk) async throws -> FeedbackPage.Score? {
        let scored = try await desk.call.store.scored(desk.sitting.id)
        guard let own = scored.candidates.first(where: { $0.candidate.person == desk.candidate.person }),
            let result = own.result
        else { return nil }
        let total = scored.marker.total.approximate
        let others = desk.sitting.isPractice ? [] : scored.candidates
        let shares = others.map { $0.marked.total.approximate / total * 100 }.sorted()
        return FeedbackPage.Score(
            own: own.marked.total.approximate / total * 100,
            passMark: (desk.sitting.passMark?.approximate ?? 0) * 100,
            isPass: result.isPass ?? true,
            middleHalf: shares.count >= Self.smallestGroup
                ? shares[shares.count / 4]...shares[shares.count * 3 / 4] : nil,
            areas: areas(scored, own: own, others: others),
            marks: desk.sitting.isPractice ? own.marked.positions.map(\.mark.description) : []
        )
    }

    /// Per cent by area of the content axis.
    private func areas(
        _ scored: ScoredSitting,
        own: ScoredCandidate,
        others: [ScoredCandidate]
    ) -> [FeedbackPage.AreaScore] {
        var positions: [String: [Int]] = [:]
        for (index, entry) in scored.key.entries.enumerated() where !own.marked.positions[index].isExcluded {
            for area in entry.tags["content"] ?? [] { positions[area, default: []].append(index) }
        }
        func share(_ candidate: ScoredCandidate, _ indices: [Int]) -> Double {
            let available = indices.reduce(0) { $0 + scored.marker.available[$1].approximate }
            let gained = indices.reduce(0) { $0 + candidate.marked.positions[$1].mark.approximate }
            return available > 0 ? gained / available * 100 : 0
        }
        return positions.sorted { $0.key < $1.key }.map { area, indices in
            let group = others.map { share($0, indices) }
            return FeedbackPage.AreaScore(
                name: BankWords.category(area),
                questionCount: indices.reduce(0) { $0 + scored.key.entries[$1].scoring.count },
                own: share(own, indices),
                group: group.count >= Self.smallestGroup ? group.reduce(0, +) / Double(group.count) : nil
            )
        }
    }
}
