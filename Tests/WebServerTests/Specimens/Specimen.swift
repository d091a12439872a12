import Testing

@testable import WebServer

/// One page filled for the tests: in a named state, for any language of the interface.
struct Specimen: Sendable {
    /// `question-long-names`: file name of its golden page.
    let name: String
    let audience: Audience
    let isSignedIn: Bool
    let display: DisplaySettings
    let navigation: [Layout.NavigationLink]
    let notice: Layout.Notice?
    private let make: @Sendable (Texts) -> any Page

    init(
        _ name: String,
        audience: Audience = .everyone,
        isSignedIn: Bool = true,
        display: DisplaySettings = DisplaySettings(),
        navigation: [Layout.NavigationLink] = [],
        notice: Layout.Notice? = nil,
        _ make: @escaping @Sendable (Texts) -> any Page
    ) {
        self.name = name
        self.audience = audience
        self.isSignedIn = isSignedIn
        self.display = display
        self.navigation = navigation
        self.notice = notice
        self.make = make
    }

    func page(_ texts: Texts) -> any Page { make(texts) }

    /// The page in its layout.
    ///
    /// Asset names are fixed, so that a golden page changes only with its own content.
    func layout(_ texts: Texts, assets: AssetURLs = Self.assets) -> Layout {
        Layout(
            texts: texts,
            display: display,
            assets: assets,
            audience: audience,
            csrf: "csrf-token",
            signedIn: isSignedIn ? People.okafor : nil,
            navigation: navigation,
            notice: notice
        )
    }

    static let assets = AssetURLs(
        style: "/assets/style.css",
        staffStyle: "/assets/staff.css",
        candidateScripts: ["en": "/assets/candidate.js"],
        staffScript: "/assets/staff.js",
        icons: "/assets/icons.svg"
    )

    /// All specimens; names are used once.
    static let all: [Specimen] = everyone + candidate + turns + staff
}

extension Specimen: CustomTestStringConvertible {
    var testDescription: String { name }
}

/// Names as people have them.
enum People {
    static let okafor = "Okafor, Ada"
    static let long =
        "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh y Fernández de la Concepción, Maximiliana Theodora"
    static let rightToLeft = "عبد الرحمن بن خالد الحسيني"
    static let hostile = "\"\u{301}><script>alert(1)</script>'{{csrf}}[[service.name]]</bdi>\u{202E}"
}
