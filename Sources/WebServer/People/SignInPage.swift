/// Signing in with a name and a password.
struct SignInPage: Page {
    let title: String
    let problem: String?
    let login: String
    /// Path to go to afterwards; our own paths only, checked by the route.
    let next: String

    /// Makes the finished words from facts.
    ///
    /// - `login`: What was typed before, so that it need not be typed again.
    init(problem: Problem? = nil, login: String = "", next: String = "/", texts: Texts) {
        self.problem = problem.map { texts("sign-in.\($0.rawValue)") }
        self.login = login
        self.next = next
        let name = texts("sign-in.heading")
        title = problem == nil ? name : texts("form.error-title", ["title": name])
    }

    /// Why the last try did not work.
    ///
    /// It is never said whether the name exists.
    enum Problem: String, CaseIterable, Sendable { case wrong, slow, ended }
}
