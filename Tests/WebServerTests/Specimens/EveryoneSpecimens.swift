@testable import WebServer

extension Specimen {
    /// Pages for everybody.
    static let everyone: [Specimen] = errors + signIn + home + display + help

    private static let errors: [Specimen] =
        ErrorPage.Kind.allCases.map { kind in
            Specimen(
                "error-\(kind.rawValue)",
                audience: kind == .forbidden ? .staff : .everyone,
                isSignedIn: kind != .signIn
            ) { texts in
                ErrorPage(kind: kind, reference: "01J8-K7QM", texts: texts)
            }
        } + [
            Specimen("error-with-contact") { texts in
                ErrorPage(
                    kind: .unavailable,
                    reference: "01J8-K7QM",
                    way: "/sit/1/q/14",
                    contact: People.rightToLeft,
                    texts: texts
                )
            }
        ]

    private static let signIn: [Specimen] = [
        Specimen("sign-in", isSignedIn: false) { SignInPage(texts: $0) },
        Specimen("sign-in-wrong", isSignedIn: false) {
            SignInPage(problem: .wrong, login: "ada.okafor", next: "/my", texts: $0)
        },
        Specimen("link-sign-in", isSignedIn: false) {
            LinkSignInPage(name: People.rightToLeft, action: "/sign-in/link/9f3c", texts: $0)
        },
        Specimen("code-sign-in", isSignedIn: false) { CodeSignInPage(texts: $0) },
        Specimen("code-sign-in-invalid", isSignedIn: false) {
            CodeSignInPage(problem: .invalid, code: "K7QM-3XWD-P9LA-22T0", candidate: "40217", texts: $0)
        },
    ]

    private static let home: [Specimen] = [
        Specimen("home", notice: Layout.Notice(text: People.rightToLeft, isProblem: false)) { texts in
            HomePage(
                tasks: [
                    HomePage.Task(href: "/sit/1", name: "Year 4 written paper A", detail: "10:00–12:30"),
                    HomePage.Task(href: "/review", name: People.long, detail: "12"),
                ],
                coming: [HomePage.Task(href: "/sit/2", name: People.rightToLeft, detail: "3 June")],
                texts: texts
            )
        },
        Specimen("home-empty") { HomePage(tasks: [], coming: [], texts: $0) },
        Specimen("home-next", notice: Layout.Notice(text: People.long, isProblem: true)) { texts in
            HomePage(
                tasks: [],
                coming: [HomePage.Task(href: "/sit/2", name: "Paper A", detail: "3 June")],
                texts: texts
            )
        },
        Specimen("messages") { texts in
            MessagesPage(
                messages: [
                    MessagesPage.Message(
                        time: "10:42",
                        instant: "2027-05-02T09:42:00Z",
                        text: "Fire alarm: everybody gets 15 minutes more.",
                        isNew: true
                    ),
                    MessagesPage.Message(
                        time: "10:02",
                        instant: "2027-05-02T09:02:00Z",
                        text: People.rightToLeft,
                        isNew: false
                    ),
                ],
                texts: texts
            )
        },
        Specimen("messages-empty") { MessagesPage(messages: [], texts: $0) },
    ]

    private static let display: [Specimen] = [
        Specimen("display") { DisplayPage(settings: DisplaySettings(), texts: $0) },
        Specimen("display-changed", display: changed, navigation: navigation) { texts in
            DisplayPage(settings: changed, next: "/my", texts: texts)
        },
    ]

    private static let help: [Specimen] = [
        Specimen("help") { texts in
            HelpPage(
                contacts: [
                    HelpPage.Contact(name: "Exam office", reach: "+44 20 7946 0000"),
                    HelpPage.Contact(name: People.rightToLeft, reach: "office@school.example"),
                ],
                texts: texts
            )
        },
        Specimen("help-nobody", isSignedIn: false) { HelpPage(contacts: [], texts: $0) },
        Specimen("keys") { KeysPage(texts: $0) },
    ]

    private static let changed = DisplaySettings(
        fields: ["theme": "dark", "size": "150", "spacing": "wide", "announcements": "last", "letters": "on"]
    )

    private static let navigation = [
        Layout.NavigationLink(href: "/", label: "Home", isCurrent: true),
        Layout.NavigationLink(href: "/bank", label: "Bank", isCurrent: false),
    ]
}
