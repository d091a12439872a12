import Assessment
import Foundation
import ItemKinds
import Psychometrics

@testable import WebServer

extension Specimen {
    static let staffResults: [Specimen] = results + analysis + release

    private static func resultsPage(
        _ state: SittingState,
        candidates: Int?,
        passMark: Mark? = Mark(29, over: 50),
        viewer: ResultsPage.Viewer = .init(isOffice: true, isBoard: false),
        isMarked: Bool = true,
        excluded: [ResultsPage.Excluded] = [],
        entered: String? = nil,
        problems: [String] = [],
        _ texts: Texts
    ) -> ResultsPage {
        ResultsPage(
            sitting: sittingValue(),
            state: state,
            results: candidates.map { Cohort(candidates: $0).results(passMark: isMarked ? passMark : nil) },
            excluded: excluded,
            passMark: passMark,
            viewer: viewer,
            enteredPercent: entered,
            problems: problems,
            texts: texts
        )
    }

    private static let results: [Specimen] = [
        staff("results") { resultsPage(.marked, candidates: 287, $0) },
        staff("results-closed") { texts in
            let excluded = [ResultsPage.Excluded(position: 21, item: "cardio-0030")]
            return resultsPage(.closed, candidates: 60, passMark: nil, excluded: excluded, texts)
        },
        staff("results-few") { resultsPage(.confirmed, candidates: 12, $0) },
        staff("results-later") { texts in
            resultsPage(
                .closed,
                candidates: 40,
                isMarked: false,
                entered: "١٠٢",
                problems: ["A pass mark lies between 0 and 100 per cent."],
                texts
            )
        },
        staff("results-excluded") { texts in
            let excluded = [21, 22].map { ResultsPage.Excluded(position: $0, item: ItemID(rawValue: People.hostile)) }
            return resultsPage(.closed, candidates: nil, excluded: excluded, texts)
        },
        staff("results-not-yet") { resultsPage(.open, candidates: nil, passMark: nil, $0) },
        staff("results-nobody") { texts in
            resultsPage(.closed, candidates: nil, viewer: .init(isOffice: false, isBoard: true), texts)
        },
    ]

    private static func analysisPage(
        _ item: ItemVersion,
        _ numbers: [ItemAnalysisPage.Numbers],
        board: ItemAnalysisPage.Board = .init(
            current: .keep,
            passing: [.keep: 231, .exclude: 235, .creditAll: 231],
            canDecide: true
        ),
        problems: [String] = [],
        _ texts: Texts
    ) -> ItemAnalysisPage {
        ItemAnalysisPage(
            sitting: sittingValue(),
            item: item,
            place: .init(position: 3, total: 20, previousFlagged: nil, nextFlagged: 7),
            numbers: numbers,
            board: board,
            opensBank: board.canDecide,
            catalogue: .standard,
            problems: problems,
            texts: texts
        ) { "/bank/media/\($0)" }
    }

    private static let analysis: [Specimen] = [
        staff("item-analysis") { texts in
            analysisPage(School.keyed, [Cohort(candidates: 287).numbers(item: 2, "SCORE")], texts)
        },
        staff("item-analysis-few") { texts in
            analysisPage(
                School.keyed,
                [Cohort(candidates: 12).numbers(item: 0, "SCORE")],
                board: .init(current: .rekey, passing: [:], canDecide: false),
                problems: ["The results are released; decisions are closed."],
                texts
            )
        },
        staff("item-analysis-stems") { texts in
            let cohort = Cohort(candidates: 100)
            return analysisPage(
                School.matching,
                [cohort.numbers(item: 4, "SCORE_S1"), cohort.numbers(item: 5, "SCORE_S2")],
                board: .init(current: .exclude, passing: [.keep: 1], canDecide: true),
                texts
            )
        },
        staff("item-analysis-typed") { texts in
            let strings = [("pulmonary embolus", 31), (People.rightToLeft, 2), (People.hostile, 1)]
            return analysisPage(
                School.typed,
                [Cohort(candidates: 100).numbers(item: 6, "SCORE", newStrings: strings)],
                texts
            )
        },
        staff("item-analysis-rules") { texts in
            let cohort = Cohort(candidates: 40)
            return ItemAnalysisPage(
                sitting: sittingValue(People.long),
                item: School.ruled,
                place: .init(position: 20, total: 20, previousFlagged: 3, nextFlagged: nil),
                numbers: [
                    cohort.numbers(item: 7, "DOSE", isTyped: true), cohort.numbers(item: 8, "RATE", isTyped: true),
                ],
                board: .init(current: .keep, passing: [:], canDecide: true),
                files: ["70101", "70102"].map {
                    .init(candidate: $0, attempt: "01J8ATTEMPT", file: InteractionItems.file)
                },
                turnCounts: [2, 3, 2],
                opensBank: true,
                catalogue: .standard,
                texts: texts
            ) { "/bank/media/\($0)" }
        },
    ]

    private static let digest = "9f3c2ab1d0e47c6685b1f2a3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f7"

    private static func releasePage(
        _ state: SittingState,
        proposal: ReleasePage.Proposal? = nil,
        passMark: Mark? = Mark(29, over: 50),
        unconfirmed: Int = 0,
        canRelease: Bool = true,
        problems: [String] = [],
        _ texts: Texts
    ) -> ReleasePage {
        ReleasePage(
            sitting: sittingValue(),
            state: state,
            digest: digest,
            numbers: .init(
                candidates: 287,
                passCount: passMark.map { _ in 231 },
                passMark: passMark,
                unconfirmed: unconfirmed
            ),
            proposal: proposal,
            canRelease: canRelease,
            problems: problems,
            texts: texts
        )
    }

    private static func proposal(
        _ digest: String = digest,
        isOwn: Bool = false,
        confirmed: Bool = false
    ) -> ReleasePage.Proposal {
        .init(
            digest: digest,
            by: People.rightToLeft,
            at: Exam.end + 86_400,
            isOwn: isOwn,
            confirmed: confirmed ? (People.okafor, Exam.end + 90_000) : nil
        )
    }

    private static let release: [Specimen] = [
        staff("release") { releasePage(.confirmed, $0) },
        staff("release-blocked") { texts in
            releasePage(.marked, passMark: nil, unconfirmed: 2, canRelease: false, problems: [People.long], texts)
        },
        staff("release-own") { releasePage(.confirmed, proposal: proposal(isOwn: true), $0) },
        staff("release-second") { releasePage(.confirmed, proposal: proposal(), $0) },
        staff("release-changed") { releasePage(.confirmed, proposal: proposal("00ff"), $0) },
        staff("release-done") { releasePage(.released, proposal: proposal(confirmed: true), $0) },
    ]
}

/// A made cohort: right or wrong by ability and difficulty, the same at every run.
struct Cohort {
    static let itemCount = 20
    private let picks: [[Int]]
    let analysis: ClassicalAnalysis

    init(candidates: Int) {
        // Knuth's MMIX generator (TAOCP 2, section 3.3.4): any fixed sequence would do.
        var state: UInt64 = 4711
        func next() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 40) / Double(1 << 24)
        }
        var picks: [[Int]] = []
        for _ in 0..<candidates {
            let ability = (next() + next() + next()) / 3
            picks.append(
                (0..<Self.itemCount).map { item in
                    let chance = min(0.97, max(0.05, 0.7 + (ability - 0.5) * 1.6 - Double(item % 5) * 0.12))
                    // Item 2 is keyed wrongly: the stronger choose D.
                    if item == 2 { return next() < ability ? 3 : Int(next() * 4) }
                    return next() < chance ? 0 : 1 + Int(next() * 4)
                }
            )
        }
        self.picks = picks
        let rows = picks.map { row in row.map { Double?($0 == 0 ? 1 : 0) } }
        guard
            let matrix = try? ScoreMatrix(  // The rows are made to fit.
                rows: rows,
                marksAvailable: Array(repeating: 1, count: Self.itemCount)
            )
        else { preconditionFailure("the made cohort does not fit") }
        analysis = ClassicalAnalysis(matrix, missing: .scoredZero)
    }

    private func options(_ item: Int) -> OptionAnalysis? {
        // The picks are made to fit; a page without options would show at once.
        try? analysis.options(ofItem: item, picks: picks.map { [$0[item]] }, optionCount: 5, key: [0])
    }

    private func flags(_ item: Int) -> [ItemFlag] {
        ItemLimits().flags(for: analysis.items[item], options: options(item))
    }

    func results(passMark: Mark?) -> ResultsPage.Results {
        let cut = (passMark?.approximate ?? 0) * Double(Self.itemCount)
        return ResultsPage.Results(
            analysis: analysis,
            columns: (0..<Self.itemCount).map { item in
                ResultsPage.Column(
                    position: item + 1,
                    label: item == 5 ? "6 · S2" : String(item + 1),
                    item: item == 3 ? ItemID(rawValue: People.long) : ItemID(rawValue: "cardio-00\(item + 10)"),
                    statistics: analysis.items[item],
                    flags: flags(item),
                    options: ["A", "B", "C", "D", "E"],
                    key: [0],
                    decision: item == 4 ? .exclude : .keep,
                    newStrings: item == 6 ? 3 : 0
                )
            },
            available: Double(Self.itemCount),
            passCount: passMark.map { _ in analysis.scores.totals.count { $0 >= cut - 1e-9 } }
        )
    }

    func numbers(
        item: Int,
        _ outcome: OutcomeID,
        isTyped: Bool = false,
        newStrings: [(text: String, count: Int)] = []
    ) -> ItemAnalysisPage.Numbers {
        .init(
            outcome: outcome,
            statistics: analysis.items[item],
            options: isTyped || !newStrings.isEmpty ? nil : options(item),
            flags: isTyped ? [] : flags(item),
            newStrings: newStrings
        )
    }
}
