import Foundation

/// Times as people read them: 24 hours, in the zone of the exam, whose name is always said somewhere near.
struct ClockText: Sendable {
    let zone: TimeZone
    private let calendar: Calendar

    init(zone: TimeZone) {
        self.zone = zone
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        self.calendar = calendar
    }

    /// "London" of `Europe/London`.
    var zoneName: String {
        String(zone.identifier.split(separator: "/").last ?? "UTC").replacing("_", with: " ")
    }

    /// Such as: 10:42.
    func minute(_ date: Date) -> String {
        let parts = calendar.dateComponents([.hour, .minute], from: date)
        return "\(Self.twoDigits(parts.hour)):\(Self.twoDigits(parts.minute))"
    }

    /// Such as: 10:42:07.
    func second(_ date: Date) -> String {
        "\(minute(date)):\(Self.twoDigits(calendar.component(.second, from: date)))"
    }

    /// Such as: 3 June 2027.
    func day(_ date: Date, texts: Texts) -> String {
        let parts = calendar.dateComponents([.year, .month, .day], from: date)
        return texts(
            "date.day",
            [
                "day": String(parts.day ?? 0), "month": texts("date.month.\(parts.month ?? 1)"),
                "year": String(parts.year ?? 0),
            ]
        )
    }

    /// Such as: 3 June; for days that are near.
    func dayAndMonth(_ date: Date, texts: Texts) -> String {
        let parts = calendar.dateComponents([.month, .day], from: date)
        return texts(
            "date.near",
            ["day": String(parts.day ?? 0), "month": texts("date.month.\(parts.month ?? 1)")]
        )
    }

    /// Such as: 10:42; with the day where that is not the day of `now`: 3 June 2027, 10:42.
    func minute(_ date: Date, seenAt now: Date, texts: Texts) -> String {
        guard !calendar.isDate(date, inSameDayAs: now) else { return minute(date) }
        return texts("date.time", ["day": day(date, texts: texts), "time": minute(date)])
    }

    /// Such as "10:00–12:30 London"; with its day, or both its days, where they are not the day of `now`.
    func span(from first: Date, to last: Date, seenAt now: Date?, texts: Texts) -> String {
        var words = ["from": minute(first), "to": minute(last), "zone": zoneName]
        let isOneDay = calendar.isDate(first, inSameDayAs: last)
        if isOneDay, let now, calendar.isDate(first, inSameDayAs: now) { return texts("date.span", words) }
        words["day"] = day(first, texts: texts)
        guard !isOneDay else { return texts("date.span-day", words) }
        words["lastday"] = day(last, texts: texts)
        return texts("date.span-days", words)
    }

    /// "47 min left", rounded up; "4:59 left" below 5 minutes; the words of the live clock.
    static func left(_ span: Duration, texts: Texts) -> String {
        let seconds = max(0, Int(span.components.seconds))
        guard seconds >= 300 else {
            return texts("live.clock.seconds", ["time": "\(seconds / 60):\(twoDigits(seconds % 60))"])
        }
        return texts("live.clock.minutes", ["minutes": String((seconds + 59) / 60)])
    }

    /// Such as: 2 h 30 min, 45 min.
    static func length(_ span: Duration, texts: Texts) -> String {
        let minutes = Int(span.components.seconds) / 60
        let (hours, rest) = (String(minutes / 60), String(minutes % 60))
        return switch (minutes / 60, minutes % 60) {
        case (0, _): texts("span.minutes", ["minutes": rest])
        case (_, 0): texts("span.hours", ["hours": hours])
        default: texts("span.both", ["hours": hours, "minutes": rest])
        }
    }

    private static func twoDigits(_ number: Int?) -> String {
        let number = number ?? 0
        return number < 10 ? "0\(number)" : String(number)
    }
}
