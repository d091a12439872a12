import Assessment
import Foundation

/// Times and adjustments of a sitting in words.
enum SittingText {
    static func clock(_ sitting: Sitting) -> ClockText {
        ClockText(zone: TimeZone(identifier: sitting.zone) ?? .gmt)
    }

    /// Such as "2 May 2027, 10:00–12:30 London"; with the second day where the window is longer.
    static func window(_ sitting: Sitting, _ texts: Texts) -> String {
        clock(sitting).span(from: sitting.window.opens, to: sitting.window.closes, seenAt: nil, texts: texts)
    }
}
