import Assessment
import Foundation

/// Adjustments in words, as candidates and staff read them.
enum AdjustmentText {
    /// "includes 25 % extra time"; `nil` when the length of the exam is as for everyone.
    static func extra(_ adjustments: [Adjustment], _ texts: Texts) -> String? {
        var percent = 0
        var minutes = 0
        for adjustment in adjustments {
            switch adjustment {
            case .extraTime(let added): percent += added
            case .extraMinutes(let added): minutes += added
            case .ownStart: break
            }
        }
        switch (percent, minutes) {
        case (0, 0): return nil
        case (_, 0): return texts("exam.includes-percent", ["percent": String(percent)])
        case (0, _): return texts("exam.includes-minutes", ["minutes": String(minutes)])
        default:
            return texts("exam.includes-both", ["percent": String(percent), "minutes": String(minutes)])
        }
    }

    /// One adjustment as a sentence.
    static func sentence(_ adjustment: Adjustment, _ clock: ClockText, _ texts: Texts) -> String {
        switch adjustment {
        case .extraTime(let percent): texts("exam.adjustment.percent", ["percent": String(percent)])
        case .extraMinutes(let minutes): texts("exam.adjustment.minutes", ["minutes": String(minutes)])
        case .ownStart(let window):
            texts(
                "exam.adjustment.own-start",
                [
                    "day": clock.day(window.opens, texts: texts), "time": clock.minute(window.opens),
                    "zone": clock.zoneName,
                ]
            )
        }
    }
}
