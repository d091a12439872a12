import Assessment
import Foundation
import Testing

@Suite struct PersonalTimesTests {
    private static func sitting(seconds: Int = 90 * 60) throws -> Sitting {
        Sitting(
            id: SittingID(rawValue: "s"),
            title: "",
            form: try #require(ContentHash(rawValue: String(repeating: "b", count: 64))),
            window: Window(opens: Date(milliseconds: 0), closes: Date(milliseconds: 1000)),
            duration: .seconds(seconds),
            zone: "UTC"
        )
    }

    private static let own = Window(opens: Date(milliseconds: 5000), closes: Date(milliseconds: 9000))

    @Test(
        arguments: [
            ([], 5400), ([.extraTime(percent: 25)], 6750), ([.extraTime(percent: 900)], 54_000),
            ([.extraMinutes(10)], 6000), ([.extraTime(percent: 25), .extraMinutes(10)], 7350),
            // Per cents add up and never compound: 25 and 10 are 35, not 37.5.
            ([.extraTime(percent: 25), .extraTime(percent: 10)], 7290),
            ([.extraMinutes(10), .extraMinutes(5), .extraTime(percent: 0)], 6300), ([.ownStart(own)], 5400),
        ] as [([Adjustment], Int)]
    )
    func `time is added as agreed`(adjustments: [Adjustment], seconds: Int) throws {
        let times = PersonalTimes(try Self.sitting(), adjustments: adjustments)
        #expect(times.duration == .seconds(seconds))
        #expect(times.window == (adjustments == [.ownStart(Self.own)] ? Self.own : try Self.sitting().window))
    }

    @Test func `a share of an odd second is not lost`() throws {
        let times = PersonalTimes(try Self.sitting(seconds: 61), adjustments: [.extraTime(percent: 33)])
        #expect(times.duration == .milliseconds(81_130))
    }

    @Test func `the order of adjustments does not matter`() throws {
        let adjustments: [Adjustment] = [
            .extraTime(percent: 25), .extraMinutes(10), .ownStart(Self.own), .extraTime(percent: 7),
        ]
        let sitting = try Self.sitting()
        let expected = PersonalTimes(sitting, adjustments: adjustments)
        #expect(expected.duration == .seconds(5400 * 132 / 100 + 600) && expected.window == Self.own)
        for order in Self.orders(adjustments) {
            #expect(PersonalTimes(sitting, adjustments: order) == expected)
        }
    }

    private static func orders(_ adjustments: [Adjustment]) -> [[Adjustment]] {
        guard let first = adjustments.first else { return [[]] }
        return orders(Array(adjustments.dropFirst())).flatMap { rest in
            (0...rest.count).map { Array(rest[..<$0]) + [first] + Array(rest[$0...]) }
        }
    }
}
