import Assessment
import Foundation
import Testing

@Suite struct SittingTests {
    private static let members: [String: JSONValue] = [
        "format": 1, "id": "s", "title": "", "form": .string(String(repeating: "b", count: 64)), "duration": 60,
        "window": ["opens": 0, "closes": 1], "zone": "UTC",
    ]

    @Test(
        arguments: [
            ("form", "abc", "form: is no hash"), ("duration", 59, "duration: must lie in 60…604800"),
            ("duration", 604_801, "duration: must lie in 60…604800"),
            ("duration", "60", "duration: an integer is needed"),
            ("window", ["opens": 1, "closes": 1], "window: closes before it opens"),
            ("window", ["opens": 2, "closes": 1], "window: closes before it opens"),
            ("window", ["opens": 0], "window.closes: is missing"),
            ("practice", "yes", "practice: true or false is needed"),
            ("resources", "abc", "resources: is no hash"), ("resources", 7, "resources: a string is needed"),
            ("passMark", "sixty", "passMark: a decimal or fraction as a string is needed"),
            ("passMark", "60%", "passMark: a decimal or fraction as a string is needed"),
            ("passMark", 1, "passMark: a string is needed"),
        ] as [(String, JSONValue, String)]
    )
    func `what does not fit is refused, never left out`(name: String, value: JSONValue, problem: String) throws {
        #expect(try Sitting(json: .object(Self.members)).passMark == nil)
        let (path, message) = try #require(
            problem.firstRange(of: ": ").map { (problem[..<$0.lowerBound], problem[$0.upperBound...]) }
        )
        #expect(throws: FormatProblem(path: String(path), message: String(message))) {
            try Sitting(json: .object(Self.members.merging([name: value]) { $1 }))
        }
    }

    @Test func `no standard and no resources may be said with null`() throws {
        let sitting = try Sitting(json: .object(Self.members.merging(["resources": .null, "passMark": .null]) { $1 }))
        #expect(sitting.resources == nil && sitting.passMark == nil)
    }

    @Test(
        arguments: [
            (Adjustment.extraTime(percent: 25), ["type": "extra-time", "percent": 25] as JSONValue),
            (.extraMinutes(10), ["type": "extra-minutes", "minutes": 10] as JSONValue),
            (
                .ownStart(Window(opens: Date(milliseconds: 1), closes: Date(milliseconds: 2))),
                ["type": "own-start", "window": ["opens": 1, "closes": 2]] as JSONValue
            ),
        ] as [(Adjustment, JSONValue)]
    )
    func `an adjustment is read and written as it was`(adjustment: Adjustment, json: JSONValue) throws {
        #expect(adjustment.json == json)
        #expect(try Adjustment(json: json) == adjustment)
    }

    @Test(
        arguments: [
            ["type": "extra-time", "percent": -1], ["type": "extra-time", "percent": 901],
            ["type": "extra-minutes", "minutes": 1441], ["type": "extra-minutes", "minutes": -1],
            ["type": "rest-break"] as JSONValue,
            ["type": "own-start", "window": ["opens": 2, "closes": 1]],
            ["type": "extra-time", "percent": 1, "minutes": 1],
            [:],
        ] as [JSONValue]
    )
    func `an adjustment beyond its limits is refused`(json: JSONValue) {
        #expect(throws: FormatProblem.self) { try Adjustment(json: json) }
    }

    @Test func `a sitting goes from plan to archive and is released only when confirmed`() {
        let steps = Set(SittingState.allCases.flatMap { state in state.successors.map { [state, $0] } })
        #expect(
            steps == [
                [.planned, .open], [.open, .closed], [.closed, .open], [.closed, .marked], [.marked, .marked],
                [.marked, .confirmed], [.confirmed, .marked], [.confirmed, .released], [.released, .archived],
            ]
        )
        for forbidden in [SittingState.open, .closed, .marked, .confirmed] {
            #expect(!SittingState.planned.reachable(without: forbidden).contains(.released))
        }
        #expect(SittingState.released.reachable(without: nil) == [.released, .archived])
    }

    @Test func `an instant of whole milliseconds stays what it was, written and read`() {
        var generator = SeededGenerator(seed: 1970)
        for _ in 0..<20_000 {
            let milliseconds = Int64.random(in: -4_102_444_800_000...4_102_444_800_000, using: &generator)
            #expect(Date(milliseconds: milliseconds).milliseconds == milliseconds)
        }
    }

    @Test func `an instant beyond all calendars is written as the last one`() {
        #expect(Date(timeIntervalSince1970: 1e300).milliseconds == 9_007_199_254_740_991)
        #expect(Date(timeIntervalSince1970: -1e300).milliseconds == -9_007_199_254_740_991)
        #expect(Date(timeIntervalSince1970: .infinity).milliseconds == 9_007_199_254_740_991)
    }

    @Test func `a span in seconds is exact to the microsecond`() {
        #expect(Duration.milliseconds(1500).seconds == 1.5)
        #expect((Duration.seconds(5400) + .microseconds(1)).seconds == 5400.000001)
        #expect(Duration.zero.seconds == 0)
    }
}

extension SittingState {
    fileprivate func reachable(without forbidden: SittingState?) -> Set<SittingState> {
        var found: Set<SittingState> = [self]
        var waiting = [self]
        while let state = waiting.popLast() {
            for next in state.successors where next != forbidden && found.insert(next).inserted { waiting.append(next) }
        }
        return found
    }
}
