/// What every page has around its own content: language, display settings, who is signed in, where the assets lie.
struct Layout: Sendable {
    /// BCP 47 tag of the interface language, and its direction (`ltr`, `rtl`).
    let language: String
    let direction: String
    /// Display settings as the attributes of `<html>`; `nil` is the default.
    let theme: String?
    let textSize: String?
    let spacing: String?
    /// `all`, `last` (5 minutes) or `end`: which marks of the clock are announced.
    let announcements: String
    /// `on` when the person wants single-letter keys.
    let letterKeys: String?
    /// Token that every form sends back in its field `csrf`.
    let csrf: String
    let styleURL: String
    let staffStyleURL: String?
    let scriptURL: String?
    let iconsURL: String
    /// The person who is signed in, as text to be shown; `nil` before sign-in.
    let signedIn: String?
    /// Where the person can go; empty for candidates, whose pages name their own ways.
    let navigation: [NavigationLink]
    /// What has just been done, told on the page that the browser was sent to.
    let notice: Notice?

    /// Frames a page for one person and one language.
    ///
    /// - `audience`: Of the page to be shown: decides which styles and scripts it loads.
    /// - `signedIn`: Name of the person, or the candidate number.
    init(
        texts: Texts,
        display: DisplaySettings,
        assets: AssetURLs,
        audience: Audience,
        csrf: String,
        signedIn: String? = nil,
        navigation: [NavigationLink] = [],
        notice: Notice? = nil
    ) {
        language = texts.locale
        direction = texts.direction.rawValue
        theme = display.theme == .system ? nil : display.theme.rawValue
        textSize = display.textSize == .normal ? nil : display.textSize.rawValue
        spacing = display.spacing == .normal ? nil : display.spacing.rawValue
        announcements = display.announcements.rawValue
        letterKeys = display.letterKeys ? "on" : nil
        self.csrf = csrf
        styleURL = assets.style
        staffStyleURL = audience == .staff ? assets.staffStyle : nil
        scriptURL =
            switch audience {
            case .everyone: nil
            case .candidate: assets.candidateScripts[texts.locale] ?? assets.candidateScripts["en"]
            case .staff: assets.staffScript
            }
        iconsURL = assets.icons
        self.signedIn = signedIn
        self.navigation = navigation
        self.notice = notice
    }

    /// One way to go, in the top bar.
    struct NavigationLink: Sendable {
        let href: String
        let label: String
        let isCurrent: Bool
    }

    /// One sentence above the page: `done` or `problem`.
    struct Notice: Sendable {
        let text: String
        let isProblem: Bool
    }
}

/// For whom a page is made: decides the styles and scripts that it loads.
enum Audience: Sendable { case everyone, candidate, staff }

/// Where the assets of this start of the server are served; their names change with their content.
struct AssetURLs: Sendable {
    let style: String
    let staffStyle: String?
    /// By interface language: the words that scripts say are in the script.
    let candidateScripts: [String: String]
    let staffScript: String?
    let icons: String
}
