import Foundation

/// A candidate's own result with what it means, or when it will be there.
struct FeedbackPage: Page {
    let title: String
    let paper: String
    /// Such as: Results are released on 12 July 2027.
    let notYet: String?
    /// Such as: Results were released on 12 July 2027, 14:03 London.
    let released: String?
    let result: Result?

    struct Result: Sendable {
        /// Such as: Paper A: pass · 71.4 % · pass mark 58.2 %.
        let summary: String
        let isPass: Bool
        let strip: SafeHTML
        let stripText: String
        let areas: [Area]
        let hasAreas: Bool
        let strongest: String?
        let weakest: String?
        let items: [Item]
        let hasItems: Bool
    }

    struct Area: Sendable {
        let area: String
        let own: String
        let group: String
        let strip: SafeHTML
    }

    /// One question with its mark, where the school shows them.
    struct Item: Sendable {
        let number: String
        let mark: String
    }

    /// One area of the blueprint.
    struct AreaScore: Sendable {
        let name: String
        let questionCount: Int
        /// Per cent of the marks, and that of the group; `nil` when the group is too small to be shown.
        let own: Double
        let group: Double?
    }

    /// The numbers of a released result, in per cent of the marks.
    struct Score: Sendable {
        let own: Double
        let passMark: Double
        let isPass: Bool
        /// First and third quartile of the group; `nil` when it is too small to be shown.
        let middleHalf: ClosedRange<Double>?
        let areas: [AreaScore]
        /// Marks by question as text ("1", "0.5"); empty where the school does not show them.
        let marks: [String]
    }

    /// Areas with fewer questions say too little about a person.
    static let smallestArea = 8

    /// Makes the finished words from facts.
    ///
    /// - `releasedOn`: Time of the release in words, in the zone of the exam; `nil` while it is not known.
    init(paper: String, score: Score?, releasedOn: String?, texts: Texts) {
        self.paper = paper
        title = texts("feedback.title", ["paper": paper])
        guard let score else {
            (result, released) = (nil, nil)
            notYet = releasedOn.map { texts("feedback.not-yet", ["day": $0]) } ?? texts("feedback.not-yet-unknown")
            return
        }
        notYet = nil
        released = releasedOn.map { texts("feedback.released", ["day": $0]) }
        let areas = score.areas.filter { $0.questionCount >= Self.smallestArea }
        let ranked = areas.sorted { ($0.own, $1.name) > ($1.own, $0.name) }
        let percent = { (value: Double) in Self.percent(value) }
        result = Result(
            summary: texts(
                score.isPass ? "feedback.pass" : "feedback.fail",
                ["paper": paper, "score": percent(score.own), "pass": percent(score.passMark)]
            ),
            isPass: score.isPass,
            strip: PersonStrip(own: score.own, group: score.middleHalf, passMark: score.passMark).markup,
            stripText: Self.stripText(score, texts),
            areas: areas.map { area in
                Area(
                    area: area.name,
                    own: percent(area.own),
                    group: area.group.map(percent) ?? "–",
                    strip: PersonStrip(own: area.own, group: area.group.map { $0...$0 }, passMark: nil).markup
                )
            },
            hasAreas: !areas.isEmpty,
            strongest: ranked.count > 1
                ? ranked.first.map { texts("feedback.strongest", ["area": $0.name]) } : nil,
            weakest: ranked.count > 1 ? ranked.last.map { texts("feedback.work-on", ["area": $0.name]) } : nil,
            items: score.marks.enumerated().map { Item(number: String($0 + 1), mark: $1) },
            hasItems: !score.marks.isEmpty
        )
    }

    private static func stripText(_ score: Score, _ texts: Texts) -> String {
        let own = ["own": percent(score.own), "pass": percent(score.passMark)]
        guard let half = score.middleHalf else { return texts("feedback.strip-alone", own) }
        let group = ["lower": percent(half.lowerBound), "upper": percent(half.upperBound)]
        return texts("feedback.strip", own.merging(group) { own, _ in own })
    }

    /// One decimal, none where it is zero: "71.4", "58".
    static func percent(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return tenths % 10 == 0 ? String(tenths / 10) : "\(tenths / 10).\(abs(tenths % 10))"
    }
}

/// One line from 0 to 100 per cent: the group's middle half as a bar, the pass mark as a stroke, the person as a dot.
struct PersonStrip: Sendable {
    let own: Double
    let group: ClosedRange<Double>?
    let passMark: Double?

    /// Drawn left to right in every language, without words: the text beside it says the same.
    var markup: SafeHTML {
        var svg: SafeHTML = """
            <svg class="strip" viewBox="0 0 300 24" aria-hidden="true"><path class="strip-line" d="M6 12H294M6 8V16M294 8V16"/>
            """
        if let group {
            let (start, end) = (Self.place(group.lowerBound), Self.place(group.upperBound))
            svg.append(
                "<rect class=\"strip-group\" x=\"\(start - 2)\" y=\"7\" width=\"\(end - start + 4)\" height=\"10\"/>"
            )
        }
        if let passMark {
            let place = Self.place(passMark)
            svg.append("<path class=\"strip-pass\" d=\"M\(place) 2V22\"/>")
        }
        svg.append("<circle class=\"strip-own\" cx=\"\(Self.place(own))\" cy=\"12\" r=\"6\"/></svg>")
        return svg
    }

    private static func place(_ percent: Double) -> Int { 6 + Int((min(100, max(0, percent)) * 2.88).rounded()) }
}
