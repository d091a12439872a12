import Assessment
import Foundation

/// Times and adjustments of a sitting in words.
enum SittingText {
    static func clock(_ sitting: Sitting) -> ClockText {
        ClockText(zone: TimeZone(identifier: sitting.zone) ?? .gmt)
    }

    /// Such as "2 May 2027, 10:00–12:30 London"; with the second day where the window is longer.
    static func window(_ sitting: Sitting, _ texts: Texts) -> String {
        let clock = clock(sitting)
        let (first, last) = (sitting.window.opens, sitting.window.closes)
        let day = clock.day(first, texts: texts)
        guard day == clock.day(last, texts: texts) else {
            return texts(
                "sitting.window-days",
                [
                    "day": day, "from": clock.minute(first), "lastday": clock.day(last, texts: texts),
                    "to": clock.minute(last), "zone": clock.zoneName,
                ]
            )
        }
        return texts(
            "sitting.window",
            ["day": day, "from": clock.minute(first), "to": clock.minute(last), "zone": clock.zoneName]
        )
    }
}
