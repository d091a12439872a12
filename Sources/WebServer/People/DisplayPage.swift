/// How the person wants to see the pages; kept on this device.
struct DisplayPage: Page {
    let title: String
    let groups: [Group]
    let letters: Bool
    /// Path that the form leads back to.
    let next: String

    /// One setting: a group of radio buttons.
    struct Group: Sendable {
        let field: String
        let legend: String
        let choices: [Choice]
    }

    struct Choice: Sendable {
        let value: String
        let label: String
        let isChosen: Bool
    }

    init(settings: DisplaySettings, next: String = "/", texts: Texts) {
        title = texts("display.heading")
        letters = settings.letterKeys
        self.next = next
        groups = [
            Self.group("theme", settings.theme, texts), Self.group("size", settings.textSize, texts),
            Self.group("spacing", settings.spacing, texts), Self.group("announcements", settings.announcements, texts),
        ]
    }

    private static func group<Setting: CaseIterable & RawRepresentable & Equatable>(
        _ field: String,
        _ chosen: Setting,
        _ texts: Texts
    ) -> Group where Setting.RawValue == String {
        Group(
            field: field,
            legend: texts("display.\(field)"),
            choices: Setting.allCases.map { setting in
                Choice(
                    value: setting.rawValue,
                    label: texts("display.\(field).\(setting.rawValue)"),
                    isChosen: setting == chosen
                )
            }
        )
    }
}
