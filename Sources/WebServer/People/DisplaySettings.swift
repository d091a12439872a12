/// How a person wants to see the pages: kept in the cookie `display`, on this device only.
struct DisplaySettings: Sendable, Hashable {
    var theme = Theme.system
    var textSize = TextSize.normal
    var spacing = Spacing.normal
    var announcements = Announcements.all
    var letterKeys = false

    enum Theme: String, CaseIterable, Sendable { case system, light, dark, contrast, cream, blue }
    /// Per cent of the usual size.
    enum TextSize: String, CaseIterable, Sendable {
        case normal = "100", larger = "125", large = "150", largest = "200"
    }
    enum Spacing: String, CaseIterable, Sendable { case normal, wide }
    /// Which marks of the clock are said: all, those of the last 5 minutes, the end only.
    enum Announcements: String, CaseIterable, Sendable { case all, last, end }

    init() {}

    /// Reads a cookie value or a form's fields; whatever is unknown stays as it usually is.
    init(fields: [String: String]) {
        theme = fields["theme"].flatMap(Theme.init) ?? .system
        textSize = fields["size"].flatMap(TextSize.init) ?? .normal
        spacing = fields["spacing"].flatMap(Spacing.init) ?? .normal
        announcements = fields["announcements"].flatMap(Announcements.init) ?? .all
        letterKeys = fields["letters"] == "on"
    }

    /// Reads what ``cookie`` wrote: `theme:dark.size:125`.
    init(cookie: String) {
        let pairs = cookie.split(separator: ".").map { $0.split(separator: ":", maxSplits: 1).map(String.init) }
        self.init(fields: Dictionary(pairs.filter { $0.count == 2 }.map { ($0[0], $0[1]) }) { _, last in last })
    }

    /// The value of the cookie: letters, digits, `:` and `.` only.
    var cookie: String {
        [
            "theme:\(theme.rawValue)", "size:\(textSize.rawValue)", "spacing:\(spacing.rawValue)",
            "announcements:\(announcements.rawValue)", "letters:\(letterKeys ? "on" : "off")",
        ]
        .joined(separator: ".")
    }
}
