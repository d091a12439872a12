import Assessment
import Foundation
import Testing

@testable import Interchange

@Suite struct QTIResultTests {
    private static let date = Date(timeIntervalSince1970: 1_600_000_000)

    private static let report = QTIResultReport(
        candidate: "candidate-7",
        sessions: [.init(source: "https://school.example/", identifier: "sitting-1")],
        test: .init(
            identifier: "paper-a",
            date: date,
            variables: [.outcome(.init(identifier: "SCORE", mark: Mark(7), maximum: Mark(10), mastery: Mark(5)))]
        ),
        items: [
            .init(
                identifier: "7/2 cardio",
                place: 1,
                date: date,
                variables: [
                    .response(
                        .init(
                            QTIWritingSpecimens.choice(maximum: 1),
                            .choices([OptionID(rawValue: "B")]),
                            order: ["C", "A", "B"].map(OptionID.init(rawValue:))
                        )
                    ),
                    .response(.init(QTIWritingSpecimens.match, nil)),
                    .template(identifier: "DOSE", cardinality: .single, baseType: "integer", values: ["5"]),
                    .outcome(.init(identifier: "SCORE", mark: Mark(1, over: 3) ?? .zero, isMarkedByPeople: true)),
                ],
                comment: "Was <that> \u{1}\u{7} clear & fair?\nYes"
            ),
            .init(identifier: "essay", place: 2, date: date, status: .pendingExternalScoring),
        ]
    )

    private static let statistics = QTIUsageData(
        statistics: [
            .init(
                name: QTIUsageData.Name.facility,
                context: "https://school.example/sittings/1",
                targets: [.init(identifier: "cardio 1", kind: .item)],
                value: .one(0.65),
                candidates: 120,
                standardError: 0.00001,
                standardDeviation: 0.5,
                updated: date
            ),
            .init(
                name: QTIUsageData.Name.optionShare,
                context: "https://school.example/sittings/1",
                targets: [.init(identifier: "cardio 1", part: "7/B", kind: .choice)],
                value: .each([.init(key: "A", value: 1.0 / 3), .init(key: "B", value: .nan)])
            ),
            .init(name: "PTbis", context: "https://school.example/", targets: [], value: .one(1)),
            .init(
                name: "PTbis",
                context: "https://school.example/",
                targets: [.init(identifier: "x")],
                value: .one(.nan)
            ),
        ]
    )

    private static func text(_ data: Data) -> String { String(decoding: data, as: UTF8.self) }

    @Test func `a report of results and one of statistics are what the schemas want`() throws {
        let results = ["result.xml": QTIResultWriter(.v30).document(Self.report)]
        if let problems = try QTISchema.problems(of: results, against: "qtiv3p0/imsqti_resultv3p0_v1p0.xsd") {
            #expect(problems.isEmpty, "\(problems.joined(separator: "\n"))")
        }
        let usage = ["usage.xml": Self.statistics.document(.v30), "none.xml": QTIUsageData().document(.v30)]
        if let problems = try QTISchema.problems(of: usage, against: "qtiv3p0/imsqti_usagedatav3p0_v1p0.xsd") {
            #expect(problems.isEmpty, "\(problems.joined(separator: "\n"))")
        }
    }

    @Test func `results say what was given, in which order it was seen, and who marked it`() throws {
        let text = Self.text(QTIResultWriter(.v30).document(Self.report))
        #expect(text.contains("xmlns=\"http://www.imsglobal.org/xsd/imsqti_result_v3p0\""))
        #expect(text.contains("choiceSequence=\"C A B\""))
        #expect(text.contains("<candidateResponse/>"), "nothing given is an empty response, not a missing one")
        #expect(text.contains("external-scored=\"human\"") && text.contains("<value>0.333333333"))
        #expect(text.contains("Was &lt;that&gt; \u{FFFD}\u{FFFD} clear &amp; fair?\nYes"))
        #expect(text.contains("sessionStatus=\"pendingExternalScoring\""))
        #expect(text.contains("datestamp=\"2020-09-13T12:26:40Z\""))
        let earlier = Self.text(QTIResultWriter(.v22).document(Self.report))
        #expect(earlier.contains("externalScored=\"human\"") && !earlier.contains("pendingExternalScoring"))
        #expect(earlier.contains("xmlns=\"http://www.imsglobal.org/xsd/imsqti_result_v2p2\""))
        #expect(!Self.text(QTIResultWriter(.v21).document(Self.report)).contains("xternalScored"))
    }

    @Test func `names that the standard forbids become others that stay apart`() {
        #expect(QTIStrictText.name("paper-a") == "paper-a")
        let names = ["7/2 cardio", "7/2_cardio", "7 2 cardio", "", "-x", "é 1"].map(QTIStrictText.name)
        #expect(Set(names).count == names.count)
        #expect(names.allSatisfy { $0.wholeMatch(of: /[A-Za-z_é][A-Za-z0-9._é-]*/) != nil }, "\(names)")
    }

    @Test func `statistics of no number and of nothing are left out`() {
        let text = Self.text(Self.statistics.document(.v30))
        #expect(text.components(separatedBy: "Statistic ").count == 3)
        #expect(text.contains("<value>0.65</value>") && text.contains("stdError=\"1e-05\""))
        #expect(text.contains("lastUpdated=\"2020-09-13\"") && text.contains("mappedValue=\"0.3333333333333333\""))
        #expect(!Self.text(Self.statistics.document(.v22)).contains("objectType"))
    }
}
