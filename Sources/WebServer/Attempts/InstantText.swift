import Foundation

/// Instants as programs read them; written without a calendar, since every save writes three.
enum InstantText {
    /// RFC 3339 with whole milliseconds, the nearest, in UTC: `2027-06-03T09:00:00.000Z`; years 0000 to 9999, else as Foundation writes it.
    ///
    /// Source: Hinnant, “chrono-Compatible Low-Level Date Algorithms”, `civil_from_days` (proleptic Gregorian).
    static func text(_ date: Date) -> String {
        let milliseconds = (date.timeIntervalSince1970 * 1000).rounded()
        // Year 0 to the end of year 9999.
        guard (-62_167_219_200_000..<253_402_300_800_000).contains(milliseconds) else {
            return date.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
        }
        let all = Int(milliseconds)
        let days = (all >= 0 ? all : all - 86_399_999) / 86_400_000
        let rest = all - days * 86_400_000
        let (year, month, day) = civil(days)
        return String(unsafeUninitializedCapacity: 24) { text in
            var place = 0
            func put(_ number: Int, _ digits: Int, _ mark: Unicode.Scalar) {
                var number = number
                for offset in (0..<digits).reversed() {
                    text[place + offset] = UInt8(ascii: "0") + UInt8(number % 10)
                    number /= 10
                }
                text[place + digits] = UInt8(ascii: mark)
                place += digits + 1
            }
            put(year, 4, "-")
            put(month, 2, "-")
            put(day, 2, "T")
            put(rest / 3_600_000, 2, ":")
            put(rest / 60_000 % 60, 2, ":")
            put(rest / 1000 % 60, 2, ".")
            put(rest % 1000, 3, "Z")
            return place
        }
    }

    /// The date that lies `days` after 1 January 1970.
    private static func civil(_ days: Int) -> (year: Int, month: Int, day: Int) {
        // Eras of 400 years, each beginning on a 1 March.
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
    }
}
