import Foundation

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
                coming: [sittingValue(People.rightToLeft), sittingValue(People.hostile)],
                now: Exam.start - 7 * 24 * 3600,
                opensSittings: true,
                texts: texts
            )
        },
        Specimen("home-empty") { HomePage(tasks: [], coming: [], now: Exam.now, opensSittings: true, texts: $0) },
        Specimen("home-later") { texts in
            HomePage(
                tasks: [],
                coming: [sittingValue(People.long)] + (1...6).map { sittingValue("Paper \($0)") },
                now: Exam.start - 21 * 24 * 3600,
                opensSittings: true,
                texts: texts
            )
        },
        Specimen("home-next", notice: Layout.Notice(text: People.long, isProblem: true)) { texts in
            HomePage(
                tasks: [],
                coming: [sittingValue("Paper A")],
                now: Exam.start - 24 * 3600,
                opensSittings: false,
                texts: texts
            )
        },
        Specimen("messages") { texts in
            MessagesPage(
                received: [
                    MessagesPage.Received(
                        id: "m2",
                        sitting: People.long,
                        text: People.rightToLeft,
                        at: Exam.start + 120,
                        clock: Exam.clock,
                        isRead: true
                    ),
                    MessagesPage.Received(
                        id: "m1",
                        sitting: "Year 4 written paper A",
                        text: "Fire alarm: everybody gets 15 minutes more.\nPlease stay seated.",
                        at: Exam.now,
                        clock: Exam.clock,
                        isRead: false
                    ),
                ],
                texts: texts
            )
        },
        Specimen("messages-read") { texts in
            MessagesPage(
                received: [
                    MessagesPage.Received(
                        id: "m1",
                        sitting: People.hostile,
                        text: People.hostile,
                        at: Exam.start,
                        clock: Exam.clock,
                        isRead: true
                    )
                ],
                texts: texts
            )
        },
        Specimen("messages-empty") { MessagesPage(received: [], texts: $0) },
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
